"""Labels of readings that say so in a note: 氏名（フリガナ） beside 氏名."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.places.hits import Hit
from forms.certificate.arranging.text.fitting import SUITS, fit, is_nothing
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import KANA, NAME, normalise, words


def with_noted_readings(hits: list[Hit], segments: Sequence[Segment]) -> list[Hit]:
    """The hits; 氏名(フリガナ) beside 氏名 names the reading, where all that it has are readings.

    Args:
        segments: the page, each label in the line that it was found in, with what stands behind it there.
    """
    names = [hit for hit in hits if hit.target == NAME]
    lines = {id(glyph): segment for segment in segments for glyph in segment.glyphs}
    readings = {id(hit) for hit in names if _is_reading(hit, lines.get(id(hit.label.glyphs[-1]), hit.label))}
    if not readings or len(readings) == len(names):
        return hits
    return [replace(hit, target=KANA) if id(hit) in readings else hit for hit in hits]


def _is_reading(hit: Hit, line: Segment) -> bool:
    """Whether a label says フリガナ in itself or in the note behind it, and all that it has are readings."""
    texts = [segment.text for spot in hit.spots for segment in spot.segments if not is_nothing(segment.text)]
    label = normalise(hit.label.text)
    behind = normalise(line.text).partition(label)[2]
    said = label + (behind.partition(")")[0] if behind.startswith("(") else "")
    says = any(word in said for word, target in words().targets.items() if target == KANA)
    return says and bool(texts) and all(fit(KANA, text) >= SUITS for text in texts)
