"""The page follows the field in hand: which picture, which box, fetched and decoded in a thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from base import texts
from base.trouble import Trouble
from counter.page_pane import PagePane
from counter.pictures import Page, PageCache, page_id_of
from counter.review import Row
from counter.wording import Wording
from counter.worker import Worker
from forms.reading import Box
from forms.visit import Visit


class PageFollower(QObject):
    """Keeps the page's pane with the fields.

    Args:
        pane: where pages are shown.
        fetch: gets a page's picture out of the store, by id. Called in the thread.
        wording: the words.
    """

    def __init__(self, pane: PagePane, fetch: Callable[[str], bytes], wording: Wording, parent: QObject) -> None:
        super().__init__(parent)
        self._pane, self._fetch, self._wording = pane, fetch, wording
        self._worker = Worker("counter-pictures", self)
        self._cache = PageCache()
        self._visit: Visit | None = None
        self._shown: str | None = None
        self._wanted: str | None = None

    @property
    def idle(self) -> bool:
        """Whether every picture asked for has come."""
        return self._worker.idle

    def stop(self) -> None:
        """Ends the thread."""
        self._worker.stop()

    def show_visit(self, visit: Visit | None) -> None:
        """Begins with the first page of a visit; none clears the pane."""
        same = bool(visit and self._visit and visit.id == self._visit.id)
        self._visit = visit
        if same and not (visit and visit.page_ids and self._wanted is None):
            return
        self._shown = self._wanted = None
        self._pane.set_zoomed(False)
        if visit is None:
            self._pane.show_note(self._wording("page.choose"))
        elif visit.page_ids:
            self._show(visit.page_ids[0], None)
        else:
            self._pane.show_note(self._wording("page.none"))

    def follow(self, row: Row | None) -> None:
        """Shows where a field was read, and marks it; where it was read nowhere, nothing is marked."""
        picture = row.picture if row else None
        page_id = page_id_of(self._visit, picture) if self._visit and picture else None
        if page_id and picture:
            self._show(page_id, picture.field.box)
        else:
            self._pane.mark(None)

    def turn(self, step: int) -> None:
        """Shows a page further on or back."""
        pages = self._visit.page_ids if self._visit else ()
        if self._wanted in pages and 0 <= (at := pages.index(self._wanted) + step) < len(pages):
            self._show(pages[at], None)

    def crop(self, row: Row, then: Callable[[QImage | None], None]) -> None:
        """Cuts out what a field of the visit shown was read from.

        Args:
            then: gets the picture; None where it cannot be had, of which the pane speaks. Not called once another
                visit is shown.
        """
        visit, picture = self._visit, row.picture
        page_id = page_id_of(visit, picture) if visit and picture else None
        if visit is None or page_id is None or picture is None or picture.field.box is None:
            then(None)
            return
        box = picture.field.box

        def arrived(image: QImage | None) -> None:
            if self._visit is not None and self._visit.id == visit.id:
                then(image)

        self._worker.do(
            lambda: self._cache.get(page_id, self._fetch).crop(box), arrived, lambda _trouble: arrived(None)
        )

    def crops(self, row: Row, then: Callable[[list[QImage | None]], None], trouble: Callable[[Trouble], None]) -> None:
        """Cuts out what each piece of a field's evidence was read from; None for a piece without a picture."""
        visit = self._visit
        if visit is None:
            return

        def cut() -> list[QImage | None]:
            found: list[QImage | None] = []
            for piece in row.field.evidence:
                page_id = page_id_of(visit, piece)
                box = piece.field.box
                found.append(self._cache.get(page_id, self._fetch).crop(box) if page_id and box else None)
            return found

        self._worker.do(cut, then, trouble)

    def _show(self, page_id: str, box: Box | None) -> None:
        self._wanted = page_id
        if page_id == self._shown:
            self._pane.mark(box)
            return

        def decoded(page: Page) -> None:
            if page_id != self._wanted or self._visit is None:
                return  # the cursor has moved on
            pages = self._visit.page_ids
            at = pages.index(page_id) + 1
            where = self._wording("page.of", page=at, pages=len(pages)) if len(pages) > 1 else ""
            self._shown = page_id
            self._pane.show_page(page, where, self._wording("page.name", page=at))
            self._pane.mark(box)

        def not_decoded(trouble: Trouble) -> None:
            if page_id == self._wanted:
                self._shown = None
                self._pane.show_note(texts.message(trouble, self._wording.language))

        if self._shown is None:
            self._pane.show_note(self._wording("page.loading"))
        self._worker.do(lambda: self._cache.get(page_id, self._fetch), decoded, not_decoded)
