"""Look-alikes of two scripts: doubtful, with the other character, where nothing tells them apart; else left alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Line
from forms.certificate.runs.segments import Glyph, Segment
from forms.certificate.settling.unsettled import doubt_scripts, other_spellings
from forms.characters import width_folded
from forms.fields import Kind
from tests.forms.certificate.lines import segment

QUAD = np.float32([[0, 0], [800, 0], [800, 50], [0, 50]])
NO_LINE = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)


@pytest.mark.parametrize(
    ("kind", "text", "others"),
    [
        (Kind.ADDRESS, "石川県七尾市中島町ニ67番地7", ["石川県七尾市中島町二67番地7"]),
        (Kind.BUILDING, "株見本製作所社員寮312号", ["㈱見本製作所社員寮312号"]),
        (
            Kind.ADDRESS,
            "宮城県加美郡加美町字ニタ子塚3番地",
            ["宮城県加美郡加美町字二タ子塚3番地", "宮城県加美郡加美町字ニ夕子塚3番地"],
        ),
        (Kind.BUILDING, "パークハ王子", ["パーク八王子"]),
        (Kind.BUILDING, "メゾンー番館", ["メゾン一番館"]),
        (Kind.BUILDING, "西ログリーンハイツ", ["西口グリーンハイツ"]),
        (Kind.BUILDING, "第ニハイツ", ["第二ハイツ"]),
        (Kind.BUILDING, "サンハイムＩ", ["サンハイム１"]),
        (Kind.BUILDING, "コーポ1O1", ["コーポ101"]),
        (Kind.BUILDING, "〇荘", ["Ｏ荘"]),
        (Kind.BUILDING, "㈱見本社員寮", ["株見本社員寮"]),
        (Kind.BUILDING, "(株)見本社員寮", ["㈱見本社員寮"]),
        (Kind.BUILDING, "第３コ－ポ松風", ["第３コーポ松風"]),
        (Kind.BUILDING, "パークサイ\u3000ド21-801", ["パークサイド21-801"]),
        (Kind.BUILDING, "サ\u3000ンハイツ", ["サンハイツ"]),
    ],
)
def test_what_may_as_well_be_another_character_is_doubtful(kind, text, others):
    (entry,) = doubt_scripts([Entry("new_building", kind, Value(text, text, 1.0, True, ()))])
    assert not entry.firm
    assert list(entry.candidates) == others


@pytest.mark.parametrize("text", ["WANG ANNA(王\u3000安娜)", "WANG ANNA（王\u3000安娜）", "WANG ANNA（王\u3000安娜)"])
def test_brackets_around_a_name_in_kanji_are_as_wide_as_these_and_doubtful(text):
    (entry,) = doubt_scripts([Entry("members[0].name", Kind.NAME, Value(text, text, 1.0, True, ()))])
    assert (entry.value.value, entry.firm) == ("WANG ANNA（王\u3000安娜）", False)
    assert entry.candidates == ("WANG ANNA(王\u3000安娜)",)


@pytest.mark.parametrize(
    "text",
    [
        "ニュー二条",
        "レオハイム\u3000サクラ106",
        "第二ニッシンビル寮６０１",
        "エステート工藤",
        "オーク八王子",
        "メゾン二〇一号",
        "コート西",
        "シャトー北",
        "レオパレスＮＯＺＯＭＩ",
        "プラザエイト8号棟912号",
        "口之津荘",
        "緑ロイヤルハイツ",
        "北ニュータウン",
        "第二みどり荘213号室",
        "エクセル一号館",
        "コーポ桜３－５",
        "富岡町トノ町",
    ],
)
def test_what_stands_beside_it_settles_a_character(text):
    assert other_spellings(text, Kind.BUILDING) == []


def test_the_postal_data_settles_a_town():
    assert other_spellings("富山県黒部市宇奈月町中ノ口２丁目１６番地１０", Kind.ADDRESS) == []


@pytest.mark.parametrize(("confidence", "told", "firm"), [(0.6, "奥", False), (0.97, "奧", True)])
def test_a_variant_in_a_town_that_was_not_read_well_is_that_of_the_postal_data(confidence, told, firm):
    text = "兵庫県丹波篠山市奧畑70番地"
    glyphs = tuple(Glyph(char, confidence if char == "奧" else 1.0, 40.0 * at) for at, char in enumerate(text))
    row = Segment(glyphs, QUAD, 0, NO_LINE, 40.0, np.ones(len(text) * 40, bool))
    (entry,) = doubt_scripts([Entry("new_address", Kind.ADDRESS, Value(text, text, confidence, True, (row,)))])
    assert (entry.value.value, entry.firm) == (text.replace("奧", told), firm)


@pytest.mark.parametrize("text", ["石川県七尾市石崎町ロ24番地", "石川県七尾市石崎町ハ12番地"])
def test_a_block_right_behind_a_known_town_is_counted_in_katakana(text):
    assert other_spellings(text, Kind.ADDRESS) == []


@pytest.mark.parametrize(("read", "told"), [("2.1", "2-1"), ("10．4", "10-4"), ("2・1", "2-1")])
def test_a_point_between_two_numbers_of_an_address_is_a_hyphen_and_never_sure(read, told):
    text = "奈良県奈良市西大寺南町"
    row = segment(text + read, 0, 0)
    value = Value(text + read, text + read, 1.0, False, (row,))
    (entry,) = doubt_scripts([Entry("new_address", Kind.ADDRESS, value)])
    assert entry.value.value == text + told
    assert not entry.firm
    assert text + read in entry.candidates


@pytest.mark.parametrize(("before", "width"), [("3丁目", 1.0), ("3丁目", 0.5), ("3-29-", 1.0), ("3-29-", 0.5)])
@pytest.mark.parametrize(("hyphen", "told"), [(True, "4-5番"), (False, "45番")])
def test_a_point_between_digits_that_leave_no_room_for_a_hyphen_is_a_speck(before, width, hyphen, told):
    text = "奈良県奈良市西大寺南町" + before
    row = segment(text + "4.5番", 0, 0)
    glyphs, right = [], 0.0
    for glyph in row.glyphs:
        wide = width if glyph.text.isdecimal() or glyph.text in "-." else 1.0
        wide = 0.0 if glyph.text == "." and not hyphen else wide
        glyphs.append(replace(glyph, x=right + wide * row.em / 2))
        right += wide * row.em
    row = replace(row, glyphs=tuple(glyphs))
    (entry,) = doubt_scripts([Entry("new_address", Kind.ADDRESS, Value(row.text, row.text, 1.0, False, (row,)))])
    assert (width_folded(entry.value.value), entry.firm) == (text + told, False)
