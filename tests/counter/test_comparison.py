"""Two visits side by side: what differs, what is only written differently, and whose row is whose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.clock import JAPAN
from counter import sample
from counter.comparison import Comparison, Difference
from forms.actions import Action, ActionType
from forms.visit import Visit, new_id

AT = datetime(2026, 11, 21, 10, 24, tzinfo=JAPAN)
FAMILY = sample.household()


def visit(values: Mapping[str, str]) -> Visit:
    id = new_id()
    said = {"values": {**values, "kind": "moving_in"}}
    opened = Action(new_id(), id, ActionType.OPEN, AT, "kiosk:1", {"kind": "moving_in"})
    return Visit.replay([opened, Action(new_id(), id, ActionType.CONFIRM, AT, "kiosk:1", said)])


def differences(here: Mapping[str, str], there: Mapping[str, str]) -> dict[str, Difference]:
    return {pair.path: pair.difference for pair in Comparison.of(visit(here), visit(there)).pairs}


def test_the_same_twice_has_no_difference() -> None:
    assert set(differences(FAMILY, FAMILY).values()) == {Difference.SAME}
    assert Comparison.of(visit(FAMILY), visit(FAMILY)).differences == 0


@pytest.mark.parametrize(
    ("path", "other", "difference"),
    [
        ("members[0].name", "高橋　一郎", Difference.VARIANT),
        ("members[0].kana", "ﾀｶﾊｼ ｲﾁﾛｳ", Difference.NOTATION),
        ("moved_on", "2026-11-16", Difference.DIFFERENT),
        ("phone", "", Difference.ONLY_HERE),
        ("new_address", "東京都千代田区九段南1-2-1", Difference.NOTATION),
    ],
)
def test_one_difference_is_told_for_what_it_is(path: str, other: str, difference: Difference) -> None:
    found = differences(FAMILY, {**FAMILY, path: other})
    assert found.pop(path) is difference
    assert set(found.values()) == {Difference.SAME}


def test_what_only_the_other_has() -> None:
    without = {path: value for path, value in FAMILY.items() if path != "phone"}
    assert differences(without, FAMILY)["phone"] is Difference.ONLY_THERE


def test_people_in_another_order_are_still_the_same_people() -> None:
    turned = {path.replace("members[1]", "members[9]"): value for path, value in FAMILY.items()}
    turned = {path.replace("members[2]", "members[1]"): value for path, value in turned.items()}
    turned = {path.replace("members[9]", "members[2]"): value for path, value in turned.items()}
    assert set(differences(FAMILY, turned).values()) == {Difference.SAME}


def test_a_resident_record_code_is_never_laid_beside_another() -> None:
    coded = {**FAMILY, "members[0].resident_code": "12345678901"}
    assert "members[0].resident_code" not in differences(coded, coded)


@given(st.sets(st.sampled_from(sorted(FAMILY))), st.sets(st.sampled_from(sorted(FAMILY))))
def test_turned_round_it_says_the_same(left: set[str], right: set[str]) -> None:
    keep = {"members[0].name", "members[1].name", "members[2].name"}
    here = {path: value for path, value in FAMILY.items() if path in left | keep}
    there = {path: value for path, value in FAMILY.items() if path in right | keep}
    turned = {Difference.ONLY_HERE: Difference.ONLY_THERE, Difference.ONLY_THERE: Difference.ONLY_HERE}
    one, other = differences(here, there), differences(there, here)
    assert one == {path: turned.get(each, each) for path, each in other.items()}
