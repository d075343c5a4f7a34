"""Rows of dots between labels and values, of which boxes of text may hold a few at their ends."""

from __future__ import annotations

from forms.certificate.arranging.labels.leaders import part_at_leaders
from tests.forms.certificate.lines import segment


def parted(*texts: str) -> list[str]:
    return [each.text for each in part_at_leaders([segment(text, 300, 100 + 60 * at) for at, text in enumerate(texts)])]


def test_on_a_page_with_rows_of_dots_their_ends_are_no_text() -> None:
    led = ["氏名……邊見拓海", "本籍……", "……堺市北区"]
    assert parted(*led, "続柄.", ".R8.4.26", "…男", "…") == [
        "氏名",
        "邊見拓海",
        "本籍",
        "堺市北区",
        "続柄",
        "R8.4.26",
        "男",
    ]


def test_on_such_a_page_three_dots_lead_where_a_label_leaves_room_for_no_more() -> None:
    led = ["氏名……邊見拓海", "本籍……", "……堺市北区"]
    assert parted(*led, "男女の別…男")[-2:] == ["男女の別", "男"]
    assert parted("男女の別…男") == ["男女の別…男"]


def test_on_such_a_page_two_dots_within_a_line_lead_and_one_does_not() -> None:
    led = ["氏名……邊見拓海", "本籍……", "……堺市北区"]
    assert parted(*led, "国籍·地域等··米国")[-2:] == ["国籍·地域等", "米国"]
    assert parted("国籍·地域等··米国") == ["国籍·地域等··米国"]


def test_dots_behind_several_labels_are_what_was_read_of_rows_of_them() -> None:
    assert parted("性別·", "本籍・", "児手·") == ["性別", "本籍", "児手"]
    assert parted("性別·", "本籍・", "児手") == ["性別·", "本籍・", "児手"]


def test_elsewhere_a_dot_stays() -> None:
    assert parted("SMITH JOHN JR.", "備考……なし", "…男") == ["SMITH JOHN JR.", "備考", "なし", "…男"]


def test_three_dots_before_values_on_several_lines_lead_to_these() -> None:
    lines = ["…", "氏名", "…與那嶺昭", "性別", "…男", "続柄", "…世帯主"]
    assert parted(*lines) == ["氏名", "與那嶺昭", "性別", "男", "続柄", "世帯主"]


def test_a_dot_before_the_values_of_several_labels_is_no_text() -> None:
    def parted_beside(*rows: tuple[str, str]) -> list[str]:
        lines = [
            segment(text, left, 60 * at)
            for at, row in enumerate(rows)
            for text, left in zip(row, (0, 400), strict=True)
        ]
        return [each.text for each in part_at_leaders(lines)][1::2]

    assert parted_beside(("転出先", "・東京都"), ("世帯主", "·穐山茂"), ("届出日", ".令和8年"), ("性別", "・男")) == [
        "東京都",
        "穐山茂",
        "令和8年",
        "男",
    ]
    assert parted_beside(("男", "・女"), ("男", "・女"), ("男", "・女")) == ["・女"] * 3
    assert parted("・ご注意", "・届出", "・持ち物") == ["・ご注意", "・届出", "・持ち物"]


def test_a_mark_before_several_values_is_no_text() -> None:
    assert parted("性別", "~男", "続柄", "~妻", "~", "▶ヒナノ") == ["性別", "男", "続柄", "妻", "~", "ヒナノ"]
    assert parted("性別", "~男", "~妻") == ["性別", "~男", "~妻"]
