"""An address and its building printed in one line: where the address ends, and which of the two a text then is.

Only white on the paper parts them: 丁目, 番 and 号 tell where an address may end, but a name may begin with a number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from forms.addresses import find_municipality
from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.data.scripts import POSTAL_CODE
from forms.certificate.runs.segments import Glyph, Segment, text_of
from forms.certificate.words.catalogue import BUILDINGS

_DIGIT = "[0-9０-９]"
_NUMBERS = re.compile(
    f"{_DIGIT}+(?:(?:丁目|番地の?|番|号|[-－―‐ーのノ之])*{_DIGIT}+)*(?:丁目|番地|番(?![館町丁街])|号(?![室棟館車]))?"
)
"""What an address ends in: 3番１号, ６－２１－２５, 12番地の３."""
_GOES_ON = re.compile("[条線区割町丁通番号地先組東西南北甲乙丙]|.*(?:丁目|番地)")
"""Behind a number, more of an address: 北１条西３丁目, １番地先."""
_LAST = "号地"
"""What the last number of an address is followed by, where anything is."""
_NAMED = re.compile("[ァ-ヺー]{2}|[A-Za-zＡ-Ｚａ-ｚ]{2}|[荘館寮棟室宅]|団地|号$|.方$")
"""What only a building's name or number has, or whose home one lives in: 山本方."""
_IN_ROOM = re.compile(f"(?:(?!{_DIGIT}).){{2,}}{_DIGIT}{{3,4}}(?:号室?|室)?")
"""A building and the number of a room in it, and no other one."""
MIN_WHITE_EM, CLEAR_WHITE_EM = 0.22, 0.55
"""White that parts an address from what is named like a building, and from anything: a narrow blank is 0.3 em and more,
between a number and a kanji beside it there is 0.05 to 0.2."""


def part_lines(sheet: Sheet) -> Sheet:
    """The sheet with buildings behind addresses as hits of their own, where no label names a building."""
    of_addresses = {id(glyph) for hit in sheet.hits if hit.target in BUILDINGS for glyph in _glyphs(hit)}
    # A building that was found in its address's line, which holds it still, is none with a label.
    labelled = [
        hit
        for hit in sheet.hits
        if hit.target not in BUILDINGS.values() or not {id(glyph) for glyph in _glyphs(hit)} & of_addresses
    ]
    named = {hit.target for hit in labelled if hit.has_text}
    hits: list[Hit] = []
    for hit in labelled:
        building = BUILDINGS.get(hit.target)
        if hit.target == "registered_domicile" and len(hit.spots) == 1:
            hits.append(_alone(hit))
        elif building and building not in named and len(hit.spots) == 1:
            hits += _parted(hit, building)
        else:
            hits.append(hit)
    return Sheet(hits, sheet.loose)


def _glyphs(hit: Hit) -> list[Glyph]:
    return [glyph for spot in hit.spots for segment in spot.segments for glyph in segment.glyphs]


def _parted(hit: Hit, building: str) -> list[Hit]:
    first, second = part_line(hit.spots[0].segments)
    if not second:
        return [hit]
    told, named = hit.spots[0].confirmed, _is_named(second)
    return [
        replace(hit, spots=(replace(hit.spots[0], segments=first),)),
        # It shares its cell with the address and does not fill it.
        Hit(building, hit.label, (Spot(second, None, told and named),), hit.member, hit.clear and named),
    ]


def _alone(hit: Hit) -> Hit:
    """A domicile without what stands behind it on its line, which is another field's: it has no building."""
    first, second = part_line(hit.spots[0].segments)
    return replace(hit, spots=(replace(hit.spots[0], segments=first),), clear=False) if second else hit


def part_line(segments: Sequence[Segment]) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """The address's and the building's part of a text; nothing for the second where no white parts one.

    Args:
        segments: the text, line by line, in reading order.
    """
    text = text_of(segments)
    starts = [0, *accumulate(len(segment.text) for segment in segments)]
    home = find_municipality(POSTAL_CODE.sub("", text).lstrip("〒 　"))
    if home is None:
        return tuple(segments), ()
    start = text.find(home[1]) + len(home[1])
    for numbers in _NUMBERS.finditer(text, start):
        end, rest = numbers.end(), text[numbers.end() :]
        if len(rest) < 2:
            continue
        which, at = _glyph_at(segments, starts, end)
        if at is None:
            continue
        white = _white_before(segments[which], at)
        # 南部町シティハウス far behind 1番1号 goes on as little as anything else that is named like a building.
        whole = numbers[0][-1] in _LAST and white >= CLEAR_WHITE_EM and _NAMED.search(rest)
        if _GOES_ON.match(rest) and not whole:
            continue
        if white >= CLEAR_WHITE_EM or (white >= MIN_WHITE_EM and _NAMED.search(rest)):
            return _parted_at(segments, which, at)
    return _parted_without_number(segments, starts, text, start)


def _parted_without_number(
    segments: Sequence[Segment], starts: Sequence[int], text: str, start: int
) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """The same of an address that ends in no number: before the only clear white, and behind it a building and a room.

    Args:
        starts: where in the text each line begins.
        start: where the municipality ends.
    """
    places = [
        (end, which, at)
        for end in range(start + 1, len(text))
        for which, at in (_glyph_at(segments, starts, end),)
        if at is not None and _white_before(segments[which], at) >= CLEAR_WHITE_EM
    ]
    if len(places) == 1:
        ((end, which, at),) = places
        if _IN_ROOM.fullmatch(text[end:]) and _NAMED.search(text[end:]):
            return _parted_at(segments, which, at)
    return tuple(segments), ()


def _glyph_at(segments: Sequence[Segment], starts: Sequence[int], at: int) -> tuple[int, int | None]:
    """In which line a character of a text stands, and as which glyph of it; None where it is but a part of one."""
    which = max(line for line, start in enumerate(starts[:-1]) if start <= at)
    return which, segments[which].glyph_at(at - starts[which])


def _white_before(line: Segment, at: int) -> float:
    """The white before a character, in em; where its room is clear, that: a pattern fills white with ink."""
    room = line.gap_before(at)
    return room if room >= CLEAR_WHITE_EM else min(line.white_before(at), room + 0.25)


def _parted_at(segments: Sequence[Segment], which: int, at: int) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    line = segments[which]
    before = (line.part(0, at),) if at else ()
    return (*segments[:which], *before), (line.part(at, len(line.glyphs)), *segments[which + 1 :])


def _is_named(segments: Sequence[Segment]) -> bool:
    """Whether a text is named like a building; it may be a person's name."""
    return _NAMED.search(text_of(segments)) is not None
