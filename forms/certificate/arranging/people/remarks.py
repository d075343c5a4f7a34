"""Remarks in which words of labels tell something else: boxes of earlier days, 備考 over 前住所　大阪府茨木市…, and
what somebody has noted beneath the table, 国保あり, of nobody knows whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.places.hits import Hit
from forms.certificate.arranging.text.fitting import SUITS, fit, is_nothing
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.runs.segments import Segment, in_reading_order
from forms.certificate.words.catalogue import is_of_person, words
from forms.certificate.words.numbering import bare


def doubt_remarks(hits: Sequence[Hit], segments: Sequence[Segment]) -> list[Hit]:
    """The hits; what a label of a box of remarks says is doubtful, but for people's, whose labels count them.

    Where a field has a few words, other ones are a remark on it and no value: 介護保険　受給資格証明書を交付済.
    """
    cells: dict[int, list[Segment]] = {}
    for segment in segments:
        cells.setdefault(segment.cell, []).append(segment)
    remarks = {
        cell
        for cell, own in cells.items()
        if cell != OUTSIDE and len(own) > 1 and bare(in_reading_order(own)[0].text) in words().remarks
    }
    return [
        replace(hit, clear=False) if hit.label.cell in remarks and not is_of_person(hit.target) else hit
        for hit in hits
        if hit.label.cell not in remarks or not _is_remark(hit)
    ]


def doubt_noted(hits: Sequence[Hit]) -> list[Hit]:
    """The hits; doubtful what one label alone says of a person outside of a table that has all other ones of people."""
    own = [hit for hit in hits if is_of_person(hit.target)]
    outside = [hit for hit in own if hit.label.cell == OUTSIDE and hit.has_text]
    noted = len(outside) == 1 and outside[0].target in words().closed and len(own) > MIN_RULED
    if not noted or any(hit.label.cell == OUTSIDE for hit in own if hit is not outside[0]):
        return list(hits)
    spots = tuple(replace(spot, confirmed=False) for spot in outside[0].spots)
    return [replace(hit, spots=spots, clear=False) if hit is outside[0] else hit for hit in hits]


MIN_RULED = 6
"""Labels of people in ruled cells, from which on one that stands outside of these is a note."""


def _is_remark(hit: Hit) -> bool:
    """Whether a text is none of the few words of its field, nor says that there is none."""
    few = hit.target in words().closed and hit.has_text
    return few and all(not is_nothing(each.text) and fit(hit.target, each.text) < SUITS for each in hit.spots)
