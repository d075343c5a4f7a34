"""A clerk lays two visits side by side and decides: apart, taken back, joined. Roles and other hands are respected."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from base.trouble import Trouble
from counter import sample
from counter.case import Case
from counter.joining import LEFT_OUT
from counter.queue import Queue
from counter.session import Session
from forms.actions import ActionType, Status
from forms.roles import Role
from tests.counter.hands import Hands, settled

KEY = Qt.Key


def types(store, visit_id: str) -> list[str]:
    return [str(each.type) for each in store.actions(visit_id)]


def test_joined_people_come_with_their_pages_and_the_other_sheet_is_withdrawn(
    store, put, couple, mother, open_case
) -> None:
    first, second = put(couple), put(mother, "0043")
    case = open_case(first)
    view = case.join(second)
    visit = view.review.visit
    assert visit.members == 3
    assert visit.value("members[2].name") == sample.household()["members[2].name"]
    assert visit.joined == (second,)
    assert view.conflict is None
    assert len(visit.page_ids) == 2
    assert store.page(visit.page_ids[1]) == store.page(store.visit(second).page_ids[0])
    other = store.visit(second)
    assert (other.status, other.withdrawn_for) == (Status.WITHDRAWN, first)
    read = [each for each in store.actions(first) if "joined" in each.data]
    assert {row["path"] for each in read for row in each.data["reading"]["fields"]}.isdisjoint(LEFT_OUT)
    assert store.duplicates(store.visit(first)) == []


def test_the_picture_of_a_joined_field_is_on_its_own_page(store, put, couple, mother, open_case) -> None:
    from counter.pictures import page_id_of

    case = open_case(put(couple))
    visit = case.join(put(mother, "0043")).review.visit
    (said,) = [each for each in visit.fields["members[2].name"].evidence if each.source == "certificate"]
    assert page_id_of(visit, said) == visit.page_ids[1]


def test_what_people_decided_on_the_other_sheet_is_not_lost(store, put, couple, mother, open_case) -> None:
    first, second = put(couple), put(mother, "0043")
    other = open_case(second)
    other.settle("members[0].kana", "ワタナベ　ヨシヱ")
    visit = open_case(first).join(second).review.visit
    assert "ワタナベ　ヨシヱ" in visit.fields["members[2].kana"].candidates


def test_a_decision_stays_with_its_person_when_others_come_in(store, put, couple, mother, open_case) -> None:
    first, second = put(couple), put(mother, "0043")
    case = open_case(first)
    case.settle("members[1].relationship", "同居人")
    visit = case.join(second).review.visit
    assert visit.value("members[1].name") == sample.household()["members[1].name"]
    assert visit.value("members[1].relationship") == "同居人"
    assert visit.value("members[2].relationship") == sample.household()["members[2].relationship"]


def test_who_is_not_clear_is_settled_first(store, put, couple, mother, open_case) -> None:
    unsure = [replace(row, sure=False) if row.path.startswith("members[1]") else row for row in couple.readings[0]]
    alone = sample.SampleVisit((replace(couple.readings[0], fields=tuple(unsure)),), couple.pages)
    first, second = put(alone), put(mother, "0043")
    case = open_case(first)
    with pytest.raises(Trouble, match="settle_people_first"):
        case.join(second)
    assert types(store, first)[-1] == "take" and store.visit(second).status is Status.WAITING
    case.settle("members[1].name", sample.household()["members[1].name"])
    assert case.join(second).review.visit.members == 3


def test_protected_people_stay_protected_where_they_come_to(store, put, couple, mother, open_case) -> None:
    first, second = put(couple), put(mother, "0043")
    open_case(second, "boss").protect(True)
    store.accounts.add("boss", Role.SUPERVISOR, "correct horse battery", actor="it:root")
    store.accounts.add("sato", Role.CLERK, "correct horse battery", actor="clerk:boss")
    clerk = open_case(first, "sato")
    with pytest.raises(Trouble):  # however they came to know its id
        clerk.join(second)
    assert "read" not in types(store, first)[-2:] and not store.visit(first).protected
    boss = Case(store.seen_by("clerk:boss"), first, Session("boss"), clerk._clock)
    boss.take()
    assert boss.join(second).review.visit.members == 3
    assert store.visit(first).protected


def test_joining_twice_reads_nothing_twice(store, put, couple, mother, open_case) -> None:
    first, second = put(couple), put(mother, "0043")
    case = open_case(first)
    case.join(second)
    before = types(store, first), types(store, second)
    case.join(second)
    assert (types(store, first), types(store, second)) == before


class CutBetween:
    """The store, cut off after this visit was written and before the other one is."""

    def __init__(self, store, cut: str) -> None:
        self._store, self.cut = store, cut

    def __getattr__(self, name: str):
        return getattr(self._store, name)

    def add(self, actions, **more):
        if actions[0].visit_id == self.cut:
            raise Trouble("store_unreachable", place="–")
        return self._store.add(actions, **more)


def test_cut_in_between_joining_goes_on_where_it_was(store, put, couple, mother, clock) -> None:
    first, second = put(couple), put(mother, "0043")
    cut = CutBetween(store, second)
    case = Case(cut, first, Session("佐藤"), clock)
    case.open()
    with pytest.raises(Trouble, match="store_unreachable"):
        case.join(second)
    assert store.visit(second).status is Status.WAITING
    reads = types(store, first).count("read")
    cut.cut = ""
    case.join(second)
    assert types(store, first).count("read") == reads
    assert store.visit(second).withdrawn_for == first


@pytest.mark.parametrize("status", [Status.IN_REVIEW, Status.FILED, Status.WITHDRAWN])
def test_a_visit_in_other_hands_is_not_joined(store, put, couple, mother, clean, open_case, status) -> None:
    first, second = put(couple), put(clean if status is Status.FILED else mother, "0043")
    colleague = open_case(second, "鈴木")
    if status is Status.FILED:
        colleague.check_identity(["passport"])
        colleague.file()
    if status is Status.WITHDRAWN:
        colleague.withdraw("another")
    case = open_case(first)
    before = types(store, first)
    with pytest.raises(Trouble, match="visit_in_other_hands"):
        case.join(second)
    assert types(store, first) == before


def test_a_withdrawn_visit_comes_back_when_it_is_taken(store, put, clean, open_case) -> None:
    first, second = put(clean), put(clean, "0043")
    case = open_case(second)
    case.withdraw(first)
    assert store.visit(second).status is Status.WITHDRAWN
    with pytest.raises(Trouble, match="visit_not_taken"):
        case.settle("phone", "03-0000-0000")
    view = case.take()
    assert view.mine and view.review.visit.withdrawn_for is None


def test_nobody_decides_over_a_visit_that_is_not_in_hand(store, put, clean, open_case) -> None:
    first, second = put(clean), put(clean, "0043")
    open_case(first, "鈴木")
    case = open_case(first)
    for act in (case.tell_apart, case.withdraw, case.join):
        with pytest.raises(Trouble, match="visit_not_taken"):
            act(second)


def test_the_window_tells_how_many_and_lays_them_side_by_side(qtbot, store, put, clean, couple, open_window) -> None:
    first = put(clean)
    second = put(couple, "0043", 3)
    window = open_window()
    hands = Hands(qtbot, window)
    window.open(first)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: window.idle and window.notice.words != "")
    assert "1" in window.notice.words
    name = sample.household()["members[0].name"]
    assert name not in window.notice.words
    hands.press(KEY.Key_F10)
    assert window.desk.currentWidget() is window.compare
    views = [line.visit_id for line in store.audit.lines() if line.act == "view"]
    assert views == [first, second]
    # Digits choose verdicts here and never candidates behind the page.
    hands.press(KEY.Key_1)
    assert store.visit(first).status is Status.IN_REVIEW and types(store, first)[-1] == "take"
    hands.press(KEY.Key_Return)
    assert types(store, first)[-1] == str(ActionType.TELL_APART)
    assert window.desk.currentWidget() is window.work
    assert window.notice.words == ""


def test_withdrawing_leads_back_to_the_list(qtbot, store, put, clean, open_window) -> None:
    first, second = put(clean), put(clean, "0043", 3)
    window = open_window()
    hands = Hands(qtbot, window)
    window.open(second)
    settled(qtbot, window)
    hands.press(KEY.Key_F10, KEY.Key_2, KEY.Key_Return)
    assert store.visit(second).withdrawn_for == first
    assert window.view is None
    assert "0043" in window.foot.notice
    assert window.office.queue.find(second) is None


def test_joining_stays_with_the_visit(qtbot, store, put, couple, mother, open_window) -> None:
    first, second = put(couple), put(mother, "0043", 3)
    window = open_window()
    hands = Hands(qtbot, window)
    window.open(first)
    settled(qtbot, window)
    hands.press(KEY.Key_F10, KEY.Key_3, KEY.Key_Return)
    assert window.view is not None and window.view.review.visit.members == 3
    assert store.visit(second).status is Status.WITHDRAWN
    assert window.desk.currentWidget() is window.work
    assert "0043" in window.foot.notice


def test_page_down_goes_on_and_escape_back(qtbot, store, put, clean, open_window) -> None:
    ids = [put(clean, f"004{number}", number) for number in (1, 2, 3)]
    window = open_window()
    hands = Hands(qtbot, window)
    window.open(ids[0])
    settled(qtbot, window)
    hands.press(KEY.Key_F10)
    before = window.compare.other_number
    hands.press(KEY.Key_PageDown)
    assert {before, window.compare.other_number} == {"0042", "0043"}
    hands.press(KEY.Key_PageDown)
    assert window.compare.other_number == before
    hands.press(KEY.Key_Escape)
    assert window.desk.currentWidget() is window.work


def test_without_duplicates_the_key_does_nothing(qtbot, store, put, clean, open_window) -> None:
    first = put(clean)
    window = open_window()
    hands = Hands(qtbot, window)
    window.open(first)
    settled(qtbot, window)
    hands.press(KEY.Key_F10)
    assert window.desk.currentWidget() is window.work
    assert window.notice.words == ""


def test_who_may_not_see_the_other_visit_is_shown_nothing(qtbot, store, put, clean, open_window) -> None:
    """The right is asked for when the other visit is opened, whatever the notice counted before."""
    first, second = put(clean), put(clean, "0043", 3)
    window = open_window(clerk="sato")
    hands = Hands(qtbot, window)
    window.open(first)
    settled(qtbot, window)
    store.accounts.add("boss", Role.SUPERVISOR, "correct horse battery", actor="it:root")
    hands.press(KEY.Key_F10)
    assert window.desk.currentWidget() is window.work
    assert [line.result for line in store.audit.lines() if line.visit_id == second and line.act == "view"] == [
        "not_allowed"
    ]


def test_withdrawn_visits_have_left_the_list(store, put, clean, open_case, clock) -> None:
    first, second = put(clean), put(clean, "0043")
    open_case(second).withdraw(first)
    later = clock.now() + timedelta(minutes=1)
    assert Queue.at(store.visits(), later).find(second) is None
