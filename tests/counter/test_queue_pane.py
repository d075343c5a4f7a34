"""No kind of visit is cut in the list: what has no room beside number and minutes stands below them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize

from base.texts import LANGUAGES
from counter.frame import QUEUE_MM_NARROW
from counter.queue import Queue, QueueRow, Section
from counter.queue_pane import QueuePane
from counter.settings import CounterSettings
from counter.wording import Wording
from forms.fields import KINDS
from look import fonts, style


def row(kind: str, minutes: int) -> QueueRow:
    return QueueRow(kind, Section.WAITING, "0042", kind, 3, 2, minutes, None, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_whole_in_the_narrowest_list(qapp, language: str) -> None:
    look = CounterSettings(language=language).look
    style.start(qapp, look)
    pane = QueuePane(look, Wording(language))
    pane.resize(QSize(look.px(QUEUE_MM_NARROW), 600))
    room = pane.width() - pane.verticalScrollBar().sizeHint().width() - 3 * look.gap(1) - look.gap(2)
    body, small = fonts.metrics(look, "body"), fonts.metrics(look, "small")
    for kind in KINDS:
        pane.show_queue(Queue((row(kind, 125),)))
        words, below = pane.model_.lines(row(kind, 125))
        assert body.horizontalAdvance(words) <= room, words
        assert small.horizontalAdvance(below) <= room, below
        heights = pane.sizeHintForRow(1)
        assert heights >= look.line_px("body") + look.line_px("small")


def test_a_short_kind_stays_beside_its_number(qapp, qtbot) -> None:
    look = CounterSettings(language="ja").look
    style.start(qapp, look)
    pane = QueuePane(look, Wording("ja"))
    qtbot.addWidget(pane)
    pane.resize(QSize(look.px(QUEUE_MM_NARROW), 600))
    pane.show()
    pane.show_queue(Queue((row("moving_in", 125),)))
    beside = pane.sizeHintForRow(1)
    pane.show_queue(Queue((row("moving_in", 125), row("moving_in_by_card", 5))))
    assert pane.sizeHintForRow(1) == beside + look.line_px("body"), "all rows look alike"
    pane.resize(QSize(look.px(200), 600))
    assert pane.sizeHintForRow(1) == beside
