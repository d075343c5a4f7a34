"""Dates whose form prints all eras before the year, a ring around the one that is meant: 大 (昭) 平 令 62年7月5日."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.written_dates import offers_eras
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.segments import Glyph, Segment
from forms.certificate.settling.rings import ring_share, ringed, usual_height
from forms.dates import ERAS, find_date
from forms.fields import Kind

INITIALS = "".join(era.name[0] for era in reversed(ERAS))
"""The first character of each era, in the order in which forms print them."""

RINGED, LEAD = 0.7, 0.1
"""The share of an oval with ink from which on it is a ring, and its lead before the other eras': they stand so close
that a ring reaches into their ovals. On three sheets of one form, a fax among them, ringed ones had 0.75 to 1.0, others
0.67 at most and 0.12 less."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """An era to choose.

    Attributes:
        initial: its first character.
        x: its middle, in pixels of the page.
        line: the text that it is a part of.
    """

    initial: str
    x: float
    line: Segment


def settle_eras(entries: Sequence[Entry], page: Page) -> list[Entry]:
    """The entries, dates before which several eras are printed told by the ring, and never sure; none without one."""
    usual = usual_height(page)
    return [_settled(entry, page, usual) if _is_offered(entry) else entry for entry in entries]


def _is_offered(entry: Entry) -> bool:
    return entry.kind is Kind.DATE and offers_eras(entry.value.text)


def _settled(entry: Entry, page: Page, usual: float) -> Entry:
    glyphs = [(glyph, segment) for segment in entry.value.segments for glyph in segment.glyphs]
    year = _year_at([glyph.text for glyph, _ in glyphs])
    offers = _offers(glyphs, year)
    shares = {each.initial: ring_share(Glyph(each.initial, 0.0, each.x), each.line, page, usual) for each in offers}
    best = ringed(shares, RINGED, LEAD) if len(shares) > 1 else None
    day = find_date(best + "".join(glyph.text for glyph, _ in glyphs[year:])) if best else None
    value = day.isoformat() if day else ""
    return replace(entry, value=replace(entry.value, value=value, holds=bool(value)), firm=False)


def _year_at(texts: Sequence[str]) -> int:
    """Where the year begins behind the last era, in a date's characters."""
    last = max((at for at, text in enumerate(texts) if text in INITIALS), default=-1)
    return next((at for at in range(last + 1, len(texts)) if texts[at].isdecimal() or texts[at] == "元"), len(texts))


def _offers(glyphs: Sequence[tuple[Glyph, Segment]], year: int) -> list[_Offer]:
    """The eras before the year, with those whose character was not read for the ring around it."""
    found: list[_Offer] = []
    for at, (glyph, line) in enumerate(glyphs[:year]):
        if glyph.text in INITIALS:
            second = glyphs[min(at + 1, len(glyphs) - 1)][0]
            # A ring goes around both characters of 昭和.
            long = any(era.name == glyph.text + second.text for era in ERAS)
            found.append(_Offer(glyph.text, (glyph.x + second.x) / 2 if long else glyph.x, line))
    if len(found) < 2 or year == len(glyphs):
        return found
    places = [INITIALS.index(each.initial) for each in found]
    slope, start = np.polyfit(places, [each.x for each in found], 1)
    first, last = max(0, min(places) - 1), min(len(INITIALS) - 1, max(places) + 1)
    unread = (at for at in range(first, last + 1) if at not in places)
    # They stand as far apart as the others do, and before the year.
    line, end = found[0].line, glyphs[year][0].x - found[0].line.em
    lost = [_Offer(INITIALS[at], float(start + slope * at), line) for at in unread]
    return found + [each for each in lost if each.x < end]
