"""Text that stands aside of a value, which the rules took along on its line: another value, or advice in the margin."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from forms.certificate.arranging.places.hits import Sheet, Spot
from forms.certificate.arranging.text.fitting import NEVER, fit
from forms.certificate.arranging.text.wholeness import is_all, is_whole
from forms.certificate.learned.agreement import AGREED, LONE
from forms.certificate.learned.arranger import Opinion
from forms.certificate.learned.tokens import KNOWN
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.runs.segments import Segment, text_of
from forms.certificate.words.catalogue import BUILDINGS, KANA, NAME


def without_aside(sheet: Sheet, opinion: Opinion) -> Sheet:
    """The sheet without the text that the network takes for something else, in places that hold more than one value.

    What is left must be the value of its label for the network, too, and a whole one for the rules.
    """
    at = opinion.by_glyph()
    hits, loose = [], list(sheet.loose)
    for hit in sheet.hits:
        spots = []
        for spot in hit.spots:
            kept = _kept(spot, hit.target, opinion, at) if hit.target in KNOWN else spot.segments
            loose += [each for each in spot.segments if not any(each is one for one in kept)]
            spots.append(replace(spot, segments=kept))
        hits.append(replace(hit, spots=tuple(spots)))
    return Sheet(hits, loose)


def _kept(spot: Spot, target: str, opinion: Opinion, at: Mapping[int, int]) -> tuple[Segment, ...]:
    whole = is_whole(target, spot.segments)
    if whole and len(spot.segments) == 1:
        return spot.segments
    # What might be one value to the rules is parted only where hardly anything speaks against it.
    least = LONE if whole else AGREED
    kept, others = [], set()
    for segment in spot.segments:
        own = {at[id(glyph)] for glyph in segment.glyphs if id(glyph) in at}
        if not own:
            return spot.segments
        if all(opinion.of_kind(each, target) >= least for each in own):
            kept.append(segment)
        elif any(opinion.best(each) == target or opinion.odds[each].max() < least for each in own) or _may_be_half(
            target, segment, spot
        ):
            return spot.segments
        else:
            others |= {opinion.best(each) for each in own}
    if whole and not _are_apart(target, text_of(kept), others):
        return spot.segments
    return tuple(kept) if kept and is_whole(target, kept) else spot.segments


def _may_be_half(target: str, segment: Segment, spot: Spot) -> bool:
    """Whether a text of a name's cell may be the given name: in a cell of its own the network knows none."""
    same = segment.cell == spot.segments[0].cell != OUTSIDE
    return same and target in (NAME, KANA) and fit(target, segment.text) > NEVER


def _are_apart(target: str, text: str, others: Collection[str]) -> bool:
    """Whether other text cannot be the rest of a value: it is another field's, or the form of this one says that it is
    whole. A building goes with its address until later."""
    return is_all(target, text) or ("" not in others and BUILDINGS.get(target) not in others)
