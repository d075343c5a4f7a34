"""What stands further beneath a label than anything does beneath labels of its kind."""

from __future__ import annotations

from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.arranging.tables.outlying import without_outlying
from tests.forms.certificate.lines import segment


def hit(target: str, top: float, text: str, below: float) -> Hit:
    spot = Spot((segment(text, 300, top + below),) if text else ())
    return Hit(target, segment("label", 300, top), (spot,))


def left(*hits: Hit) -> tuple[list[str], list[str]]:
    """The values that stay, and the text that is nobody's then."""
    found, loose = without_outlying(hits)
    return [each.text for one in found for spot in one.spots for each in spot.segments], [each.text for each in loose]


def test_beneath_an_empty_card_the_date_of_issue_is_nobodys_date_of_birth():
    born = [hit("members[].birth_date", 400 * at, f"昭和5{at}年5月2日", 60) for at in (0, 1)]
    assert left(*born, hit("members[].birth_date", 800, "令和8年10月4日", 350)) == (
        ["昭和50年5月2日", "昭和51年5月2日"],
        ["令和8年10月4日"],
    )


def test_nor_are_a_note_and_a_date_beneath_it_two_peoples_readings():
    cards = [hit("members[].kana", 400 * at, "アベハナ", 10) for at in (0, 1)]
    note, date = segment("（注）この証明書は令和", 300, 1150), segment("令和8年4月7日", 300, 1250)
    foot = Hit("members[].kana", segment("label", 300, 800), (Spot((note,)), Spot((date,))))
    assert left(*cards, foot) == (["アベハナ"] * 2, [note.text, date.text])
    people = tuple(Spot((segment(text, 300, top),)) for text, top in (("アベハナ", 1150), ("アベアイ", 1250)))
    assert left(*cards, Hit("members[].kana", segment("label", 300, 800), people))[1] == []


def test_nor_is_a_mayor_somebodys_former_surname_or_number():
    cards = [hit("members[].sex", 400 * at, "女", 60) for at in (0, 1)]
    blank = hit("members[].former_surname", 400, "", 0), hit("individual_number", 400, "", 0)
    foot = hit("members[].former_surname", 800, "恒雄", 350), hit("individual_number", 800, "小田原市長", 350)
    assert left(*cards, *blank, *foot) == (["女", "女"], ["恒雄", "小田原市長"])


def test_a_number_to_be_hidden_stays_beneath_its_label():
    cards = [hit("individual_number", 400 * at, "123456789012", 60 + 200 * at) for at in (0, 1)]
    assert left(*cards) == (["123456789012", "123456789012"], [])


def test_the_next_line_is_not_far():
    assert left(*(hit("members[].name", 400 * at, "見本太郎", 60 + 50 * at) for at in (0, 1)))[1] == []
