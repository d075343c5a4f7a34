"""Nothing clips, in any language, size or orientation; and the pictures are written."""

from __future__ import annotations

import os
from collections import defaultdict
from functools import cache
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from base.texts import LANGUAGES, catalogue
from kiosk.boards.keys import KeyButton
from kiosk.pictures import LANDSCAPE, PORTRAIT, settle, show, stage, write_screens
from kiosk.screens.base import Screen
from kiosk.screens.welcome import OWN_NAMES
from kiosk.shots import SHOTS
from look import exact, phrases, ruby
from look.buttons import Button, CardButton, ExactButton
from look.chips import StateChip
from look.colours import Theme
from look.frame import Paged
from look.text import ExactText, Text
from look.tokens import TEXT_STEPS, Look
from tests.kiosk.walk import every_screen


def clipped(window: QWidget) -> list[str]:
    """What does not fit into its own rectangle, or hangs out of its parent."""
    found = []

    def say(widget: QWidget, why: str) -> None:
        found.append(f"{type(widget).__name__} {widget.accessibleName()[:30]!r} {why} {widget.geometry().getRect()}")

    for each in window.findChildren(QWidget):
        if not each.isVisibleTo(window):
            continue
        flowing = isinstance(each, Text | ExactText | Button | CardButton | ExactButton) and each.hasHeightForWidth()
        if flowing and each.heightForWidth(each.width()) > each.height() + 1:
            say(each, f"needs {each.heightForWidth(each.width())} high")
        if isinstance(each, Text):
            widest = max((each._metrics.horizontalAdvance(row) for row in each._lines(each.width())), default=0)
            if widest > each.width() + 2:
                say(each, f"needs {widest:.0f} wide")
        if isinstance(each, StateChip) and each.sizeHint().width() > each.width() + 1:
            say(each, f"needs {each.sizeHint().width()} wide")
        if isinstance(each, Button):
            room = each.width() - each._extras()
            if any(each._metrics.horizontalAdvance(row) > room for row in each._lines(each.width())):
                say(each, "is too narrow")
        if isinstance(each, CardButton):
            title, note = each._rows(each.width())
            if any(each._title_metrics.horizontalAdvance(row) > each.width() - each._picture for row in title):
                say(each, "title is too narrow")
            if any(each._note_metrics.horizontalAdvance(row) > each.width() for row in note):
                say(each, "note is too narrow")
        parent = each.parentWidget()
        inside_pages = parent is not None and parent.property("clips_focus")
        if (
            parent is not None
            and not inside_pages
            and isinstance(each, QLabel | QPushButton)
            and not parent.rect().contains(each.geometry())
        ):
            say(each, f"hangs out of its parent {parent.rect().getRect()}")
    return found


def overlaps(window: QWidget) -> list[str]:
    """Labels and buttons that lie over each other."""
    places: dict[QWidget | None, list[tuple[QWidget, QRect]]] = defaultdict(list)
    for each in window.findChildren(QWidget):
        if isinstance(each, QLabel | QPushButton) and each.isVisibleTo(window) and each.width() and each.height():
            pages = _pages(each)
            places[pages].append((each, QRect(each.mapTo(pages or window, QPoint(0, 0)), each.size())))
    return [
        f"{one.accessibleName()[:20]!r} over {other.accessibleName()[:20]!r}"
        for together in places.values()
        for (one, first), (other, second) in combinations(together, 2)
        if first.intersects(second)
    ]


def _pages(widget: QWidget) -> QWidget | None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent.parentWidget(), QWidget) and parent.parentWidget().property("clips_focus"):
            return parent
        parent = parent.parentWidget()
    return None


ALL_LOOKS = "KAKANAI_ALL_LOOKS" in os.environ
"""Set: every screen × language × size of text, lying and standing, in minutes. Otherwise each language has half of the
screens in the usual and in the largest text and the other half in the two between, and every screen stands once."""
PARTS = 4


def looks(number: int) -> list[tuple[Look, tuple[int, int]]]:
    """In what a screen is looked at, by its number."""
    if ALL_LOOKS:
        every = [Look(language=language, text_step=step) for language in LANGUAGES for step in TEXT_STEPS]
        every += [Look(readings=True, text_step=step) for step in TEXT_STEPS]
        return [(look, size) for look in every for size in (LANDSCAPE, PORTRAIT)]
    made = []
    for at, language in enumerate(LANGUAGES, number):
        steps = (1.0, 2.0) if at % 2 else (1.25, 1.5)
        made += [(Look(language=language, text_step=step), LANDSCAPE) for step in steps]
    upright = Look(
        language=LANGUAGES[number % len(LANGUAGES)], text_step=TEXT_STEPS[number % len(TEXT_STEPS)], low=number % 2 == 1
    )
    if number % 4 == 0:
        made[0] = (made[0][0].with_(low=True), LANDSCAPE)
    above = Look(readings=True, text_step=TEXT_STEPS[number % len(TEXT_STEPS)])
    return [*made, (upright, PORTRAIT), (above, LANDSCAPE)]


@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_clips_and_everything_has_a_name(qapp, part):
    """Every screen in every language and size: colours have no say in it, see below."""
    found = []
    for name, look, screen in every_screen(looks, SHOTS[part::PARTS]):
        wrong = clipped(screen) + overlaps(screen) + cut_by_pages(screen) + unnamed(screen) + foreign(screen)
        found += [f"{name}: {each}" for each in wrong]
        size = (screen.width(), screen.height())
        assert size in (LANDSCAPE, PORTRAIT), (name, size)  # nothing pushes the window wider
        assert screen.footer.geometry().bottom() <= screen.height(), name
        assert screen.paged.height() >= 2 * look.target_px, name  # room for a row and the arrows
        assert all(paged.pages <= 40 for paged in screen.findChildren(Paged)), name
        for each in screen.findChildren(QPushButton):
            if each.isVisibleTo(screen):
                assert each.height() >= 80 and each.width() >= 60, (name, each.accessibleName())
        banner = catalogue(look.written)["look.virtual"]
        assert any(each.text() == banner for each in screen.findChildren(QLabel)), name
    assert not found, "\n".join(found)


def test_colours_change_no_layout(qapp):
    """So what does not clip in one set of colours does not clip in the others."""
    places: dict[tuple[str, float], list] = {}
    themes = [(Look(theme=theme, text_step=1.25), LANDSCAPE) for theme in Theme]
    for name, look, screen in every_screen(lambda _number: themes, SHOTS[1:]):
        these = [(type(each).__name__, each.geometry().getRect()) for each in screen.findChildren(QWidget)]
        assert places.setdefault((name, look.text_step), these) == these, (name, look.theme)


def test_the_names_of_the_colours_do_not_clip(qapp):
    """The first screen alone names them, so it differs."""
    found = []
    pairs = [(theme, step, language) for theme in Theme for step in TEXT_STEPS for language in LANGUAGES]
    every = [(Look(theme=a, text_step=b, language=c), LANDSCAPE) for a, b, c in pairs]
    for name, look, screen in every_screen(lambda _number: every, SHOTS[:1]):
        found += [f"{name} {look.theme}: {each}" for each in clipped(screen) + overlaps(screen)]
    assert not found, "\n".join(found)


def cut_by_pages(screen: QWidget) -> list[str]:
    """Lines and buttons that no page shows whole."""
    found = []
    for paged in screen.findChildren(Paged):
        starts = paged.starts
        ends = [*starts[1:], starts[-1] + paged.room]
        for each in paged.content.findChildren(QLabel) + paged.content.findChildren(QPushButton):
            if paged.pages == 1 or not each.isVisibleTo(paged.content) or not each.height() or not each.width():
                continue
            top = each.mapTo(paged.content, QPoint(0, 0)).y()
            for upper, lower in each.line_edges() if isinstance(each, Text) else [(0, each.height())]:
                pages = zip(starts, ends, strict=True)
                if not any(start <= top + upper and top + lower <= end + 1 for start, end in pages):
                    found.append(f"{each.accessibleName()[:30]!r} {top} +{lower} on no page of {paged.room}")
    return found


def unnamed(screen: QWidget) -> list[str]:
    """What a screen reader would not know what to call."""
    found = [] if screen.accessibleName() else ["the screen itself"]
    for each in screen.findChildren(QWidget):
        touchable = isinstance(each, QPushButton | QLineEdit)
        if not (touchable or isinstance(each, QLabel)) or not each.isVisibleTo(screen):
            continue
        if not QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name).strip():
            found.append(f"{type(each).__name__} {each.objectName()!r} has no name")
    return found


@cache
def foreign_names(language: str) -> set[str]:
    """Names of ours that are not of this language."""
    here = catalogue(language)
    others = {value for key, value in catalogue("ja").items() if key.startswith("kiosk.") and here[key] != value}
    return others - {ruby.plain(each, language) for each in here.values()} - set(OWN_NAMES.values())


def foreign(screen: Screen) -> list[str]:
    """Names of ours in another language than the visitor's."""
    found = []
    for each in screen.findChildren(QWidget):
        name = each.accessibleName()
        if (
            each.isVisibleTo(screen)
            and name in foreign_names(screen.look.language)
            and not isinstance(each, KeyButton | ExactText | ExactButton)
        ):
            found.append(f"{name!r} is not {screen.look.language}")
        if "（" in name and screen.look.language == "ja-easy" and ruby.has(name, "ja-easy"):
            found.append(f"{name!r} is heard twice")
    return found


def test_pages_show_everything_once_and_stop_at_the_end(qapp):
    with stage(Look(text_step=1.5), LANDSCAPE) as window:
        next(shot for shot in SHOTS if shot.name == "15-confirm-settled").lead(window)
        settle()
        paged = window.screen_shown.findChild(Paged)
        assert paged.pages > 2
        seen = []
        for page in range(paged.pages):
            assert paged.page == page
            seen.append(-paged.content.y())
            paged.turn(1)
        assert seen == sorted(set(seen)) and paged.page == paged.pages - 1
        paged.turn(-100)
        assert paged.page == 0


def test_what_one_may_have_come_for_is_on_one_page_in_every_language(qapp):
    with stage(Look(), LANDSCAPE) as window:
        for language in LANGUAGES:
            window.choose_language(language)
            settle()
            assert window.screen_shown.paged.pages == 1, language
        for language in ("ja", "zh", "ko"):
            window.set_look(language=language, text_step=TEXT_STEPS[-1])
            settle()
            assert window.screen_shown.paged.pages == 1, language


def test_a_family_of_three_is_looked_over_in_few_pages_of_the_largest_type(qapp):
    with stage(Look(text_step=TEXT_STEPS[-1]), LANDSCAPE) as window:
        show(window, next(shot for shot in SHOTS if shot.name == "14-confirm"))
        assert window.screen_shown.paged.paged.pages <= 8


def test_focus_turns_the_page(qapp, qtbot):
    with stage(Look(), LANDSCAPE) as window:
        next(shot for shot in SHOTS if shot.name == "15-confirm-settled").lead(window)
        settle()
        window.activateWindow()
        paged = window.screen_shown.findChild(Paged)
        last = window.screen_shown.content.findChildren(Button)[-1]
        last.setFocus()
        settle()
        assert paged.page == paged.pages - 1
        assert window.rect().contains(QRect(last.mapTo(window, QPoint(0, 0)), last.size()))


def test_languages_have_the_same_keys_and_placeholders():
    japanese = {key: value for key, value in catalogue("ja").items() if key.startswith(("kiosk.", "look."))}
    for language in LANGUAGES:
        other = catalogue(language)
        for key, value in japanese.items():
            assert key in other, (language, key)
            wanted = {part.split("}")[0] for part in value.split("{")[1:]} - {"era"}
            there = {part.split("}")[0] for part in other[key].split("{")[1:]}
            assert wanted <= there, (language, key)


def test_language_switches_at_once(qapp):
    with stage(Look(), LANDSCAPE) as window:
        for language in LANGUAGES:
            window.choose_language(language)
            assert window.screen_shown.heading.text() == catalogue(language)["kiosk.welcome.heading"]


def test_next_visitor_finds_the_usual_settings(qapp):
    with stage(Look(), LANDSCAPE) as window:
        window.choose_language("ko")
        window.next_size()
        window.next_theme()
        window.journey.wipe()
        assert (window.look.language, window.look.text_step, window.look.theme) == ("ja", 1.0, Theme.LIGHT)
        assert window.conductor.language == "ja"


def test_screens_are_written(qapp, tmp_path):
    files = write_screens(tmp_path, names=("01-welcome", "14-confirm"), languages=("ja", "en"))
    assert [file.name for file in files] == [
        "01-welcome-ja.png",
        "14-confirm-ja.png",
        "01-welcome-en.png",
        "14-confirm-en.png",
    ]
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in files)


def test_official_values_of_the_family_can_all_be_written(qapp):
    from kiosk.family import household

    for value in household().values():
        assert exact.unwritable(value) == []


def test_phrases_never_leave_one_character_alone(qapp):
    for language in ("ja", "zh"):
        for key, value in catalogue(language).items():
            if key.startswith("kiosk.") and key.endswith(("lead", "heading")):
                rows = phrases.lines(value, language, 12, len)
                assert all(len(row) > 1 for row in rows), (key, rows)
