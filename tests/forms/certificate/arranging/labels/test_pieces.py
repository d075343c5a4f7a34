"""Labels: the catalogue holds together, and a line is taken apart at its labels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from forms.certificate.arranging.labels.misread import nearest
from forms.certificate.arranging.labels.pieces import find_pieces
from forms.certificate.arranging.places.labelling import find_nodes
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import IGNORED, normalise, words
from forms.certificate.words.numbering import framed, is_headcount
from tests.forms.certificate.lines import printed, segment


def apart(text: str) -> list[tuple[str | None, str]]:
    return [(piece.target, piece.segment.text) for piece in find_pieces(printed(text))]


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("氏名：髙橋　一郎", [("members[].name", "氏名"), (None, "髙橋一郎")]),
        ("（１）氏　名　　髙橋　一郎", [(None, "（１）"), ("members[].name", "氏名"), (None, "髙橋一郎")]),
        (
            "性別：男　　続柄：世帯主",
            [("members[].sex", "性別"), (None, "男"), ("members[].relationship", "続柄"), (None, "世帯主")],
        ),
        ("筆頭者（在留資格・期間）", [("register_head", "筆頭者")]),
        ("【性別】男", [("members[].sex", "性別"), (None, "男")]),
        ("3日　男女の別　男", [(None, "3日"), ("members[].sex", "男女の別"), (None, "男")]),
        ("世帯主となる人　髙橋　一郎", [("householder.new", "世帯主となる人"), (None, "髙橋一郎")]),
        ("性別女", [("members[].sex", "性別"), (None, "女")]),
        (
            "Ｓ60.1.20性別女続柄妻",
            [
                (None, "Ｓ60.1.20"),
                ("members[].sex", "性別"),
                (None, "女"),
                ("members[].relationship", "続柄"),
                (None, "妻"),
            ],
        ),
        (
            "国民健康保険有国民年金無介護保険無",
            [
                ("members[].health_insurance", "国民健康保険"),
                (None, "有"),
                ("members[].pension", "国民年金"),
                (None, "無"),
                ("members[].care_insurance", "介護保険"),
                (None, "無"),
            ],
        ),
        ("見本町要介護無", [(None, "見本町要介護無")]),
        (
            "続柄長男　　性別男",
            [
                ("members[].relationship", "続柄"),
                (None, "長男"),
                ("members[].sex", "性別"),
                (None, "男"),
            ],
        ),
        ("昭和63年8月22日　性男", [(None, "昭和63年8月22日"), ("members[].sex", "性"), (None, "男")]),
        (
            "：2026年9月11日在留カード等番号",
            [(None, "2026年9月11日"), ("members[].card_number", "在留カード等番号")],
        ),
        (
            "2026年9月11日在留カード等番号：LA90370565DM",
            [(None, "2026年9月11日"), ("members[].card_number", "在留カード等番号"), (None, "LA90370565DM")],
        ),
        ("令和7年11月22日国民健康保険の届出", [(None, "令和7年11月22日国民健康保険の届出")]),
        ("女　続柄妻", [(None, "女"), ("members[].relationship", "続柄"), (None, "妻")]),
        ("介護保険（長寿社会課）", [(IGNORED, "介護保険（長寿社会課）")]),
        ("世帯主（新住所）　髙橋　一郎", [("householder.new", "世帯主（新住所）"), (None, "髙橋一郎")]),
        ("在留カード　UH41827365PA", [("members[].card_number", "在留カード"), (None, "UH41827365PA")]),
        ("フリガナノ氏名", [("members[].kana", "フリガナ")]),
        ("フリガナ／氏名", [("members[].kana", "フリガナ")]),
        ("在留カ-ド番号FY51220945TE", [("members[].card_number", "在留カ-ド番号"), (None, "FY51220945TE")]),
        ("本籍女", [(None, "本籍女")]),
        ("国民健康保険　加入", [("members[].health_insurance", "国民健康保険"), (None, "加入")]),
        (
            "国保　有　　初ン1号　　　介護　--",
            [
                ("members[].health_insurance", "国保"),
                (None, "有"),
                (None, "初ン1号"),
                ("members[].care_insurance", "介護"),
                (None, "--"),
            ],
        ),
        ("介護-", [(None, "介護-")]),
        ("児童手当　受給中", [("members[].child_allowance", "児童手当"), (None, "受給中")]),
        ("児童手当受給　有", [("members[].child_allowance", "児童手当受給"), (None, "有")]),
        ("国　保　加　入", [("members[].health_insurance", "国保加入")]),
        ("転出（予定）年月日：令和8年11月14日", [("planned_on", "転出（予定）年月日"), (None, "令和8年11月14日")]),
        ("住民票コード11111111113", [("resident_code", "住民票コード"), (None, "11111111113")]),
        ("世帯主氏名　髙橋　一郎", [("householder.former", "世帯主氏名"), (None, "髙橋一郎")]),
        ("住民基本台帳法の規定による", [(None, "住民基本台帳法の規定による")]),
        ("東京都千代田区九段南１丁目", [(None, "東京都千代田区九段南１丁目")]),
    ],
)
def test_a_line_is_taken_apart_at_its_labels(line, pieces):
    assert apart(line) == pieces


def test_behind_one_of_the_few_words_of_a_field_a_label_needs_less_white():
    line = segment("国籍・地域", 0, 0, pitch=0.9)
    values = [segment(text, left, 0, em=32) for text, left in (("ペルー", 200), ("在留資格", 350), ("永住者", 498))]
    glyphs = tuple(glyph for each in (line, *values) for glyph in each.glyphs)
    whole = replace(line, glyphs=glyphs, quad=np.float32([[0, 0], [594, 0], [594, 40], [0, 40]]))
    assert [(piece.target, piece.segment.text) for piece in find_pieces(whole)] == [
        ("members[].nationality", "国籍・地域"),
        (None, "ペルー"),
        ("members[].status_of_residence", "在留資格"),
        (None, "永住者"),
    ]


def test_a_label_misread_right_behind_a_date_is_one():
    line = printed("2026年9月11日在留カード寺番号")
    glyphs = tuple(replace(glyph, confidence=0.5) if glyph.text == "寺" else glyph for glyph in line.glyphs)
    assert [piece.target for piece in find_pieces(replace(line, glyphs=glyphs))] == [None, "members[].card_number"]


@pytest.mark.parametrize("text", ["(旧)氏名(カナ)", "(1)氏名(カナ)", "氏名】", "()"])
def test_what_has_no_brackets_around_the_whole_is_not_framed(text):
    assert framed(text) == ""


def test_a_label_in_brackets_is_none_misread_that_begins_with_its_bracket():
    # It would be one character short, and its last one a value.
    assert apart("（転出の年月日）　令和8年4月2日") == [
        ("planned_on", "転出の年月日"),
        (None, "令和8年4月2日"),
    ]


def test_every_word_can_be_found_as_it_stands_in_the_catalogue():
    for word, target in words().targets.items():
        assert [(piece.target, normalise(piece.segment.text)) for piece in find_pieces(printed(word))] == [
            (target, word)
        ]


@pytest.mark.parametrize(
    ("word", "target"),
    [
        ("転出地の住所", "former_address"),
        ("住民登録地", "former_address"),
        ("転入地", "new_address"),
        ("引越先住所", "new_address"),
        ("世帯主（転出後）", "householder.new"),
        ("転入地の世帯主", "householder.new"),
        ("異動（転出）予定日", "planned_on"),
        ("世帯主からみた続柄", "members[].relationship"),
        ("在留資格名", "members[].status_of_residence"),
        ("在留期間（満了日）", "members[].stay_until"),
        ("在留カード・特別永住者証明書番号", "members[].card_number"),
        ("個人番号12桁", "individual_number"),
    ],
)
def test_a_longer_word_is_not_taken_for_the_shorter_one_within(word, target):
    assert [(piece.target, piece.segment.text) for piece in find_pieces(printed(word))] == [(target, word)]


def test_a_label_read_clearly_is_no_other_label_misread():
    assert nearest("旧氏名の振仮名", "=======") is None
    assert nearest("氏名の撮り仮名", "===?===") == "氏名の振り仮名"


def test_what_a_field_can_say_is_no_label_misread():
    assert nearest("要介護3", "===?") is None
    assert nearest("要介護慶", "===?") == "要介護度"


def test_the_signs_of_kana_and_the_bar_are_easily_lost_in_a_label():
    assert nearest("住民票]ート") == nearest("住民票1-ト") == "住民票コード"


def test_small_print_loses_the_marks_of_kana_however_clearly_it_was_read():
    assert nearest("ふりかな", "====") == "ふりがな"
    assert normalise("ｷﾕｳｼﾞﾕｳｼﾖ") == normalise("キュウジュウショ")


def test_what_says_who_comes_next_may_stand_before_a_label():
    found = find_pieces(printed("異動者(1)続柄(世帯主との関係):世帯主"))
    assert [(piece.word, piece.segment.text) for piece in found][1:] == [("続柄", "続柄"), ("", "世帯主")]


def test_labels_in_a_row_without_white_between_them_are_labels():
    found = [piece.word for piece in find_pieces(printed("番氏名続柄性別")) if piece.target]
    assert found == ["氏名", "続柄", "性別"]
    assert [piece.target for piece in find_pieces(printed("番町五丁目"))] == [None]


@pytest.mark.parametrize("end", ["“", "'", "”"])
def test_the_corner_of_a_box_behind_a_label_is_none_of_it(end):
    assert nearest("住民票コ-ド" + end) == "住民票コード"


@pytest.mark.parametrize("text", ["異動者3", "転出者2", "(異動者12)", "異動者(1)"])
def test_what_counts_people_is_no_label_misread(text):
    assert nearest(text) is None


@pytest.mark.parametrize("code", ["F1　", "A-12　", "D3", "ア．", "（イ）", "B)", "第3号　"])
def test_a_code_before_a_label_is_no_part_of_it(code):
    born = [("members[].birth_date", "生年月日"), (None, "昭和50年1月2日")]
    assert apart(f"{code}生年月日　　　昭和50年1月2日") == born


@pytest.mark.parametrize("text", ["A1棟302", "B1", "Ａ－１０１"])
def test_a_code_before_anything_else_stays(text):
    assert apart(text) == [(None, text)]


def test_a_kind_of_pension_before_the_next_label_is_a_value():
    assert apart("国民年金　第1号　　介護保険　　有") == [
        ("members[].pension", "国民年金"),
        (None, "第1号"),
        ("members[].care_insurance", "介護保険"),
        (None, "有"),
    ]


@pytest.mark.parametrize(
    ("label", "target"),
    [
        ("お生まれ", "members[].birth_date"),
        ("満了の日", "members[].stay_until"),
        ("在留カード番号等", "members[].card_number"),
        ("あたらしい住所", "new_address"),
        ("転居先の住所", "new_address"),
        ("町内の住所", "former_address"),
        ("これまで住んでいたところ", "former_address"),
        ("戸籍（本籍）", "registered_domicile"),
        ("要介護認定", "members[].care_insurance"),
        ("届出人氏名", IGNORED),
        ("代理人の住所", IGNORED),
        ("国保記号番号", IGNORED),
        ("最終異動日", IGNORED),
        ("マイナンバーカードの有無", IGNORED),
        ("転出者数", IGNORED),
    ],
)
def test_words_of_other_cities_are_one_label(label, target):
    assert [piece.target for piece in find_pieces(printed(label))] == [target]


def test_a_word_of_one_character_is_a_label_where_its_value_stands_behind_it():
    pieces = find_pieces(printed("お生まれ　昭和36年10月22日　　性　女"))
    assert [(piece.target, piece.segment.text) for piece in pieces if piece.target == "members[].sex"] == [
        ("members[].sex", "性")
    ]
    assert [piece.target for piece in find_pieces(printed("国　性　質"))] == [None]


def test_what_joins_two_labels_is_no_part_of_the_second():
    pieces = find_pieces(printed("本籍地及び筆頭者名"))
    assert [(piece.target, piece.segment.text) for piece in pieces] == [
        ("registered_domicile", "本籍地"),
        ("register_head", "筆頭者名"),
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [("民健康保険", "国民健康保険"), ("帯主との続柄", "世帯主との続柄"), ("帯主氏名", None), ("民年金", None)],
)
def test_a_long_label_may_have_lost_its_first_character(text, label):
    assert nearest(text) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("セイネンガッ", "セイネンガツピ"),
        ("ツヅガラ", "ツヅキガラ"),
        ('ツヅ"ガラ', "ツヅキガラ"),
        ("ネキン", None),
        ("ジテアチ", "ジテアテ"),
        ("氏名フがナ", "氏名フリガナ"),
        ("氏名カナ", "氏名カナ"),
    ],
)
def test_a_label_in_katakana_may_have_lost_a_character(text, label):
    assert nearest(normalise(text)) == label


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("ｺﾚﾏﾃﾞﾉｼﾞｭｳｼｮ", "former_address"),
        ("ﾃﾝｼｭﾂｺﾞﾉｾﾀｲﾇｼ", "householder.new"),
        ("ｼﾞﾃｱﾃ", "members[].child_allowance"),
        ("ｺｸﾎ", "members[].health_insurance"),
    ],
)
def test_a_line_printers_labels_are_known(text, target):
    assert words().targets[normalise(text)] == target


def test_a_surname_of_one_character_may_stand_close_behind_its_label():
    text = "氏名南祐子"
    places = [0, 1.9, 3.55, 5.6, 6.6]
    line = printed(text)
    line = replace(line, glyphs=tuple(replace(glyph, x=40 * x) for glyph, x in zip(line.glyphs, places, strict=True)))
    assert [(piece.target, piece.segment.text) for piece in find_pieces(line)] == [
        ("members[].name", "氏名"),
        (None, "南祐子"),
    ]


@pytest.mark.parametrize(
    ("text", "target"),
    [("国民健保", "members[].health_insurance"), ("異動の範囲", IGNORED), ("転出の区分", IGNORED)],
)
def test_a_citys_own_words_are_known(text, target):
    assert words().targets[normalise(text)] == target


def test_a_label_spread_over_its_cell_ends_where_its_value_is_set_close():
    line = printed("お　名　前柳沢　隆")
    assert [(piece.target, piece.segment.text) for piece in find_pieces(line)] == [
        ("members[].name", "お名前"),
        (None, "柳沢隆"),
    ]


def test_a_label_in_smaller_type_than_the_name_behind_it_ends_where_that_begins():
    pieces = find_pieces(in_two_sizes("氏名", "髙橋健一"))
    assert [(piece.target, piece.segment.text) for piece in pieces] == [("members[].name", "氏名"), (None, "髙橋健一")]
    assert [piece.target for piece in find_pieces(in_two_sizes("", "氏名髙橋健一"))] == [None]


def in_two_sizes(small: str, large: str) -> Segment:
    """A line whose first characters are half as large as the others, a tenth of an em before these."""
    glyphs = [replace(glyph, x=glyph.x / 2) for glyph in printed(small).glyphs]
    start = 20.0 * len(small) + 4.0
    line = printed(small + large)
    return replace(line, glyphs=(*glyphs, *(replace(glyph, x=glyph.x + start) for glyph in printed(large).glyphs)))


def test_one_of_a_fields_few_words_right_behind_its_label_is_its_value():
    # 国民健康保険加入 is a label, and 国保未加入者区分 might be one.
    assert apart("国民健康保険未加入") == [("members[].health_insurance", "国民健康保険"), (None, "未加入")]


@pytest.mark.parametrize("text", ["後期医療", "後期高齡", "法30条の45区分", "後期高齢者医療の加入"])
def test_what_no_field_is_for_is_a_label_all_the_same(text):
    assert apart(text) == [(IGNORED, text)]


def test_the_label_of_a_date_may_follow_another_value_behind_a_blank():
    date = [("issued_on", "交付日"), (None, "令和8年12月28日")]
    assert apart("証明番号26-50332　交付日令和8年12月28日") == [(IGNORED, "証明番号"), (None, "26-50332"), *date]
    assert apart("文書26-50332　交付日令和8年12月28日") == [(None, "文書26-50332"), *date]


@pytest.mark.parametrize(("line", "joined"), [("国保：無　　年金：　介護：有", 0), ("性別　続柄", 2)])
def test_labels_with_a_colon_between_them_share_no_value(line, joined):
    labels, _ = find_nodes({OUTSIDE: [printed(line)]}, {}, set(), Ruling(np.full((400, 800, 3), 255, np.uint8)))
    assert sum(bool(label.joined) for label in labels) == joined


def test_how_many_people_follow_is_no_value():
    assert [text for text in ("次の４名", "下記2名", "計3人", "（1名）") if not is_headcount(text)] == []
    assert not is_headcount("次の者4名")


def test_a_character_of_a_short_label_is_what_it_is_taken_for_only_where_it_was_read_with_doubt():
    assert nearest("世帝主", "==?") is None
    assert nearest("世帝主", "=?=") == "世帯主"


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("[生　年　月　H]平成13年7月17日", [("members[].birth_date", "生年月H"), (None, "平成13年7月17日")]),
        ("名のふりがな])", [(None, "名のふりがな])")]),
        ("[転出（予定）H]令和7年8月12日", [("planned_on", "転出（予定）H"), (None, "令和7年8月12日")]),
        ("[兄童手当]無", [("members[].child_allowance", "兄童手当"), (None, "無")]),
        ("[兄童手当：無", [("members[].child_allowance", "兄童手当"), (None, "無")]),
    ],
)
def test_a_label_misread_in_brackets_ends_where_these_close(line, pieces):
    read = printed(line)
    unclear = replace(
        read, glyphs=tuple(replace(each, confidence=0.5 if each.text in "H兄" else 0.99) for each in read.glyphs)
    )
    assert [(piece.target, piece.segment.text) for piece in find_pieces(unclear)] == pieces


def test_of_two_labels_as_near_that_is_meant_whose_character_is_taken_for_what_was_read():
    assert nearest("転出(予定)H", "===?==?") == "転出(予定)日"
    assert nearest("転出(予定)H", "=======") is None
    assert nearest("転出(予定)芋", "???????") is None
