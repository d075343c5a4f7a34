"""Whose a label is, where each person has labels of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from forms.certificate.arranging.places.hits import Hit
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.runs.segments import Segment, same_row
from forms.certificate.words.catalogue import HIDDEN, KANA, NAME, TELLING, is_of_person, words


def _firsts(hits: Sequence[Hit]) -> list[Segment]:
    """The labels at which people begin: those of their names, or where no such label was known those that come first
    of what is said of most people."""
    alone = [hit for hit in hits if is_of_person(hit.target) and hit.target not in HIDDEN and len(hit.spots) == 1]
    names = [hit.label for hit in alone if hit.target == NAME]
    if names or not alone:
        return names
    counts = Counter(hit.target for hit in alone)
    first = min((hit for hit in alone if counts[hit.target] == max(counts.values())), key=lambda hit: hit.label.middle)
    return [hit.label for hit in alone if hit.target == first.target]


def _person_by_person(hits: list[Hit]) -> list[Hit]:
    """In reading order, or block by block where people stand beside each other, each with labels of their own."""
    if cards := _by_card(hits):
        return cards
    names = _firsts(hits)
    if not any(same_row(one, other) for at, one in enumerate(names) for other in names[at + 1 :]):
        return hits
    rows: list[list[Segment]] = []
    for label in sorted(names, key=lambda label: label.middle):
        if rows and same_row(rows[-1][0], label):
            rows[-1].append(label)
        else:
            rows.append([label])

    of_people = [hit for hit in hits if is_of_person(hit.target)]
    first = rows[0][0]
    # What stands above the first name belongs to the name beneath it for everybody: a reading, say.
    heads = {hit.target for hit in of_people if hit.label.middle < first.middle and not same_row(hit.label, first)}
    inset = _inset(rows, of_people)

    def block(hit: Hit) -> tuple[int, int]:
        if not is_of_person(hit.target):
            return -1, 0
        label = hit.label
        above = sum(row[0].top <= label.middle for row in rows)
        row = min(above, len(rows) - 1) if hit.target in heads else max(0, above - 1)
        return row, sum(each.left - inset - each.em <= label.left for each in rows[row])

    return sorted(hits, key=block)


def _inset(rows: Sequence[Sequence[Segment]], of_people: Sequence[Hit]) -> float:
    """How far the label of a name stands right of where its person's labels begin, in pixels: behind the person's
    number, say. None where that is no nearer to the name than to the next one."""
    row = sorted(next(row for row in rows if len(row) > 1), key=lambda label: label.left)
    inset = row[0].left - min(hit.label.left for hit in of_people)
    return inset if 0 < inset < (row[1].left - row[0].left) / 2 else 0.0


def _by_card(hits: list[Hit]) -> list[Hit]:
    """In the order of the frames of which each holds one person's labels; none where people have no such frames.

    Of two that stand beside each other one may hold more and have its lines elsewhere.
    """
    of_people = [hit for hit in hits if is_of_person(hit.target)]
    cards: dict[int, list[Segment]] = {}
    for hit in of_people:
        cards.setdefault(hit.label.cell, []).append(hit.label)
    names = Counter(hit.label.cell for hit in of_people if hit.target == NAME)
    alone = all(len(hit.spots) == 1 for hit in of_people)
    if len(cards) < MIN_CARDS or OUTSIDE in cards or not alone or any(names[cell] != 1 for cell in cards):
        return []
    rows: list[list[int]] = []
    for cell in sorted(cards, key=lambda cell: min(label.top for label in cards[cell])):
        if rows and min(label.top for label in cards[cell]) < max(label.middle for label in cards[rows[-1][0]]):
            rows[-1].append(cell)
        else:
            rows.append([cell])
    order = [cell for row in rows for cell in sorted(row, key=lambda cell: min(label.left for label in cards[cell]))]

    def place(hit: Hit) -> int:
        return order.index(hit.label.cell) if is_of_person(hit.target) else -1

    return sorted(hits, key=place)


MIN_CARDS = 2
"""Fewer frames than these part nobody from anybody."""


def without_strays(hits: Sequence[Hit]) -> list[Hit]:
    """The hits, nobody's clear from the first one on of whom nothing is said that everybody has: a label in somebody's
    advice, or a row between two people that was not read."""
    said: dict[bool, set[int]] = {True: set(), False: set()}
    for hit in hits:
        if hit.member is not None and hit.target not in HIDDEN:
            said[hit.target in TELLING].update(hit.member + at for at, spot in enumerate(hit.spots) if spot.segments)
    strays = said[False] - said[True]
    if not strays or not said[True]:
        return list(hits)
    return [
        replace(hit, clear=False) if hit.member is not None and hit.member + len(hit.spots) > min(strays) else hit
        for hit in hits
    ]


def _reading_leads(hits: Sequence[Hit]) -> bool:
    """Whether each label of a reading comes directly before one of a name, or begins what is said of somebody."""
    targets = [hit.target for hit in hits if is_of_person(hit.target)]
    if KANA not in targets:
        return False
    names = [target for target in targets if target in (KANA, NAME)] if targets[0] == KANA else targets
    return all(after == NAME for target, after in pairwise([*names, ""]) if target == KANA)


def with_members(hits: list[Hit]) -> list[Hit]:
    """Each person's labels: when one comes again, the next person begins."""
    found: list[Hit] = []
    member = 0
    seen: dict[str, Hit] = {}
    hits = _person_by_person(_without_heads(hits))
    leading = _reading_leads(hits)
    count = _people_told(hits)
    for hit in hits:
        if not is_of_person(hit.target):
            found.append(hit)
            continue
        before = seen.get(hit.target)
        if before and hit.target not in HIDDEN and not hit.has_text and same_row(before.label, hit.label):
            continue  # said twice in other words: 氏名（フリガナ） 転出者の氏名
        if before and member + 1 >= count and hit.target not in (KANA, *TELLING, *HIDDEN):
            # Two labels of one person's mean the same, 介護保険 and 要介護認定: which of them counts, nobody knows.
            found = [replace(each, clear=False) if each is before else each for each in found]
            found.append(replace(hit, member=member, clear=False))
            continue
        # Somebody's reading may have lost its label: the next one's is not theirs.
        if before or (leading and hit.target == KANA and NAME in seen):
            member, seen = member + 1, {}
        hit = replace(hit, member=member)
        seen[hit.target] = hit
        found.append(hit)
    return found


def _without_heads(hits: list[Hit]) -> list[Hit]:
    """The hits without empty labels of a table's head that its rows say again: nobody's are 国民健康保険・国民年金
    above 国保　加入 and 年金　第１号."""
    beneath = [
        part.top
        for hit in hits
        for spot in hit.spots
        for part in spot.segments
        if hit.target in TELLING and len(hit.spots) > 1 and part.top > hit.label.bottom
    ]
    first = min(beneath, default=0.0)
    again = {hit.target for hit in hits if hit.label.top > first}.intersection(words().closed)

    def is_head(hit: Hit) -> bool:
        return not hit.has_text and hit.label.bottom < first and hit.target in again

    return [hit for hit in hits if not is_head(hit)]


def _people_told(hits: Sequence[Hit]) -> int:
    """How many people have what everybody has, at least."""
    return max(sum(len(hit.spots) for hit in hits if hit.target == target) for target in TELLING)
