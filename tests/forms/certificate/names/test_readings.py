"""Readings are mended and confirmed by the names that they stand for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.certificate.names import near_readings
from forms.certificate.names.readings import hold_against_names
from forms.fields import Kind
from tests.forms.certificate.named import entry, held


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


@pytest.mark.parametrize(
    ("written", "said", "confidence", "firm"),
    [
        ("髙橋　郎", "タカハシ　イチロウ", 0.9, False),
        ("髙橋　郎", "タカハシ　イチロウ", 0.7, True),  # the reading may be what was misread
        ("髙橋　一郎", "タカハシ　イチロウ", 0.9, True),
        ("髙橋　光宙", "タカハシ", 0.9, True),
    ],
)
def test_a_name_that_its_reading_cannot_be_said_of_has_lost_something(written, said, confidence, firm):
    name = entry("members[0].name", Kind.NAME, written, {}, "")
    reading = entry("members[0].kana", Kind.KANA, said, {}, "")
    reading = replace(reading, value=replace(reading.value, confidence=confidence))
    assert hold_against_names([name, reading])[0].firm is firm


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


@pytest.mark.parametrize(("said", "firm"), [("イシカワ", False), ("いしかわ", True)])
def test_no_hiragana_is_in_half_width_however_close_it_stands_in_a_high_line(monkeypatch, said, firm):
    monkeypatch.setattr(near_readings, "NARROW_HEIGHTS", 9.0)
    reading = entry("members[0].kana", Kind.KANA, said, {}, "")
    reading = replace(reading, value=replace(reading.value, value="イシカワ"))
    rows = [entry("members[0].name", Kind.NAME, "石川\u3000翔太", {}, ""), reading]
    assert hold_against_names(rows)[1].firm == firm


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
