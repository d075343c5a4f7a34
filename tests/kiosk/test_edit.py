"""Every field is put right by touch alone; a keyboard still works."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from shiboken6 import delete

from forms.fields import FIELDS, Kind
from forms.names import spellings
from kiosk.boards.bar import Candidate, CandidateBar
from kiosk.boards.entry import Entry
from kiosk.boards.variants import find_forms
from kiosk.boards.writing import Field
from kiosk.pictures import LANDSCAPE, PORTRAIT, settle, show, stage
from kiosk.shots import SHOTS
from kiosk.states import Event, State
from look.colours import Theme
from look.frame import Paged
from look.tokens import Look
from tests.kiosk.test_screens import clipped, overlaps

BOARDS = [shot for shot in SHOTS if shot.name.startswith(("16-", "17"))]


@pytest.fixture
def editing(qapp):
    """Opens a field of the sample family, and touches."""
    with stage(Look(), LANDSCAPE) as window:

        def open_(path: str) -> None:
            show(window, next(shot for shot in SHOTS if shot.name == "14-confirm"))
            window.journey.on(Event.EDIT, path=path)
            settle()

        window.open_field = open_
        yield window


def touch(window, *names: str) -> None:
    for name in names:
        button = window.screen_shown.findChild(QPushButton, name)
        assert button is not None and button.isEnabled(), name
        button.click()
        settle()


def entry(window) -> Entry:
    return window.screen_shown.findChild(Entry, "edit.typed")


def value(window, path: str) -> str | None:
    return window.journey.draft.fields[path].value


def test_a_reading_is_typed_by_touch(editing):
    editing.open_field("members[1].kana")
    for _ in "ミサキ":
        touch(editing, "key.erase")
    touch(editing, "key.type.ホ", "key.voiced", "key.half", "key.type.ツ", "key.small", "key.type.ー", "key.type.カ")
    touch(editing, "key.voiced", "edit.accept")
    assert value(editing, "members[1].kana") == "タカハシ　ポッーガ"
    assert editing.journey.state is State.CONFIRM


def test_an_address_comes_from_its_postal_code(editing):
    editing.open_field("former_address")
    touch(editing, "key.pane.postal", *(f"key.type.{digit}" for digit in "4980001"), "key.erase", "key.type.0")
    touch(editing, "address.三重県桑名郡木曽岬町")
    touch(editing, "key.type.１", "key.type.丁目", "key.type.２", "key.type.－", "key.type.３", "edit.accept")
    assert value(editing, "former_address") == "三重県桑名郡木曽岬町１丁目２－３"


def test_a_code_that_is_none_says_so(editing):
    editing.open_field("former_address")
    touch(editing, "key.pane.postal", *(["key.type.0"] * 7))
    shown = [each.text() for each in editing.screen_shown.findChildren(QWidget) if hasattr(each, "set_text")]
    assert any("見つかりません" in each for each in shown if isinstance(each, str))
    assert entry(editing).text() == "大阪府堺市堺区南瓦町３番１号"


def test_another_form_of_a_kanji_is_one_touch_away(editing, qtbot):
    editing.open_field("members[1].name")
    line = entry(editing)
    line.setText("高橋　美﨑")
    line.setCursorPosition(1)
    touch(editing, "key.pane.variants")
    qtbot.waitUntil(lambda: editing.screen_shown.findChild(QPushButton, "form.1") is not None, timeout=20_000)
    assert editing.screen_shown.findChild(QPushButton, "form.1").value == "髙"
    touch(editing, "form.1")
    assert line.text() == "髙橋　美﨑" and line.cursorPosition() == 1
    qtbot.waitUntil(lambda: editing.conductor.jobs.running == 0, timeout=20_000)
    touch(editing, "edit.accept")
    assert value(editing, "members[1].name") == "髙橋　美﨑"


def test_forms_have_those_with_a_selector_and_nothing_that_cannot_be_drawn(qapp):
    forms = find_forms("邉")
    assert "辺" in forms and "邊" in forms and any(len(each) == 2 for each in forms)
    assert "邉" in find_forms("邉\U000e0100")
    assert find_forms("あ") == find_forms("A") == find_forms("") == []


def test_erasing_takes_a_variant_with_its_selector(editing, qtbot):
    editing.open_field("members[2].name")
    line = entry(editing)
    assert line.text() == "渡邉\U000e0110　𠮷江"
    for _ in "𠮷江　":
        qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert line.text() == "渡邉\U000e0110"
    touch(editing, "key.erase")
    assert line.text() == "渡"


def test_a_touch_on_the_line_sets_the_caret_between_characters(editing, qtbot):
    editing.open_field("members[2].name")
    line = entry(editing)
    places = set()
    for x in range(0, line.width(), 20):
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(x, line.height() // 2))
        places.add(line.cursorPosition())
        assert not line.hasSelectedText()
    assert places == {0, 1, 4, 5, 7, 8}  # UTF-16 units


def test_a_keyboard_and_an_input_method_still_work(editing, qtbot):
    editing.open_field("phone")
    line = entry(editing)
    editing.activateWindow()
    button = editing.screen_shown.findChild(QPushButton, "key.erase")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_7)
    assert line.text() == "090-0000-00007"
    editing.open_field("new_building")
    line = entry(editing)
    line.clear()
    event = QInputMethodEvent()
    event.setCommitString("葛\U000e0101屋")
    QApplication.sendEvent(line, event)
    assert line.text() == "葛\U000e0101屋"


def test_the_focus_stays_on_the_key_that_changed_the_board(editing, qtbot):
    editing.open_field("new_building")
    editing.activateWindow()
    key = editing.screen_shown.findChild(QPushButton, "key.script")
    key.setFocus()
    qtbot.keyClick(key, Qt.Key.Key_Return)
    settle()
    assert QApplication.focusWidget().objectName() == "key.script"
    assert QApplication.focusWidget() is not key
    assert editing.screen_shown.findChild(QPushButton, "key.type.あ") is not None


def test_a_birthday_by_touch(editing):
    editing.open_field("members[0].birth_date")
    touch(editing, "day.part.era", "day.era.S", "day.year.1989", "day.month.1")
    days = [
        each.objectName() for each in editing.screen_shown.findChildren(QPushButton) if "day.day." in each.objectName()
    ]
    assert days == [f"day.day.{day}" for day in range(1, 8)]
    assert not editing.screen_shown.accept.isEnabled()
    touch(editing, "day.day.7", "edit.accept")
    assert value(editing, "members[0].birth_date") == "1989-01-07"


def test_foreign_languages_count_western_years(editing):
    editing.open_field("members[0].birth_date")
    editing.set_look(language="en")
    settle()
    touch(editing, "day.part.decade", "day.decade.2000", "day.year.2004", "day.month.2", "day.day.29")
    touch(editing, "day.counted", "edit.accept")
    assert value(editing, "members[0].birth_date") == "2004-02-29"


def test_nobody_is_born_tomorrow(editing):
    editing.open_field("members[0].birth_date")
    touch(editing, "day.part.era", "day.era.R", "day.year.2026", "day.month.11")
    assert editing.screen_shown.findChild(QPushButton, "day.day.21") is not None
    assert editing.screen_shown.findChild(QPushButton, "day.day.22") is None


def test_a_relationship_is_one_touch(editing):
    editing.open_field("members[1].relationship")
    touch(editing, "choice.members[1].relationship.子の妻")
    assert value(editing, "members[1].relationship") == "子の妻"


@pytest.mark.parametrize("path", [row.path(0) for row in FIELDS if row.kind not in (Kind.CHOICE, Kind.SEX)])
def test_every_field_has_keys_with_names(editing, path):
    editing.open_field(path)
    if (enter := editing.screen_shown.findChild(QPushButton, "key.pane.kana")) is not None:
        enter.click()
        settle()
    keys = [each for each in editing.screen_shown.content.findChildren(QPushButton) if each.isVisibleTo(editing)]
    assert len(keys) >= 2
    for key in keys:
        assert key.accessibleName(), key.objectName()
        assert key.height() >= 80 and key.width() >= 60
    inside = [each for each in editing.screen_shown.in_order if each in keys]
    assert len(inside) == len(keys)


def test_a_name_in_kana_becomes_kanji_by_two_touches(editing):
    spellings.warm_up()
    editing.open_field("members[3].name")
    touch(editing, "key.pane.kana") if editing.screen_shown.findChild(QPushButton, "key.pane.kana") else None
    while entry(editing).text():
        touch(editing, "key.erase")
    touch(editing, "key.type.す", "key.type.す", "key.voiced", "key.type.き")
    assert editing.screen_shown.findChild(QPushButton, "candidate.1").value == "鈴木"
    touch(editing, "candidate.1")
    assert entry(editing).text() == "鈴木　"
    assert editing.screen_shown.findChild(QPushButton, "candidate.1") is None, "nothing is asked any more"
    touch(editing, *(f"key.type.{kana}" for kana in "はなこ"))
    touch(editing, "candidate.1", "edit.accept")
    assert value(editing, "members[3].name") == "鈴木　花子"


def test_tables_that_come_after_the_field_was_left_disturb_nobody(editing, monkeypatch):
    editing.open_field("new_building")
    bar = editing.screen_shown.findChild(CandidateBar)
    late = []
    with monkeypatch.context() as slow:
        slow.setattr(spellings, "is_ready", lambda: False)
        slow.setattr(bar, "_jobs", SimpleNamespace(run=lambda _work, done, _trouble: late.append(done)))
        bar.ask(lambda: spellings.find_spellings("シ", spellings.Sort.WORD))
    delete(bar)
    (done,) = late
    done(None)


def test_the_next_candidates_are_one_touch_away_and_the_first_come_again(editing):
    spellings.warm_up()
    editing.open_field("new_building")
    touch(editing, "key.pane.kana") if editing.screen_shown.findChild(QPushButton, "key.pane.kana") else None
    touch(editing, "key.type.シ")
    bar = editing.screen_shown.findChild(CandidateBar)

    def shown() -> list[str]:
        return [each.value for each in bar.findChildren(Candidate)]

    first = shown()
    seen: list[str] = []
    while (now := shown()) != first or not seen:
        assert not set(now) & set(seen)
        seen += now
        touch(editing, "candidates.more")
    assert seen == [each.text for each in spellings.find_spellings("シ", spellings.Sort.WORD)]


GROVE = [
    [(70, 190), (230, 180)],
    [(150, 60), (148, 430)],
    [(146, 195), (100, 290), (50, 345)],
    [(152, 200), (225, 280)],
    [(250, 185), (430, 172)],
    [(335, 50), (338, 440)],
    [(332, 180), (290, 280), (232, 350)],
    [(340, 185), (380, 270), (440, 335)],
]
"""林."""


def write(window, qtbot, strokes: list[list[tuple[int, int]]]) -> Field:
    field = window.screen_shown.findChild(Field, "writing.field")
    for first, *rest in strokes:
        qtbot.mousePress(field, Qt.MouseButton.LeftButton, pos=QPoint(*first))
        for point in rest:
            qtbot.mouseMove(field, QPoint(*point))
        qtbot.mouseRelease(field, Qt.MouseButton.LeftButton, pos=QPoint(*rest[-1]))
    return field


def test_a_character_is_written_with_the_finger(editing, qtbot):
    editing.open_field("members[3].name")
    if editing.screen_shown.findChild(QPushButton, "key.pane.kana"):
        touch(editing, "key.pane.kana")
    touch(editing, "key.pane.writing")
    while entry(editing).text():
        touch(editing, "key.erase")
    field = write(editing, qtbot, GROVE)
    shown = editing.screen_shown
    qtbot.waitUntil(lambda: bool(shown.findChildren(Candidate)), timeout=20_000)
    qtbot.waitUntil(lambda: not editing.conductor.jobs.running, timeout=20_000)
    assert shown.findChild(Candidate, "written.1").value == "林"
    touch(editing, "written.1")
    assert entry(editing).text() == "林" and field.strokes == []
    assert not shown.findChildren(Candidate)
    touch(editing, "key.pane.variants", "edit.accept")
    assert value(editing, "members[3].name") == "林"


def test_strokes_are_taken_back_one_by_one_and_go_with_the_screen(editing, qtbot):
    editing.open_field("new_building")
    if editing.screen_shown.findChild(QPushButton, "key.pane.kana"):
        touch(editing, "key.pane.kana")
    touch(editing, "key.pane.writing")
    field = write(editing, qtbot, GROVE)
    touch(editing, "writing.undo")
    assert len(field.strokes) == len(GROVE) - 1
    touch(editing, "writing.clear")
    assert field.strokes == []
    qtbot.waitUntil(lambda: not editing.conductor.jobs.running, timeout=20_000)
    assert not editing.screen_shown.findChildren(Candidate), "an answer to what was taken back is not shown"
    field = write(editing, qtbot, GROVE[:2])
    strokes = field.strokes
    editing.journey.wipe()
    assert field.strokes == [] and field.strokes is not strokes
    qtbot.waitUntil(lambda: not editing.conductor.jobs.running, timeout=20_000)


@pytest.mark.parametrize(
    ("language", "step", "size", "theme"),
    [
        ("ja", 1.0, LANDSCAPE, Theme.LIGHT),
        ("en", 1.0, PORTRAIT, Theme.YELLOW),
        ("ko", 1.25, LANDSCAPE, Theme.DARK),
        ("ja", 2.0, LANDSCAPE, Theme.LIGHT),
        ("en", 2.0, PORTRAIT, Theme.LIGHT),
        ("zh", 1.5, PORTRAIT, Theme.DARK),
        ("ja-easy", 1.5, LANDSCAPE, Theme.LIGHT),
    ],
)
def test_boards_do_not_clip(qapp, language, step, size, theme):
    found = []
    with stage(Look(language=language, text_step=step, theme=theme), size) as window:
        for shot in BOARDS:
            show(window, shot)
            while window.conductor.jobs.running:
                settle()
            settle()
            shown = window.screen_shown
            found += [f"{shot.name}: {each}" for each in clipped(shown) + overlaps(shown)]
            if shot.name.startswith(("17a", "17b", "17d", "17e", "17g")):
                assert [each.pages for each in shown.findChildren(Paged)] == [1], shot.name
    assert not found, "\n".join(found)
