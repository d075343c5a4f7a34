"""Where an address ends and its building begins, in one line."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from forms.certificate.arranging.entries import collect
from forms.certificate.arranging.lines.one_line import part_line, part_lines
from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.runs.segments import Segment
from tests.forms.certificate.lines import EM, segment


def line(text: str) -> Segment:
    """Full-width squares with a little white at either side; a blank is a white square."""
    plain = segment(text.replace("\u3000", ""), 0, 100)
    places = [at for at, char in enumerate(text) if char != "\u3000"]
    glyphs = tuple(replace(glyph, x=(at + 0.5) * EM) for glyph, at in zip(plain.glyphs, places, strict=True))
    ink = np.array([char != "\u3000" and 0 < column < 19 for char in text for column in range(20)])
    quad = np.float32([[0, 100], [len(text) * EM, 100], [len(text) * EM, 140], [0, 140]])
    return Segment(glyphs, quad, -1, plain.line, EM, ink)


def parted(*texts: str) -> list[str]:
    return ["".join(each.text for each in part) for part in part_line([line(text) for text in texts])]


@pytest.mark.parametrize(
    ("address", "building"),
    [
        ("愛知県新城市富岡６－２１－２５", "レオパレスＮＯＺ８６６"),
        ("茨城県ひたちなか市馬渡６丁目１６番地１１", "プラザ弐番館６１９号室"),
        ("山形県西置賜郡白鷹町萩野６丁目１２番８号", "ＵＲ南団地１２号棟２８６号室"),
        ("北海道札幌市北区北１条西３丁目５番地の２", "さくら荘１０１"),
        ("熊本県熊本市北区徳王町５番地", "三番館２号"),
        ("山口県下関市南部町１番１号", "南部町シティハウス９０２"),
        ("愛知県豊川市八幡町忍地", "パークサイド泉１０１"),
        ("兵庫県宝塚市東洋町", "レジデンス中央１０１号室"),
    ],
)
def test_a_building_behind_a_blank_is_a_value_of_its_own(address, building):
    assert parted(f"{address}\u3000{building}") == [address, building]
    assert parted(address, building) == [address, building]  # on a line of its own


@pytest.mark.parametrize(
    "address",
    [
        "北海道札幌市北区北１条西３丁目５番地の２",
        "東京都千代田区一番町５番３号",
        "熊本県熊本市北区徳王町５番地先",
        "愛知県新城市富岡６－２１－２５コーポ８",  # nothing parts them: a guess would be one
        "北海道札幌市中央区大字\u3000ススキノ５丁目１番",
        "岩手県花巻市石鳥谷町\u3000八幡６９１",
        "愛\u3000知\u3000県\u3000新\u3000城\u3000市\u3000富\u3000岡\u3000３２１",
    ],
)
def test_without_a_blank_nothing_is_parted(address):
    assert parted(address) == [address.replace("\u3000", ""), ""]


@pytest.mark.parametrize(("behind", "clear"), [("山本方", True), ("山田　太郎様方", True), ("山本", False)])
def test_whose_home_one_lives_in_is_clearly_no_address(behind, clear):
    hit = Hit("new_address", segment("転出先", 0, 100), (Spot((line(f"愛知県新城市富岡６番８号　{behind}"),)),))
    _, building = part_lines(Sheet([hit])).hits
    assert (building.target, building.clear) == ("new_building", clear)


def test_a_building_with_a_label_of_its_own_stays_what_the_label_says():
    address = "愛知県新城市富岡６－２１－２５\u3000レオパレス８６６"
    label = segment("旧住所", 0, 100)
    alone = Sheet([Hit("former_address", label, (Spot((line(address),)),))])
    labelled = Sheet([*alone.hits, Hit("former_building", label, (Spot((line("コーポ桜"),)),))])
    told = {entry.path: entry.value.value for entry in collect(alone, recogniser=None)}
    assert told == {"former_address": "愛知県新城市富岡６－２１－２５", "former_building": "レオパレス８６６"}
    told = {entry.path: entry.value.value for entry in collect(labelled, recogniser=None)}
    assert told["former_building"] == "コーポ桜"


def test_a_name_behind_a_domicile_is_none_of_it():
    hit = Hit(
        "registered_domicile", segment("本籍", 0, 0), (Spot((line("愛知県西尾市大和田町33番地13\u3000大久保眞一"),)),)
    )
    (told,) = part_lines(Sheet([hit])).hits
    assert "".join(each.text for each in told.spots[0].segments) == "愛知県西尾市大和田町33番地13"
    assert not told.clear


def test_a_building_found_in_its_addresss_line_is_taken_out_of_the_address() -> None:
    whole = line("大阪府堺市堺区南瓦町3番1号　アーバンビュー828")
    building = whole.part(whole.text.index("ア"), len(whole.glyphs))
    hits = [
        Hit("new_address", segment("住所", 100, 300), (Spot((whole,)),), None, False),
        Hit("new_building", building, (Spot((building,), None, True),), None, False),
    ]
    found = {hit.target: hit.spots[0].segments[0].text for hit in part_lines(Sheet(hits)).hits}
    assert found == {"new_address": "大阪府堺市堺区南瓦町3番1号", "new_building": "アーバンビュー828"}
