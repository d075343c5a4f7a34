"""Whose the data of a foreign resident are, below the table of all people or between two of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from forms.certificate.arranging.people.named_again import MIN_NAME
from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.arranging.text.fitting import is_nothing
from forms.certificate.runs.segments import Segment, rows_of, same_row, text_of
from forms.certificate.words.catalogue import BORN, NAME, normalise, words

OF_FOREIGNERS = frozenset(
    f"members[].{name}"
    for name in ("nationality", "alias", "status_of_residence", "period_of_stay", "stay_until", "card_number")
)
"""What only they have."""
NEAR_HEIGHTS = 4.0
"""How far above the first label of the part the line stands that says whose it is, in heights of that line."""
MAX_FURTHER = 1.5
"""So many times as far beneath the last row as beneath any other a line may stand that is certainly that person's."""
_LATIN = re.compile("[A-Za-z .,・'-]{2,}")
_WESTERN = re.compile("(?:19|20)[0-9]{2}[年./-]")


def with_owners(hits: Sequence[Hit], segments: Sequence[Segment]) -> list[Hit]:
    """The hits, those of such parts with the person whose they are.

    Between two rows of a table it is who stands above. Otherwise a line above the part tells that person's number or
    name; below a table it is who has a name in Latin letters or was born in a year of the western calendar, never for
    certain.
    """
    table = next((hit for hit in hits if hit.target == NAME and hit.member is not None and len(hit.spots) > 1), None)
    if table is None:
        return list(hits)  # everybody has labels of their own
    if rowed := _under_rows(hits, table):
        return rowed
    people = {table.member + at: spot for at, spot in enumerate(table.spots) if not is_nothing(spot.text)}
    lowest = max((each.bottom for spot in table.spots for each in spot.segments), default=table.label.bottom)
    owners: dict[int, tuple[int, bool]] = {}
    headings = _headings(hits, segments)
    below = [hit for hit in hits if hit.target in OF_FOREIGNERS and len(hit.spots) == 1 and hit.label.middle > lowest]
    for part in _parts(_not_told_apart(below)):
        owner = _said(part, headings, people)
        others = _foreign(hits, table)
        guess = others[0] if len(others) == 1 else 0
        said = (table.member + guess, False) if owner is None else (owner, True)
        owners |= {id(hit): said for hit in part}
    return [
        replace(hit, member=owners[id(hit)][0], clear=hit.clear and owners[id(hit)][1]) if id(hit) in owners else hit
        for hit in hits
    ]


def _not_told_apart(hits: Sequence[Hit]) -> list[Hit]:
    """The hits without those of a table that names people again: a label of it stands for several of them by now."""
    told = [hit.label for hit in hits if any(each.label is hit.label and each.member != hit.member for each in hits)]
    return [hit for hit in hits if not any(hit.label is each or same_row(hit.label, each) for each in told)]


def _under_rows(hits: Sequence[Hit], table: Hit) -> list[Hit]:
    """The hits, those that stand between two rows of a table of people with who stands in the row above.

    What stands beneath the last row is that person's where others have such a line, too, in doubt where it stands much
    further beneath it than theirs do; empty where nobody has one.
    """
    tops = {at: min(each.top for each in spot.segments) for at, spot in enumerate(table.spots) if spot.segments}
    rows = [each for spot in table.spots for each in spot.segments]
    above: dict[int, list[int]] = {}
    for hit in hits:
        if hit.target in OF_FOREIGNERS and len(hit.spots) == 1 and not any(same_row(hit.label, each) for each in rows):
            above[id(hit)] = [at for at, top in tops.items() if top < hit.label.top]
    between = [id(hit) for hit in hits if 0 < len(above.get(id(hit), ())) < len(tops)]
    if not between:
        return []
    below = {id(hit): hit.label.top - tops[each[-1]] for hit in hits if (each := above.get(id(hit)))}
    reach = MAX_FURTHER * max(below[each] for each in between)
    return [
        replace(hit, member=table.member + each[-1], clear=hit.clear and below[id(hit)] <= reach)
        if (each := above.get(id(hit)))
        else hit
        for hit in hits
    ]


def _headings(hits: Sequence[Hit], segments: Sequence[Segment]) -> list[Segment]:
    """Lines that are no value and no label: a head of register above a part says nothing of whose that is."""
    claimed = {id(hit.label.line) for hit in hits}
    claimed |= {id(each.line) for hit in hits for spot in hit.spots for each in spot.segments}
    return [segment for segment in segments if id(segment.line) not in claimed]


def _parts(hits: Sequence[Hit]) -> Iterator[list[Hit]]:
    """One part for each person: the next one begins where a label comes again."""
    part: list[Hit] = []
    for hit in hits:
        if any(each.target == hit.target for each in part):
            yield part
            part = []
        part.append(hit)
    if part:
        yield part


def _said(part: Sequence[Hit], segments: Sequence[Segment], people: Mapping[int, Spot]) -> int | None:
    """The person whose number or name the last line above a part says."""
    top = min(hit.label.top for hit in part)
    above = [
        each for each in segments if each.middle < top and top - each.bottom < NEAR_HEIGHTS * (each.bottom - each.top)
    ]
    members = sorted(people)
    for each in sorted(above, key=lambda each: -each.middle):
        text = normalise(each.text)
        found = _number().search(text)
        if found and len(text) > len(found[0]) and 1 <= int(found[1]) <= len(members):
            return members[int(found[1]) - 1]
        named = [member for member, spot in people.items() if _is_named(spot, each)]
        if len(named) == 1:
            return named[0]
    return None


@cache
def _number() -> re.Pattern[str]:
    people = "|".join(map(re.escape, words().people))
    return re.compile(rf"(?:番号|No\.?|第|{people}|[(])([0-9]{{1,2}})(?![0-9号])(?:番|人目|の方|の者|[)])?")


def _is_named(person: Spot, line: Segment) -> bool:
    """Whether a line holds somebody's name, or one of its lines where the reading stands there, too."""
    rows = [normalise(text_of(row)) for row in rows_of(person.segments)]
    return any(len(name) >= MIN_NAME and name in normalise(line.text) for name in ("".join(rows), *rows))


def _foreign(hits: Sequence[Hit], table: Hit) -> list[int]:
    """The people of a table who are foreign by their names or their dates of birth, counted from 0."""
    born = next((hit for hit in hits if hit.target == BORN and hit.member == table.member), None)
    dates = [spot.text for spot in born.spots] if born else []
    return [
        at
        for at, spot in enumerate(table.spots)
        if _LATIN.fullmatch(spot.text) or (at < len(dates) and _WESTERN.match(normalise(dates[at])))
    ]
