"""Readings above kanji (振り仮名): texts write them in brackets, 窓口（まどぐち）; here they are drawn.

やさしい日本語 has them in its catalogues, plain Japanese gets them on wish (:mod:`base.readings`). No other
language has any, and brackets elsewhere stay brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from base import readings

LANGUAGES = ("ja-easy", readings.LANGUAGE)
_READING = re.compile("([\u4e00-\u9fff々〆ヶ]+)（([ぁ-ゟー]+)）")
SHARE = 0.5
"""Of a reading's em in that of its kanji: half, as in schoolbooks (JLREQ 3.3.3)."""
_ABOVE, _BELOW = 1.36, 0.12
"""Ems above and below the base line that a line with readings takes."""
_BASE_OF_READING = 0.92
"""Ems between the two base lines."""
TEXTS_KEPT = 4096
"""How many texts a cache keeps at most; all sentences of a program in one language are some hundred."""


def spans(text: str, language: str) -> list[tuple[int, int]]:
    """Where kanji with their readings stand, from and to; a line never breaks inside."""
    return [each.span() for each in _READING.finditer(text)] if language in LANGUAGES else []


def has(text: str, language: str) -> bool:
    """Whether anything in it has a reading."""
    return language in LANGUAGES and _READING.search(text) is not None


def plain(text: str, language: str) -> str:
    """Without the readings: for those who hear the text."""
    return _READING.sub(r"\1", text) if language in LANGUAGES else text


@lru_cache(maxsize=TEXTS_KEPT)
def parts(text: str) -> tuple[tuple[str, str], ...]:
    """Pieces with their readings; an empty one where a piece has none."""

    def found() -> Iterator[tuple[str, str]]:
        at = 0
        for each in _READING.finditer(text):
            if each.start() > at:
                yield text[at : each.start()], ""
            yield each[1], each[2]
            at = each.end()
        if at < len(text):
            yield text[at:], ""

    return tuple(found())


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(max(1, round(font.pixelSize() * SHARE)))
    return small


class RubyMetrics(QFontMetricsF):
    """Widths of texts whose readings are drawn above."""

    def __init__(self, font: QFont) -> None:
        super().__init__(font)
        self._readings = QFontMetricsF(_small(font))

    def horizontalAdvance(self, text: str) -> float:  # noqa: N802  Qt's name
        return sum(self._wide(base, reading) for base, reading in parts(text))

    def _wide(self, base: str, reading: str) -> float:
        wide = super().horizontalAdvance(base)
        return max(wide, self._readings.horizontalAdvance(reading)) if reading else wide


def draw(
    painter: QPainter, where: QRectF, flags: Qt.AlignmentFlag | Qt.TextFlag, row: str, text: str, language: str
) -> None:
    """Draws one line in the painter's font, its readings above.

    Args:
        where: the line; `flags` says where in it, always in the middle of its height.
        row: what stands in it.
        text: all that the line belongs to: where anything in it has a reading, every line leaves room for them.
    """
    if not has(text, language):
        painter.drawText(where, flags, row)
        return
    font = painter.font()
    small, em = _small(font), font.pixelSize()
    metrics, readings = RubyMetrics(font), QFontMetricsF(small)
    left = where.left()
    if flags & Qt.AlignmentFlag.AlignHCenter:
        left += (where.width() - metrics.horizontalAdvance(row)) / 2
    elif flags & Qt.AlignmentFlag.AlignRight:
        left += where.width() - metrics.horizontalAdvance(row)
    base_line = where.center().y() + em * (_ABOVE - _BELOW) / 2
    for base, reading in parts(row):
        own = QFontMetricsF.horizontalAdvance(metrics, base)
        wide = metrics._wide(base, reading)
        painter.drawText(QPointF(left + (wide - own) / 2, base_line), base)
        if reading:
            painter.setFont(small)
            over = (wide - readings.horizontalAdvance(reading)) / 2
            painter.drawText(QPointF(left + over, base_line - em * _BASE_OF_READING), reading)
            painter.setFont(font)
        left += wide
