"""The questions of the procedures guide: which come, the way back, what is left to the counter, what is stored."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from base.clock import HeldClock, today
from base.trouble import Trouble
from forms.actions import ActionType
from forms.guide.advice import Advice
from forms.guide.description import get_guide
from forms.guide.questions import Questions
from forms.reading import ReadField, Reading, Source
from forms.visit import Visit
from kiosk import intake
from kiosk.draft import Draft
from kiosk.family import household
from kiosk.journey import Journey
from kiosk.pictures import NOW
from kiosk.states import Event, State


def draft(source: Source = Source.PRE_ENTRY, **changes: str) -> Draft:
    truth = {**household(), **changes}
    rows = tuple(ReadField(path, value, value) for path, value in truth.items() if path != "kind" and value)
    return Draft.begin(HeldClock(NOW), truth["kind"]).with_reading(Reading(source, rows))


def questions(of: Draft) -> Questions:
    return Questions.of(get_guide(), of.kind, of.fields, today(HeldClock(NOW)), of.answers, of.passed)


def asked(of: Questions, word: str) -> list[str]:
    """The questions that come when each gets one answer."""
    found = []
    while (question := of.next) is not None:
        found.append(question.id)
        of = of.answered(question.id, word if word in question.words else question.words[-1])
    return found


def answer(journey: Journey, word: str) -> None:
    """Answers with this word, or with the last one where it is no answer: neither … both."""
    words = get_guide().questions[journey.question].words
    journey.on(Event.ANSWER, word=word if word in words else words[-1])


@pytest.fixture
def journey() -> Journey:
    """At the first question."""
    made = Journey(HeldClock(NOW), guide=get_guide())
    made.on(Event.START)
    made.on(Event.HAVE_QR)
    made.on(Event.CODE_READ, reading=draft().shown[0].reading)
    made.on(Event.LOOK_OVER)
    made.on(Event.GO_ON)
    made.on(Event.ACCEPT)
    assert made.state is State.QUESTION
    return made


def test_what_the_visit_tells_is_not_asked():
    without, with_card = questions(draft()), questions(draft(Source.MY_NUMBER_CARD))
    assert asked(without, "no")[0] == "mynumber_card"
    assert "mynumber_card" not in asked(with_card, "no") and asked(with_card, "no")[0] == "health_insurance"
    for known in ("event", "from_abroad", "by_card", "foreign", "aged_20_59", "aged_65", "children"):
        assert known not in asked(without, "yes")


def test_without_a_guide_nobody_is_asked():
    journey = Journey(HeldClock(NOW))
    for event, data in (
        (Event.START, {}),
        (Event.HAVE_QR, {}),
        (Event.CODE_READ, {"reading": draft().shown[0].reading}),
        (Event.LOOK_OVER, {}),
        (Event.GO_ON, {}),
        (Event.ACCEPT, {}),
    ):
        journey.on(event, **data)
    assert journey.state is State.SENDING and journey.questions is None


def test_back_goes_from_question_to_question_and_keeps_every_answer(journey):
    passed = []
    while journey.state is State.QUESTION:
        passed.append(journey.question)
        answer(journey, "no")
    answers = dict(journey.draft.answers)
    assert list(answers) == passed
    for id in reversed(passed):
        journey.on(Event.BACK)
        assert (journey.state, journey.question) == (State.QUESTION, id)
    journey.on(Event.BACK)
    assert journey.state is State.CONFIRM and journey.draft.answers == answers
    journey.on(Event.ACCEPT)
    assert journey.state is State.TODO and journey.draft.answers == answers


def test_another_answer_brings_other_questions_and_drops_no_other_answer(journey):
    before = {"mynumber_card": "yes", "health_insurance": "no", "pension": "no"}
    for id, word in before.items():
        assert journey.question == id
        journey.on(Event.ANSWER, word=word)
    assert journey.question == "support"
    journey.on(Event.ANSWER, word="yes")
    assert journey.question == "care_certified"
    journey.on(Event.ANSWER, word="yes")
    journey.on(Event.ANSWER, word="no")
    for _ in range(3):
        journey.on(Event.BACK)
    assert journey.question == "support"
    journey.on(Event.ANSWER, word="no")
    assert journey.question == "belongings" and journey.draft.answers == {**before, "support": "no"}


def test_a_question_left_to_the_counter_is_told_to_the_clerk_and_can_be_answered_after_all(journey):
    journey.on(Event.PASS_OVER)
    assert journey.questions.left == ("mynumber_card",) and journey.question == "health_insurance"
    journey.on(Event.LEAVE_REST)
    assert journey.state is State.TODO
    left = journey.questions.advice.left
    assert left[0] == get_guide().words["ja"]["question.mynumber_card.text"]
    assert len(left) == len(journey.questions.left)
    while journey.question != "support":
        journey.on(Event.BACK)
    journey.on(Event.ANSWER, word="yes")
    # Only now do these questions matter; the others stay with the counter.
    assert journey.question == "care_certified"
    while journey.state is State.QUESTION:
        answer(journey, "yes")
    assert "support" not in journey.questions.left and "mynumber_card" in journey.questions.left
    assert "disability_handbook" in [each.id for each in journey.questions.procedures]


def test_the_sample_family_is_asked_five_questions_at_most():
    assert len(asked(questions(draft(Source.MY_NUMBER_CARD)), "no")) <= 5


@pytest.mark.parametrize("event", ["moving_in", "change_of_address", "moving_out"])
def test_questions_that_stand_for_several_leave_none_out(event):
    """Whoever answers yes everywhere is asked everything that there is for this event, as before there were such."""
    of = questions(draft(Source.MY_NUMBER_CARD, kind=event))
    words = {"moving_in": {"seal"}, "change_of_address": set(), "moving_out": set()}[event]
    words |= {"care_certified", "pregnant", "medical"}
    words |= {"belongings", "signature", "record_copy"} if event != "moving_out" else {"motorbike"}
    assert words <= set(asked(of, "yes"))


def test_an_answer_that_there_is_not_changes_nothing(journey):
    before = journey.draft
    with pytest.raises(Trouble, match="guide_answer_invalid"):
        journey.on(Event.ANSWER, word="perhaps")
    assert journey.draft == before and journey.state is State.QUESTION


def test_the_advice_travels_with_the_visit_and_is_stored_once(journey):
    journey.on(Event.ANSWER, word="no")
    journey.on(Event.LEAVE_REST)
    advice = journey.questions.advice
    journey.on(Event.GO_ON)
    assert journey.state is State.SENDING
    stored = journey.draft.submitted("0042", "ja", "kiosk:1", "1", NOW, advice)
    assert stored.submitted("0042", "ja", "kiosk:1", "1", NOW, advice) is stored
    types = [each.type for each in stored.submission]
    assert types.index(ActionType.ANSWER) == types.index(ActionType.SUBMIT) - 1
    assert Visit.replay(stored.submission).advice == advice == Advice.from_json(advice.to_json())
    assert advice.answers == {"mynumber_card": "no"} and advice.procedures[0].id == "moving_in"
    assert "髙橋" not in repr(stored) and "no" not in repr(advice)


def test_the_guide_sheet_is_printed_in_the_same_job_and_recorded(journey, desk, store):
    journey.on(Event.LEAVE_REST)
    clock, now = HeldClock(NOW), journey.questions
    made = intake.number(store, journey.draft, clock, "en", "kiosk:1", "1", now.advice)
    intake.send(store, made)
    sheet = intake.guide_sheet(now, made, "en", clock, False)
    pages = intake.print_out(desk.printer, made, "", False, lambda _word: None, sheet)
    assert pages == {"move_notification": 1, "guide_sheet": 1} and len(desk.printer.printed) == 1
    with pikepdf.open(BytesIO(desk.printer.printed[0])) as document:
        assert len(document.pages) == 2
    intake.record_print(store, made, pages, "kiosk:1", NOW)
    forms = [each.data["form"] for each in store.actions if each.type is ActionType.PRINT]
    assert forms == ["move_notification", "guide_sheet"]
    assert store.visit.advice == now.advice


def test_every_form_that_belongs_to_a_procedure_is_printed_with_what_the_move_tells(desk, store):
    child = {"name": "髙橋　蓮", "kana": "タカハシ　レン", "birth_date": "2018-05-02", "relationship": "子"}
    family = draft(**{f"members[2].{name}": value for name, value in child.items()})
    clock, now = HeldClock(NOW), questions(family).rest_left_to_counter()
    assert now.forms == ("move_notification", "child_allowance_claim")
    made = intake.number(store, family, clock, "ja", "kiosk:1", "1", now.advice)
    pages = intake.print_out(desk.printer, made, "台東区長", False, lambda _word: None, None, "ja", now.forms)
    assert pages == {"move_notification": 1, "child_allowance_claim": 1}
    with pypdfium2.PdfDocument(desk.printer.printed[0]) as document:
        claim = document[1].get_textpage().get_text_range()
    for value in ("児童手当 認定請求書", "髙橋　蓮", "平成30年5月2日", "令和8年11月15日", "台東区長", "髙橋　美﨑"):
        assert value in claim


def test_a_visitor_who_reads_no_japanese_gets_a_copy_between_notification_and_sheet(journey, desk, store):
    journey.on(Event.LEAVE_REST)
    clock, now = HeldClock(NOW), journey.questions
    made = intake.number(store, journey.draft, clock, "ko", "kiosk:1", "1", now.advice)
    sheet = intake.guide_sheet(now, made, "ko", clock, False)
    pages = intake.print_out(desk.printer, made, "", False, lambda _word: None, sheet, "ko")
    assert pages == {"move_notification": 1, "visitor_copy": 1, "guide_sheet": 1}
    assert list(pages) == ["move_notification", "visitor_copy", "guide_sheet"]
    with pikepdf.open(BytesIO(desk.printer.printed[0])) as document:
        assert len(document.pages) == 3


def test_no_procedures_no_sheet(journey):
    draft = journey.draft
    empty = Questions(replace(get_guide(), rules=()), journey.questions.facts, {})
    assert intake.guide_sheet(empty, draft, "ja", HeldClock(NOW), False) is None


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["answer", "pass", "back", "rest"]), st.integers(0, 2)), max_size=40))
def test_any_walk_through_the_questions_ends_in_the_same_list(walk):
    """Whatever way somebody takes: the number never exceeds the most, and the list follows from the answers alone."""
    journey = Journey(HeldClock(NOW), guide=get_guide())
    journey.on(Event.START)
    journey.on(Event.HAVE_QR)
    journey.on(Event.CODE_READ, reading=draft().shown[0].reading)
    journey.on(Event.LOOK_OVER)
    journey.on(Event.GO_ON)
    for step, which in walk:
        if journey.state is State.CONFIRM:
            journey.on(Event.ACCEPT)
        now = journey.questions
        if journey.state is State.QUESTION:
            number, most = now.place(journey.question)
            assert 1 <= number <= most <= get_guide().max_questions
            words = now.guide.questions[journey.question].words
            match step:
                case "answer":
                    journey.on(Event.ANSWER, word=words[which % len(words)])
                case "pass":
                    journey.on(Event.PASS_OVER)
                case "rest":
                    journey.on(Event.LEAVE_REST)
        if step == "back":
            journey.on(Event.BACK)
    end = journey.questions.rest_left_to_counter()
    again = Questions(end.guide, end.facts, end.advice.answers).rest_left_to_counter()
    assert [each.id for each in again.procedures] == [each.id for each in end.procedures]
    assert not set(end.left) & set(end.advice.answers)
