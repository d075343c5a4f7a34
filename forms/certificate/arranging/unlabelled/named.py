"""Names without a label: what stands where a name should, at its reading, once for each person of the page; and the
date of birth and the sex of people whose cards have no label for these either."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.arranging.text.fitting import MAY, NEUTRAL, SUITS, fit
from forms.certificate.arranging.unlabelled.name_lines import readings_of
from forms.certificate.runs.segments import Segment, in_reading_order, same_row
from forms.certificate.words.catalogue import BORN, KANA, NAME, RELATIONSHIP, SEX, SEXES, normalise

BENEATH_HEIGHTS = 3.0
"""How far beneath a name the last line of a card is, in heights of the name."""


def with_unlabelled_names(sheet: Sheet) -> Sheet:
    """The sheet with the names that have no label, where there are as many as people with a date of birth, or where no
    date has a label with a relationship.

    They are clear where each stands before all else of its person, and behind all of the one before.
    """
    if any(hit.target == NAME and hit.has_text for hit in sheet.hits):
        return sheet
    people = _having(BORN, sheet.hits) or _having(RELATIONSHIP, sheet.hits)
    pairs = _pairs(sheet.loose)
    if not people or len(pairs) != len(people):
        return _led(sheet, people)
    hits, used = list(sheet.hits), set()
    labelled = {hit.target for hit in hits}
    bare = [(target, suits) for target, suits in ((BORN, _is_birth), (SEX, _is_sex)) if target not in labelled]
    told = any(hit.target == KANA and hit.has_text for hit in hits)
    clear = _lead(sheet.hits, people, [name for _, name in pairs])
    for member, (reading, name) in zip(people, pairs, strict=True):
        hits.append(Hit(NAME, name, (Spot((name,)),), member, clear))
        if not told:
            hits.append(Hit(KANA, reading, (Spot((reading,)),), member, clear))
        beneath = [
            Hit(target, line, (Spot((line,)),), member, False)
            for target, suits in bare
            if (line := _beneath(name, sheet.loose, suits))
        ]
        hits += beneath
        used |= {id(name), id(reading), *(id(hit.label) for hit in beneath)}
    return Sheet(hits, [segment for segment in sheet.loose if id(segment) not in used])


def _led(sheet: Sheet, people: Sequence[int]) -> Sheet:
    """The sheet with the names that each person's line begins with, before the first label, where everybody has one:
    （ア）林　志津　カナ氏名　ハヤシ　シヅ. Never for certain: a caption might stand there."""
    names = [
        _before_labels([hit.label for hit in sheet.hits if hit.member == member], sheet.loose) for member in people
    ]
    if not all(names) or len({id(name) for name in names}) < len(names):
        return sheet
    hits = [
        Hit(NAME, name, (Spot((name,)),), member, False) for member, name in zip(people, names, strict=True) if name
    ]
    used = {id(hit.label) for hit in hits}
    return Sheet([*sheet.hits, *hits], [segment for segment in sheet.loose if id(segment) not in used])


def _before_labels(labels: Sequence[Segment], loose: Sequence[Segment]) -> Segment | None:
    """The only text before the first of somebody's labels on its line, where it may be a name."""
    if not labels:
        return None  # a person in a table, whose labels stand above all
    first = in_reading_order(labels)[0]
    found = [each for each in loose if same_row(each, first) and each.right <= first.left]
    return found[0] if len(found) == 1 and fit(NAME, found[0].text) >= MAY else None


def _having(target: str, hits: Sequence[Hit]) -> list[int]:
    """The people who have a value for a target."""
    return [
        hit.member + at
        for hit in hits
        if hit.target == target and hit.member is not None
        for at, spot in enumerate(hit.spots)
        if spot.segments
    ]


def _beneath(name: Segment, loose: Sequence[Segment], suits: Callable[[str], bool]) -> Segment | None:
    """The only text that suits in the lines beneath a name, or None."""
    found = [
        line
        for line in loose
        if line.cell == name.cell
        and 0 < line.middle - name.middle < BENEATH_HEIGHTS * (name.bottom - name.top)
        and name.left - name.em < line.left < name.right + name.em
        and suits(line.text)
    ]
    return found[0] if len(found) == 1 else None


def _is_birth(text: str) -> bool:
    """H04.06.03生."""
    return fit(BORN, text) >= SUITS and normalise(text).endswith("生")


def _is_sex(text: str) -> bool:
    return normalise(text) in SEXES


def _lead(hits: Sequence[Hit], people: Sequence[int], names: Sequence[Segment]) -> bool:
    """Whether each name stands above the labels of its person and beneath those of the one before, in one column."""
    own = [[hit for hit in hits if hit.member == member] for member in people]
    if not all(own) or any(len(hit.spots) > 1 for each in own for hit in each):
        return False  # a table: names stand beside its rows
    lasts = [0.0, *(max(hit.label.middle for hit in each) for each in own)]
    return all(
        last < name.middle < min(hit.label.middle for hit in each)
        for last, name, each in zip(lasts, names, own, strict=False)
    )


def _pairs(loose: Sequence[Segment]) -> list[tuple[Segment, Segment]]:
    """Readings with the names that they stand at, in reading order."""
    names = [segment for segment in in_reading_order(loose) if fit(NAME, segment.text) >= NEUTRAL]
    found = []
    for name in names:
        if readings := readings_of(name, loose):
            found.append((max(readings, key=lambda segment: segment.bottom), name))
    return found
