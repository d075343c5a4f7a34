"""Addresses: notation does not matter, everything else does, and the text is never changed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.addresses import (
    PREFECTURES,
    TOWNS,
    address_key,
    building_key,
    find_municipality,
    find_prefecture,
    has_known_town,
    nearest_place,
    same_address,
    split_building,
)
from tools.towns import towns

KUDAN = "東京都千代田区九段南"
FULL_WIDTH = str.maketrans("0123456789-", "０１２３４５６７８９－")
KANJI = "〇一二三四五六七八九"


def kanji(number: int) -> str:
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = "" if not hundreds else ("" if hundreds == 1 else KANJI[hundreds]) + "百"
    text += "" if not tens else ("" if tens == 1 else KANJI[tens]) + "十"
    return text + (KANJI[ones] if ones else "")


@pytest.mark.parametrize(
    "other",
    [
        "東京都千代田区九段南１丁目２番１号",
        "東京都千代田区九段南一丁目2番1号",
        "東京都千代田区九段南一丁目二番一号",
        "東京都千代田区九段南1-2-1",
        "東京都千代田区九段南１－２－１",
        "東京都千代田区九段南１−２−１",
        "東京都千代田区九段南１‐２‐１",
        "東京都千代田区九段南１ー２ー１",
        "東京都千代田区九段南一－二－一",
        "東京都千代田区九段南１丁目２－１",
        "東京都千代田区九段南１丁目２番地１",
        "東京都千代田区九段南１丁目２番地の１",
        "東京都千代田区九段南１丁目２番地ノ１",
        "東京都千代田区九段南１丁目２の１",
        "千代田区九段南１丁目２番１号",
        "東京都 千代田区　九段南１丁目２番１号",
        "東京都千代田区九段南０１丁目０２番０１号",
    ],
)
def test_one_address_in_many_notations(other):
    assert same_address("東京都千代田区九段南1丁目2番1号", other)


def test_the_towns_that_are_written_down_are_those_of_the_postal_data():
    assert json.loads(TOWNS.read_text(encoding="utf-8")) == towns()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("大阪府堺市堺区南瓦町３番１号", "堺市堺区南瓦町3-1"),
        ("大阪府堺市堺区大仙町一丁2番3号", "大阪府堺市堺区大仙町1丁2-3"),
        ("東京都千代田区霞が関１丁目１番１号", "東京都千代田区霞ヶ関1-1-1"),
        ("東京都千代田区霞ケ関１丁目１番１号", "東京都千代田区霞ヶ関1-1-1"),
        ("東京都千代田区一番町２番地", "千代田区一番町2"),
        ("東京都中央区八丁堀二丁目３番４号", "東京都中央区八丁堀2-3-4"),
        ("東京都港区麻布十番一丁目２番３号", "東京都港区麻布十番1-2-3"),
        ("北海道札幌市中央区北二十四条西五丁目１番地", "札幌市中央区北24条西5丁目1"),
        ("埼玉県鴻巣市大字上谷１２番地", "埼玉県鴻巣市上谷12"),
        ("茨城県龍ケ崎市３７１０番地", "茨城県龍ヶ崎市3710"),
        ("東京都板橋区髙島平１丁目１番１号", "東京都板橋区高島平1-1-1"),
        ("神奈川県横浜市西区みなとみらい２丁目３番１号　１０１", "横浜市西区みなとみらい2-3-1 101"),
        ("東京都千代田区九段南１丁目２番１号　Ａ〜Ｂ棟", "東京都千代田区九段南1-2-1A～B棟"),
    ],
)
def test_same_place(one, other):
    assert same_address(one, other)
    assert same_address(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1-1", "11"),
        ("1-1", "1 1"),
        ("1 1", "11"),
        ("1丁目11番1号", "11丁目1番1号"),
        ("1丁目2番3号", "1丁目3番2号"),
        ("1丁目2番", "1丁目2番1号"),
        ("1丁目2番1号", "1丁目2番1号101"),
        ("二十一番地", "二-十一番地"),
    ],
)
def test_different_numbers(one, other):
    assert not same_address(KUDAN + one, KUDAN + other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("東京都府中市宮町１番地", "広島県府中市宮町１番地"),
        ("府中市宮町１番地", "広島県府中市宮町１番地"),
        ("東京都千代田区九段南１番１号", "東京都千代田区九段北１番１号"),
        ("東京都千代田区一番町１番地", "東京都千代田区二番町１番地"),
        ("東京都港区センター町１番", "東京都港区センタ町１番"),
        ("秋田県横手市十文字町１番地", "秋田県横手市十文町１番地"),
    ],
)
def test_different_places(one, other):
    assert not same_address(one, other)


NUMBERS = st.lists(st.integers(1, 199), min_size=3, max_size=3)


@given(NUMBERS)
def test_every_notation_of_every_number(numbers):
    chome, ban, go = numbers
    ways = {
        address_key(KUDAN + way)
        for way in (
            f"{chome}丁目{ban}番{go}号",
            f"{chome}丁目{ban}番{go}号".translate(FULL_WIDTH),
            f"{kanji(chome)}丁目{ban}番{go}号",
            f"{kanji(chome)}丁目{kanji(ban)}番{kanji(go)}号",
            f"{chome}-{ban}-{go}",
            f"{chome}-{ban}-{go}".translate(FULL_WIDTH),
            f"{chome}丁目{ban}番地{go}",
            f"{chome}丁目{ban}番地の{go}",
            f"{kanji(chome)}－{kanji(ban)}－{kanji(go)}",
        )
    }
    assert len(ways) == 1


@given(NUMBERS, NUMBERS)
def test_other_numbers_are_another_address(one, other):
    assert same_address(KUDAN + "-".join(map(str, one)), KUDAN + "丁目".join(map(str, other))) == (one == other)


@given(st.text(st.sampled_from("東京都千代田区一二十丁目番地号のノーー-－〜0１大字ヶケが 　A棟室"), max_size=30))
def test_any_text_has_a_key_without_blanks(text):
    key = address_key(text)
    assert not set(key) & set(" 　")
    assert same_address(text, f" {text}　")
    building_key(text)


def test_buildings():
    assert building_key("九段サンプルハイツ１０１号室") == building_key("九段サンプルハイツ 101")
    assert building_key("ハイツＡ－２") == building_key("ハイツA-2")
    assert building_key("ハイツ1-1") != building_key("ハイツ11")
    assert building_key("センター") != building_key("センタ-")


def test_the_building_behind_an_address():
    assert split_building("大阪府堺市堺区南瓦町３番１号　コーポ１０１") == (
        "大阪府堺市堺区南瓦町３番１号",
        "コーポ１０１",
    )
    assert split_building("堺市堺区南瓦町3-1 コーポ 101") == ("堺市堺区南瓦町3-1", "コーポ 101")
    for whole in ("大阪府堺市堺区南瓦町３番１号", "大阪府 堺市", "南瓦町3-1 101", "南瓦町３番１号コーポ１０１", ""):
        assert split_building(whole) == (whole, "")


def test_prefecture_and_municipality():
    assert len(set(PREFECTURES)) == 47
    assert find_prefecture("京都府京都市北区") == "京都府"
    assert find_prefecture("堺市堺区") is None
    assert find_municipality("大阪府堺市堺区南瓦町3-1") == ("大阪府", "堺市堺区")
    assert find_municipality("堺市堺区南瓦町3-1") == ("大阪府", "堺市堺区")
    assert find_municipality("東京都府中市宮町") == ("東京都", "府中市")
    assert find_municipality("府中市宮町") is None
    assert find_municipality("大阪府千代田区") is None
    assert find_municipality("") is None


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("東京都千代田区霞が関1-2", True),
        ("東京都千代田区霞ヶ関１丁目", True),
        ("福岡県宗像市アスティ1丁目15番地19", True),
        ("福岡県宗像市了スティ1丁目15番地19", False),
        ("京都府京都市中京区寺町通御池上る", False),
        ("北海道旭川市東光５条３丁目", True),
        ("北海道旭川市東光五条三丁目", True),
        ("北海道旭川市東光5条3丁目", True),
        ("北海道旭川市東光五十条三丁目", False),
        ("北海道札幌市中央区北三条西5丁目", True),
        ("北海道札幌市中央区北3条西5丁目", True),
        ("北海道札幌市中央区北３条西５丁目", True),
        ("京都府京都市中京区3条町", False),
        ("どこにもない町1丁目", False),
        ("", False),
    ],
)
def test_a_town_is_known_where_the_postal_data_has_it(text: str, known: bool) -> None:
    assert has_known_town(text) is known


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("静岡県富十宮市城北町43番地9", "静岡県富士宮市城北町43番地9"),
        ("北海道忙田郡洞爺湖町旭浦3丁目", "北海道虻田郡洞爺湖町旭浦3丁目"),
        ("山県下関市長府中土居北町37番地", "山口県下関市長府中土居北町37番地"),
        ("青森県上:北郡野辺地町川目3丁目", "青森県上北郡野辺地町川目3丁目"),
        ("高知県香美市上佐山田町東本町25番", "高知県香美市土佐山田町東本町25番"),
        ("秋川県横手市大雄向田東7丁目", "秋田県横手市大雄向田東7丁目"),
        ("山梨県甲府丸の内1丁目1565番地18", "山梨県甲府市丸の内1丁目1565番地18"),
    ],
)
def test_a_place_misread_in_one_character_is_the_only_one_near(read: str, meant: str) -> None:
    assert nearest_place(read) == meant
    assert nearest_place(meant) is None


@pytest.mark.parametrize("text", ["高知県香口市野市町", "あいうえお", "", "堺市"])
def test_no_place_is_near_what_several_or_none_are_like(text: str) -> None:
    assert nearest_place(text) is None
