"""Single glyphs, in a face that the model was not trained on, speak for the characters read, or against them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.blanks import written
from forms.certificate.data.values import Value
from forms.certificate.names.spelling import spell_names
from forms.certificate.runs.segments import Glyph, Segment
from forms.certificate.settling.trust import judge, loses_ink
from forms.certificate.settling.vouching import vouch_by_glyphs
from forms.certificate.shapes.glyphs import known, look
from forms.certificate.shapes.variants import unknown
from forms.fields import Kind
from tests.forms.certificate.scanned import NO_LINE, read, scanned

MINCHO = Path("/usr/share/fonts/truetype/ipamj/ipamjm.ttf")
GOTHIC = Path("/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf")


def name(shown: str, said: str) -> Entry:
    entry, page = read(shown, said)
    return vouch_by_glyphs([entry], page)[0]


@pytest.mark.parametrize("text", ["髙橋　愛", "高橋　愛", "渡辺　昭二", "吉田　静江"])
def test_a_name_read_right_is_vouched_for(text):
    entry = name(text, text)
    assert entry.vouched and entry.value.value == text


def test_the_reading_of_a_latin_name_is_not_vouched_for():
    kana, page = read("サトミ", "サトミ", Kind.KANA, "members[0].kana")
    name = Entry("members[0].name", Kind.NAME, Value("SATOMI A", "SATOMI A", 1.0, True, ()))
    assert vouch_by_glyphs([kana], page)[0].vouched
    assert not vouch_by_glyphs([name, kana], page)[1].vouched


def test_a_kanji_of_a_name_before_a_kana_stays_one():
    entry, page = read("一ノ瀬　愛", "一ノ瀬　愛")
    (entry,) = vouch_by_glyphs(spell_names([entry], page), page)
    assert entry.value.value == "一ノ瀬　愛"


def test_another_kanji_makes_a_name_doubtful():
    entry, page = read("柿沼　葵", "柿沢　葵")
    (entry,) = vouch_by_glyphs([entry], page)
    assert not entry.vouched and not entry.firm
    assert "柿沼　葵" in entry.candidates
    assert not judge(entry, page, 0).sure


def test_a_character_that_the_recogniser_has_no_class_for_comes_from_its_glyph():
    entry, page = read("硲　葵", "裕　葵")
    (told,) = vouch_by_glyphs([entry], page, readable=frozenset("裕葵"))
    assert told.value.value == "硲　葵" and "裕　葵" in told.candidates
    assert vouch_by_glyphs([entry], page)[0].value.value == "裕　葵"


def test_a_mark_of_repetition_that_no_glyph_can_say_stays_as_it_was_read():
    entry, page = read("福井　すゞ", "福井　すゞ", file=GOTHIC)
    segments = [
        replace(segment, glyphs=tuple(replace(glyph, confidence=0.6) for glyph in segment.glyphs))
        for segment in entry.value.segments
    ]
    weak = replace(entry, value=replace(entry.value, confidence=0.6, segments=tuple(segments)))
    assert vouch_by_glyphs([weak], page, readable=known())[0].value.value == "福井　すゞ"


def test_a_sign_in_full_width_is_no_glyphs_to_say():
    entry, page = read("ハイツＫ＆Ｋ", "ハイツＫ＆Ｋ", Kind.BUILDING, "new_building", file=GOTHIC)
    (told,) = vouch_by_glyphs([entry], page)
    assert told.firm and told.value.value == "ハイツＫ＆Ｋ"


def test_a_variant_that_no_reader_has_a_class_for_makes_a_name_doubtful():
    entry, page = read("\u687a　葵", "柳　葵", file=MINCHO)
    (told,) = vouch_by_glyphs([replace(entry, shaky=False)], page)
    assert "\u687a　葵" in (told.value.value, told.candidates[0]) and not judge(told, page, 0).sure
    entry, page = read("柳　葵", "柳　葵", file=MINCHO)
    assert vouch_by_glyphs([entry], page)[0].vouched


@pytest.mark.parametrize(("printed", "read_as"), [("\u5f65", "\u5f66"), ("\u59ec", "\u59eb"), ("\u5c19", "\u5c1a")])
def test_an_old_form_that_its_glyph_cannot_say_makes_a_name_doubtful(printed, read_as):
    entry, page = read(f"柳　{printed}", f"柳　{read_as}", file=MINCHO)
    (told,) = vouch_by_glyphs([replace(entry, shaky=False)], page)
    assert (told.value.value, told.candidates[0]) == (f"柳　{printed}", f"柳　{read_as}")
    assert not judge(told, page, 0).sure
    entry, page = read(f"柳　{read_as}", f"柳　{read_as}", file=MINCHO)
    assert vouch_by_glyphs([entry], page)[0].vouched


def test_no_variant_of_those_is_known():
    assert not set("".join(unknown().values())) & set(known()) and set(unknown()) <= set(known())


def test_a_kana_that_the_recogniser_has_no_class_for_comes_from_its_glyph_and_is_never_sure():
    entry, page = read("キヱ", "キエ", Kind.KANA, "members[0].kana")
    (told,) = vouch_by_glyphs([entry], page)
    assert told.value.value == "キヱ" and not told.firm


def test_a_reading_whose_blank_its_glyphs_do_not_show_is_not_doubted_for_that():
    entry, page = read("ハヤシキヨシ", "ハヤシキヨシ", Kind.KANA, "members[0].kana")
    (told,) = vouch_by_glyphs([replace(entry, value=replace(entry.value, value="ハヤシ　キヨシ"))], page)
    assert told.value.value == "ハヤシ　キヨシ" and told.firm


def test_a_place_misread_is_put_right_only_where_the_characters_look_alike():
    entry, page = read("東京都港区芝一丁目", "東京都港区芝一丁日", Kind.ADDRESS, "new_address")
    assert vouch_by_glyphs([entry], page)[0].value.value == "東京都港区芝一丁目"


@pytest.mark.parametrize(("weak", "told"), [("町", True), ("市", False)])
def test_a_character_of_a_known_place_is_proven_where_it_was_read_well_itself(weak, told):
    entry, page = read("静岡県富士宮芾城北町", "静岡県富士宮市城北町", Kind.ADDRESS, "new_address", file=MINCHO)
    (line,) = entry.value.segments
    glyphs = tuple(replace(each, confidence=0.6 if each.text == weak else 0.97) for each in line.glyphs)
    value = replace(entry.value, confidence=0.6, segments=(replace(line, glyphs=glyphs),))
    assert vouch_by_glyphs([replace(entry, value=value)], page)[0].vouched is told


def test_a_city_is_one_however_its_glyph_is_smeared():
    entry, page = read("静岡県富士宮芾城北町", "静岡県富士宮市城北町", Kind.ADDRESS, "new_address", file=MINCHO)
    (told,) = vouch_by_glyphs([entry], page)
    assert told.value.value == "静岡県富士宮市城北町" and told.firm and told.vouched


@pytest.mark.parametrize(
    ("shown", "said", "value", "sure"),
    [
        ("山形県山形市あずま町", "山形県山形市あすま町", "山形県山形市あずま町", True),
        ("群馬県吾妻郡嬬恋村", "群馬県吾妻郡媾恋村", "群馬県吾妻郡嬬恋村", True),
        ("北海道虻田郡倶知安町", "北海道虻田郡俱知安町", "北海道虻田郡倶知安町", True),
        ("山形県山形市あすま町", "山形県山形市あずま町", "山形県山形市あずま町", False),
        ("山形県山形市いすま町", "山形県山形市いずま町", "山形県山形市いずま町", False),
    ],
)
def test_a_place_that_a_glyph_and_the_postal_data_say_is_certain(shown, said, value, sure):
    entry, page = read(shown, said, Kind.ADDRESS, "new_address", file=GOTHIC)
    (line,) = entry.value.segments
    odd = [at for at, (one, other) in enumerate(zip(shown, said, strict=True)) if one != other]
    glyphs = tuple(replace(each, confidence=0.4 if at in odd else 0.97) for at, each in enumerate(line.glyphs))
    read_badly = replace(entry.value, confidence=0.4, segments=(replace(line, glyphs=glyphs),))
    (told,) = vouch_by_glyphs([replace(entry, value=read_badly)], page)
    assert told.value.value == value
    assert (told.firm and told.value.confidence > 0.9) is sure


@pytest.mark.parametrize(("confidence", "told"), [(0.97, True), (0.6, False)])
def test_a_numeral_before_a_block_is_left_to_a_recogniser_that_read_it_well(confidence, told):
    entry, page = read("東京都港区芝竜丁目", "東京都港区芝三丁目", Kind.ADDRESS, "new_address")
    (line,) = entry.value.segments
    glyphs = tuple(replace(each, confidence=confidence if each.text == "三" else 0.97) for each in line.glyphs)
    entry = replace(entry, value=replace(entry.value, segments=(replace(line, glyphs=glyphs),)))
    assert vouch_by_glyphs([entry], page)[0].vouched is told


def test_a_variant_of_a_place_that_was_read_well_stays():
    entry, page = read("北海道虻田郡倶知安町", "北海道虻田郡俱知安町", Kind.ADDRESS, "new_address", file=GOTHIC)
    assert vouch_by_glyphs([entry], page)[0].value.value == "北海道虻田郡俱知安町"


@pytest.mark.parametrize(
    ("shown", "said", "told"),
    [
        ("サンハイヅ", "サンハイツ", True),
        ("マンシヨン", "マンション", True),
        ("メゾン", "メゾン", True),
        ("グリーンビル", "グリーンヒル", False),
        ("サンシヨン", "サンション", False),
    ],
)
def test_words_that_buildings_are_named_with_leave_no_other_character(shown, said, told):
    entry, page = read(shown, said, Kind.BUILDING, "new_building")
    assert vouch_by_glyphs([entry], page)[0].vouched is told


def test_a_character_of_such_a_word_that_was_hardly_read_needs_its_glyph():
    entry, page = read("サンハイヅ", "サンハイツ", Kind.BUILDING, "new_building")
    (line,) = entry.value.segments
    weak = replace(line, glyphs=tuple(replace(glyph, confidence=0.3) for glyph in line.glyphs))
    assert not vouch_by_glyphs([replace(entry, value=replace(entry.value, segments=(weak,)))], page)[0].vouched


@pytest.mark.parametrize(
    ("shown", "said", "value", "path"),
    [
        ("東京都港区芝三了月", "東京都港区芝三丁目", "東京都港区芝三丁目", "new_address"),
        ("ハイツＡ揀", "ハイツＡ棟", "ハイツＡ棟", "new_building"),
        ("ハイツ２０１號", "ハイツ２０１號", "ハイツ２０１号", "new_building"),
    ],
)
def test_what_stands_behind_a_number_or_a_letter_is_no_glyphs_to_say(shown, said, value, path):
    entry, page = read(shown, said, Kind.ADDRESS if path == "new_address" else Kind.BUILDING, path)
    entry = replace(entry, value=replace(entry.value, value=value))
    (told,) = vouch_by_glyphs([entry], page)
    assert told.value.value == value and told.firm


def test_a_word_of_one_character_read_badly_is_put_right_by_its_glyph():
    entry, page = read("無", "浦", Kind.TEXT, "members[0].pension")
    told = [vouch_by_glyphs([replace(entry, value=replace(entry.value, confidence=c))], page)[0] for c in (0.5, 0.97)]
    assert [each.value.value for each in told] == ["無", "浦"]
    assert told[0].candidates == ("浦",)


def test_a_word_of_a_closed_set_is_no_other_than_one_of_these_whatever_its_glyph_is_like():
    entry, page = read("舞", "無", Kind.TEXT, "members[0].pension")
    (told,) = vouch_by_glyphs([replace(entry, value=replace(entry.value, confidence=0.5))], page)
    assert told.value.value == "無" and not told.vouched


def test_paper_without_ink_is_no_glyph_and_every_variant_is_known():
    assert look([np.full((50, 50), 245, np.uint8)]) == [None]
    assert set("高髙崎﨑吉𠮷辺邊邉斎齋斉齊浜濱濵徳德瀬瀨真眞柳栁橋𣘺昇曻黒黑富冨館舘桑桒土圡") <= set(known())


def test_a_name_with_paper_where_a_character_was_read_is_left_as_it_is():
    entry = name("吉　　静江", "吉田　静江")
    assert not entry.vouched and entry.value.value == "吉田　静江"


def test_a_glyph_alone_does_not_tell_a_small_kana_from_a_large_one():
    (seen,) = look([scanned("ヨ")])
    assert seen.lead("ョ") > 0 and seen.lead("ヨ", kana=True) > 0.05
    assert seen.lead("ヲ", kana=True) < 0


def line(text: str, pitch: float, em: float) -> Segment:
    """Kana that stand closer than the em that was guessed, a blank being one of them."""
    places = [((at + 1) * pitch, char) for at, char in enumerate(text)]
    ink = np.zeros(1000, bool)
    for x, char in places:
        if char != " ":
            ink[round(x - 0.4 * pitch) : round(x + 0.4 * pitch)] = True
    glyphs = tuple(Glyph(char, 1.0, x) for x, char in places if char != " ")
    return Segment(glyphs, np.float32([[0, 0], [1000, 0], [1000, 60], [0, 60]]), 0, NO_LINE, em, ink)


def test_a_blank_between_narrow_kana_is_seen_by_their_pitch():
    assert written(line("ヒロセ アイ", 22, 50)) == "ヒロセ　アイ"
    assert written(line("ヒロセアイ", 22, 50)) == "ヒロセアイ"


def test_a_digit_dropped_between_two_kanji_is_ink_unaccounted_for():
    whole = line("町番地", 40, 40)
    gap = Segment(
        (whole.glyphs[0], Glyph("番", 1.0, 140.0), Glyph("地", 1.0, 180.0)),
        whole.quad,
        0,
        NO_LINE,
        40,
        whole.ink.copy(),
    )
    gap.ink[75:100:3] = True
    assert loses_ink(gap)
