"""Addresses in places that there are but for one character: put right, in doubt, unless the glyph speaks against it."""

from __future__ import annotations

from dataclasses import replace

from forms.certificate.arranging.entries import Entry
from forms.certificate.settling.near_places import spell_near_places
from forms.fields import Kind
from tests.forms.certificate.scanned import read


def known(shown: str, said: str) -> Entry:
    entry, page = read(shown, said, Kind.ADDRESS, "new_address")
    return spell_near_places([entry], page)[0]


def test_a_misread_municipality_and_town_are_those_that_there_are() -> None:
    entry = known("高知県香美市土佐山田町東本町", "高知県否美市上佐山田町東本町")
    assert entry.value.value == "高知県香美市土佐山田町東本町" and not entry.firm
    assert "高知県否美市上佐山田町東本町" in entry.candidates


def test_a_town_of_which_nothing_is_known_stays_where_its_glyph_says_so() -> None:
    entry = known("高知県香美市上佐山田町東本町", "高知県香美市上佐山田町東本町")
    assert entry.value.value == "高知県香美市上佐山田町東本町" and entry.firm


def test_a_character_that_was_dropped_needs_room() -> None:
    entry, page = read("山口県下関市新地町", "山\u3000県下関市新地町", Kind.ADDRESS, "new_address")
    (entry,) = spell_near_places([entry], page)
    assert entry.value.value == "山口県下関市新地町" and not entry.firm
    assert known("山県下関市新地町", "山県下関市新地町").value.value == "山県下関市新地町"
    assert known("　川県金沢市鳴和町", "川県金沢市鳴和町").value.value == "石川県金沢市鳴和町"


def test_of_two_alike_beside_each_other_either_may_be_the_one_that_was_dropped() -> None:
    for said in ("四日　市大字茂福", "四日市　大字茂福"):
        entry, page = read("四日市市大字茂福", said, Kind.ADDRESS, "new_address")
        (told,) = spell_near_places([entry], page)
        assert told.value.value == "四日市市大字茂福" and not told.firm
    assert known("四日市大字茂福", "四日市大字茂福").value.value == "四日市大字茂福"


def test_a_known_place_stays_as_it_is() -> None:
    entry = known("静岡県富士宮市城北町", "静岡県富士宮市城北町")
    assert entry.value.value == "静岡県富士宮市城北町" and entry.firm


def test_a_line_that_is_but_one_character_too_many_is_gone() -> None:
    entry, page = read("檬静岡県富士宮市城北町", "檬静岡県富士宮市城北町", Kind.ADDRESS, "new_address")
    (line,) = entry.value.segments
    odd, rest = line.part(0, 1), line.part(1, len(line.glyphs))
    odd = replace(odd, glyphs=(replace(odd.glyphs[0], confidence=0.3),))
    (told,) = spell_near_places([replace(entry, value=replace(entry.value, segments=(odd, rest)))], page)
    assert told.value.value == "静岡県富士宮市城北町" and not told.firm
    assert [segment.text for segment in told.value.segments] == ["静岡県富士宮市城北町"]
