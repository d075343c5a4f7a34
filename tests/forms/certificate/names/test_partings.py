"""A blank that was lost in one place is taken from another place of the page, and from nowhere else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.names.partings import (
    part_alike,
    part_by_readings,
    part_by_tables,
    part_where_both_are_widest,
)
from forms.certificate.names.readings import hold_against_names
from forms.certificate.runs.segments import Glyph, Segment
from forms.fields import Kind
from tests.forms.certificate.scanned import NO_LINE


def told(**values: str) -> list[str]:
    """The values of a page, by `name0`, `kana0` … and `householder`, after it."""
    entries = []
    for word, text in values.items():
        kind = Kind.KANA if word.startswith("kana") else Kind.NAME
        path = "householder.former" if word == "householder" else f"members[{word[-1]}].{word[:-1]}"
        entries.append(Entry(path, kind, Value(text, text, 0.9, True, ())))
    return [entry.value.value for entry in part_alike(entries)]


def test_a_name_is_parted_as_elsewhere_on_the_page():
    assert told(name0="林　清", householder="林清") == ["林　清", "林　清"]


def test_a_latin_name_is_parted_as_elsewhere_on_the_page():
    assert told(name0="KHAN MUHAMMAD ALI", householder="KHANMUHAMMADALI")[1] == "KHAN MUHAMMAD ALI"


@pytest.mark.parametrize("other", ["林　清一", "林清"])
def test_another_name_tells_nothing(other):
    assert told(name0=other, householder="林清")[1] == "林清"


def test_two_ways_to_part_a_name_tell_nothing():
    assert told(name0="小　川清", name1="小川　清", householder="小川清")[2] == "小川清"


def test_a_given_name_in_two_pieces_is_joined():
    assert told(name0="景山　德　一", name1="景山　茂")[0] == "景山　德一"
    assert told(name0="ワン　シャオ　ミン")[0] == "ワン　シャオ　ミン"


@pytest.mark.parametrize(
    ("read", "name"),
    [
        ("五十嵐健　一", "五十嵐　健一"),
        ("五十嵐　健一", "五十嵐　健一"),
        ("小川　清", "小川　清"),
        ("鰺鯖瑠　璃", "鰺鯖瑠　璃"),  # the tables know no other way
    ],
)
def test_a_blank_behind_what_is_no_surname_is_where_the_tables_know_both_parts(read, name):
    (entry,) = part_alike([Entry("members[0].name", Kind.NAME, Value(read, read, 0.9, True, ()))])
    assert entry.value.value == name
    assert entry.firm == (read == name) and (entry.firm or read in entry.candidates)


@pytest.mark.parametrize(
    ("written", "reading", "name", "firm"),
    [
        ("瀬戸紬", "セト　ツムギ", "瀬戸　紬", True),
        ("瀬戸海凪砂", "セト　ミナギサ", "瀬戸　海凪砂", False),  # in no table, but may be read so
        ("瀬戸紬", "ヤマダ　ハナコ", "瀬戸紬", True),
    ],
)
def test_a_name_is_parted_as_its_reading_is_and_doubted_unless_the_tables_know_both(written, reading, name, firm):
    said = Entry("members[0].kana", Kind.KANA, Value(reading, reading, 0.9, True, ()))
    whole = Entry("members[0].name", Kind.NAME, Value(written, written, 0.9, True, ()))
    parted = part_by_readings([whole, said])[0]
    assert (parted.value.value, parted.firm) == (name, firm)
    assert not part_by_readings([replace(whole, firm=False), said])[0].firm or name == written


def guessed(*names: str) -> list[tuple[str, bool]]:
    """The names of a page, and whether each may be sure."""
    page = [Entry(f"members[{at}].name", Kind.NAME, Value(name, name, 0.9, True, ())) for at, name in enumerate(names)]
    return [(entry.value.value, entry.firm) for entry in part_by_tables(page)]


def test_a_name_in_one_part_is_parted_by_the_tables_and_doubted():
    assert guessed("斉藤正德") == [("斉藤　正德", False)]
    assert guessed("斉藤正德", "関　さくら") == [("斉藤　正德", False), ("関　さくら", True)]
    # 東 and 久美 as 東久 and 美: the family shares the first
    assert guessed("東久美", "東義雄")[0][0] == "東　久美"


def test_a_name_in_one_part_is_sure_where_several_share_its_surname_and_none_can_be_parted_elsewhere():
    assert guessed("長谷川義雄", "長谷川紬") == [("長谷川　義雄", True), ("長谷川　紬", True)]
    assert guessed("関湊", "関　さくら") == [("関　湊", True), ("関　さくら", True)]
    assert guessed("関湊", "関湊") == [("関　湊", False)] * 2  # the same one twice
    # 宮里 and 江子, or 宮 and 里江子, as 宮里音 may be 里音
    assert [firm for _, firm in guessed("宮里江子", "宮里音")] == [False, False]
    # 長谷川 or 長谷, where somebody on the page is called so
    assert [firm for _, firm in guessed("長谷川義雄", "長谷川紬", "長谷　桜")] == [False, False, True]


@pytest.mark.parametrize("name", ["マリア", "SANTOS", "住民票コード", "斉藤　正德"])
def test_what_the_tables_do_not_know_in_two_parts_stays(name):
    assert guessed(name) == [(name, True)]


def test_a_name_that_the_page_parts_elsewhere_is_not_guessed():
    assert guessed("斉藤正德", "斉藤　正德")[0] == ("斉藤正德", True)


def lined(path: str, kind: Kind, text: str, white: list[int]) -> Entry:
    """A value without a blank in squares of 40 pixels, with so much white between its characters."""
    glyphs, ink, x = [], np.zeros(600, bool), 10
    for char, before in zip(text, [0, *white], strict=True):
        x += before
        ink[x : x + 30] = True
        glyphs.append(Glyph(char, 1.0, x + 15.0))
        x += 30
    quad = np.float32([[0, 0], [600, 0], [600, 40], [0, 40]])
    return Entry(path, kind, Value(text, text, 0.9, True, (Segment(tuple(glyphs), quad, 0, NO_LINE, 40.0, ink),)))


@pytest.mark.parametrize(
    ("written", "said", "read"),
    [
        ([15, 2], [12, 8, 20, 14], ["東　久美", "ヒガシ　クミ"]),
        ([8, 2], [12, 8, 20, 14], ["東久美", "ヒガシクミ"]),  # so much may be the characters' own
        ([15, 2], [12, 8, 20, 19], ["東久美", "ヒガシクミ"]),  # no widest
        ([15, 2], [12, 20, 8, 14], ["東久美", "ヒガシクミ"]),  # 東 is not ヒガ
    ],
)
def test_narrow_blanks_are_seen_where_a_name_and_its_reading_both_have_them(written, said, read):
    page = [lined("members[0].name", Kind.NAME, "東久美", written)]
    page.append(lined("members[0].kana", Kind.KANA, "ヒガシクミ", said))
    assert [entry.value.value for entry in part_where_both_are_widest(page)] == read


def test_what_else_a_name_may_be_is_parted_with_it():
    said = Entry("members[0].kana", Kind.KANA, Value("イトウ　リン", "イトウ　リン", 0.9, True, ()))
    name = Entry("members[0].name", Kind.NAME, Value("伊藤凜", "伊藤凜", 0.9, True, ()), ("伊藤凛",), firm=False)
    told = part_by_readings([name, said])[0]
    assert (told.value.value, told.candidates, told.firm) == ("伊藤　凜", ("伊藤　凛", "伊藤凜"), False)
    # Both are said alike, so the reading does not decide between them.
    read = replace(said, vouched=True)
    assert not hold_against_names([told, read])[0].firm


def test_a_reading_is_parted_behind_the_surname_that_the_family_shares():
    values = told(name0="中村　茂", kana0="ナカムラシゲル", name1="中村　蓮", kana1="ナカムラ　レン")
    assert values[1] == "ナカムラ　シゲル"


def test_a_person_of_another_surname_tells_nothing_of_a_reading():
    assert (
        told(name0="中　村茂", kana0="ナカムラシゲル", name1="中村　蓮", kana1="ナカムラ　レン")[1] == "ナカムラシゲル"
    )
    assert told(name0="中村　茂", kana0="ナカムラ", name1="中村　蓮", kana1="ナカムラ　レン")[1] == "ナカムラ"
