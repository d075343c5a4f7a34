"""A reading gives the spellings that people bear, the usual ones first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.names.spellings import MOST, Known, Sort, find_spellings

USUAL_GIVEN = """
茂しげる 清きよし 勇いさむ 三郎さぶろう 正ただし 一郎いちろう 正雄まさお 和夫かずお 昭一しょういち
進すすむ 実みのる 勝まさる 稔みのる 弘ひろし 浩ひろし 功いさお 勝利かつとし 隆たかし 修おさむ
誠まこと 豊ゆたか 明あきら 健一けんいち 誠一せいいち 浩一こういち 哲也てつや 剛つよし 大輔だいすけ
学まなぶ 直樹なおき 達也たつや 拓也たくや 翔太しょうた 大樹だいき 翔しょう 蓮れん 湊みなと
悠真ゆうま 樹いつき 陸りく 太郎たろう 次郎じろう 聡さとし 悟さとる 武たけし 敏雄としお 久ひさし
千代ちよ 文子ふみこ 久子ひさこ 和子かずこ 幸子さちこ 節子せつこ 洋子ようこ 恵子けいこ 京子きょうこ
由美子ゆみこ 真由美まゆみ 久美子くみこ 裕子ゆうこ 陽子ようこ 智子ともこ 優子ゆうこ 愛あい 麻衣まい
彩あや 美咲みさき 葵あおい 陽菜ひな 結衣ゆい 凛りん 莉子りこ 花子はなこ 美穂みほ 直美なおみ
明美あけみ 美智子みちこ 順子じゅんこ 千恵子ちえこ 光子みつこ 絵美えみ 香織かおり 恵めぐみ 由香ゆか
舞まい 千尋ちひろ 七海ななみ 咲良さくら 詩うた 芽依めい 静子しずこ 春子はるこ 澄子すみこ 敏子としこ
良子よしこ 貞子さだこ 君子きみこ 道子みちこ 心春こはる 博ひろし 秋子あきこ 大翔ひろと 陽翔はると
"""
"""The most given names of the decades since 1920, and some that are read in an unusual way."""


def texts(reading: str, sort: Sort, known: list[Known] | None = None) -> list[str]:
    return [each.text for each in find_spellings(reading, sort, known or [])]


@pytest.mark.parametrize(
    ("reading", "spelling"),
    [
        ("さとう", "佐藤"),
        ("たかはし", "高橋"),
        ("わたなべ", "渡辺"),
        ("やまざき", "山崎"),
        ("ハヤシ", "林"),
        ("こばやし", "小林"),
    ],
)
def test_the_usual_surname_comes_first(reading, spelling):
    assert texts(reading, Sort.SURNAME)[0] == spelling


@pytest.mark.parametrize(
    ("reading", "spelling"), [("たかはし", "髙橋"), ("やまざき", "山﨑"), ("よしだ", "\U00020bb7田")]
)
def test_the_other_shape_stands_right_beside_it(reading, spelling):
    assert texts(reading, Sort.SURNAME)[1] == spelling


def test_usual_given_names_are_on_the_first_page():
    first_page, names = 0, USUAL_GIVEN.split()
    for name in names:
        kanji = "".join(char for char in name if not "ぁ" <= char <= "ゖ")
        first_page += kanji in texts(name[len(kanji) :], Sort.GIVEN)[:8]
    assert first_page / len(names) > 0.92


def test_the_household_comes_first():
    known = [Known("渡邉\U000e0101", "ワタナベ"), Known("高橋")]
    assert texts("わたなべ", Sort.SURNAME, known)[0] == "渡邉\U000e0101"
    assert texts("わた", Sort.SURNAME, known)[0] == "渡邉\U000e0101"
    assert "高橋" not in texts("わたなべ", Sort.SURNAME, known)
    assert texts("たかはし", Sort.SURNAME, [Known("鷹觜")])[0] == "鷹觜", (
        "its reading is not known, but it can be read so"
    )
    assert texts("いちろう", Sort.GIVEN, known)[0] == "一郎"


def test_a_whole_name_in_one_go_begins_with_its_surname():
    first = find_spellings("たかはしいちろう", Sort.SURNAME)[0]
    assert (first.text, first.length) == ("高橋", 4)


@pytest.mark.parametrize(
    ("reading", "spelling"),
    [("そう", "荘"), ("さまかた", "様方"), ("かんだ", "神田"), ("にばんかん", "弐番館"), ("まち", "町")],
)
def test_words_of_buildings_and_addresses(reading, spelling):
    assert spelling in texts(reading, Sort.WORD)[:3]


@given(st.text(st.sampled_from("たかはしわんゃー・ヴア髙a "), max_size=6), st.sampled_from(Sort))
def test_whatever_is_asked_each_answer_comes_once_and_stands_for_something(reading, sort):
    found = find_spellings(reading, sort)
    assert len(found) <= MOST
    assert len({each.text for each in found}) == len(found)
    assert all(each.text and each.length > 0 for each in found)
