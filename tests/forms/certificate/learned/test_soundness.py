"""Whether the network's people are all of whom a page tells."""

from __future__ import annotations

from forms.certificate.learned.soundness import is_sound
from tests.forms.certificate.lines import segment
from tests.forms.certificate.opinions import told

NAME, BORN, SEX = "members[].name", "members[].birth_date", "members[].sex"


def _is_sound(*pieces: tuple[str, str, int | None]) -> bool:
    """Whether people are sound who have these texts, each with its field and its person."""
    lines = [segment(text, 300 * at, 0) for at, (text, _, _) in enumerate(pieces)]
    return is_sound(told(lines, [value for _, value, _ in pieces], [person for _, _, person in pieces]))


def test_a_date_may_stand_in_parts() -> None:
    name = ("佐藤一郎", NAME, 0)
    assert _is_sound(name, ("平成2年", BORN, 0), ("9月21日", BORN, 0))
    assert not _is_sound(name, ("平成2年", BORN, 0), ("21日", BORN, 0))
    assert not _is_sound(name, ("平成2年9月21日", BORN, 0), ("平成2年9月21日", BORN, 0))
    assert not _is_sound(name, ("平成2年9月21日", BORN, None))


def test_a_sex_that_was_not_read_tells_of_nobody_but_a_second_one_does() -> None:
    people = [("佐藤一郎", NAME, 0), ("昭和60年3月14日", BORN, 0), ("高橋花子", NAME, 1), ("平成2年4月1日", BORN, 1)]
    assert _is_sound(*people, ("男", SEX, 0), ("女", SEX, 1))
    assert _is_sound(*people, ("男", SEX, 0))
    assert not _is_sound(*people, ("男", SEX, 0), ("女", SEX, 0))
    assert not _is_sound(*people, ("男", SEX, 0), ("女", SEX, None))


def test_a_scrap_in_no_row_and_no_column_of_what_people_have_tells_of_nobody() -> None:
    lines = [segment("佐藤一郎", 0, 0), segment("昭和60年3月14日", 300, 0), segment("男", 900, 0)]
    for left, top, sound in ((2000, 900, True), (900, 900, False), (2000, 10, False)):
        values, people = [NAME, BORN, SEX, SEX], [0, 0, 0, None]
        assert is_sound(told([*lines, segment("女", left, top)], values, people)) is sound
