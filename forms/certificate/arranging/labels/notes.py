"""What stands right behind a label and explains it: a note in brackets, as in 転出先（予定）, and its English."""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.arranging.text.prose import is_translation
from forms.certificate.words.catalogue import words
from forms.certificate.words.numbering import COLONS

MAX_NOTE = 16
"""A note has no more characters than this, with its brackets."""


def behind_translation(plain: Sequence[str], index: int) -> int:
    """Behind the English of a label, where it stands right beside it, or the index as it is."""
    end = index
    while end < len(plain) and plain[end] not in COLONS and (plain[end].isascii() and not plain[end].isdigit()):
        end += 1
    return end if is_translation("".join(plain[index:end])) else index


def behind_note(plain: Sequence[str], index: int) -> int:
    """Behind a note in brackets, as in 転出先(予定), or the index as it is."""
    rest = "".join(plain[index : index + MAX_NOTE])
    if rest[:1] == "(" and ")" not in rest and index + len(rest) >= len(plain) and _explains(rest):
        return len(plain)  # the note goes on in the next line
    if rest[:1] == "(" and (end := rest.find(")")) > 1 and _is_note(rest[1:end]):
        count = 0
        while end >= 0:
            end -= len(plain[index + count])
            count += 1
        return index + count
    return index


def _is_note(text: str) -> bool:
    """Whether what stands in brackets behind a label explains the label, and is no value: 続柄(世帯主との)."""
    catalogue = words()
    if text in catalogue.notes or text in catalogue.sides or text in catalogue.targets:
        return True
    # 筆頭者（在留資格・期間）
    labels = all(part in catalogue.targets for part in text.split("・"))
    return labels or _explains(text)


def _explains(text: str) -> bool:
    return any(part in text for part in words().explaining)
