"""What a touch does to the text; no window."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import kana as readings
from forms.characters import clusters
from forms.dates import ERAS, FIRST_DAY, era_date
from forms.fields import Kind
from kiosk.boards import kana
from kiosk.boards.board import Act, Board, Key, Pane, panes
from kiosk.boards.days import DayPicker, Part
from kiosk.boards.line import Line
from kiosk.boards.postal import find_addresses

TEXTS = st.text(st.sampled_from("髙邉辺𠮷ア゙ガか　1A\U000e0100\U000e0101"), max_size=12)
BOARD_KANA = [char for row in kana.TABLE for char in row if char not in "　ー・"]


@given(TEXTS, st.text(st.sampled_from("あ髙1"), min_size=1, max_size=3))
def test_what_is_typed_is_erased_character_by_character(text, typed):
    line = Line.of(text)
    after = line.typed(typed)
    for _ in clusters(typed):
        after = after.erased()
    assert after.text == text


@given(TEXTS, st.lists(st.sampled_from(["left", "right", "erase", "あ", "邉\U000e0100"]), max_size=20))
def test_no_character_is_ever_cut(text, steps):
    line = Line.of(text, limit=12)
    for step in steps:
        line = (
            line.moved(-1)
            if step == "left"
            else line.moved(1)
            if step == "right"
            else line.erased()
            if step == "erase"
            else line.typed(step)
        )
        assert [*line.before, *line.after] == clusters(line.text)
        assert len(line.text) <= max(12, len(text))
        assert Line.of(line.text, line.caret, 12) == line


def test_erasing_takes_a_variant_whole():
    assert Line.of("渡邉\U000e0100").erased().text == "渡"
    assert Line.of("渡邉\U000e0100江", 2).text == "渡邉\U000e0100江"
    assert Line.of("渡邉\U000e0100江", 2).caret == 3


@pytest.mark.parametrize(
    ("act", "before", "after"),
    [
        (Act.VOICED, "か", "が"),
        (Act.VOICED, "が", "か"),
        (Act.VOICED, "ぱ", "ば"),
        (Act.VOICED, "ウ", "ヴ"),
        (Act.VOICED, "っ", "づ"),
        (Act.VOICED, "あ", "あ"),
        (Act.VOICED, "髙", "髙"),
        (Act.HALF, "は", "ぱ"),
        (Act.HALF, "ビ", "ピ"),
        (Act.HALF, "か", "か"),
        (Act.SMALL, "つ", "っ"),
        (Act.SMALL, "ョ", "ヨ"),
        (Act.SMALL, "づ", "っ"),
        (Act.SMALL, "ー", "ー"),
        (Act.SMALL, "", ""),
    ],
)
def test_marks_do_what_people_expect(act, before, after):
    board = Board(Kind.NAME, Pane.KANA)
    assert board.press(Key(act), Line.of(before))[1].text == after


@given(
    st.sampled_from(BOARD_KANA), st.lists(st.sampled_from([kana.voiced, kana.half_voiced, kana.resized]), max_size=6)
)
def test_marks_never_leave_the_kana_and_never_change_the_script(char, touches):
    for start in (char, readings.to_katakana(char)):
        written = start
        for touch in touches:
            written = touch(written)
            assert len(written) == 1
            assert readings.is_katakana(written) == readings.is_katakana(start)
            assert readings.is_katakana(readings.to_katakana(written))


@given(st.sampled_from(BOARD_KANA))
def test_every_mark_can_be_taken_back(char):
    for touch in (kana.voiced, kana.half_voiced, kana.resized):
        assert touch(touch(char)) == char


def test_a_reading_is_typed_in_katakana_whatever_is_touched():
    board = Board.start(Kind.KANA, "ja")
    line = Line()
    for key in [key for row in board.layout().rows for key in row if key]:
        line = board.press(key, line)[1]
    assert readings.is_katakana(line.text.replace("・", ""))
    assert not any(key.act is Act.SCRIPT for key in board.layout().functions)


def test_every_sound_of_japanese_can_be_typed():
    typed = {key.text for row in Board(Kind.NAME, Pane.KANA).layout().rows for key in row if key}
    reached = typed | {touch(char) for char in typed for touch in (kana.voiced, kana.half_voiced, kana.resized)}
    assert {chr(code) for code in range(0x3041, 0x3095)} - set("ゐゑ") <= reached


@pytest.mark.parametrize("kind", [kind for kind in Kind if panes(kind)])
def test_boards_lead_to_each_other_and_rows_are_even(kind):
    for pane in panes(kind):
        layout = Board(kind, pane).layout(choices=True)
        assert len({len(row) for row in layout.rows}) <= 1
        led = {key.text for key in layout.functions if key.act is Act.PANE}
        assert led == {*panes(kind), Pane.CHOICES} - {pane}
        ids = [key.id for key in (*layout.functions, *(key for row in layout.rows for key in row if key))]
        assert len(ids) == len(set(ids))


def test_addresses_take_wide_digits_and_phones_narrow_ones():
    wide = {key.text for row in Board(Kind.ADDRESS, Pane.NUMBERS).layout().rows for key in row if key}
    assert {"１", "－", "丁目", "番地"} <= wide and "1" not in wide
    narrow = {key.text for row in Board(Kind.PHONE, Pane.NUMBERS).layout().rows for key in row if key}
    assert narrow == set("1234567890-+")


def test_capitals_come_first_and_shift_changes_them():
    board = Board.start(Kind.NAME, "en")
    assert board.pane is Pane.LATIN and board.layout().rows[0][0].text == "Q"
    board, _line = board.press(Key(Act.SHIFT), Line())
    assert board.layout().rows[0][0].text == "q"


FIRST, LAST = FIRST_DAY, date(2036, 11, 21)
DAYS = st.dates(FIRST, LAST)


@given(DAYS, st.booleans())
def test_every_day_can_be_reached(day, western):
    picker = DayPicker(FIRST, LAST, western)
    era = era_date(day).era
    for option in (day.year // 10 * 10 if western else era, day.year, day.month, day.day):
        picker = picker.chosen(option)
    assert picker.value == day
    assert picker == DayPicker.of(day, FIRST, LAST, western)
    assert picker.counted(not western).value == day


@given(st.booleans(), st.lists(st.integers(0, 200), min_size=4, max_size=4), DAYS, st.integers(0, 20000))
def test_no_impossible_day_can_be_made(western, touches, first, span):
    last = min(LAST, first + timedelta(days=span))
    picker = DayPicker(first, last, western)
    for touch in touches:
        options = picker.options()
        assert options
        picker = picker.chosen(options[touch % len(options)])
    assert picker.value is not None and first <= picker.value <= last
    if picker.era is not None:
        assert era_date(picker.value).era is picker.era


def test_the_last_year_of_an_era_ends_with_it():
    showa = next(era for era in ERAS if era.name == "昭和")
    picker = DayPicker(FIRST, LAST).chosen(showa)
    assert picker.year_number(picker.options()[-1]) == 64
    picker = picker.chosen(1989)
    assert picker.options() == (1,)
    assert picker.chosen(1).options() == tuple(range(1, 8))
    with pytest.raises(ValueError, match="not an option"):
        picker.chosen(2)


def test_a_part_can_be_chosen_again():
    picker = DayPicker.of(date(2024, 2, 29), FIRST, LAST)
    assert picker.part is Part.DAY and picker.options()[-1] == 29
    again = picker.without(Part.YEAR)
    assert again.part is Part.YEAR and again.month is None and again.value is None
    assert again.chosen(2023).chosen(2).options()[-1] == 28


def test_postal_codes_give_addresses():
    assert find_addresses("1020074") == ["東京都千代田区九段南"]
    assert find_addresses("4980000") == ["愛知県弥富市", "三重県桑名郡木曽岬町"]
    assert find_addresses("0000000") == find_addresses("12") == find_addresses("１０２００７４") == []
