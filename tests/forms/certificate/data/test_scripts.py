"""Look-alikes of other scripts, 丁目, ヶ, and letters: told by what stands beside them, or by their size."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.pitch import with_widths
from forms.certificate.data.scripts import in_their_script
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Line
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Glyph, Segment
from forms.certificate.settling import small_ke
from forms.certificate.settling.small_ke import tell_small_ke
from forms.certificate.settling.trust import judge
from forms.certificate.settling.vouching import vouch_by_glyphs
from forms.fields import Kind
from tests.forms.certificate.lines import segment

NO_LINE = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)
GOTHIC = Path("/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf")
PX = 44


@pytest.mark.parametrize(
    ("kind", "read", "meant"),
    [
        (Kind.ADDRESS, "大阪市阿倍野区阿倍野筋あベのハルカス5", "大阪市阿倍野区阿倍野筋あべのハルカス5"),
        (Kind.ADDRESS, "愛媛県西予市明石1丁日54番地", "愛媛県西予市明石1丁目54番地"),
        (Kind.ADDRESS, "北海道旭川市東光五条三丁日10番9号", "北海道旭川市東光五条三丁目10番9号"),
        (Kind.ADDRESS, "北海道砂川市西一条南4丁自41番地8", "北海道砂川市西一条南4丁目41番地8"),
        (Kind.ADDRESS, "新潟県佐渡市沢崎8F目17番地", "新潟県佐渡市沢崎8丁目17番地"),
        (Kind.ADDRESS, "干511-2023東京都港区芝1番", "東京都港区芝1番"),
        (Kind.ADDRESS, "北海道虻田郡二セコ町富士見1番", "北海道虻田郡ニセコ町富士見1番"),
        (Kind.ADDRESS, "石川県鳳珠郡能登町字宇出津卜字868番地", "石川県鳳珠郡能登町字宇出津ト字868番地"),
        (Kind.ADDRESS, "石川県鳳珠郡能登町字宇出津八部5番地", "石川県鳳珠郡能登町字宇出津ハ部5番地"),
        (Kind.ADDRESS, "長崎県長崎市三ツ山町3番", "長崎県長崎市三ツ山町3番"),
        (Kind.ADDRESS, "德島県阿南市橘町31番", "徳島県阿南市橘町31番"),
        (Kind.ADDRESS, "京都府京都市伏見区深草キト口町四丁目167番地", "京都府京都市伏見区深草キトロ町四丁目167番地"),
        (Kind.ADDRESS, "静岡県磐田市ニ之宮803番地", "静岡県磐田市二之宮803番地"),
        (Kind.ADDRESS, "埼玉県深谷市折之ロ12番地", "埼玉県深谷市折之口12番地"),
        (Kind.ADDRESS, "大阪府大阪市北区天満橋〇ＡＰタワー６丁目", "大阪府大阪市北区天満橋ＯＡＰタワー６丁目"),
        (Kind.ADDRESS, "徳島県阿南市富岡町卜ノ町434番地", "徳島県阿南市富岡町トノ町434番地"),
        (Kind.ADDRESS, "石川県七尾市中島町二67番地7", "石川県七尾市中島町ニ67番地7"),
        (Kind.BUILDING, "へルシー一口町", "ヘルシー一口町"),
        (Kind.NAME, "八ナ", "ハナ"),
        (Kind.NAME, "佐藤一二", "佐藤一二"),
    ],
)
def test_each_character_is_of_the_script_beside_it(kind, read, meant):
    assert "".join(row.text for row in in_their_script(kind, [segment(read, 0, 0)])) == meant


def test_letters_have_a_width_of_their_own():
    row = segment("新宿ＮＳビル3-46番", 0, 0)
    assert with_widths(row, row.text) == "新宿ＮＳビル3-46番"


def printed(text: str, said: str, kind: Kind) -> tuple[Entry, Page]:
    face = ImageFont.truetype(GOTHIC, PX)
    image = Image.new("L", (PX * (len(text) + 2), 2 * PX), 243)
    for at, char in enumerate(text):
        ImageDraw.Draw(image).text(((at + 1) * PX, PX // 2), char, font=face, fill=40)
    picture = cv2.GaussianBlur(np.asarray(image), (0, 0), 0.8)
    page = Page(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), np.eye(3), (), picture)
    quad = np.float32([[0, 0], [image.width, 0], [image.width, image.height], [0, image.height]])
    glyphs = tuple(Glyph(char, 0.9, (at + 1.5) * PX) for at, char in enumerate(said))
    row = Segment(glyphs, quad, 0, NO_LINE, PX, (picture < 150).any(axis=0))
    return Entry("new_address", kind, Value(said, said, 0.9, True, (row,))), page


@pytest.mark.parametrize("text", ["大阪府富田林市緑ケ丘町", "大阪府富田林市緑ヶ丘町"])
@pytest.mark.parametrize("said", ["ケ", "ヶ"])
def test_the_height_of_its_ink_tells_a_large_ke(text, said):
    entry, page = printed(text, text.replace("ケ", said).replace("ヶ", said), Kind.ADDRESS)
    assert tell_small_ke([entry], page)[0].value.value == text


@pytest.mark.parametrize(("height", "firm"), [(0.70, True), (0.78, False), (0.84, False), (0.90, True)])
def test_a_ke_of_a_building_that_a_face_with_low_kana_may_print_is_in_doubt(monkeypatch, height, firm):
    entry, page = printed("市営桜ヶ丘住宅", "市営桜ヶ丘住宅", Kind.BUILDING)
    monkeypatch.setattr(small_ke, "_height", lambda *_: (height, small_ke.SMALL_UP_TO, small_ke.LARGE_FROM))
    assert tell_small_ke([entry], page)[0].firm is firm


@pytest.mark.parametrize("text", ["パークサイド緑ヶ丘", "パークサイド緑ケ丘"])
@pytest.mark.parametrize("height", [0.70, 0.78, 0.84, 0.90])
def test_the_katakana_of_its_line_tell_a_ke_that_its_kanji_do_not(monkeypatch, text, height):
    entry, page = printed(text, text, Kind.BUILDING)
    monkeypatch.setattr(small_ke, "_height", lambda *_: (height, small_ke.SMALL_UP_TO, small_ke.LARGE_FROM))
    (sized,) = tell_small_ke([entry], page)
    by_kanji = "ヶ" if height <= small_ke.SMALL_UP_TO else "ケ"
    between = small_ke.SMALL_UP_TO < height < small_ke.LARGE_FROM
    assert sized.firm is (between or by_kanji in text)
    assert (sized.value.value == text) is sized.firm


@pytest.mark.parametrize(
    ("high", "text", "told", "firm"),
    [
        (0.92, "宮城県刈田郡七ヶ宿町関", "宮城県刈田郡七ケ宿町関", False),
        (0.84, "宮城県刈田郡七ケ宿町関", "宮城県刈田郡七ヶ宿町関", False),
        (0.84, "千葉県鎌ヶ谷市初富", "千葉県鎌ケ谷市初富", False),
        (0.75, "東京都町田市小山ケ丘", "東京都町田市小山ヶ丘", True),
        (0.84, "東京都港区芝ハイツ緑ヶ丘", "東京都港区芝ハイツ緑ケ丘", False),
    ],
)
def test_the_postal_data_tells_a_ke_whose_size_does_not_and_doubts_one_of_another_size(
    high, text, told, firm, monkeypatch
):
    monkeypatch.setattr(small_ke, "_height", lambda *_: (high, small_ke.SMALL_UP_TO, small_ke.LARGE_FROM))
    entry, page = printed(text, text, Kind.ADDRESS)
    (sized,) = tell_small_ke([entry], page)
    assert (sized.value.value, sized.firm) == (told, firm)


def test_a_town_is_not_mended_into_one_that_there_is_not():
    entry, page = printed("沖縄県中頭郡中城村奧間", "沖縄県中頭郡中城村奥間", Kind.ADDRESS)
    (told,) = vouch_by_glyphs([entry], page)
    assert told.value.value == "沖縄県中頭郡中城村奥間"


def test_that_the_second_reader_agrees_does_not_spell_a_town():
    entry, page = printed("沖縄県中頭郡中城村奧間", "沖縄県中頭郡中城村奧間", Kind.ADDRESS)
    entry = Entry(entry.path, entry.kind, entry.value, agreed=True)
    assert not judge(entry, page, 0).sure


def test_latin_letters_with_a_blank_that_only_one_of_two_saw_are_never_sure():
    glyphs = tuple(Glyph(char, 0.99, 20.0 + 22 * at, spaced=at == 4) for at, char in enumerate("WANGMEI"))
    ink = np.zeros(200, bool)
    for glyph in glyphs:
        ink[round(glyph.x) - 9 : round(glyph.x) + 9] = True
    row = Segment(glyphs, np.float32([[0, 0], [200, 0], [200, 50], [0, 50]]), 0, NO_LINE, 40.0, ink)
    page = Page(np.full((50, 200, 3), 255, np.uint8), np.eye(3), (), np.full((50, 200), 255, np.uint8))
    entry = Entry("members[0].name", Kind.NAME, Value("WANG MEI", "WANG MEI", 0.99, True, (row,)))
    assert not judge(entry, page, 0).sure


@pytest.mark.parametrize(
    ("seen", "text"),
    [
        ("第３コ－ポ松風", "第３コーポ松風"),
        ("桜３ー１０", "桜３-１０"),
        ("Ｃ－３０５", "Ｃ－３０５"),
        ("Ｂー１０３", "Ｂ-１０３"),
        ("平良３ーＡ", "平良３-Ａ"),
        ("宮下20一2", "宮下20-2"),
        ("緑陽町ー丁目16", "緑陽町一丁目16"),
        ("二〇一号", "二〇一号"),
    ],
)
def test_a_dash_is_what_stands_between_its_neighbours(seen, text):
    (row,) = in_their_script(Kind.BUILDING, [segment(seen, 0, 100)])
    assert row.text == text
