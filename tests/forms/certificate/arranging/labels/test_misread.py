"""Labels with a character or two misread."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.labels.misread import nearest


@pytest.mark.parametrize(
    ("read", "meant"), [("(振り)仮名)", "振り仮名"), ("国籍)・地域", "国籍・地域"), ("(振り)(仮名)", None)]
)
def test_a_bracket_of_which_the_other_half_is_missing_is_none_of_a_label(read, meant):
    assert nearest(read) == meant
