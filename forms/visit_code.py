"""The small code on a printed form that opens its visit when a clerk scans the sheet.

It holds the visit's random id and nothing else: whoever photographs it learns nothing about a person.
"""

from __future__ import annotations

import re

_PREFIX = "KAKANAI:V1:"
_VISIT_ID = re.compile(r"[a-z2-7]{26}")
"""26 characters of RFC 4648 base32 in lower case: the 128 random bits of a visit's id."""


def visit_code(visit_id: str) -> str:
    """The content of the code for a visit.

    Raises:
        ValueError: the id is not one of ours, which is a bug; it must never be made of personal data.
    """
    if not _VISIT_ID.fullmatch(visit_id):
        raise ValueError("a visit id is 26 lower-case base32 characters")
    return _PREFIX + visit_id


def parse_visit_code(text: str) -> str | None:
    """The visit id in a scanned code, or None when the code is not one of ours.

    Scanners may add blanks or a line end; nothing else is forgiven.
    """
    text = text.strip(" \t\r\n")
    if not text.startswith(_PREFIX):
        return None
    visit_id = text[len(_PREFIX) :]
    return visit_id if _VISIT_ID.fullmatch(visit_id) else None
