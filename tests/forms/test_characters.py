"""Characters: the exact string stays, variants are found, and what cannot be written or drawn is told."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import characters
from forms.characters import (
    FAMILIES,
    clusters,
    cp932_lacks,
    find_name_fault,
    fold_variants,
    missing_glyphs,
    same_but_for_variants,
    search_key,
    shrunk,
    split_selector,
    variants,
    width_folded,
    without_selectors,
)
from tools.families import families

IPAMJ = Path("/usr/share/fonts/truetype/ipamj/ipamjm.ttf")
BIZ_UD = Path("/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf")
NABE = "邉\U000e0110"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙橋", "高橋"),
        ("𠮷江", "吉江"),
        ("美﨑", "美崎"),
        (f"渡{NABE}", "渡邉"),
        (f"渡{NABE}", "渡辺"),
        ("渡邊", "渡辺"),
        ("渡邊", "渡邉"),
        ("齋藤", "斎藤"),
        ("齊藤", "斉藤"),
        ("斎藤", "斉藤"),
        ("濵田", "浜田"),
        ("濱田", "濵田"),
        ("\ufa19", "神"),
        ("\ufa1b", "福"),
        ("\ufa10", "塚"),
        ("栁", "柳"),
        ("眞", "真"),
        ("德", "徳"),
        ("鷗", "鴎"),
        ("冨", "富"),
        ("龍", "竜"),
        ("渕", "淵"),
        ("圡", "土"),
    ],
)
def test_variants_of_the_same_character(one, other):
    assert same_but_for_variants(one, other)
    assert same_but_for_variants(other, one)
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(
    "pair", ["土士", "末未", "吉桔", "崎埼", "澤途", "浜頻", "太大", "己已", "切功", "昼書", "帥師", "升舛", "右祐"]
)
def test_different_characters_stay_apart(pair):
    assert not same_but_for_variants(pair[0], pair[1])


def test_a_text_is_no_variant_of_itself():
    assert not same_but_for_variants("髙橋", "髙橋")


def test_the_families_that_are_written_down_are_those_of_the_tables():
    assert json.loads(FAMILIES.read_text(encoding="utf-8")) == families()


def test_variants_of_a_character():
    assert variants("高")[0] == "髙"
    assert {"邉", "邊"} <= set(variants("辺"))
    assert {"辺", "邊"} <= set(variants(NABE)) and "邉" not in variants(NABE)
    assert "﨑" in variants("崎") and "埼" not in variants("崎")
    assert variants("士") == variants("あ") == variants("A") == ()


def test_common_characters_were_looked_at_one_by_one():
    """Where two characters of JIS level 1 count as one, somebody has agreed. New data must not add to it unseen."""
    level_1 = [bytes((row, cell)).decode("euc_jp") for row in range(0xB0, 0xCF) for cell in range(0xA1, 0xFF)]
    together = {}
    for char in level_1:
        together.setdefault(fold_variants(char), []).append(char)
    agreed = (
        "峯峰 埜野 島嶋 竜龍 曽曾 斉斎 杯盃 穎頴 秋穐 柏栢 梅楳 柁舵 刈苅 駆駈 "
        "吊弔 冨富 園薗 砿鉱 灯燈 涌湧 滝瀧 祢禰 舗鋪 舘館"
    )
    found = {frozenset(each) for each in together.values() if len(each) > 1}
    assert found == set(map(frozenset, agreed.split(" ")))


@given(st.text(alphabet=st.sampled_from("髙高𠮷吉﨑崎邉邊辺神\ufa19土士末未\U000e0110　ア"), max_size=8))
def test_folding_is_idempotent_and_keeps_the_number_of_characters(text):
    folded = fold_variants(text)
    assert fold_variants(folded) == folded
    assert len(folded) == len(without_selectors(text))
    assert fold_variants(without_selectors(text)) == folded


@given(st.text(max_size=20))
def test_any_text_has_keys_and_clusters(text):
    assert "".join(clusters(text)) == text
    assert search_key(search_key(text)) == search_key(text) or unicodedata.normalize("NFKC", text) != text
    assert find_name_fault(text) in (None, "empty", "control", "private", "unassigned", "mark", "placeholder")
    shrunk(text.replace("\ufffd", ""))


def test_search_key_finds_what_is_written_differently():
    assert search_key("髙橋　イチロウ") == search_key("高橋 ｲﾁﾛｳ") == search_key("高橋いちろう")
    assert search_key("ＳＭＩＴＨ　John") == search_key("smith JOHN")
    assert search_key("ガブリエル") == search_key("ｶﾞﾌﾞﾘｴﾙ")
    assert search_key("土田") != search_key("士田")


def test_a_cluster_is_one_character_for_a_reader():
    assert clusters(f"渡{NABE}　か\u3099") == ["渡", NABE, "　", "か\u3099"]
    assert split_selector(NABE) == ("邉", "\U000e0110")
    assert split_selector("渡") == ("渡", "")
    assert clusters("\U000e0110邉") == ["\U000e0110", "邉"]


@pytest.mark.parametrize(
    "name", ["髙橋　一郎", f"渡{NABE}　𠮷江", "SMITH JOHN", "グエン　ティ・ホア", "O'BRIEN-SÁNCHEZ", "\ufa19谷　々"]
)
def test_names_that_exist(name):
    assert find_name_fault(name) is None


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("", "empty"),
        (" 　", "empty"),
        ("髙橋\n一郎", "control"),
        ("髙橋\t一郎", "control"),
        ("髙橋\u202e一郎", "control"),
        ("髙橋\u2066一郎", "control"),
        ("髙橋\u200b一郎", "control"),
        ("髙橋\u2028一郎", "control"),
        ("髙橋\u2003一郎", "control"),
        ("髙橋\ue000", "private"),
        ("〓橋", "placeholder"),
        ("髙橋\ud800", "unassigned"),
        ("髙橋\uffff", "unassigned"),
        ("\U000e0110髙橋", "mark"),
        ("\u3099か", "mark"),
        ("邉\U000e0110\U000e0110", "mark"),
    ],
)
def test_names_that_cannot_be(name, fault):
    assert find_name_fault(name) == fault


def test_what_cp932_cannot_carry():
    assert cp932_lacks("髙橋　美﨑") == []
    assert cp932_lacks(f"渡{NABE}　𠮷江𠮷") == [NABE, "𠮷"]
    assert cp932_lacks("1〜2−3") == ["〜", "−"]


def test_shrunk_beside_the_exact_string():
    assert shrunk(f"渡{NABE}　𣘺﨑") == "渡邉　橋崎"
    assert shrunk("髙橋　𠮷江") == "髙橋　𠮷江"
    assert "\ufffd" not in shrunk("髙𠮷ア１a☃")


def test_width_folding_touches_latin_only():
    assert width_folded("ＳＭＩＴＨ　１－２ ｶﾅ神") == "SMITH 1-2 ｶﾅ神"


def test_glyphs_that_a_font_lacks():
    assert missing_glyphs(f"渡{NABE}　𠮷江 髙﨑", IPAMJ) == []
    assert missing_glyphs("邉\U000e01ee邉\U000e01ee", IPAMJ) == ["邉\U000e01ee"]
    assert missing_glyphs("𠮷吉𠮷", BIZ_UD) == ["𠮷"]
    assert missing_glyphs("\U000e0110邉", IPAMJ) == ["\U000e0110"]


def test_light_until_asked():
    assert not {"jntajis", "fontTools", "ja_itaiji"} & set(vars(characters))
