"""Splitting a payload over several codes: ``KAKANAI1/2/3/89ABCDEF:`` is part 2 of 3 of the set 89ABCDEF.

QR's own Structured Append is not usable through the common readers, so the parts carry their own head. The set is
eight hexadecimal digits, a CRC-32 of the whole, which keeps two families' codes apart and checks the join.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from base.trouble import Trouble
from forms.preentry.payload import MAX_TEXT, PREFIX, VERSION

PART_LENGTH = 1200
"""Characters a part: a version 22-M code, readable from a phone's screen."""

_HEAD = f"KAKANAI{VERSION}"
_PART = re.compile(_HEAD + r"/([1-9])/([1-9])/([0-9A-F]{8}):(.*)", re.DOTALL)


def split(text: str) -> list[str]:
    """The texts of the codes to show, one where it fits."""
    if len(text) <= len(PREFIX) + PART_LENGTH:
        return [text]
    body = text.removeprefix(PREFIX)
    chunks = [body[at : at + PART_LENGTH] for at in range(0, len(body), PART_LENGTH)]
    check = f"{zlib.crc32(body.encode()):08X}"
    return [f"{_HEAD}/{n}/{len(chunks)}/{check}:{chunk}" for n, chunk in enumerate(chunks, 1)]


@dataclass(frozen=True)
class Parts:
    """The parts shown so far. Add each code's text; :attr:`whole` is there once they are complete.

    Attributes:
        check: checksum of the set being collected, or None before the first part.
        total: how many parts the set has; 0 before the first.
        seen: part number → its chunk.
        whole: the joined text of the payload, or None while parts are missing.
    """

    check: str | None = None
    total: int = 0
    seen: Mapping[int, str] = field(default_factory=dict, repr=False)
    whole: str | None = field(default=None, repr=False)

    @property
    def missing(self) -> list[int]:
        """Numbers of the parts still to be shown."""
        return [n for n in range(1, self.total + 1) if n not in self.seen]

    def add(self, text_untrusted: str) -> Parts:
        """These parts with one more. A text that is no part stands for itself.

        Raises:
            Trouble: ``preentry_mixed_parts`` for a part of another set, ``preentry_damaged``.
        """
        match = _PART.fullmatch(text_untrusted)
        if not match:
            return replace(self, whole=text_untrusted)
        number, total, check, chunk = int(match[1]), int(match[2]), match[3], match[4]
        if number > total or len(chunk) > PART_LENGTH:
            raise Trouble("preentry_damaged")
        if self.check is not None and (check, total) != (self.check, self.total):
            raise Trouble("preentry_mixed_parts")
        parts = Parts(check, total, {**self.seen, number: chunk})
        return parts if parts.missing else replace(parts, whole=parts._join())

    def _join(self) -> str:
        body = "".join(self.seen[n] for n in range(1, self.total + 1))
        if len(body) > MAX_TEXT or f"{zlib.crc32(body.encode()):08X}" != self.check:
            raise Trouble("preentry_damaged")
        return PREFIX + body
