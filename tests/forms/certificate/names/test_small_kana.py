"""Small kana of foreign readings are told by where their ink begins, and by the name in Latin letters."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.engines.recogniser import Line
from forms.certificate.names.small_kana import tell_small_kana
from forms.certificate.names.sounds import sizes
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Glyph, Segment
from forms.fields import Kind

EM, HIGH = 40, 60
NO_LINE = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)


@pytest.mark.parametrize(
    ("reading", "name", "small"),
    [
        ("ビシユヌ", "BISHNU", {2: True}),
        ("バハドウル", "BAHADUR", {3: True}),
        ("ブデイ", "BUDI", {2: True}),
        ("フオン", "PHUONG", {1: False}),
        ("フアム", "PHAM", {1: True}),
        ("クオツク", "QUOC", {1: False, 2: True}),
        ("シヤオミン", "XIAOMING", {1: True}),
        ("チエ", "CHOI", {}),
        ("レイエス", "REYES", {}),
        ("イエン", "YEN", {1: True}),
        ("ラフマン", "RAHMAN", {}),
    ],
)
def test_a_name_in_latin_letters_tells_which_kana_are_small(reading, name, small):
    assert sizes(reading, name) == small


@pytest.mark.parametrize(
    ("said", "name", "drawn_small", "told", "firm"),
    [
        ("ブデイ　ラマ", "BUDI LAMA", "イ", "ブディ　ラマ", True),
        ("ブディ　ラマ", "BUDI LAMA", "ィ", "ブディ　ラマ", True),
        ("ブデイ　ラマ", "BUDI LAMA", "", "ブデイ　ラマ", False),  # one says so, the other does not
        ("ブディ　ラマ", "BUDI LAMA", "", "ブデイ　ラマ", False),
        ("フオン　ラマ", "PHUONG LAMA", "", "フオン　ラマ", True),
        ("フォン　ラマ", "PHUONG LAMA", "ォ", "フォン　ラマ", False),
        ("ヴアン　ラマ", "鈴木", "", "ヴァン　ラマ", False),
        ("ラマ　マヤ", "LAMA MAYA", "", "ラマ　マヤ", True),
    ],
)
def test_the_size_of_a_kana_is_what_its_place_and_its_name_say(said, name, drawn_small, told, firm):
    page, reading = _drawn(said, drawn_small)
    named = Entry("members[0].name", Kind.NAME, Value(name, name, 1.0, True, reading.value.segments))
    entry = tell_small_kana([named, reading], page)[1]
    assert (entry.value.value, entry.firm) == (told, firm)


def test_words_of_buildings_are_spelt_as_they_are_and_doubted_where_they_were_not():
    page, read = _drawn("ライオンズマンシヨン", "")
    building = replace(read, path="new_building", kind=Kind.BUILDING)
    (told,) = tell_small_kana([building], page)
    assert (told.value.value, told.firm) == ("ライオンズマンション", False)


@pytest.mark.parametrize(
    ("read", "told"), [("プラゥド桜", "プラウド桜"), ("ハイッ9号", "ハイツ9号"), ("ハイッ富士", "ハイツ富士")]
)
def test_small_kana_that_cannot_stand_there_are_large_in_a_building_and_doubted(read, told):
    page, line = _drawn(read, "")
    building = replace(line, path="new_building", kind=Kind.BUILDING)
    (entry,) = tell_small_kana([building], page)
    assert (entry.value.value, entry.firm) == (told, False)


@pytest.mark.parametrize("name", ["シャトレ", "ヴィラ", "ウィステリア", "シティ", "フォレスト", "メゾンドゥース"])
def test_small_kana_that_can_stand_there_stay(name):
    page, line = _drawn(name, "")
    (entry,) = tell_small_kana([replace(line, path="new_building", kind=Kind.BUILDING)], page)
    assert (entry.value.value, entry.firm) == (name, True)


def _drawn(said: str, small: str) -> tuple[Page, Entry]:
    """A line with a block of ink for every kana; those of these begin a quarter lower."""
    image = np.full((HIGH, EM * (len(said) + 1)), 255, np.uint8)
    glyphs = []
    for at, char in enumerate(said):
        if char == "\u3000":
            continue
        top = 20 if char in small else 10
        image[top:50, EM * at + 4 : EM * at + 36] = 0
        glyphs.append(Glyph(char, 1.0, EM * (at + 0.5)))
    right = image.shape[1]
    quad = np.float32([[0, 0], [right, 0], [right, HIGH], [0, HIGH]])
    segment = Segment(tuple(glyphs), quad, 0, NO_LINE, EM, (image < 128).any(axis=0))
    colour = np.repeat(image[:, :, None], 3, axis=2)
    page = Page(colour, np.eye(3), (), image < 128)
    return page, Entry("members[0].kana", Kind.KANA, Value(said, said, 1.0, True, (segment,)))
