"""What is made of the text beside a label, by the kind of the field."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from forms.certificate.data.blanks import is_blank_unclear, written
from forms.certificate.data.pitch import NARROW
from forms.certificate.data.values import read_value
from forms.certificate.runs.segments import Segment
from forms.fields import Kind
from tests.forms.certificate.lines import EM, segment


class Same:
    """A recogniser that is not asked."""

    def decode(self, line, allowed):
        raise AssertionError("what is decoded again loses its place in these tests")


@pytest.fixture(autouse=True)
def decoded_alike(monkeypatch):
    monkeypatch.setattr(Segment, "decoded", lambda self, recogniser, allowed: self)


def value(kind: Kind, *texts: str):
    rows = [segment(text, 100 + 900 * at, 100) for at, text in enumerate(texts)]
    return read_value(kind, rows, Same())


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (("令和8年7月8日西山村長",), "2026-07-08"),
        (("令和8年7月8日", "西山村長"), "2026-07-08"),
        (("証明2026/07/08",), "2026-07-08"),
        (("R08.07.08", "第12号"), "2026-07-08"),
        (("令和8年7月8日（2026年7月8日）予定",), "2026-07-08"),
        (("2026年（令和8年）7月8日",), "2026-07-08"),
        (("（2026年7月8日",), "2026-07-08"),
    ],
)
def test_beside_a_date_may_stand_what_is_none(texts, day):
    read = value(Kind.DATE, *texts)
    assert (read.value, read.holds) == (day, True)


@pytest.mark.parametrize(
    ("target", "unclear", "confidence"),
    [("planned_on", "令", 0.99), ("planned_on", "8", 0.1), ("members[].birth_date", "令", 0.1)],
)
def test_only_the_papers_own_dates_need_no_clear_era(target, unclear, confidence):
    row = segment("令和8年7月8日", 100, 100)
    glyphs = tuple(replace(glyph, confidence=0.1 if glyph.text == unclear else 0.99) for glyph in row.glyphs)
    read = read_value(Kind.DATE, [replace(row, glyphs=glyphs)], Same(), target)
    assert (read.value, read.confidence) == ("2026-07-08", confidence)


@pytest.mark.parametrize("text", ["女女女女女女", "女女女女演實", "*女女女寅女", "本本本水水本"])
def test_a_kanji_in_a_row_is_what_became_of_asterisks(text):
    assert value(Kind.BUILDING, text) is None
    assert value(Kind.NAME, "真鍋真一") is not None


def test_what_is_hardly_legible_behind_an_asterisk_is_a_row_of_them():
    row = segment("*水水ま中本", 100, 100)
    weak = replace(row, glyphs=tuple(replace(glyph, confidence=0.5) for glyph in row.glyphs))
    assert read_value(Kind.BUILDING, [row], Same()) is not None
    assert read_value(Kind.BUILDING, [weak], Same()) is None


def test_an_address_with_a_stroke_in_it_may_be_two_values():
    assert not value(Kind.ADDRESS, "千葉県鎌ケ谷市くぬぎ山2丁目480番地／東恩納").holds


@pytest.mark.parametrize(
    ("read", "target", "day"),
    [
        ("和8年5月13日", "planned_on", "2026-05-13"),
        ("和8年5月13日", "members[].birth_date", ""),
        ("967年5月24日", "members[].birth_date", "1967-05-24"),
        ("028年11月6日", "members[].stay_until", "2028-11-06"),
        ("167年5月24日", "members[].birth_date", ""),
    ],
)
def test_a_date_whose_first_character_was_lost_is_given_in_doubt_where_it_can_be_but_one(read, target, day):
    value = read_value(Kind.DATE, [segment(read, 0, 0)], Same(), target)
    assert (value.value, value.holds) == (day, False)


def test_of_two_dates_none_is_chosen():
    assert not value(Kind.DATE, "令和8年7月8日", "令和8年7月9日").holds


@pytest.mark.parametrize(
    ("read", "day"),
    [
        ("令和8年9.月1.4日", "2026-09-14"),
        ("令和·8年9月14日", "2026-09-14"),
        ("昭和6.3年9月14日", "1988-09-14"),
    ],
)
def test_a_date_with_dirt_in_it_is_one_and_never_certain(read, day):
    found = value(Kind.DATE, read)
    assert (found.value, found.holds) == (day, False)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("大昭平令55年10月28日", False),
        ("大・昭・平・令24年11月29日", False),
        ("昭和（平成）3年4月5日", False),
        ("平成３年４月５日", True),
        ("平3年4月5日", True),
    ],
)
def test_of_several_eras_before_a_year_none_is_taken_for_certain(text, holds):
    assert value(Kind.DATE, text).holds is holds


@pytest.mark.parametrize(
    ("text", "target", "holds"),
    [("辻", "former_surname", True), ("々", "former_surname", False), ("辻", "name", False)],
)
def test_a_former_surname_may_be_one_kanji(text, target, holds):
    assert read_value(Kind.NAME, [segment(text, 100, 100)], Same(), f"members[].{target}").holds is holds


def test_a_speck_in_a_name_stands_in_its_blank_or_is_left_out_and_doubted():
    for text, told in (("我妻·龍馬", "我妻　龍馬"), ("我·妻　龍馬", "我妻　龍馬"), ("·我妻龍馬", "我妻龍馬")):
        read = value(Kind.NAME, text)
        assert (read.value, read.holds) == (told, False)
    assert value(Kind.NAME, "マリア・クルス").value == "マリア・クルス"
    assert value(Kind.NAME, "・濱口チヨ").value == "濱口チヨ"
    read = value(Kind.NAME, "近藤.トメ")
    assert (read.value, read.holds) == ("近藤トメ", False)
    assert value(Kind.NAME, "J. SMITH").value == "J. SMITH"


@pytest.mark.parametrize(("text", "holds"), [("遠藤トＸ", False), ("ＳＭＩＴＨ", True), ("遠藤トメ", True)])
def test_a_latin_letter_within_a_japanese_word_is_doubted(text, holds):
    assert value(Kind.NAME, text).holds is holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("大野芽依－", False),
        ("大野芽依ー", False),
        ("大野芽依-", False),
        ("瞳殿", False),
        ("大野メリー", True),
        ("大野めりー", True),
        ("大野芽依", True),
    ],
)
def test_a_name_that_ends_in_a_dash_or_in_politeness_is_doubted(text, holds):
    assert value(Kind.NAME, text).holds is holds


def test_a_speck_behind_an_address_is_left_out_with_the_blank_before_it():
    assert value(Kind.ADDRESS, "大分県中津市永添2丁目47番地", "·").value == "大分県中津市永添2丁目47番地"


def test_a_round_letter_among_letters_is_no_numeral():
    assert value(Kind.BUILDING, "レオパレスＮ〇Ｚ〇ＭＩ").value == "レオパレスＮＯＺＯＭＩ"
    assert value(Kind.BUILDING, "第二〇号").value == "第二〇号"


def squares(text: str, step: float = 1.0) -> Segment:
    """Letters in squares, with little ink in the middle of each."""
    plain = segment(text, 0, 100)
    glyphs = tuple(replace(glyph, x=(at * step + 0.5) * EM) for at, glyph in enumerate(plain.glyphs))
    ink = np.array([7 < column < 13 for _ in text for column in range(20)])
    quad = np.float32([[0, 100], [len(text) * EM, 100], [len(text) * EM, 140], [0, 140]])
    return Segment(glyphs, quad, -1, plain.line, EM, ink)


def test_letters_in_squares_are_not_parted_by_the_white_beside_them():
    assert written(squares("ＮＯＺＩＭＩ")) == "ＮＯＺＩＭＩ"
    assert written(squares("ＮＯＺＩ", 1.6)) == "Ｎ Ｏ Ｚ Ｉ"


@pytest.mark.parametrize(
    ("white", "text", "unclear"), [(0.4, "本郷7", False), (0.8, "本郷\u30007", True), (1.2, "本郷\u30007", False)]
)
@pytest.mark.parametrize("char", ["7", "A"])
def test_a_blank_before_the_number_of_a_room_is_kept_where_the_white_shows_one(white, text, unclear, char):
    plain = segment("本郷" + char, 0, 100)
    glyphs = (*plain.glyphs[:2], replace(plain.glyphs[2], x=(2.25 + white) * EM))
    ink = np.zeros(200, bool)
    for start, end in ((0, 38), (40, 80), (80 + round(white * 40), 100 + round(white * 40))):
        ink[start:end] = True
    quad = np.float32([[0, 100], [200, 100], [200, 140], [0, 140]])
    row = Segment(glyphs, quad, -1, plain.line, EM, ink)
    assert written(row, place=True).translate(NARROW) == text.replace("7", char)
    assert written(row).translate(NARROW) == "本郷" + char
    assert is_blank_unclear(row, 2) is unclear


@pytest.mark.parametrize(
    ("white", "text", "unclear"), [(0.4, "21Ⅲ", False), (0.9, "21Ⅲ", True), (1.2, "21\u3000Ⅲ", False)]
)
def test_a_blank_behind_a_number_is_kept_where_the_white_shows_one(white, text, unclear):
    plain = segment("21Ⅲ", 0, 100)
    glyphs = (*plain.glyphs[:2], replace(plain.glyphs[2], x=(1.45 + white) * EM))
    ink = np.zeros(120, bool)
    ink[: int(EM) - 1] = True
    ink[int(EM) + round(white * int(EM)) :] = True
    quad = np.float32([[0, 100], [120, 100], [120, 140], [0, 140]])
    row = Segment(glyphs, quad, -1, plain.line, EM, ink)
    assert written(row, place=True).translate(NARROW) == text
    assert is_blank_unclear(row, 2) is unclear


def test_two_letters_in_squares_are_one_word_in_the_name_of_a_building():
    assert written(squares("ＵＲ"), place=True) == "ＵＲ"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("３）島根県邑智郡美郷町酒谷６丁目", "島根県邑智郡美郷町酒谷６丁目"),
        ("デ874-1955石川県白山市西美沢野七丁目", "石川県白山市西美沢野七丁目"),
        ("４石川県白山市西美沢野七丁目", "石川県白山市西美沢野七丁目"),
        ("大阪府大阪市北区天満橋ＯＡＰタワー６丁目", "大阪府大阪市北区天満橋ＯＡＰタワー６丁目"),
    ],
)
def test_the_number_of_a_row_is_no_part_of_an_address(text, address):
    read = value(Kind.ADDRESS, text)
    assert (read.value, read.holds) == (address, True)


@pytest.mark.parametrize("text", ["大大大火火火", "*大大", "＊＊＊＊"])
def test_what_looks_like_a_row_of_asterisks_is_no_value(text):
    assert value(Kind.BUILDING, text) is None


def test_two_runs_of_a_building_on_one_line_have_a_blank_between_them():
    first = segment("市営住宅７棟", 100, 100)
    rows = [first, segment("１２２", first.right + EM, 100)]
    assert read_value(Kind.BUILDING, rows, Same()).value == "市営住宅７棟\u3000１２２"
    beneath = [first, segment("１２２", 100, 160)]
    assert read_value(Kind.BUILDING, beneath, Same()).value == "市営住宅７棟１２２"


def test_kana_that_stand_loosely_have_no_blank_between_them():
    loose = segment("ショウジ", 100, 100, pitch=1.9)
    assert written(replace(loose, ink=np.zeros(200, bool))) == "ショウジ"
    pair = replace(segment("森茜", 100, 100, pitch=1.9), ink=np.zeros(200, bool))
    assert (written(pair), written(pair, alone=False)) == ("森\u3000茜", "森茜")


@pytest.mark.parametrize(("blank", "text"), [(0.0, "パークサイド東"), (0.5, "パークサイ\u3000ド東")])
def test_slim_kana_that_stand_in_step_with_their_neighbours_have_no_blank_between_them(blank, text):
    plain = segment("パークサイド東", 0, 100)
    places = 0.5 + np.cumsum([0, 1.13, 1.35, 0.92, 1.08, 1.45 + blank, 0.87])
    glyphs = tuple(replace(glyph, x=at * EM) for glyph, at in zip(plain.glyphs, places, strict=True))
    ink = np.ones(400, bool)
    ink[int((places[4] + 0.2) * EM) : int((places[5] - 0.5) * EM)] = False
    quad = np.float32([[0, 100], [400, 100], [400, 140], [0, 140]])
    assert written(Segment(glyphs, quad, -1, plain.line, EM, ink), place=True) == text


@pytest.mark.parametrize("said", ["技能実習2号口", "技能実習2号ロ"])
def test_a_word_of_a_closed_set_is_in_its_own_script(said):
    read = read_value(Kind.TEXT, [segment(said, 100, 100)], Same(), "members[].status_of_residence")
    assert (read.value, read.holds) == ("技能実習2号ロ", True)


@pytest.mark.parametrize(("said", "building"), [("株見本社員寮", "㈱見本社員寮"), ("株式会社見本寮", "株式会社見本寮")])
def test_no_building_begins_with_the_first_character_of_a_company_alone(said, building):
    assert value(Kind.BUILDING, said).value == building


def test_a_city_in_a_column_of_its_own_has_no_blank_behind_it():
    apart = [segment("東京都墨田区", 0, 0), segment("吾妻橋２丁目１番", 400, 0)]
    assert read_value(Kind.ADDRESS, apart, None).value == "東京都墨田区吾妻橋２丁目１番"
    typed = [segment("東京都墨田区", 0, 0), segment("吾妻橋２丁目１番", 280, 0)]
    assert read_value(Kind.ADDRESS, typed, None).value == "東京都墨田区\u3000吾妻橋２丁目１番"


@pytest.mark.parametrize("read", ["O", "〇", "0"])
def test_a_circle_instead_of_a_word_is_given_as_one_in_doubt(read):
    value = read_value(Kind.TEXT, [segment(read, 0, 0)], Same(), "members[].health_insurance")
    assert (value.text, value.value, value.holds) == ("○", "○", False)
    assert read_value(Kind.TEXT, [segment("O", 0, 0)], Same()).text == "O"


@pytest.mark.parametrize(
    ("target", "said", "text"),
    [
        ("care_insurance", "介無", "無"),
        ("care_insurance", "介要支援2", "要支援2"),
        ("care_insurance", "介要護", "介要護"),
        ("child_allowance", "児受給", "受給"),
        ("health_insurance", "介無", "介無"),
    ],
)
def test_the_first_character_of_a_label_before_a_word_of_its_set_is_none_of_it(target, said, text):
    assert read_value(Kind.TEXT, [segment(said, 0, 0)], Same(), f"members[].{target}").text == text


@pytest.mark.parametrize(
    ("text", "said"), [("なし", "なし"), ("無し", "無し"), ("該当なし", None), ("***", None), ("二", None)]
)
def test_nothing_is_a_word_where_something_may_be_none(text, said):
    read = read_value(Kind.TEXT, [segment(text, 100, 100)], Same(), "members[].care_insurance")
    assert (read and (read.value, read.holds)) == (said and (said, True))


def test_a_sentence_that_says_why_there_is_no_value_is_none():
    assert value(Kind.NAME, "日本国籍を有しない世帯のため記載なし") is None


def decode_only(monkeypatch, known):
    """Lets a decoded text lose every character that is none of the known ones."""
    monkeypatch.setattr(
        Segment,
        "decoded",
        lambda self, recogniser, allowed: replace(self, glyphs=tuple(g for g in self.glyphs if g.text in known)),
    )


@pytest.mark.parametrize(("confidence", "told"), [(0.99, "資格のみ"), (0.5, "資格")])
def test_a_word_that_a_closed_set_has_not_got_is_given_whole_where_it_was_read_well(monkeypatch, confidence, told):
    decode_only(monkeypatch, "有無資格あり加入")
    row = segment("資格のみ", 100, 100)
    glyphs = tuple(replace(glyph, confidence=confidence if glyph.text == "の" else 0.99) for glyph in row.glyphs)
    read = read_value(Kind.TEXT, [replace(row, glyphs=glyphs)], Same(), "members[].pension")
    assert (read.value, read.holds) == (told, False)


@pytest.mark.parametrize(
    ("text", "told"), [("受給世帯", "受給世帯"), ("受給　世帯", "受給"), ("受給一", "受給"), ("受給)", "受給")]
)
def test_a_word_that_begins_with_one_of_a_closed_set_is_given_whole_and_doubted(monkeypatch, text, told):
    decode_only(monkeypatch, "受給中")
    read = read_value(Kind.TEXT, [segment(text, 100, 100)], Same(), "members[].child_allowance")
    assert (read.value, read.holds) == (told, told == "受給")


@pytest.mark.parametrize(
    ("text", "holds"),
    [("令和08.11.2", False), ("令和08.11.25", True), ("令和8年05月3日", False), ("R8.05.03", True), ("2026.7.8", True)],
)
def test_a_date_of_which_only_some_numbers_have_a_nought_may_have_lost_a_digit(text, holds):
    assert value(Kind.DATE, text).holds is holds


@pytest.mark.parametrize(("behind", "holds"), [("", True), ("\u3000南部町シティハウス９０２", False)])
def test_an_address_that_goes_on_behind_a_blank_is_doubtful(behind, holds):
    assert value(Kind.ADDRESS, f"山口県下関市南部町１番１号{behind}").holds is holds


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (("新井芽依様",), "新井芽依"),
        (("新井芽依", "殿"), "新井芽依"),
        (("後藤彩香樣",), "後藤彩香"),
        (("様",), "様"),  # a surname of one kanji that was misread may be all that was found
        (("様子",), "様子"),
    ],
)
def test_what_politeness_puts_behind_a_name_is_no_part_of_it(texts, name):
    assert value(Kind.NAME, *texts).value == name


@pytest.mark.parametrize("text", ["男", "（男）", "1男", "１：男性", "(男", "M", "Ｍ", "(M)"])
def test_a_sex_may_stand_in_brackets_or_behind_its_code(text):
    assert value(Kind.SEX, text).value == "male"


@pytest.mark.parametrize(
    ("read", "holds"), [("キムラサチニ1", False), ("キムラサチコ・", True), ("キムラサチコ", True)]
)
def test_a_reading_of_which_a_digit_is_gone_may_have_lost_half_a_kana(monkeypatch, read, holds):
    monkeypatch.setattr(Segment, "decoded", lambda self, recogniser, allowed: self.part(0, 6))
    found = value(Kind.KANA, read)
    assert (found.value, found.holds) == (read[:6], holds)


@pytest.mark.parametrize(("read", "said"), [("世帯ì", "世帯主"), ("妻の", "妻の"), ("子ì", "子")])
def test_a_relationship_whose_last_character_is_gone_is_given_in_doubt_where_it_can_be_but_one(monkeypatch, read, said):
    whole = "ì" not in read
    monkeypatch.setattr(Segment, "decoded", lambda self, *_: self if whole else self.part(0, len(read) - 1))
    found = value(Kind.RELATIONSHIP, read)
    assert found.value == said and (found.holds == (said == "子"))
