"""Readings are mended and confirmed by the names that they stand for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Line
from forms.certificate.names import near_readings, readings
from forms.certificate.names.readings import hold_against_names
from forms.certificate.runs.segments import Glyph, Segment
from forms.fields import Kind

EM = 40.0
QUAD = np.float32([[0, 0], [900, 0], [900, 50], [0, 50]])
NO_LINE = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)


def entry(path: str, kind: Kind, text: str, sure: dict[str, float], lost: str) -> Entry:
    glyphs = tuple(
        Glyph(char, sure.get(char, 0.99), (at + 1) * EM) for at, char in enumerate(text) if char not in lost + "\u3000"
    )
    text = "".join(char for char in text if char not in lost)
    least = min(glyph.confidence for glyph in glyphs)
    return Entry(path, kind, Value(text, text, least, True, (Segment(glyphs, QUAD, 0, NO_LINE, EM, np.ones(9, bool)),)))


def held(name: str, said: str, sure: dict[str, float] | None = None, lost: str = "") -> Entry:
    """A reading as read; `lost` are kana that are printed and not read."""
    rows = [
        entry("members[0].name", Kind.NAME, name, {}, ""),
        entry("members[0].kana", Kind.KANA, said, sure or {}, lost),
    ]
    return hold_against_names(rows)[1]


@pytest.mark.parametrize(
    ("name", "said", "value"),
    [
        ("渋谷　拓也", "シブャ　タクヤ", "シブヤ　タクヤ"),
        ("藤井　奈々", "フジィ　ナナ", "フジイ　ナナ"),
        ("佐藤　涼太", "サトウ　リヨウタ", "サトウ　リョウタ"),
    ],
)
def test_small_kana_are_as_a_name_can_have_them(name, said, value):
    assert held(name, said).value.value == value


@pytest.mark.parametrize(
    ("name", "said", "value"),
    [
        ("泉　一輝", "イズミイッキ", "イズミ　イッキ"),
        ("前田　貞太郎", "マエダーテイタロウ", "マエダ　テイタロウ"),
        ("林　泉", "イズミ", "イズミ"),
    ],
)
def test_a_lost_blank_is_where_the_name_tells(name, said, value):
    assert held(name, said).value.value == value


def test_a_lost_blank_that_only_one_half_of_the_name_tells_is_put_in_and_doubted():
    reading = held("籔蘭田　誠", "ヨビランダマコト")
    assert (reading.value.value, reading.firm, reading.vouched) == ("ヨビランダ　マコト", False, False)


def test_a_reading_that_the_name_has_is_confirmed():
    assert held("山本　翔太", "ヤマモト　ショウタ", {"モ": 0.7}).vouched
    assert not held("山本　翔太", "ヤマモト　ショウタ", {"モ": 0.3}).vouched


def test_one_that_may_be_another_reading_of_the_name_needs_that_kana_to_be_clear():
    assert not held("中島　翔太", "ナカシマ　ショウタ", {"シ": 0.8}).vouched
    assert held("中島　翔太", "ナカシマ　ショウタ", {"ナ": 0.8}).vouched
    assert not held("大野　翔太", "オオノ　ショウタ", lost="オ").vouched


@pytest.mark.parametrize(
    ("name", "said", "sure", "lost", "value"),
    [
        ("西村　翔太", "ニシムテ　ショウタ", {"テ": 0.7}, "", "ニシムラ　ショウタ"),
        ("熊谷　翔太", "クマガイ　ショウタ", {}, "マ", "クマガイ　ショウタ"),
        ("佐々木　恵介", "ササキ　ケイズケ", {"ズ": 0.5}, "", "ササキ　ケイスケ"),
    ],
)
def test_one_that_is_near_to_one_is_mended_and_never_sure(name, said, sure, lost, value):
    told = held(name, said, sure, lost)
    assert told.value.value == value and not told.firm
    assert told.candidates == (said.replace(lost, "") if lost else said,)


def test_what_no_table_has_stays_as_it_was_read():
    told = held("山本　光宙", "ヤマモト　ピカチュウ")
    assert (told.value.value, told.vouched, told.firm) == ("ヤマモト　ピカチュウ", False, True)


@pytest.mark.parametrize(("said", "firm"), [("フクナガ　タイソウ", False), ("フクナガ　タイゾウ", True)])
def test_a_sign_of_voice_that_its_name_has_is_put_in_and_doubted(said, firm):
    told = held("福永　泰三", said)
    assert (told.value.value, told.firm) == ("フクナガ　タイゾウ", firm)


def test_a_reading_shorter_than_its_name_in_kanji_is_never_sure():
    assert not held("人見　已之吉", "ヒトミ　ミ").firm
    assert held("人見　已之吉", "ヒトミ　ミノキチ").firm


def test_a_reading_that_is_not_the_kana_of_its_name_is_never_sure():
    assert not held("森　ふみ", "フミ　モリフミ").firm
    assert held("森　ふみ", "モリ　フミ").firm


def test_the_reading_of_a_surname_alone_is_not_parted():
    assert held("足立　千", "アダチ").value.value == "アダチ"


def test_readings_of_latin_names_stay():
    assert held("RAHMAN ABDUL", "ラフマン　アブドゥル").value.value == "ラフマン　アブドゥル"


def test_a_reading_in_three_pieces_is_joined_as_its_name_tells():
    assert held("吉村　真里", "ヨシムラ　マ　リ").value.value == "ヨシムラ　マリ"


@pytest.mark.parametrize(("said", "firm"), [("ワン　シャオミン", True), ("ワンシャオミン", False)])
def test_a_reading_of_a_latin_name_is_doubted_where_a_blank_is_lacking(said, firm):
    assert held("WANG XIAOMING", said).firm is firm


@pytest.mark.parametrize(
    ("name", "said", "firm"),
    [
        ("DELA CRUZ MARIA CRISTINA", "デラクルス　マリア　クリスティナ", True),
        ("DELA CRUZ MARIA CRISTINA", "デラ　クルス　マリア　クリスティナ", True),
        ("DE LA CRUZ MARIA", "デラクルス　マリア", True),
        ("DELA CRUZ MARIA CRISTINA", "デラ　クルス　マリアクリスティナ", False),
        ("DELA CRUZ MARIA CRISTINA", "デラクルス　マリアクリスティナ", False),
        ("DELA CRUZ MARIA CRISTINA", "クルス　マリア　クリスティナ", False),
    ],
)
def test_a_particle_of_a_surname_may_be_read_with_the_word_behind_it(name, said, firm, monkeypatch):
    monkeypatch.setattr(readings, "parted_by_white", lambda *_: None)
    assert held(name, said).firm is firm


@pytest.mark.parametrize("said", ["チェンーユーティン", "チェンー　ユーティン", "チェン・ユーティン"])
def test_a_blank_of_such_a_reading_that_was_read_as_a_mark_is_one_in_doubt(said):
    told = held("CHEN YUTING", said)
    assert told.value.value == "チェン　ユーティン" and not told.firm


def test_a_reading_speaks_for_a_name_against_what_nobody_is_called():
    name, said = (
        entry("members[0].name", Kind.NAME, "津田　重徳", {}, ""),
        entry("members[0].kana", Kind.KANA, "ツダ　シゲノリ", {}, ""),
    )
    for rivals, firm in ((("聿田　重徳",), True), (("津田　重德",), False), ((), False)):
        doubted = replace(name, firm=False, candidates=rivals)
        assert hold_against_names([doubted, said])[0].firm is firm


def test_a_reading_speaks_for_a_mark_of_repetition():
    name, said = (
        entry("members[0].name", Kind.NAME, "福井　すゞ", {}, ""),
        entry("members[0].kana", Kind.KANA, "フクイ　スズ", {}, ""),
    )
    for rivals, firm in ((("福井　すド",), True), (("福井　すず",), False)):
        doubted = replace(name, firm=False, candidates=rivals)
        assert hold_against_names([doubted, said])[0].firm is firm
    assert not hold_against_names([replace(doubted, candidates=("福井　すド",)), replace(said, firm=False)])[0].firm


@pytest.mark.parametrize(
    ("written", "said", "rivals", "sure"),
    [
        ("廣瀬　ヱイ", "ヒロセ　エイ", ("廣瀬　エイ",), True),
        ("𠮷田　ミツヱ", "ヨシダ　ミツエ", ("𠮷田　ミツエ", "吉田　ミツエ"), True),
        ("廣瀬　ヱイ", "ヒロセ　アイ", ("廣瀬　アイ",), False),
        ("土居　奈々", "ドイ　ナナ", ("圡居　奈々", "士居　奈々"), True),
    ],
)
def test_it_speaks_against_what_no_reader_can_say_and_variants_that_were_told(written, said, rivals, sure):
    rows = [
        entry("members[0].name", Kind.NAME, written, {"ヱ": 0.1}, ""),
        entry("members[0].kana", Kind.KANA, said, {}, ""),
    ]
    rows = [replace(rows[0], firm=False, candidates=rivals), replace(rows[1], vouched=True)]
    assert hold_against_names(rows)[0].vouched is sure
    untold = hold_against_names([replace(rows[0], spelt=False), rows[1]])[0]
    assert untold.firm is (sure and len(rivals) == 1)


def test_a_reading_that_is_another_ones_of_the_page_is_never_sure():
    rows = [
        entry(f"members[{at}].{field}", kind, text, {}, "")
        for at, (name, said) in enumerate((("柏木　瑠璃", "カシワギ　タカシ"), ("柏木　隆", "カシワギ　ココナ")))
        for field, kind, text in (("name", Kind.NAME, name), ("kana", Kind.KANA, said))
    ]
    moved, rare = (row for row in hold_against_names(rows) if row.kind is Kind.KANA)
    assert not moved.firm and moved.value.value == "カシワギ　タカシ"
    assert rare.firm and not rare.vouched


def test_in_half_width_a_name_does_not_confirm_a_reading_that_may_have_lost_a_sign(monkeypatch):
    assert held("増田　蓮", "マスタ　レン", {"タ": 0.93}).vouched
    monkeypatch.setattr(near_readings, "NARROW_HEIGHTS", 1.0)
    assert not held("増田　蓮", "マスタ　レン", {"タ": 0.93}).vouched
    assert held("増田　蓮", "マスダ　レン", {"ダ": 0.93}).vouched
    assert held("増田　彰", "マスダ　アキラ").vouched  # and アキ, which ends where it differs


def test_of_two_readings_of_one_surname_only_the_known_one_is_sure():
    rows = [
        entry(f"members[{at}].{field}", kind, text, {}, "")
        for at, texts in enumerate([("東海林　一郎", "ショウジ　イチロウ"), ("東海林　眞理", "ヨウジ　マリ")])
        for field, kind, text in zip(("name", "kana"), (Kind.NAME, Kind.KANA), texts, strict=True)
    ]
    assert [each.firm for each in hold_against_names(rows) if each.kind is Kind.KANA] == [True, False]


@pytest.mark.parametrize(
    ("name", "said", "firm"), [("大祢　みすす", "オオネ　ミスス", False), ("大祢　みすず", "オオネ　ミスズ", True)]
)
def test_a_name_in_kana_that_may_lack_a_sign_of_voice_is_never_sure_nor_is_its_reading(name, said, firm):
    rows = [entry("members[0].name", Kind.NAME, name, {}, ""), entry("members[0].kana", Kind.KANA, said, {}, "")]
    assert [row.firm for row in hold_against_names(rows)] == [firm, firm]
