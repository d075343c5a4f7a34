"""Variants of names: drawings and the model of single glyphs together tell them, all places of a surname at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.names import spelling
from forms.certificate.names.spelling import Evidence, spell_names
from forms.certificate.pixels.pages import Page
from forms.certificate.settling.vouching import vouch_by_glyphs
from forms.certificate.shapes.glyphs import Seen, known
from forms.certificate.shapes.variants import Likeness
from tests.forms.certificate.scanned import read


def pages_saying(monkeypatch, *evidence: float) -> tuple[list[Entry], Page]:
    """A page that writes 高木 several times, and what each place says for 髙 rather than 高."""
    entry, page = read("高木　愛", "高木　愛")
    said = iter(evidence)

    def likeness(picture: np.ndarray, group: str) -> Evidence:
        lead = next(said)
        told = (("髙", 0.0), ("高", -lead)) if lead > 0 else (("高", 0.0), ("髙", lead))
        return Evidence(told, 0.88)

    monkeypatch.setattr(spelling, "likeness_of", likeness)
    return [replace(entry, path=f"members[{number}].name") for number in range(len(evidence))], page


@pytest.mark.parametrize("said", ["高橋　愛", "髙橋　愛"])
def test_a_variant_that_the_recogniser_prefers_wrongly_is_put_right_and_offered(said):
    entry, page = read("髙橋　愛", said)
    (entry,) = vouch_by_glyphs(spell_names([entry], page), page)
    assert entry.value.value == "髙橋　愛" and "高橋　愛" in entry.candidates


def test_a_surname_is_spelt_alike_in_all_places_of_a_page(monkeypatch):
    entries, page = pages_saying(monkeypatch, 0.06, -0.05, -0.2)
    told = spell_names(entries, page)
    assert {entry.value.value for entry in told} == {"高木　愛"}
    assert not any(entry.firm or entry.spelt for entry in told)  # −0.06 on the whole


def respoken(entry: Entry, glyphs: str, value: str, parts: int | None = None) -> Entry:
    """An entry as of a name of other characters, where wanted in two segments."""
    (segment,) = entry.value.segments
    told = tuple(replace(glyph, text=char) for glyph, char in zip(segment.glyphs, glyphs, strict=True))
    cut = len(told) if parts is None else parts
    segments = tuple(replace(segment, glyphs=part) for part in (told[:cut], told[cut:]) if part)
    return replace(entry, value=replace(entry.value, value=value, text=value, segments=segments))


def test_a_surname_is_spelt_alike_where_narrow_blanks_part_it_from_other_given_names(monkeypatch):
    pages_saying(monkeypatch, -0.05, 0.2)
    entry, page = read("高木愛", "高木愛")
    entries = [respoken(entry, "高木" + given, "高木\u3000" + given) for given in "愛恵"]
    assert [told.value.value[:2] for told in spell_names(entries, page)] == ["髙木", "髙木"]


def test_given_names_that_stand_by_themselves_may_differ_in_a_variant(monkeypatch):
    pages_saying(monkeypatch, -0.05, 0.09)
    entry, page = read("山田高子", "山田高子")
    entries = [respoken(entry, "山田高子", "山田\u3000高子", parts=2)] * 2
    assert [told.value.value for told in spell_names(entries, page)] == ["山田\u3000高子", "山田\u3000髙子"]


def test_what_all_places_say_together_is_certain_where_it_is_much(monkeypatch):
    entries, page = pages_saying(monkeypatch, 0.02, 0.15, 0.25)
    assert all(entry.value.value == "髙木　愛" and entry.spelt for entry in spell_names(entries, page))


def test_a_place_that_says_another_variant_for_certain_has_it(monkeypatch):
    entries, page = pages_saying(monkeypatch, -0.3, -0.3, 0.12)
    assert [entry.value.value for entry in spell_names(entries, page)] == ["高木　愛", "高木　愛", "髙木　愛"]


def test_no_glyph_vouches_for_a_name_whose_variant_is_unclear(monkeypatch):
    entries, page = pages_saying(monkeypatch, -0.01)
    (entry,) = vouch_by_glyphs(spell_names(entries, page), page)
    assert not entry.vouched and not entry.firm


def test_what_parts_the_variants_outweighs_a_drawing_of_another_that_fits_a_little_better(monkeypatch):
    entry, page = read("高橋　愛", "高橋　愛")
    drawn, likeness = Likeness((("高", 0.0), ("髙", -0.05)), 0.9), np.zeros(len(known()))
    monkeypatch.setattr(spelling, "compare", lambda picture, group: drawn if "髙" in group else None)
    monkeypatch.setattr(spelling, "look", lambda pictures: [Seen(likeness)] * len(pictures))
    monkeypatch.setattr(spelling, "odds", lambda picture, group: {"髙": 0.0, "高": -8.0})
    (entry,) = spell_names([entry], page)
    assert entry.value.value == "髙橋　愛" and not entry.spelt  # −0.05 and 0.08


def pages_agreeing(monkeypatch, *rows: tuple[str, str, float]) -> tuple[list[Entry], Page]:
    """A page that writes 高木 several times: what model and traits agree on in each place, what drawings prefer, and
    how well the glyph fits."""
    entry, page = read("高木　愛", "高木　愛")
    said = iter(rows)

    def likeness(picture: np.ndarray, group: str) -> Evidence:
        agreed, drawn, fit = next(said)
        return Evidence((("高", 0.0), ("髙", -0.03)), fit, drawn, agreed)

    monkeypatch.setattr(spelling, "likeness_of", likeness)
    return [replace(entry, path=f"members[{number}].name", shaky=False) for number in range(len(rows))], page


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("髙", "高", 0.9)], ("高木　愛", False)),  # the drawings deny it
        ([("髙", "髙", 0.7)], ("髙木　愛", True)),
        ([("髙", "高", 0.9), ("髙", "高", 0.9)], ("髙木　愛", True)),
        ([("髙", "高", 0.9), ("髙", "髙", 0.9), ("高", "高", 0.9)], ("高木　愛", False)),
        ([("", "髙", 0.9), ("", "髙", 0.9)], ("高木　愛", False)),
    ],
)
def test_what_model_and_traits_agree_on_is_told_where_drawings_or_another_place_say_so_too(monkeypatch, rows, told):
    entries, page = pages_agreeing(monkeypatch, *rows)
    assert {(entry.value.value, entry.spelt) for entry in spell_names(entries, page)} == {told}


def test_a_glyph_that_is_like_none_is_told_by_the_others_of_its_surname_and_needs_a_second_reader(monkeypatch):
    entries, page = pages_agreeing(monkeypatch, ("髙", "髙", 0.9), ("髙", "髙", 0.9), ("", "高", 0.4))
    monkeypatch.setattr(spelling, "compare", lambda picture, group: None)  # 木 and 愛 look like nothing else
    told = spell_names(entries, page)
    assert {(entry.value.value, entry.spelt) for entry in told} == {("髙木　愛", True)}
    assert [entry.shaky for entry in told] == [False, False, True]


@pytest.mark.parametrize(("lead", "spelt"), [(0.2, "髙木　愛"), (0.05, "高木　愛")])
def test_a_glyph_that_is_like_none_is_what_the_others_of_its_surname_are_for_certain_and_in_doubt(
    monkeypatch, lead, spelt
):
    entry, page = read("高木　愛", "高木　愛")
    said = iter([Evidence((("髙", 0.0), ("高", -lead)), 0.9), Evidence((("高", 0.0), ("髙", -0.1)), 0.4)])
    monkeypatch.setattr(spelling, "likeness_of", lambda picture, group: next(said))
    damaged = spell_names([entry, replace(entry, path="register_head")], page)[1]
    assert (damaged.value.value, damaged.spelt, damaged.firm) == (spelt, False, False)


def test_a_name_without_a_blank_has_the_surname_of_the_page_that_it_begins_with(monkeypatch):
    entries, page = pages_agreeing(monkeypatch, ("髙", "高", 0.9), ("髙", "高", 0.9))
    plain, _ = read("高木愛", "高木愛")
    assert [entry.value.value for entry in spell_names([entries[0], plain], page)] == ["髙木　愛", "髙木愛"]


@pytest.mark.parametrize(
    ("odds", "lead", "agreed"),
    [(-10.0, 0.1, "髙"), (-10.0, 0.01, ""), (-9.0, 0.1, ""), (-10.0, -0.1, "")],
)
def test_model_and_traits_agree_where_neither_has_a_doubt(monkeypatch, odds, lead, agreed):
    likeness = np.full(len(known()), 0.3)
    likeness[known().index("髙")] += lead
    monkeypatch.setattr(spelling, "compare", lambda picture, group: Likeness((("高", 0.0), ("髙", -0.05)), 0.9))
    monkeypatch.setattr(spelling, "look", lambda pictures: [Seen(likeness)])
    monkeypatch.setattr(spelling, "odds", lambda picture, group: {"髙": 0.0, "高": odds})
    told = spelling.likeness_of(np.zeros((40, 40), np.uint8), "高髙")
    assert (told.agreed, told.drawn) == (agreed, "高")
