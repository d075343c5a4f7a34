"""Palette and style sheet for Qt's own widgets, generated from the tokens."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from look import fonts
from look.tokens import Look


def palette(look: Look) -> QPalette:
    """The roles of Qt in the colours of the theme."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: "ground",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "ground",
        QPalette.ColorRole.AlternateBase: "raised",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "ground",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.Highlight: "main_ground",
        QPalette.ColorRole.HighlightedText: "main",
        QPalette.ColorRole.PlaceholderText: "quiet",
        QPalette.ColorRole.ToolTipBase: "raised",
        QPalette.ColorRole.ToolTipText: "text",
    }
    for role, name in roles.items():
        made.setColor(role, QColor(look.colour(name)))
    return made


def stylesheet(look: Look) -> str:
    """The style sheet for line edits, lists, tables and scroll bars."""
    c, px = look.colours, look.px
    profile = look.profile
    families = ", ".join(f'"{family}"' for family in fonts.families(look.language))
    return f"""
    QLineEdit, QPlainTextEdit, QComboBox {{
        background: {c.ground}; color: {c.text}; border: {px(profile.hair)}px solid {c.firm_edge};
        border-radius: {px(profile.radius)}px; padding: {look.gap(0)}px {look.gap(1)}px;
        min-height: {look.line_px("body")}px; font-family: {families}; font-size: {look.type_px("body")}px;
        selection-background-color: {c.main_ground}; selection-color: {c.main};
    }}
    QComboBox QAbstractItemView {{ background: {c.ground}; border: {px(profile.hair)}px solid {c.firm_edge}; }}
    QAbstractItemView {{
        background: {c.ground}; border: none; outline: none;
        selection-background-color: {c.chosen_ground}; selection-color: {c.text};
    }}
    QHeaderView::section {{ background: {c.raised}; color: {c.quiet}; border: none; padding: {look.gap(0)}px; }}
    QScrollBar:vertical {{ background: {c.ground}; width: {look.gap(2)}px; margin: 0; }}
    QScrollBar:horizontal {{ background: {c.ground}; height: {look.gap(2)}px; margin: 0; }}
    QScrollBar::handle {{ background: {c.firm_edge}; border-radius: {look.gap(0)}px; min-height: {look.row_px}px;
        min-width: {look.row_px}px; margin: {look.gap(0) // 2}px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
    QToolTip {{ background: {c.raised}; color: {c.text}; border: {px(profile.hair)}px solid {c.firm_edge}; }}
    """


def apply(window: QWidget, look: Look) -> None:
    """Dresses a window, or dresses it anew."""
    window.setPalette(palette(look))
    window.setAutoFillBackground(True)
    window.setStyleSheet(stylesheet(look))
    window.setFont(fonts.font(look, "body"))


def ground(widget: QWidget, look: Look, role: str) -> None:
    """Fills a plain widget with the colour of a role."""
    made = widget.palette()
    made.setColor(QPalette.ColorRole.Window, QColor(look.colour(role)))
    widget.setPalette(made)
    widget.setAutoFillBackground(True)


def start(app: QApplication, look: Look) -> None:
    """Dresses the application once, before the first window.

    Raises:
        Trouble: ``font_missing``.
    """
    fonts.require()
    app.setStyle("Fusion")  # the same on every desktop, and the one that follows palettes
    app.setPalette(palette(look))
    app.setFont(fonts.font(look, "body"))
