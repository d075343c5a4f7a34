"""Two visits that were joined by mistake are parted again: both stand as before, and nothing that was done is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from base.trouble import Trouble
from counter import sample
from counter.case import Case
from counter.session import Session
from forms.actions import ActionType, Status
from forms.reading import ReadField, Reading, Source
from forms.visit import Visit
from tests.counter.hands import Hands, settled

KEY = Qt.Key
REASON = "別の世帯の方でした"


def content(visit: Visit) -> dict:
    """Everything of a visit but who has it and how many actions it took."""
    fields = {path: (each.value, each.state, each.confirmation is None) for path, each in visit.fields.items()}
    decided = {path: each.value for path, each in visit.confirmations.items()}
    rest = (visit.readings, visit.page_ids, visit.joined, visit.brought, visit.members, visit.movers, visit.kind)
    return {"fields": fields, "decided": decided, "rest": rest, "status": visit.status, "reason": visit.reason}


def put_aside(case: Case, status: Status) -> None:
    match status:
        case Status.HELD:
            case.hold("書類がそろうのを待つ")
        case Status.RETURNED:
            case.give_back("内容を直していただく")
        case Status.WAITING:
            case.release()


@pytest.mark.parametrize("status", [Status.WAITING, Status.HELD, Status.RETURNED, Status.IN_REVIEW])
def test_both_visits_stand_as_before_and_nothing_is_removed(store, put, couple, mother, open_case, status) -> None:
    first, second = put(couple), put(mother, "0043")
    put_aside(open_case(second), status)
    case = open_case(first)
    case.settle("members[1].relationship", "同居人")
    before, there = content(store.visit(first)), content(store.visit(second))
    done, done_there = store.actions(first), store.actions(second)
    case.join(second)
    joined = len(store.actions(first))
    view = case.part(REASON)
    assert view.conflict is None and view.mine
    assert content(store.visit(first)) == before
    assert content(store.visit(second)) == there
    assert store.visit(second).assignee == (store.visit(first).assignee if status is Status.IN_REVIEW else None)
    assert store.actions(first)[: len(done)] == done and store.actions(second)[: len(done_there)] == done_there
    last = store.actions(first)[-1]
    assert (last.type, last.data) == (ActionType.PART, {"visit": second, "reason": REASON})
    lines = [line for line in store.audit.lines() if line.visit_id == first]
    assert [line.act for line in lines][-1] == "part" and store.visit(first).version == len(store.actions(first))
    assert len(store.actions(first)) > joined
    assert store.search(mother.readings[0].find("members[0].name").value)[0].id == second
    assert [each.id for each in store.search(sample.household()["members[2].name"])] == [second]


def test_a_parted_visit_can_be_joined_and_parted_again(store, put, couple, mother, open_case) -> None:
    first, second = put(couple), put(mother, "0043")
    case = open_case(first)
    before = content(store.visit(first))
    for _ in range(2):
        assert case.join(second).review.visit.members == 3
        case.part(REASON)
        assert content(store.visit(first)) == before
    assert case.part(REASON).review.visit.version == store.visit(first).version  # nothing is left to part


def test_decisions_since_then_stay_with_whom_they_are_about(store, put, couple, mother, open_case) -> None:
    first, second = put(couple), put(mother, "0043")
    case = open_case(first)
    case.join(second)
    case.settle("members[1].relationship", "同居人")  # of somebody of this visit
    case.settle("members[2].kana", "ワタナベ　ヨシヱ")  # of who goes out again
    case.settle("new_building", "別館１号")  # both sheets have a word in it, and neither says this
    case.settle("phone", "03-0000-0000")  # nothing to do with the other sheet
    case.settle("members[3].name", "髙橋　三郎")  # somebody whom nobody's sheet names
    case.settle("members[3].relationship", "子")
    visit = case.part(REASON).review.visit
    assert visit.value("members[1].relationship") == "同居人"
    assert visit.value("phone") == "03-0000-0000"
    assert visit.value("new_building") == sample.household()["new_building"]
    assert (visit.members, visit.value("members[2].name"), visit.value("members[2].relationship")) == (
        3,
        "髙橋　三郎",
        "子",
    )
    assert visit.value("members[2].kana") is None
    assert visit.value("members[0].name") == sample.household()["members[0].name"]
    again = case.undo().review.visit
    assert again.version == visit.version, "what lies before the parting is not taken back by the key"


def test_two_that_were_joined_go_out_one_after_the_other(store, put, couple, mother, open_case) -> None:
    third = sample.SampleVisit((other_person(),), ())
    first, second, last = put(couple), put(mother, "0043"), put(third, "0044")
    case = open_case(first)
    case.join(second)
    case.settle("members[2].relationship", "母")
    with_mother = content(store.visit(first))
    assert case.join(last).review.visit.members == 4
    assert case.part(REASON).review.visit.joined == (second,)
    assert content(store.visit(first)) == with_mother
    assert case.part(REASON).review.visit.members == 2
    assert store.visit(last).status is store.visit(second).status is Status.WAITING


def other_person() -> Reading:
    said = {"members[0].name": "山田　花子", "members[0].kana": "ヤマダ　ハナコ", "members[0].birth_date": "1999-01-31"}
    return Reading(Source.PRE_ENTRY, tuple(ReadField(path, value, value, 0.9) for path, value in said.items()))


def test_who_was_taken_up_by_somebody_else_since_stays_with_them(store, put, couple, mother, open_case) -> None:
    first, second = put(couple), put(mother, "0043")
    case = open_case(first)
    case.join(second)
    open_case(second, "鈴木").take()
    assert case.part(REASON).review.visit.members == 2
    assert store.visit(second).assignee == Session("鈴木").actor


class CutBetween:
    """The store, cut off when this visit is to be written."""

    def __init__(self, store, cut: str = "") -> None:
        self._store, self.cut = store, cut

    def __getattr__(self, name: str):
        return getattr(self._store, name)

    def add(self, actions, **more):
        if actions[0].visit_id == self.cut:
            raise Trouble("store_unreachable", place="–")
        return self._store.add(actions, **more)


@pytest.mark.parametrize("at", ["first", "second"])
def test_cut_in_between_parting_goes_on_where_it_was(store, put, couple, mother, clock, at) -> None:
    first, second = put(couple), put(mother, "0043")
    cut = CutBetween(store)
    case = Case(cut, first, Session("佐藤"), clock)
    case.open()
    before = content(store.visit(first))
    case.join(second)
    cut.cut = {"first": first, "second": second}[at]
    with pytest.raises(Trouble, match="store_unreachable"):
        case.part(REASON)
    here = store.visit(first).joined == (second,)
    assert here, "nobody may be in neither visit"
    cut.cut = ""
    case.part(REASON)
    assert content(store.visit(first)) == before and store.visit(second).status is Status.WAITING
    assert [each.type for each in store.actions(first)].count(ActionType.PART) == 1
    assert [each.type for each in store.actions(second)].count(ActionType.RELEASE) == 1


@pytest.mark.expected_log("counter.version_conflict")
def test_a_colleague_in_between_is_shown_and_nothing_is_parted(store, put, couple, mother, open_case) -> None:
    first, second = put(couple), put(mother, "0043")
    case = open_case(first)
    case.join(second)
    colleague = open_case(first, "鈴木")
    colleague.take()
    view = case.part(REASON)
    assert view.conflict is not None and view.conflict.wanted == ()
    assert store.visit(second).withdrawn_for == first and store.visit(first).joined == (second,)


def test_a_reason_is_needed_and_the_visit_in_hand(store, put, couple, mother, open_case) -> None:
    first, second = put(couple), put(mother, "0043")
    case = open_case(first)
    case.join(second)
    with pytest.raises(Trouble, match="reason_missing"):
        case.part("  ")
    case.hold("後で")
    with pytest.raises(Trouble, match="visit_not_taken"):
        case.part(REASON)
    assert store.visit(first).joined == (second,)


def test_two_keys_part_what_was_joined(qtbot, store, put, couple, mother, open_window) -> None:
    first, second = put(couple), put(mother, "0043", 3)
    window = open_window()
    hands = Hands(qtbot, window)
    window.open(first)
    settled(qtbot, window)
    hands.press(KEY.Key_F10, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert window.at_fields and window.joined.words == ""
    hands.press(KEY.Key_F10, KEY.Key_3, KEY.Key_Return)
    assert "1" in window.joined.words
    hands.press(KEY.Key_F10, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert window.side.currentWidget() is window.reason
    hands.press(KEY.Key_1)
    assert window.at_fields and window.joined.words == "" and window.foot.notice
    assert window.view is not None and window.view.review.visit.members == 2
    assert store.actions(first)[-1].data["reason"] == window.wording("reason.other_household")
    assert store.visit(second).status is Status.WAITING
    qtbot.waitUntil(lambda: window.office.queue.find(second) is not None, timeout=60_000)
