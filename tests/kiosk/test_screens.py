"""Nothing clips, in any language, size or orientation; and the pictures are written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from base.texts import LANGUAGES, catalogue
from kiosk.pictures import LANDSCAPE, PORTRAIT, settle, show, stage, write_screens
from kiosk.shots import SHOTS
from look import exact, phrases
from look.buttons import Button, CardButton, ExactButton
from look.chips import StateChip
from look.frame import Footer, Paged
from look.text import ExactText, Text
from look.tokens import TEXT_STEPS, Look, Theme


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
            widest = max(
                (QFontMetricsF(each.font()).horizontalAdvance(row) for row in each._lines(each.width())), default=0
            )
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
    places: list[tuple[QWidget, QRect]] = []
    for each in window.findChildren(QWidget):
        if isinstance(each, QLabel | QPushButton) and each.isVisibleTo(window) and each.width() and each.height():
            pages = _pages(each)
            frame = pages or window
            places.append((each, QRect(each.mapTo(frame, QPoint(0, 0)), each.size())))
    found = []
    for number, (one, first) in enumerate(places):
        for other, second in places[number + 1 :]:
            if _pages(one) is _pages(other) and first.intersects(second):
                found.append(f"{one.accessibleName()[:20]!r} over {other.accessibleName()[:20]!r}")
    return found


def _pages(widget: QWidget) -> QWidget | None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent.parentWidget(), QWidget) and parent.parentWidget().property("clips_focus"):
            return parent
        parent = parent.parentWidget()
    return None


DENSE = ("01-", "02-", "10-", "11-", "14-", "15-", "17-", "22-", "24-", "25-")
"""The screens with most on them, for the sizes beside the usual one."""
CASES = [(language, 1.0, LANDSCAPE) for language in LANGUAGES]
CASES += [(language, 2.0, PORTRAIT) for language in LANGUAGES]
CASES += [("ja", 1.25, LANDSCAPE), ("en", 1.5, LANDSCAPE), ("ko", 2.0, LANDSCAPE), ("ja-easy", 1.0, PORTRAIT)]
assert {step for _language, step, _size in CASES} == set(TEXT_STEPS)


@pytest.mark.parametrize(("language", "step", "size"), CASES)
def test_nothing_clips(qapp, language, step, size):
    found = []
    usual = step == 1.0 and size == LANDSCAPE
    with stage(Look(language=language, text_step=step), size, virtual=True) as window:
        for shot in SHOTS:
            if not usual and not shot.name.startswith(DENSE):
                continue
            show(window, shot)
            shown = window.over or window.screen_shown
            found += [f"{shot.name}: {each}" for each in clipped(shown) + overlaps(shown)]
            assert shown.footer.geometry().bottom() <= window.height(), shot.name
            for paged in shown.findChildren(Paged):
                assert paged.pages <= 40, (shot.name, paged.pages)
            if shot.name.startswith("28-"):
                break  # out of service is for good
    assert not found, "\n".join(found)


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


def test_foot_is_always_at_the_same_place(qapp):
    tops = set()
    with stage(Look(), LANDSCAPE) as window:
        for shot in SHOTS:
            show(window, shot)
            shown = window.over or window.screen_shown
            tops.add(shown.findChild(Footer).geometry().getRect())
    assert len(tops) == 1


def test_main_targets_are_large_enough(qapp):
    with stage(Look(), LANDSCAPE) as window:
        for shot in SHOTS:
            show(window, shot)
            for each in window.findChildren(QPushButton):
                if each.isVisibleTo(window):
                    assert each.height() >= 80 and each.width() >= 60, (shot.name, each.accessibleName())


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


def test_virtual_devices_are_announced_on_every_screen(qapp):
    with stage(Look(), LANDSCAPE, virtual=True) as window:
        for shot in SHOTS:
            show(window, shot)
            shown = window.over or window.screen_shown
            assert any(each.text() == catalogue("ja")["look.virtual"] for each in shown.findChildren(QLabel)), shot.name


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
