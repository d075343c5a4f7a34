"""Which texts may hold a number to be hidden."""

from __future__ import annotations

import pytest

from forms.certificate.data.hidden import hidden_kind, is_nearly_hidden


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("300518722895", "individual_number"),
        ("8657 7216 365", "resident_code"),
        ("3OO5I87ZZ895", "individual_number"),
        ("GS92614076SY", None),
        (":GS92614076SY", None),
        # Letters that are all like digits may be digits.
        ("GS92614076SB", "individual_number"),
        ("GS92614076SY 86577216365", "resident_code"),
        ("9GS92614076SY", "individual_number"),
    ],
)
def test_the_number_of_a_card_is_none_to_be_hidden_where_a_letter_is_no_digit(text, kind):
    assert hidden_kind(text) == kind


def test_a_colon_before_the_number_of_a_card_makes_it_no_other_one():
    assert not is_nearly_hidden(":UH41827365PA")
