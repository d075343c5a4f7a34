"""Dates: five eras, every way of writing them, and none that never was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from forms.dates import (
    ERAS,
    FIRST_DAY,
    NotADate,
    age_on,
    era_date,
    era_text,
    find_date,
    find_iso_date,
    get_coded_date,
    get_date,
    get_iso_date,
    short_era_text,
)

DAYS = st.dates(FIRST_DAY, date(2100, 12, 31))
DAY = date(2026, 11, 21)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
KANJI = "〇一二三四五六七八九"


def kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else KANJI[tens] + "十") + (KANJI[ones] if ones else "")


@pytest.mark.parametrize(
    "text",
    [
        "令和8年11月21日",
        "令和 8年11月21日",
        "令和　８年１１月２１日",
        " 令和8年11月21日（土） ",
        "令和8年11月21日生",
        "R8.11.21生",
        "2026/11/21生まれ",
        "㋿8年11月21日",
        "令8.11.21",
        "R8.11.21",
        "r8.11.21",
        "Ｒ０８．１１．２１",
        "R8/11/21",
        "R8-11-21",
        "R8・11・21",
        "R8·11·21",
        "令和８•１１•２１",
        "令和8.11.21",
        "令和八年十一月二十一日",
        "令和八年一一月二一日",
        "令和八年拾壱月弐拾壱日",
        "令和八年十一月廿一日",
        "2026年11月21日",
        "西暦2026年11月21日",
        "二〇二六年十一月二十一日",
        "2026-11-21",
        "2026/11/21",
        "2026.11.21",
        "２０２６－１１－２１",
        "2026−11−21",
        "20261121",
        "（令和8年11月21日）",
        "令和8年（2026年）11月21日",
        "2026年(令和8年)11月21日",
        "令和8(2026)年11月21日",
        "令和8年11月21日（2026年11月21日）",
        "R.8.11.21",
    ],
)
def test_every_way_of_writing_one_day(text):
    assert get_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("S60.3.14", date(1985, 3, 14)),
        ("昭和33年1月9日", date(1958, 1, 9)),
        ("㍼62年7月2日", date(1987, 7, 2)),
        ("㍻2年1月1日", date(1990, 1, 1)),
        ("㍽15年12月24日", date(1926, 12, 24)),
        ("㍾45年7月29日", date(1912, 7, 29)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("平成1年1月8日", date(1989, 1, 8)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("H31.4.30", date(2019, 4, 30)),
        ("昭和三十年十月十日", date(1955, 10, 10)),
        ("大正元年七月三十日", date(1912, 7, 30)),
        ("明治元年1月25日", date(1868, 1, 25)),
        ("2024-2-29", date(2024, 2, 29)),
    ],
)
def test_days_at_the_edges(text, day):
    assert get_date(text) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("昭和64年1月8日", "outside_era"),
        ("昭和65年1月1日", "outside_era"),
        ("平成31年5月1日", "outside_era"),
        ("平成元年1月7日", "outside_era"),
        ("令和元年4月30日", "outside_era"),
        ("大正15年12月25日", "outside_era"),
        ("大正元年7月29日", "outside_era"),
        ("昭和元年12月24日", "outside_era"),
        ("明治元年1月24日", "outside_era"),
        ("明治45年7月30日", "outside_era"),
        ("令和8年2月30日", "impossible"),
        ("令和7年2月29日", "impossible"),
        ("令和8年13月1日", "impossible"),
        ("令和8年0月1日", "impossible"),
        ("令和0年5月1日", "impossible"),
        ("2026-02-30", "impossible"),
        ("令和8年（2025年）11月21日", "impossible"),
        ("令和8年11月21日（2026年11月22日）", "impossible"),
        ("0000-01-01", "impossible"),
        ("20260230", "impossible"),
        ("", "unreadable"),
        ("令和", "unreadable"),
        ("令和8年11月", "unreadable"),
        ("8年11月21日", "unreadable"),
        ("11/21", "unreadable"),
        ("2026/11-21", "unreadable"),
        ("2026121", "unreadable"),
        ("R8.11.211", "unreadable"),
        ("令和8年1 1月21日", "unreadable"),
        ("2026 11 21", "unreadable"),
        ("令和八年一十月一日", "impossible-or-unreadable"),
        ("令和八年十十月一日", "unreadable"),
        ("令和八年〇十月一日", "unreadable"),
        ("令和八年二廿月一日", "unreadable"),
        ("慶応4年9月8日", "unreadable"),
        ("平成31年4月30日" + " " * 40, "unreadable"),
        ("<b>2026-11-21</b>", "unreadable"),
        ("令和٨年11月21日", "unreadable"),
    ],
)
def test_refused(text, reason):
    if reason == "impossible-or-unreadable":  # 一十 is a clumsy ten
        assert find_date(text) == date(2026, 10, 1)
        return
    with pytest.raises(NotADate) as caught:
        get_date(text)
    assert caught.value.reason == reason
    assert find_date(text) is None
    assert text == "" or text not in str(caught.value)


def test_an_era_that_ended_is_taken_on_request():
    assert get_date("平成31年5月1日", past_era_end=True) == date(2019, 5, 1)
    assert get_date("平成35年3月14日", past_era_end=True) == date(2023, 3, 14)
    assert find_date("平成元年1月7日", past_era_end=True) is None


def test_round_trip_of_every_day_since_meiji():
    day, last = FIRST_DAY, date(2030, 12, 31)
    while day <= last:
        assert get_date(era_text(day)) == day
        assert get_date(short_era_text(day)) == day
        day += timedelta(days=1)


@given(DAYS)
@example(date(1989, 1, 7))
@example(date(1989, 1, 8))
@example(date(2019, 4, 30))
@example(date(2019, 5, 1))
def test_round_trip_in_every_script(day):
    parts = era_date(day)
    words = f"{parts.era.name}{{}}年{{}}月{{}}日"
    year = "元" if parts.year == 1 else kanji(parts.year)
    assert get_date(era_text(day).translate(FULL_WIDTH)) == day
    assert get_date(era_text(day, padded=True)) == day
    assert get_date(words.format(year, kanji(day.month), kanji(day.day))) == day
    assert get_date(f"{day.year}年{day.month}月{day.day}日") == day
    assert get_date(day.isoformat()) == day == get_iso_date(day.isoformat())
    assert get_date(f"{day:%Y%m%d}") == day
    if parts.year <= 99:
        assert get_coded_date(f"{parts.era.code}{parts.year:02}{day:%m%d}") == day


@given(st.sampled_from(ERAS), st.integers(0, 99), st.integers(0, 13), st.integers(0, 32))
def test_a_date_is_taken_only_if_it_was(era, year, month, day):
    found = find_date(f"{era.name}{year}年{month}月{day}日")
    if found:
        parts = era_date(found)
        assert (parts.era, parts.year, parts.month, parts.day) == (era, year, month, day)


@given(st.text(max_size=50))
def test_any_text_is_a_date_or_a_reason(text):
    try:
        assert isinstance(get_date(text), date)
    except NotADate as trouble:
        assert trouble.reason in ("unreadable", "impossible", "outside_era")


def test_written_officially():
    assert era_text(date(2026, 11, 1)) == "令和8年11月1日"
    assert era_text(date(2026, 11, 1), padded=True) == "令和 8年11月 1日"
    assert era_text(date(2019, 5, 1)) == "令和元年5月1日"
    assert era_text(date(2019, 5, 1), padded=True) == "令和元年 5月 1日"
    assert short_era_text(DAY) == "R8.11.21"
    assert (era_date(DAY).era.letter, era_date(DAY).year_text) == ("R", "8")


def test_before_meiji_there_is_no_era_here():
    with pytest.raises(NotADate, match="outside_era"):
        era_text(FIRST_DAY - timedelta(days=1))


def test_coded_dates_of_a_licence():
    assert get_coded_date("3600314") == date(1985, 3, 14)
    assert get_coded_date("4350314") == date(2023, 3, 14)  # a licence that outlived its era
    assert get_coded_date("0000000") is None
    assert get_coded_date("") is None
    for bad in ("6080101", "308", "3６00314", "3600230"):
        with pytest.raises(NotADate):
            get_coded_date(bad)


@pytest.mark.parametrize("text", ["2026-1-2", "2026/01/02", "令和8年1月2日", "２０２６-01-02", "2026-02-30", "", None])
def test_data_has_one_way_only(text):
    assert find_iso_date(text) is None


def test_age():
    assert age_on(date(2011, 11, 22), DAY) == 14
    assert age_on(date(2011, 11, 21), DAY) == 15
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18
