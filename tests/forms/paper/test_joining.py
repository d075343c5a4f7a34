"""One document out of several: every page is there, in order, and nothing of it is by chance."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from forms.paper.fill import fill
from forms.paper.joining import join
from forms.paper.values import FormData


def test_pages_come_in_order_and_the_same_parts_give_the_same_bytes():
    notification = fill("move_notification", FormData({}))
    sheet = fill("guide_sheet", FormData({"form.language": "en"}))
    whole = join([notification, sheet], "kakanai")
    assert whole == join([notification, sheet], "kakanai")
    with pikepdf.open(BytesIO(whole)) as found:
        pages = []
        for part in (notification, sheet):
            with pikepdf.open(BytesIO(part)) as document:
                pages += [page.MediaBox.as_list() for page in document.pages]
        assert [page.MediaBox.as_list() for page in found.pages] == pages and len(pages) >= 2
        assert str(found.docinfo["/Title"]) == "kakanai"


def test_one_document_stays_as_it_is():
    assert join([b"%PDF"], "kakanai") == b"%PDF"
