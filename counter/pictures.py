"""Pictures of pages: decoded once, kept small, at several sizes so that drawing them is quick and sharp."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from base.trouble import Trouble
from forms.fusing import Evidence
from forms.reading import Box
from forms.visit import Visit

MAX_PIXELS = 60_000_000
"""An A4 page at 600 dpi has 35 million; a picture beyond this is not one of ours."""


@dataclass(frozen=True)
class Page:
    """One page's picture, halved again and again. Safe to make in a thread, shown in the GUI.

    Attributes:
        levels: the picture at its own size first, then at half, quarter … of it.
    """

    levels: tuple[QImage, ...]

    @property
    def size(self) -> QSize:
        """In pixels of the page as given."""
        return self.levels[0].size()

    @classmethod
    def decode(cls, data: bytes) -> Page:
        """Decodes a picture out of the store.

        Raises:
            Trouble: ``page_unreadable``.
        """
        return cls.of(decode(data))

    @classmethod
    def of(cls, image: QImage) -> Page:
        """The levels of a decoded picture."""
        levels = [image.convertToFormat(QImage.Format.Format_RGB32)]
        while min(levels[-1].width(), levels[-1].height()) > 400:
            last = levels[-1]
            levels.append(
                last.scaled(
                    last.width() // 2,
                    last.height() // 2,
                    Qt.AspectRatioMode.IgnoreAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
        return cls(tuple(levels))

    def level_for(self, scale: float) -> tuple[QImage, float]:
        """The smallest level that is not enlarged at this scale, and its own scale."""
        chosen, own = self.levels[0], 1.0
        for index, image in enumerate(self.levels):
            share = 0.5**index
            if share < scale:
                break
            chosen, own = image, share
        return chosen, own

    def crop(self, box: Box, margin: int = 6) -> QImage:
        """The picture of one box with a little around it, in its own size."""
        left, top, right, bottom = box
        area = QRect(left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin)
        return self.levels[0].copy(area & self.levels[0].rect())


def decode(data: bytes) -> QImage:
    """A picture out of the store, with a cap on its size.

    Raises:
        Trouble: ``page_unreadable`` when it is none, or larger than any page.
    """
    from PySide6.QtCore import QBuffer, QIODevice

    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if not reader.canRead() or not size.isValid() or size.width() * size.height() > MAX_PIXELS:
        raise Trouble("page_unreadable")
    image = reader.read()
    if image.isNull():
        raise Trouble("page_unreadable")
    return image


class PageCache:
    """The pages looked at last. Used from the worker's thread only; forgets what is oldest.

    Args:
        limit: how many pages to keep; one at 300 dpi takes about 46 MB with its levels.
    """

    def __init__(self, limit: int = 6) -> None:
        self._limit = limit
        self._pages: OrderedDict[str, Page] = OrderedDict()

    def get(self, page_id: str, fetch: Callable[[str], bytes]) -> Page:
        """The page, fetched and decoded when it is not at hand.

        Raises:
            Trouble: ``page_unreadable``, or what `fetch` raises.
        """
        if page_id not in self._pages:
            self._pages[page_id] = Page.decode(fetch(page_id))
        self._pages.move_to_end(page_id)
        while len(self._pages) > self._limit:
            self._pages.popitem(last=False)
        return self._pages[page_id]


def page_id_of(visit: Visit, evidence: Evidence) -> str | None:
    """The stored page on which this evidence was read, or None where it has no page or no place on it.

    Pages lie in the store in the order of the readings, each reading's pages together. Where a page could not be
    kept, the order no longer says which is which, and no picture is better than a wrong one.
    """
    if evidence.field.page is None or evidence.field.box is None:
        return None
    if sum(reading.pages for reading in visit.readings) != len(visit.page_ids):
        return None
    before = sum(reading.pages for reading in visit.readings[: evidence.reading])
    index = before + evidence.field.page
    return visit.page_ids[index] if index < len(visit.page_ids) else None
