"""Several filled forms as one document, so that one print job brings everything a visitor takes along."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pikepdf

from forms.paper.fill import save


def join(documents: Sequence[bytes], title: str) -> bytes:
    """The pages of several PDFs, in order. The same documents give the same bytes.

    Args:
        documents: our own, as :func:`forms.paper.fill.fill` makes them; at least one.
        title: of the whole, without a name in it.
    """
    if len(documents) == 1:
        return documents[0]
    with pikepdf.new() as whole:
        for document in documents:
            with pikepdf.open(BytesIO(document)) as part:
                whole.pages.extend(part.pages)
        return save(whole, title)
