"""Names that a page writes several times: who is householder or head of the register is one of the persons as well.

One person's name is printed alike in all places. Where one of them is told for certain, the others that were read the
same are certain, too: two prints that dirt, folds and seals have met differently say one thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.entries import Entry
from forms.certificate.settling.trust import is_doubtful, may_be_sure
from forms.fields import Kind


def confirm(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; names that were read like one that is certain are certain."""
    certain = {entry.value.value for entry in entries if entry.kind is Kind.NAME and _is_certain(entry)}
    return [
        replace(entry, firm=True, vouched=True)
        if entry.kind is Kind.NAME and entry.value.value in certain and not _is_certain(entry)
        else entry
        for entry in entries
    ]


def _is_certain(entry: Entry) -> bool:
    return may_be_sure(entry) and (entry.vouched or not is_doubtful(entry))
