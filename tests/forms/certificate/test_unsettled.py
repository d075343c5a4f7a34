"""Look-alikes of two scripts: doubtful, with the other character, where nothing tells them apart; else left alone."""

from __future__ import annotations

import pytest

from forms.certificate.entries import Entry
from forms.certificate.unsettled import doubt_scripts, other_spellings
from forms.certificate.values import Value
from forms.fields import Kind


@pytest.mark.parametrize(
    ("kind", "text", "others"),
    [
        (Kind.ADDRESS, "石川県七尾市中島町ニ67番地7", ["石川県七尾市中島町二67番地7"]),
        (
            Kind.ADDRESS,
            "宮城県加美郡加美町字ニタ子塚3番地",
            ["宮城県加美郡加美町字二タ子塚3番地", "宮城県加美郡加美町字ニ夕子塚3番地"],
        ),
        (Kind.BUILDING, "パークハ王子", ["パーク八王子"]),
        (Kind.BUILDING, "メゾンー番館", ["メゾン一番館"]),
        (Kind.BUILDING, "サンハイムＩ", ["サンハイム１"]),
        (Kind.BUILDING, "コーポ1O1", ["コーポ101"]),
        (Kind.BUILDING, "〇荘", ["Ｏ荘"]),
        (Kind.BUILDING, "第３コ－ポ松風", ["第３コーポ松風"]),
    ],
)
def test_what_may_as_well_be_another_character_is_doubtful(kind, text, others):
    (entry,) = doubt_scripts([Entry("new_building", kind, Value(text, text, 1.0, True, ()))])
    assert not entry.firm
    assert list(entry.candidates) == others


@pytest.mark.parametrize(
    "text",
    [
        "ニュー二条",
        "エステート工藤",
        "オーク八王子",
        "メゾン二〇一号",
        "コート西",
        "シャトー北",
        "レオパレスＮＯＺＯＭＩ",
        "プラザエイト8号棟912号",
        "口之津荘",
        "第二みどり荘213号室",
        "エクセル一号館",
        "コーポ桜３－５",
    ],
)
def test_what_stands_beside_it_settles_a_character(text):
    assert other_spellings(text, Kind.BUILDING) == []


def test_the_postal_data_settles_a_town():
    assert other_spellings("富山県黒部市宇奈月町中ノ口２丁目１６番地１０", Kind.ADDRESS) == []
