"""What may be handed to a printer at all."""

from __future__ import annotations

import re

from base.trouble import Trouble

_TITLE = re.compile(r"[a-z0-9-]{1,32}")
_TAIL_BYTES = 1024
"""Where a PDF keeps its end mark (ISO 32000-1, annex H.3, note 18)."""


def check_document(pdf: bytes, title: str) -> None:
    """Refuses what is no PDF, and a title that could say whose it is: spoolers show and log titles.

    Raises:
        Trouble: print_not_pdf.
        ValueError: the title is not a short plain word, which is a bug.
    """
    if not _TITLE.fullmatch(title):
        raise ValueError("a title is a short plain word, the same for everybody")
    if not pdf.startswith(b"%PDF-") or b"%%EOF" not in pdf[-_TAIL_BYTES:]:
        raise Trouble("print_not_pdf")
