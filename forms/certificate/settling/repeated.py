"""Names that a page writes several times: who is householder or head of the register is one of the persons as well.

One person's name is printed alike in all places. Where one of them is told for certain, the others that were read the
same are certain, too: two prints that dirt, folds and seals have met differently say one thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.entries import Entry
from forms.certificate.names.partings import BLANK, surname_of
from forms.certificate.settling.trust import is_doubtful, may_be_sure
from forms.characters import fold_variants
from forms.fields import Kind


def confirm_repeated(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; names that were read like one that is certain are certain.

    But of a surname with a variant, 高田 or 髙田, that is unclear in half of its places and more, none is.
    """
    disputed = _disputed(entries)
    entries = [replace(entry, firm=False) if surname_of(entry) in disputed else entry for entry in entries]
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


def _may_be_variant(entry: Entry) -> bool:
    own = surname_of(entry)
    others = {other.split(BLANK)[0] for other in entry.candidates} - {own}
    return bool(own) and any(fold_variants(other) == fold_variants(own) for other in others)


def _may_have_other_given_name(entry: Entry) -> bool:
    return any(other.startswith(surname_of(entry) + BLANK) for other in entry.candidates)


def _is_certain(entry: Entry) -> bool:
    return may_be_sure(entry) and (entry.vouched or not is_doubtful(entry))
