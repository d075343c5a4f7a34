"""How much of a page was understood: where as much text is left over as was taken for values, no place is certain.

What a layout calls its fields by words that no table has leaves labels and values over, and a neighbour's value may
have come to stand by a label that was known: all five values of one stranger's certificate that were wrong though sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from forms.certificate.arranging.entries import Entry
from forms.certificate.arranging.places.hits import Sheet
from forms.certificate.arranging.text.prose import is_prose
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import normalise, words

MAX_LEFT = 0.9
"""Texts left over for each value, from which on a page was not understood. Of 185 certificates that were read it was
0.75 at most, of nine whose labels were not known 1.0 to 10.4."""
MIN_LEFT = 8
"""With fewer a page is hardly more than its title, its mayor and what is in the seal."""
FINE_PRINT = 0.8
"""Of the size of the values: smaller text is notes."""
MIN_MARKS, LARGE = 3, 1.25
"""So many 複写 make a page a photocopy, whose other texts of so many times the size of the values are marks misread."""
MIN_TEXT, MAX_TEXT = 2, 20
"""Characters of a label or a value, for the most part; marks are shorter, sentences longer."""


def doubt_unless_understood(entries: Sequence[Entry], sheet: Sheet) -> list[Entry]:
    """The entries; none of a page is certain to be what its label says where the page was not understood."""
    values = [spot.segments for hit in sheet.hits for spot in hit.spots if spot.segments]
    if not values:
        return list(entries)
    usual = median(segment.em for segments in values for segment in segments)
    printed = _without_marks(sheet.loose, usual)
    left = sum(segment.em >= FINE_PRINT * usual and _tells_something(segment.text) for segment in printed)
    if left < MIN_LEFT or left < MAX_LEFT * len(values):
        return list(entries)
    return [replace(entry, placed=False) for entry in entries]


def _without_marks(texts: Sequence[Segment], usual: float) -> list[Segment]:
    """The texts without the marks of a photocopy, which stand all over it.

    Args:
        usual: the size of the page's values, in pixels.
    """
    signs = set("".join(words().copies))
    printed = [text for text in texts if not signs.issuperset(normalise(text.text))]
    if len(texts) - len(printed) < MIN_MARKS:
        return printed
    return [text for text in printed if text.em < LARGE * usual]


def _tells_something(text: str) -> bool:
    plain = normalise(text)
    # Numbers alone count the rows of a spreadsheet, or are to be hidden.
    return MIN_TEXT <= len(plain) <= MAX_TEXT and any(map(str.isalpha, plain)) and not is_prose(plain)
