"""An agent with a 委任状, a legal representative, oral questions: what is recorded, and when a letter has to go out."""

from __future__ import annotations

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from base.trouble import Trouble
from counter.review import Lacking
from forms.identity import IdentityCheck, Shortfall
from tests.counter.hands import Hands, settled

KEY = Qt.Key


def last(store, visit_id: str) -> dict:
    return dict(store.actions(visit_id)[-1].data)


@pytest.fixture
def opened(qtbot, store, put, clean, open_window, open_case):
    """Opens a clean visit of a notifier of this relation, at the identity check."""

    def at(relation: str):
        visit_id = put(clean)
        open_case(visit_id).settle("notifier.relation", relation)
        window = open_window()
        window.open(visit_id)
        settled(qtbot, window)
        hands = Hands(qtbot, window)
        hands.press(KEY.Key_F4)
        return hands, window, visit_id

    return at


def said(window) -> str:
    return "\n".join(label.text() for label in window.identity.findChildren(QLabel))


def test_an_agent_shows_a_document_and_a_power_of_attorney(opened, store) -> None:
    hands, window, visit_id = opened("agent")
    hands.press(KEY.Key_1, KEY.Key_Return)
    assert store.visit(visit_id).documents == ()
    assert window.wording("identity.authority") in said(window)
    hands.press(KEY.Key_H)
    assert window.wording("identity.notice_explain") in said(window)
    hands.press(KEY.Key_Return)
    assert last(store, visit_id) == {
        "documents": ["my_number_card"],
        "authority": ["power_of_attorney"],
        "questioned": False,
    }
    assert window.view.review.identity is None and window.view.review.needs_notice
    assert "委任状" in window.wording.identity(window.view.review)
    assert window.wording("identity.notice") in window.wording.identity(window.view.review)


def test_a_parent_is_asked_for_no_power_of_attorney(opened, store) -> None:
    hands, window, visit_id = opened("legal_representative")
    assert "委任状" not in {choice.words for choice in window.identity._choices.values()}
    hands.press(KEY.Key_1, KEY.Key_H, KEY.Key_Return)
    assert last(store, visit_id)["authority"] == ["family_register"]
    assert not window.view.review.needs_notice


def test_oral_questions_stand_for_a_missing_document_and_a_letter_goes_out(opened, store) -> None:
    hands, window, visit_id = opened("self")
    hands.press(KEY.Key_D)  # 社員証 alone is not enough
    assert not window.identity._record.isEnabled()
    hands.press(KEY.Key_H, KEY.Key_Return)
    assert last(store, visit_id) == {"documents": ["employee_id"], "authority": [], "questioned": True}
    assert window.view.review.needs_notice


def test_what_was_recorded_is_ticked_again_and_can_be_taken_back(opened, store) -> None:
    hands, window, visit_id = opened("agent")
    hands.press(KEY.Key_1, KEY.Key_H, KEY.Key_Return)
    hands.press(KEY.Key_F4)
    assert window.identity.chosen == IdentityCheck(("my_number_card",), ("power_of_attorney",))
    hands.press(KEY.Key_Escape)
    hands.press(KEY.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert store.visit(visit_id).identity_check == IdentityCheck()


def test_who_turns_out_to_be_an_agent_has_to_show_the_right_after_all(store, put, clean, open_case) -> None:
    case = open_case(put(clean))
    case.check_identity(["passport"])
    assert case.view.review.identity is None
    view = case.settle("notifier.relation", "agent")
    assert view.review.identity is Shortfall.AUTHORITY
    assert Lacking.IDENTITY in {each.what for each in view.review.missing}
    with pytest.raises(Trouble, match="not_ready_to_file"):
        case.file()
    with pytest.raises(Trouble, match="identity_not_enough"):
        case.check_identity(["passport"])
    assert case.check_identity(IdentityCheck(("passport",), ("power_of_attorney",))).review.identity is None
    case.file()


def test_the_letter_is_printed_by_a_key_and_recorded(opened, store, tmp_path) -> None:
    hands, window, visit_id = opened("agent")
    hands.press(KEY.Key_1, KEY.Key_H, KEY.Key_Return)
    assert window.foot.notice == window.wording("banner.notice_due")
    hands.press(KEY.Key_F4)
    hands.press(KEY.Key_F9, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert last(store, visit_id) == {"form": "acceptance_notice", "pages": 1}
    (letter,) = (tmp_path / "out").glob("*.pdf")
    with pypdfium2.PdfDocument(letter) as pdf:
        words = pdf[0].get_textpage().get_text_bounded()
    visit = store.visit(visit_id)
    assert visit.value("members[0].name") in words and visit.value("former_address") in words
    assert visit.value("new_address") not in words and visit.value("phone") not in words


def test_no_letter_where_none_is_due(opened, store, tmp_path) -> None:
    hands, window, _visit_id = opened("self")
    hands.press(KEY.Key_1, KEY.Key_Return)
    hands.press(KEY.Key_F9, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert window.foot.notice == window.wording("banner.notice_none")
    assert not list((tmp_path / "out").glob("*.pdf"))
