"""Show the code to the camera; the camera's picture stands beside the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kiosk.screens.base import LARGE_STEP, Notice, box
from kiosk.screens.keyed import Compact
from look import ruby
from look.flow import Split
from look.text import Text
from look.tokens import Look

if TYPE_CHECKING:
    import numpy as np


SHARE, LARGE_SHARE = 0.6, 0.48
"""Of the width that the picture takes."""


class Preview(QWidget):
    """What the camera sees, in a frame of 16 to 9, with corners that say where the code belongs."""

    def __init__(self, look: Look, waiting: str, aspect: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self._waiting, self._aspect, self._image = look, waiting, aspect, QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_frame(self, picture: np.ndarray) -> None:
        """Shows a picture: height × width × 3, blue-green-red."""
        height, width = picture.shape[:2]
        image = QImage(picture.data, width, height, picture.strides[0], QImage.Format.Format_BGR888)
        self._image = image.copy()  # the picture's memory is not ours to keep
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return round(width * 9 / 16)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self.look.px(120), self.heightForWidth(self.look.px(120)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        look = self.look
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        radius = look.px(look.profile.card_radius)
        whole = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(whole, radius, radius)
        painter.setClipPath(path)
        painter.fillRect(whole, QColor(look.colour("backdrop")))
        if self._image.isNull():
            return
        scaled = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        where = QRectF(0, 0, scaled.width(), scaled.height())
        where.moveCenter(whole.center())
        painter.drawImage(where, self._image)
        self._corners(painter, whole)

    def _corners(self, painter: QPainter, whole: QRectF) -> None:
        side = whole.height() * 0.72
        frame = QRectF(0, 0, side * self._aspect, side)
        frame.moveCenter(whole.center())
        arm = side * 0.16
        shape = QPainterPath()
        for x, y, dx, dy in (
            (frame.left(), frame.top(), 1, 1),
            (frame.right(), frame.top(), -1, 1),
            (frame.left(), frame.bottom(), 1, -1),
            (frame.right(), frame.bottom(), -1, -1),
        ):
            shape.moveTo(x + dx * arm, y)
            shape.lineTo(x, y)
            shape.lineTo(x, y + dy * arm)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        line = self.look.px(self.look.profile.ring)
        painter.setPen(QPen(QColor(self.look.colour("ink")), line * 2))
        painter.drawPath(shape)
        painter.setPen(QPen(QColor(self.look.colour("paper")), line))
        painter.drawPath(shape)


class Qr(Compact):
    """Hold your code in front of the camera."""

    name = "qr"
    """Of its texts."""
    aspect = 1.0
    """Of the frame in the picture, width by height."""

    def heading_asked(self) -> str:
        return self.words(f"{self.name}.heading")

    def fill(self) -> None:
        words, look = self.words, self.look
        self.ask()
        self.status = Text("", look, "body", "text")
        self.status.hide()
        self.lead_text = Text(words(f"{self.name}.lead"), look, "lead", "quiet")
        left: list[QWidget] = [self.lead_text, self.status]
        self._beside = box(*left, look=look)
        self._notice: Notice | None = None
        self.preview = Preview(look, words("qr.waiting"), self.aspect)
        self.preview.setAccessibleName(ruby.plain(self.heading_asked(), look.written))
        # The picture stays beside the words in large type, too: nobody turns pages with a phone in the hand.
        share = LARGE_SHARE if self.large else SHARE
        self.rows.addWidget(Split(self.preview, self._beside, look.with_(text_step=1.0), share))
        self.stretch()
        conductor = self.context.conductor
        conductor.frame.connect(self.preview.show_frame)
        conductor.part_seen.connect(self._part)
        self.refresh()

    def refresh(self) -> bool:
        """Shows another trouble beside the running picture."""
        trouble = self.context.journey.trouble
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None
        if trouble is not None:
            look = self.look.with_(text_step=min(self.look.text_step, LARGE_STEP))
            self._notice = Notice(*self.words.trouble(trouble), look)
            layout = self._beside.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(2, self._notice)
        self.lead_text.setVisible(trouble is None or not self.large)
        return True

    def _part(self, seen: int, total: int) -> None:
        self.status.set_text(self.words("qr.parts", seen=seen, total=total))
        self.status.show()
