"""Several filled forms as one document, so that one print job brings everything a visitor takes along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

import pikepdf

from forms.paper.description import get_form
from forms.paper.fill import fill_form, save
from forms.paper.values import FormData


def fill_all(papers: Mapping[str, FormData], title: str) -> tuple[bytes, dict[str, int]]:
    """Fills several forms as one document.

    Args:
        papers: form → what stands in it; at least one.
        title: of the document, without a name in it.

    Returns:
        The PDF, and form → how many of its pages, in order.

    Raises:
        Trouble: what filling raises.
    """
    filled = {form: fill_form(get_form(form), data) for form, data in papers.items()}
    return join([each.pdf for each in filled.values()], title), {form: each.pages for form, each in filled.items()}


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
