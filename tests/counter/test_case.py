"""A case on a real store: decisions become actions, undo adds, conflicts lose nothing, filing is guarded."""

from __future__ import annotations

import pytest

from base.trouble import Trouble
from counter.changes import Changed
from counter.review import Lacking, Need
from forms.actions import ActionType, Status
from forms.reading import ReadField, Reading, Source

NAME, KANA = "members[1].name", "members[2].kana"


def types(store, visit_id: str) -> list[str]:
    return [str(each.type) for each in store.actions(visit_id)]


def test_opening_takes_a_visit_that_waits(store, put, family, open_case) -> None:
    visit_id = put(family)
    view = open_case(visit_id).view
    assert view.mine
    assert types(store, visit_id)[-1] == "take"
    assert [row.path for row in view.review.needs_eyes] == [NAME, KANA]
    assert [row.need for row in view.review.needs_eyes] == [Need.CONFLICT, Need.DOUBTFUL]


def test_anybody_elses_visit_is_only_looked_at(store, put, family, open_case) -> None:
    visit_id = put(family)
    open_case(visit_id, "鈴木")
    case = open_case(visit_id, "佐藤")
    assert not case.view.mine
    assert case.view.can_take
    for act in (
        lambda: case.settle(KANA, "ワタナベ　ヨシエ"),
        lambda: case.check_identity(["passport"]),
        lambda: case.hold("理由"),
        lambda: case.give_back("理由"),
        case.file,
        case.undo,
    ):
        with pytest.raises(Trouble) as refused:
            act()
        assert refused.value.id == "visit_not_taken"
    assert types(store, visit_id)[-1] == "take"
    assert case.take().mine


def test_settling_records_path_value_and_old(store, put, family, open_case) -> None:
    visit_id = put(family)
    case = open_case(visit_id)
    case.settle(NAME, "髙橋　美崎")
    case.settle(NAME, "髙橋　美﨑")
    first, second = store.actions(visit_id)[-2:]
    assert (first.type, first.actor) == (ActionType.SETTLE, "clerk:佐藤")
    assert dict(first.data) == {"path": NAME, "value": "髙橋　美崎", "old": None}
    assert dict(second.data) == {"path": NAME, "value": "髙橋　美﨑", "old": "髙橋　美崎"}
    assert case.view.review.find(NAME).value == "髙橋　美﨑"


def test_the_same_decision_twice_is_one_action(store, put, family, open_case) -> None:
    case = open_case(put(family))
    case.settle(NAME, "髙橋　美﨑")
    count = len(store.actions(case.visit_id))
    case.settle(NAME, "髙橋　美﨑")
    assert len(store.actions(case.visit_id)) == count


def test_undo_leads_back_step_by_step_and_removes_nothing(store, put, family, open_case) -> None:
    case = open_case(put(family))
    before = len(store.actions(case.visit_id))
    case.settle(NAME, "髙橋　美崎")
    case.settle(NAME, "髙橋　美﨑")
    case.check_identity(["passport"])
    case.check_identity(["pension_book", "student_id"])
    assert case.undo().review.visit.documents == ("passport",)
    assert case.undo().review.visit.documents == ()
    assert case.undo().review.find(NAME).value == "髙橋　美崎"
    assert case.view.review.find(NAME).need is None
    view = case.undo()
    assert view.review.find(NAME).need is Need.CONFLICT
    assert not view.can_undo
    assert len(store.actions(case.visit_id)) == before + 8
    assert not case.undo().can_undo
    assert len(store.actions(case.visit_id)) == before + 8


def test_undo_survives_closing_and_opening_again(put, family, open_case) -> None:
    visit_id = put(family)
    open_case(visit_id).settle(NAME, "髙橋　美崎")
    case = open_case(visit_id)
    assert case.view.can_undo
    assert case.undo().review.find(NAME).need is Need.CONFLICT


def test_undo_brings_back_what_the_visitor_had_confirmed(store, put, family, open_case, clock) -> None:
    from forms.actions import Action
    from forms.visit import new_id

    actions, pages = family.actions("0042", clock.now())
    values = {"phone": "03-1111-1111", NAME: "髙橋　美崎"}
    confirm = Action(new_id(), actions[0].visit_id, ActionType.CONFIRM, clock.now(), "kiosk:1", {"values": values})
    store.add([*actions[:-1], confirm, actions[-1]], pages=pages)
    case = open_case(actions[0].visit_id)
    assert case.view.review.find(NAME).need is Need.CONFLICT
    case.settle(NAME, "髙橋　美﨑")
    case.settle("phone", "03-2222-2222")
    case.undo()
    view = case.undo()
    assert view.review.find("phone").value == "03-1111-1111"
    assert view.review.find(NAME).value == "髙橋　美崎"
    assert view.review.find(NAME).need is Need.CONFLICT


def test_confirming_the_visitors_choice_settles_the_conflict(store, put, family, open_case, clock) -> None:
    from forms.actions import Action
    from forms.visit import new_id

    actions, pages = family.actions("0042", clock.now())
    values = {NAME: "髙橋　美崎"}
    confirm = Action(new_id(), actions[0].visit_id, ActionType.CONFIRM, clock.now(), "kiosk:1", {"values": values})
    store.add([*actions[:-1], confirm, actions[-1]], pages=pages)
    case = open_case(actions[0].visit_id)
    assert case.settle(NAME, "髙橋　美崎").review.find(NAME).need is None


def test_undo_leaves_what_somebody_else_decided_since(store, put, family, open_case) -> None:
    visit_id = put(family)
    mine = open_case(visit_id)
    mine.settle(NAME, "髙橋　美崎")
    theirs = open_case(visit_id, "鈴木")
    theirs.take()
    theirs.settle(NAME, "髙橋　美﨑")
    mine.reload()
    mine.let_be()
    mine.take()
    assert not mine.view.can_undo
    assert mine.undo().review.find(NAME).value == "髙橋　美﨑"


def test_filing_is_refused_until_nothing_is_missing(store, put, family, open_case) -> None:
    case = open_case(put(family))
    with pytest.raises(Trouble) as refused:
        case.file()
    assert (refused.value.id, refused.value.details) == ("not_ready_to_file", {"count": 3})
    case.settle(NAME, "髙橋　美﨑")
    case.settle(KANA, "ワタナベ　ヨシエ")
    with pytest.raises(Trouble):
        case.file()
    assert [each.what for each in case.view.review.missing] == [Lacking.IDENTITY]
    case.check_identity(["my_number_card"])
    assert case.file().review.visit.status is Status.FILED
    assert store.visit(case.visit_id).status is Status.FILED


def test_two_of_group_b_are_no_identity_check(store, put, family, open_case) -> None:
    case = open_case(put(family))
    with pytest.raises(Trouble) as refused:
        case.check_identity(["student_id", "employee_id"])
    assert refused.value.id == "identity_not_enough"
    assert "check_identity" not in types(store, case.visit_id)


@pytest.mark.parametrize(("act", "status"), [("hold", Status.HELD), ("give_back", Status.RETURNED)])
def test_put_away_with_a_reason_and_taken_again(put, family, open_case, act: str, status: Status) -> None:
    case = open_case(put(family))
    with pytest.raises(Trouble) as refused:
        getattr(case, act)("  ")
    assert refused.value.id == "reason_missing"
    view = getattr(case, act)("書類を待つ")
    assert (view.review.visit.status, view.review.visit.reason) == (status, "書類を待つ")
    assert not view.mine
    assert case.take().mine


def test_a_value_that_is_too_long_is_refused(put, family, open_case) -> None:
    with pytest.raises(Trouble) as refused:
        open_case(put(family)).settle("phone", "1" * 21)
    assert refused.value.id == "value_too_long"


def test_a_colleague_was_faster_nothing_is_lost(store, put, family, open_case) -> None:
    visit_id = put(family)
    mine, theirs = open_case(visit_id), open_case(visit_id)  # two windows of one clerk
    theirs.settle(NAME, "髙橋　美﨑")
    view = mine.settle(KANA, "ワタナベ　ヨシエ")
    assert [(each.what, each.path, each.new) for each in view.conflict.changes] == [(Changed.FIELD, NAME, "髙橋　美﨑")]
    assert [each.data["path"] for each in view.conflict.wanted] == [KANA]
    assert store.visit(visit_id).confirmations.keys() == {NAME}
    view = mine.again()
    assert view.conflict is None
    assert {path: each.value for path, each in store.visit(visit_id).confirmations.items()} == {
        NAME: "髙橋　美﨑",
        KANA: "ワタナベ　ヨシエ",
    }


def test_doing_it_again_takes_the_visit_over(store, put, family, open_case) -> None:
    visit_id = put(family)
    mine = open_case(visit_id)
    theirs = open_case(visit_id, "鈴木")
    theirs.take()
    view = mine.settle(KANA, "ワタナベ　ヨシエ")
    assert [each.what for each in view.conflict.changes] == [Changed.ASSIGNEE]
    assert mine.again().mine
    assert store.visit(visit_id).confirmations[KANA].value == "ワタナベ　ヨシエ"


def test_what_was_read_is_taken_in_again_with_its_pages_and_only_once(store, put, family, open_case) -> None:
    visit_id = put(family)
    mine = open_case(visit_id)
    open_case(visit_id, "鈴木").take()
    reading = Reading(Source.CERTIFICATE, (ReadField("phone", "03-0000-0000", "03-0000-0000", 0.9),))
    assert mine.read(reading, [b"a page"]).conflict.wanted
    pages = len(store.visit(visit_id).page_ids)
    mine.again()
    visit = store.visit(visit_id)
    assert visit.readings.count(reading) == 1
    assert len(visit.page_ids) == pages + 1
    assert store.page(visit.page_ids[-1]) == b"a page"
    open_case(visit_id, "鈴木").take()
    assert mine.read(reading, [b"a page"]).conflict.wanted == ()


def test_filing_is_never_done_again_by_itself(store, put, family, open_case) -> None:
    visit_id = put(family)
    mine = open_case(visit_id)
    mine.settle(NAME, "髙橋　美﨑")
    mine.settle(KANA, "ワタナベ　ヨシエ")
    mine.check_identity(["passport"])
    open_case(visit_id).settle("phone", "03-0000-0000")
    assert mine.file().conflict is not None
    mine.again()
    assert store.visit(visit_id).status is Status.IN_REVIEW
    mine.file()
    assert store.visit(visit_id).status is Status.FILED


def test_what_already_holds_is_not_asked_again(put, family, open_case) -> None:
    visit_id = put(family)
    mine, other = open_case(visit_id), open_case(visit_id)
    other.settle(KANA, "ワタナベ　ヨシエ")
    view = mine.settle(KANA, "ワタナベ　ヨシエ")
    assert view.conflict.wanted == ()


def test_reload_shows_what_changed(put, family, open_case) -> None:
    visit_id = put(family)
    mine = open_case(visit_id)
    assert mine.reload().conflict is None
    open_case(visit_id).check_identity(["passport"])
    assert [each.what for each in mine.reload().conflict.changes] == [Changed.IDENTITY]
    assert mine.let_be().conflict is None


class CutStore:
    """Writes, and then says that it could not: the answer got lost on the way."""

    def __init__(self, store) -> None:
        self._store, self.cut = store, True

    def actions(self, visit_id: str):
        return self._store.actions(visit_id)

    def add(self, actions, *, expected_version=None):
        version = self._store.add(actions, expected_version=expected_version)
        if self.cut:
            raise Trouble("store_unreachable")
        return version


def test_a_lost_answer_makes_no_second_action(store, put, family, clock) -> None:
    from counter.case import Case
    from counter.session import Session

    cut = CutStore(store)
    visit_id = put(family)
    cut.cut = False
    case = Case(cut, visit_id, Session("佐藤"), clock)
    case.open()
    cut.cut = True
    with pytest.raises(Trouble):
        case.settle(NAME, "髙橋　美﨑")
    cut.cut = False
    view = case.settle(NAME, "髙橋　美﨑")
    assert view.conflict is None
    assert types(store, visit_id).count("settle") == 1


def test_a_lost_answer_is_no_conflict_with_oneself(store, put, family, clock) -> None:
    from counter.case import Case
    from counter.session import Session

    cut = CutStore(store)
    case = Case(cut, put(family), Session("佐藤"), clock)
    with pytest.raises(Trouble):
        case.open()
    cut.cut = False
    assert case.reload().conflict is None
    assert case.view.mine


def test_printing_is_recorded_on_a_filed_visit_too(store, put, clean, open_case) -> None:
    case = open_case(put(clean))
    case.check_identity(["passport"])
    case.file()
    case.printed("move_notification", 1)
    assert dict(store.actions(case.visit_id)[-1].data) == {"form": "move_notification", "pages": 1}


def test_a_clean_visit_needs_only_the_identity_check(put, clean, open_case) -> None:
    view = open_case(put(clean)).view
    assert [each.what for each in view.review.missing] == [Lacking.IDENTITY]
