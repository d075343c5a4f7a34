"""Check digits: the worked example, every single wrong digit, and what is no number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.certificate.data.checkdigits import check_digit, is_individual_number, is_resident_code


def test_the_number_printed_on_specimens_holds():
    assert is_individual_number("123456789018")


@given(st.text("0123456789", min_size=11, max_size=11))
def test_a_number_with_its_check_digit_holds_and_with_another_does_not(body):
    right = check_digit(body)
    assert [digit for digit in "0123456789" if is_individual_number(body + digit)] == [right]


@given(st.text("0123456789", min_size=10, max_size=10))
def test_a_resident_code_has_eleven_digits(body):
    code = body + check_digit(body)
    assert is_resident_code(code)
    assert not is_individual_number(code)


@pytest.mark.parametrize("text", ["", "12345678901", "1234567890123", "12345678901x", "１２３４５６７８９０１８"])
def test_other_texts_are_no_numbers(text):
    assert not is_individual_number(text)


def test_a_body_of_letters_is_refused():
    with pytest.raises(ValueError, match="digits"):
        check_digit("12a")
