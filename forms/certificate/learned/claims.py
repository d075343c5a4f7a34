"""What the rules say of a page's text that the network may not have for something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.arranging.text.fitting import HARDLY, fit, is_nothing
from forms.certificate.arranging.unlabelled.foot import find_issue
from forms.certificate.data.hidden import hidden_kind
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import BUILDINGS, HIDDEN, KANA, NAME, normalise, normalised, words
from forms.dates import find_date

_LOOSE_KINDS = frozenset({*BUILDINGS.values(), "householder.former", "householder.new", "register_head"})
"""What hardly any text is too strange for: the reading of the title, PAGE 1."""


class Claims:
    """The claims of a page.

    Args:
        sheet: the page as the rules see it.
        hits: its values, each with the person whose it is.
    """

    def __init__(self, sheet: Sheet, hits: Sequence[Hit]) -> None:
        self._asked = {hit.target for hit in sheet.hits}
        self._clear = {
            id(glyph)
            for hit in hits
            for spot in hit.spots
            if hit.clear and spot.confirmed is not False and not _is_no_number(hit.target, spot)
            for segment in spot.segments
            for glyph in segment.glyphs
        }
        if office := find_issue(sheet).office:
            self._clear |= {id(glyph) for glyph in office.glyphs}
        names = (spot for hit in hits if hit.target == NAME for spot in hit.spots if len(spot.segments) == 1)
        self._of_names = set().union(*(spot.glyph_ids for spot in names if fit(KANA, spot.segments[0].text) <= 0))
        # What neither a label of ours has nor nobody stands by a label that no field is for.
        self._ours = {id(glyph) for each in _texts_of(sheet) for glyph in each.glyphs}
        self._highest = min((hit.label.top for hit in sheet.hits), default=0.0)

    def deny(self, target: str, spot: Spot) -> bool:
        """Whether a text can be no value of a field."""
        own = spot.glyph_ids
        if own & self._clear:
            return True  # the rules have no doubt that it is another one's
        if target == KANA and own & self._of_names and own - self._of_names:
            return True  # a part of a name, and something behind it
        if target in _LOOSE_KINDS and all(each.bottom < self._highest for each in spot.segments):
            return True  # what stands above all labels is the title's reading or a word of the office's
        many = is_of_many(spot.text) or shares_words(target)
        if many and (target not in self._asked or not own & self._ours):
            # 印鑑登録有, which no label of the page asks for; 無 beside 後期高齢者医療 is no pension, nor is 兼.
            return True
        if target not in self._asked and _is_strange(target, spot.text):
            return True
        return bool(hidden_kind(spot.text)) or is_nothing(spot.text) or fit(target, spot.text) < HARDLY


def is_of_many(text: str) -> bool:
    """Whether a text is a word that several fields have: 有, 無."""
    return sum(normalise(text) in normalised(known) for known in words().closed.values()) > 1


@cache
def shares_words(target: str) -> bool:
    """Whether a field has few words, and others have some of these, too."""
    return any(map(is_of_many, words().closed.get(target, ())))


def _is_no_number(target: str, spot: Spot) -> bool:
    """Whether a text without a figure, or a date, stands by the label of a number: the reading in the cell before it
    does, and in a row whose cells were not told apart the day of birth."""
    return target in HIDDEN and (not any(map(str.isdecimal, normalise(spot.text))) or bool(find_date(spot.text)))


def _is_strange(target: str, text: str) -> bool:
    """Whether a text has none of the few words of a field in it: 支所, which is stamped on the sheet."""
    known = normalised(words().closed.get(target, frozenset()))
    return bool(known) and not any(word in normalise(text) for word in known)


def _texts_of(sheet: Sheet) -> Iterator[Segment]:
    """All text of a page that is a value or nobody's."""
    yield from sheet.loose
    yield from (segment for hit in sheet.hits for spot in hit.spots for segment in spot.segments)
