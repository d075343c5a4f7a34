import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.visit_code import parse_visit_code, visit_code

VISIT_IDS = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=26, max_size=26)


@given(VISIT_IDS)
def test_code_gives_its_visit_back(visit_id: str) -> None:
    assert parse_visit_code(visit_code(visit_id)) == visit_id


@given(VISIT_IDS)
def test_line_end_of_a_hand_scanner_is_forgiven(visit_id: str) -> None:
    assert parse_visit_code(f" {visit_code(visit_id)}\r\n") == visit_id


@given(VISIT_IDS)
def test_code_holds_nothing_but_the_id(visit_id: str) -> None:
    assert visit_code(visit_id) == f"KAKANAI:V1:{visit_id}"


@given(st.text())
def test_only_our_own_codes_are_taken(text: str) -> None:
    found = parse_visit_code(text)
    assert found is None or text.strip(" \t\r\n") == visit_code(found)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://shop.example/item?id=abcdefghijklmnopqrstuvwxyz",
        "KAKANAI:V1:",
        "KAKANAI:V2:abcdefghijklmnopqrstuvwxyz",
        "KAKANAI:V1:abcdefghijklmnopqrstuvwxy",
        "KAKANAI:V1:abcdefghijklmnopqrstuvwxyza",
        "KAKANAI:V1:ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "KAKANAI:V1:abcdefghijklmnopqrstuvwxy1",
        "KAKANAI:V1:abcdefghijklmnopqrstuvwxy\n",
        "KAKANAI:V1:ａbcdefghijklmnopqrstuvwxyz",
    ],
)
def test_foreign_code_is_refused(text: str) -> None:
    assert parse_visit_code(text) is None


@pytest.mark.parametrize("visit_id", ["", "髙橋　一郎", "0042", "a" * 27, "A" * 26, "a" * 25 + "\n"])
def test_code_is_never_made_of_anything_but_an_id(visit_id: str) -> None:
    with pytest.raises(ValueError, match="26"):
        visit_code(visit_id)
