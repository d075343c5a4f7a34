"""Which hyphen stands in the square of a wide one: － (U+FF0D), or ‐ (U+2010), which is as wide and has shorter ink.

Of the faces that give both a square all but one draw － twice as long as ‐; VL Gothic draws them the other way round,
and is known by its digits. All hyphens of a page are of one kind: a system prints them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.pitch import NARROW
from forms.certificate.settling.page_digits import PageDigits
from forms.certificate.shapes.digit_faces import hyphen_ink
from forms.certificate.shapes.extents import exact_em, ink_ends
from forms.fields import Kind

WIDE, SHORT = "－", "‐"
SHORT_UP_TO_EM, LONG_FROM_EM = 0.45, 0.62
"""Length of the ink of ‐ and of －. As faces draw them ‐ has 0.24 to 0.41 em, in two 0.55 and 0.57, － 0.61 to 0.78. Of
132 hyphens on sheets － had 0.64 and more, but for 0.38 in VL Gothic, ‐ 0.22 to 0.35, and 0.58 once."""
SHORTER_EM = 0.05
"""By how much shorter than its face draws it － may seem: where it is drawn short, 0.36 em, six had 0.38 to 0.40."""
KINDS = frozenset({Kind.ADDRESS, Kind.BUILDING})


def tell_hyphens(entries: Sequence[Entry], shown: PageDigits) -> list[Entry]:
    """The entries; places whose wide hyphens have the ink of ‐ with that, never sure, and those never sure whose
    hyphens may be of either kind.

    Args:
        shown: what the numbers of the page's places show of its face.
    """
    lengths = [_lengths(entry) if _has_wide(entry) else [] for entry in entries]
    every = [length for own in lengths for length in own]
    if every and max(every) <= SHORT_UP_TO_EM:
        faces = _drawing_so(shown, min(every))
        if not faces:
            return [_doubted(_with_short(entry), entry) if _has_wide(entry) else entry for entry in entries]
        if faces == shown.faces:
            return list(entries)
    return [
        entry if all(length >= LONG_FROM_EM for length in own) else _doubted(entry, _with_short(entry))
        for entry, own in zip(entries, lengths, strict=True)
    ]


def _drawing_so(shown: PageDigits, length: float) -> frozenset[str]:
    """Which of the faces that a page may be set in draw － as short as the ink that was measured, in em."""
    drawn = {face: hyphen_ink(face) for face in shown.faces} if shown.square else {}
    return frozenset(face for face, ink in drawn.items() if ink and ink <= min(SHORT_UP_TO_EM, length + SHORTER_EM))


def _has_wide(entry: Entry) -> bool:
    return entry.kind in KINDS and WIDE in entry.value.value


def _lengths(entry: Entry) -> list[float]:
    """How long the ink of each hyphen between digits is, in em, of those that could be measured."""
    found = []
    for segment in entry.value.segments:
        em, plain = exact_em(segment), [glyph.text.translate(NARROW) for glyph in segment.glyphs]
        for at, ends in enumerate(ink_ends(segment)):
            inside = 0 < at < len(plain) - 1 and (plain[at - 1] + plain[at + 1]).isdecimal()
            if em and ends and inside and plain[at] == "-":
                found.append((ends[1] - ends[0]) / em)
    return found


def _with_short(entry: Entry) -> Entry:
    value, text = (each.replace(WIDE, SHORT) for each in (entry.value.value, entry.value.text))
    return replace(entry, value=replace(entry.value, value=value, text=text))


def _doubted(entry: Entry, other: Entry) -> Entry:
    return replace(entry, firm=False, candidates=(*entry.candidates, other.value.value))
