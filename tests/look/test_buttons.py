"""What buttons and labels say of their sizes: worked out once for their words, and anew for others."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from look import exact, phrases
from look.buttons import Button
from look.flow import Row
from look.text import ExactText, Text
from look.tokens import Look

SHORT, LONG = "住民票", "住民票の写しを\n世帯の全員について受け取ります"


def sizes(widget: QWidget) -> tuple:
    """All that a layout asks for."""
    return widget.sizeHint().toTuple(), widget.minimumSizeHint().toTuple(), widget.heightForWidth(300)


@pytest.mark.parametrize("kind", [Button, Text, ExactText])
def test_other_words_have_their_own_sizes(kind):
    asked, short, long = kind(SHORT, Look()), sizes(kind(SHORT, Look())), sizes(kind(LONG, Look()))
    assert sizes(asked) == short
    asked.set_text(LONG)
    assert sizes(asked) == long and short[0] != long[0] and short[2] != long[2]


def test_words_that_a_button_is_given_by_qt_have_theirs():
    asked, long = Button(SHORT, Look()), sizes(Button(LONG, Look()))
    sizes(asked)
    asked.setText(LONG)
    assert sizes(asked) == long


@pytest.mark.parametrize("kind", [Button, Text, ExactText])
def test_words_are_measured_once_however_often_a_layout_asks(kind, monkeypatch):
    asked = kind(LONG, Look())
    before = sizes(asked)

    def again(*_: object) -> None:
        raise AssertionError("words were taken apart again")

    for module, name in ((phrases, "split"), (phrases, "lines"), (exact, "wrap")):
        monkeypatch.setattr(module, name, again)
    assert sizes(asked) == before


def test_a_row_is_as_wide_as_its_widest_until_that_says_that_it_has_changed(qapp, monkeypatch):
    button = Button(SHORT, Look())
    row = Row([button], Look())
    row.show()
    before = row.minimumSizeHint().width()
    assert before == button.minimumSizeHint().width()
    monkeypatch.setattr(Button, "minimumSizeHint", lambda self: QSize(0, 0))
    assert row.minimumSizeHint().width() == before  # nobody is asked again
    monkeypatch.undo()
    button.set_text(LONG)
    qapp.processEvents()
    assert row.minimumSizeHint().width() == button.minimumSizeHint().width() > before
    row.close()
