"""Web pages of the later manner: bands beneath each person, labels down the side, boxes of somebody else."""

from __future__ import annotations

import re
from html import unescape

from tools.sheets.web.banded import TOWN, banded, leave_out, sided, somebody_else
from tools.sheets.web.household import HOMES, LATER, Household
from tools.sheets.web.page import Writer

NAMES = ["kana", "name", "birth_date", "sex", "relationship", "individual_number", "nationality", "period_of_stay"]
COUNT = 60


def _text(markup: str) -> str:
    return "".join(unescape(re.sub("<[^>]*>", "", markup)).split())


def test_every_value_of_a_band_is_told_with_its_path() -> None:
    for number in range(LATER, LATER + COUNT):
        home = Household(number)
        home.joint = ()
        people = list(enumerate(home.family.people))
        markup = banded(home, NAMES, people)
        told = {path for path in home.sheet.values if path.startswith("members[")}
        assert set(re.findall('data-path="(members[^"]*)"', markup)) == told
        assert all(f"members[{index}].name" in told and each.individual_number for index, each in people)
        numbers = "".join(digits for digits in re.findall("[0-9]+", _text(markup)))
        assert all(each.individual_number in numbers for _, each in people)


def test_what_only_some_have_is_left_out_for_others() -> None:
    """Now and then nobody but foreign residents has their labels; unused blocks may have a number alone."""
    fewer = bare = 0
    for number in range(LATER, LATER + 3 * COUNT):
        home = Household(number)
        home.words |= {"nationality": "国籍・地域", "name": "氏名だ"}
        home.joint, home.english, home.named = (), "", False
        people = list(enumerate(home.family.people))
        foreign = sum(each.foreign for _, each in people)
        markup = _text(banded(home, NAMES, [*people, (len(people), None)]))
        count = markup.count("国籍・地域")
        assert count in (foreign, len(people) + 1, len(people)), number
        fewer += 0 < foreign == count < len(people)
        bare += markup.count("氏名だ") == len(people)
    assert fewer > 5 and bare > 20


def test_somebody_else_says_nothing_of_the_household() -> None:
    home = Household(LATER)
    boxes = {somebody_else(home) for _ in range(COUNT)}
    assert len(boxes) == COUNT and not any("data-path" in each for each in boxes) and not home.sheet.values


def test_the_second_address_may_be_left_out_or_half_filled() -> None:
    kinds = set()
    for number in range(LATER, LATER + 2 * COUNT):
        home = Household(number)
        whole = home.family.values["new_address"]
        leave_out(home)
        left = home.family.values["new_address"]
        assert left in ("", whole) or TOWN.fullmatch(left)
        kinds.add("empty" if not left else "whole" if left == whole else "half")
    assert kinds == {"empty", "whole", "half"}


def test_labels_down_the_side_keep_every_field() -> None:
    paths = ["former_address", "householder.former", "planned_on", "new_address", "new_building", "registered_domicile"]
    for number in range(LATER, LATER + COUNT):
        home = Household(number)
        markup = sided(home, paths)
        assert {path for path in paths if home.family.values.get(path)} <= set(re.findall('path="([^"]*)"', markup))


def test_only_later_numbers_are_of_this_manner() -> None:
    assert [Household(number).later for number in (0, LATER - 1, LATER, HOMES)] == [False, False, True, False]
    assert Writer(LATER + 7).write().markup == Writer(LATER + 7).write().markup
