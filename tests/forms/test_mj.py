"""MJ names: known ones, those with selectors, and what has none."""

from __future__ import annotations

from forms.mj import mj_name, mj_names


def test_ideographs_have_their_mj_names():
    # As the MJ文字情報一覧表 lists them.
    assert [mj_name(char) for char in "高髙辺"] == ["MJ028901", "MJ028902", "MJ025758"]


def test_a_selector_names_another_glyph():
    plain, selected = mj_name("邉"), mj_name("邉\U000e0110")
    assert plain and selected and plain != selected


def test_what_is_no_ideograph_has_none():
    assert [mj_name(text) for text in ("ア", "A", "", "髙橋", "高\U000e01ef")] == [None] * 5


def test_only_what_differs_is_named():
    assert mj_names(["髙橋　愛", "高橋　愛"]) == {"高": "MJ028901", "髙": "MJ028902"}
    assert mj_names(["髙橋"]) == {}
