"""What can be but one thing to say of the person in whose block it stands, wherever its label is: 第3号, 永住者, the
number of a residence card."""

from __future__ import annotations

from collections.abc import Iterator

from forms.certificate.arranging.people.blocks import find_blocks, only_block, values_by_person
from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.arranging.text.fitting import SUITS, fit
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import PENSION, RELATIONSHIP, SEX, normalise, normalised, words

CARD = "members[].card_number"
CARE = "members[].care_insurance"
GAP_EM = 0.8
"""White at which a text may be a label that was not read and its value, or two values."""


def with_unmistakable(sheet: Sheet) -> Sheet:
    """The sheet with such values, in doubt, of those who have none in that field."""
    people = values_by_person(sheet.hits)
    blocks = find_blocks(people) or only_block(people)
    found: dict[tuple[int, str], list[Segment]] = {}
    for part in (part for text in sheet.loose for part in _parts(text)):
        target = _only_field(part)
        member = next((block.member for block in blocks if block.holds([part])), None)
        if target is not None and member is not None and target not in people[member]:
            found.setdefault((member, target), []).append(part)
    alone = {key: parts[0] for key, parts in found.items() if len(parts) == 1}
    hits = [Hit(target, part, (Spot((part,)),), member, False) for (member, target), part in alone.items()]
    used = {id(glyph) for part in alone.values() for glyph in part.glyphs}
    return Sheet([*sheet.hits, *hits], [each for each in sheet.loose if not used & set(map(id, each.glyphs))])


def _parts(text: Segment) -> Iterator[Segment]:
    """A text taken apart where there is white."""
    start = 0
    for end in range(1, len(text.glyphs) + 1):
        if end == len(text.glyphs) or text.gap_before(end) >= GAP_EM:
            yield text.part(start, end)
            start = end


def _only_field(part: Segment) -> str | None:
    """The only field of a person that a text can be said for."""
    plain = normalise(part.text)
    if fit(CARD, plain) >= SUITS:
        return CARD
    fields = [target for target in (SEX, RELATIONSHIP, *words().closed) if plain in normalised(words().told(target))]
    if set(fields) == {PENSION, CARE}:
        return PENSION  # of both 第1号 is said of nearly everybody's pension
    return fields[0] if len(fields) == 1 else None
