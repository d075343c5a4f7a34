"""Pages that go on with the people of the pages before them: names on one sheet, their dates of birth on the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from forms.certificate.arranging.entries import Entry
from forms.certificate.arranging.places.hits import Sheet
from forms.certificate.words.catalogue import HIDDEN, NAME, is_of_person
from forms.fields import member_of


def first_member(sheet: Sheet, told: Collection[str]) -> int:
    """The index of the first person of a page, beginning anew where it tells more of the people before it.

    It does where it names nobody and says nothing of them that has been said of more than half of them.

    Args:
        told: paths of the fields that the pages before have given.
    """
    counts = Counter(_without_index(path) for path in told if member_of(path) is not None)
    said = {target for target, count in counts.items() if 2 * count > count_people(told)}
    here = {hit.target for hit in sheet.hits if is_of_person(hit.target) and hit.target not in HIDDEN and hit.has_text}
    again = bool(here) and NAME not in here and NAME in said and not here & said
    return 0 if again else count_people(told)


def doubt_unless_as_many(entries: Sequence[Entry], told: Collection[str]) -> list[Entry]:
    """The entries of a page, those of people before it in doubt where it has not as many: then one was overlooked."""
    own = count_people([entry.path for entry in entries])
    if not told or not own or own >= count_people(told):
        return list(entries)
    return doubt_everybody(entries)


def doubt_everybody(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, all those of people in doubt."""
    return [replace(entry, placed=False) if member_of(entry.path) is not None else entry for entry in entries]


def count_people(paths: Collection[str]) -> int:
    """How many people fields tell of."""
    return 1 + max((index for path in paths if (index := member_of(path)) is not None), default=-1)


def _without_index(path: str) -> str:
    return "members[]." + path.partition("].")[2]
