"""Names that a page writes several times: who is householder or head of the register is one of the persons as well.

One person's name is printed alike in all places. Where one of them is told for certain, the others that were read the
same are certain, too: two prints that dirt, folds and seals have met differently say one thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from forms.certificate.arranging.entries import Entry
from forms.certificate.names.partings import BLANK, surname_of
from forms.certificate.settling.trust import is_doubtful, may_be_sure
from forms.certificate.shapes.variants import look_alikes, only_difference
from forms.characters import fold_variants
from forms.fields import Kind

PEOPLE = "members["
"""What paths of people's own values begin with."""


def confirm_repeated(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; names that were read like one that is certain are certain.

    But of a surname with a variant, 高田 or 髙田, that is unclear in half of its places and more, none is. Nor is what
    is no person's and only begins as a name that the page has, too (浩 for 浩二, whose 二 a fax has lost), or differs
    from a person's in a look-alike alone (真山美 for 真由美).
    """
    disputed, whole = _disputed(entries), {entry.value.value for entry in entries if entry.kind is Kind.NAME}
    entries = [replace(entry, firm=False) if surname_of(entry) in disputed else entry for entry in entries]
    people = {entry.value.value for entry in entries if entry.kind is Kind.NAME and entry.path.startswith(PEOPLE)}
    entries = [_doubted_beside(entry, whole, people) for entry in entries]
    certain = {entry.value.value for entry in entries if entry.kind is Kind.NAME and _is_certain(entry)}
    return [
        replace(entry, firm=True, vouched=True)
        if entry.kind is Kind.NAME and entry.value.value in certain and not _is_certain(entry)
        else entry
        for entry in entries
    ]


def _disputed(entries: Sequence[Entry]) -> frozenset[str]:
    """Surnames that may be written with a variant as well, by half of their places or more.

    A name that is doubtful in its given name, too (島﨑　𠮷雄), says nothing of its surname.
    """
    telling = [entry for entry in entries if entry.firm or not _may_have_other_given_name(entry)]
    places = Counter(surname for entry in telling if (surname := surname_of(entry)))
    unclear = Counter(surname_of(entry) for entry in telling if not entry.firm and _may_be_variant(entry))
    return frozenset(surname for surname, count in unclear.items() if 2 * count >= places[surname])


def _doubted_beside(entry: Entry, names: Collection[str], people: Collection[str]) -> Entry:
    """The name of a householder or of a register's head, never sure where it is nobody's of the page and may be a name
    of it that was read wrongly."""
    own = entry.value.value
    if entry.kind is not Kind.NAME or not own or entry.path.startswith(PEOPLE) or own in people:
        return entry
    longer = sorted(name for name in names if name != own and name.startswith(own))
    others = longer + sorted(name for name in people if _is_misread(own, name))
    if not others:
        return entry
    return replace(entry, firm=False, vouched=False, candidates=tuple(dict.fromkeys((*entry.candidates, *others))))


def _is_misread(name: str, other: str) -> bool:
    """Whether they are the same but for one character, which is taken for the other one's."""
    differs = only_difference(name, other)
    return differs is not None and differs[1] in look_alikes().get(differs[0], "")


def _may_be_variant(entry: Entry) -> bool:
    own = surname_of(entry)
    others = {other.split(BLANK)[0] for other in entry.candidates} - {own}
    return bool(own) and any(fold_variants(other) == fold_variants(own) for other in others)


def _may_have_other_given_name(entry: Entry) -> bool:
    return any(other.startswith(surname_of(entry) + BLANK) for other in entry.candidates)


def _is_certain(entry: Entry) -> bool:
    return may_be_sure(entry) and (entry.vouched or not is_doubtful(entry))
