"""Walking through guides: the small one, and the shipped one under every answer that hypothesis thinks of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from base.trouble import Trouble
from forms.guide.conditions import judge
from forms.guide.description import get_guide, guide_ids
from forms.guide.facts import Facts
from forms.guide.parsing import parse_guide
from forms.guide.walk import (
    next_question,
    previous_question,
    procedures,
    progress,
    relevant,
    standing,
    trail,
    with_answer,
)

from .conftest import NOTHING, TODAY

WARD = get_guide("chiyoda_like")
WORDS = st.fixed_dictionaries({id: st.sampled_from(each.words) for id, each in WARD.questions.items()})
DAYS = st.none() | st.dates(date(2026, 9, 1), date(2026, 12, 31))
FACTS = st.builds(
    Facts,
    today=st.just(TODAY),
    kind=st.sampled_from(["", "moving_in", "moving_in_by_card", "from_abroad", "change_of_address", "moving_out"]),
    notifier=st.sampled_from(["", "self", "agent"]),
    births=st.lists(st.none() | st.dates(date(1920, 1, 1), TODAY), max_size=4).map(tuple),
    foreign=st.sampled_from([None, True, False]),
    cards=st.lists(st.sampled_from([None, True, False]), max_size=3).map(tuple),
    days=st.dictionaries(st.sampled_from(["moved_on", "planned_on", "born_on", "died_on"]), DAYS.filter(bool)),
)


def ids(found) -> list[str]:
    return [each.id for each in found]


def walk(answers: dict[str, str], facts: Facts):
    """Answers question after question; the answers given and how many were asked."""
    given: dict[str, str] = {}
    asked: list[str] = []
    while question := next_question(WARD, given, facts):
        assert question.id not in asked, "asked twice"
        asked.append(question.id)
        assert len(asked) <= WARD.max_questions
        given = with_answer(WARD, given, facts, question.id, answers[question.id])
    return given, asked


@given(WORDS, FACTS)
@settings(max_examples=40, deadline=None)
def test_every_path_ends_in_procedures_within_the_limit(answers, facts) -> None:
    given, asked = walk(answers, facts)
    assert progress(WARD, given, facts).at_most == 0
    assert progress(WARD, given, facts).answered == len(asked)
    assert procedures(WARD, given, facts)
    assert [each.number for each in procedures(WARD, given, facts)] == list(
        range(1, len(procedures(WARD, given, facts)) + 1)
    )


@given(WORDS, FACTS)
@settings(max_examples=40, deadline=None)
def test_what_the_visit_knows_is_never_asked(answers, facts) -> None:
    _, asked = walk(answers, facts)
    for id in asked:
        for condition in WARD.questions[id].answered_by.values():
            assert judge(condition, facts.test) is not True
    if facts.kind:
        assert "event" not in asked and "from_abroad" not in asked
    if facts.births and None not in facts.births:
        assert not {"aged_65", "aged_75", "children", "school"} & set(asked)


@given(WORDS, FACTS, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_order_in_which_answers_arrive_does_not_matter(answers, facts, random) -> None:
    given, _ = walk(answers, facts)
    shuffled = list(given.items())
    random.shuffle(shuffled)
    again: dict[str, str] = {}
    for id, word in shuffled:
        again = {**again, id: word}
    assert procedures(WARD, again, facts) == procedures(WARD, given, facts)
    # Answers to questions that do not matter change nothing either.
    assert procedures(WARD, {**answers, **given}, facts) == procedures(WARD, given, facts)
    kept = relevant(WARD, {**answers, **given}, facts)
    # An answer that the visit overrules is kept: the visit may change its mind.
    overruled = standing(WARD, kept, facts).by_facts
    assert {id: word for id, word in kept.items() if id not in overruled} == given


@given(WORDS, FACTS, st.sampled_from(list(WARD.questions)), st.integers(0, 7))
@settings(max_examples=40, deadline=None)
def test_changed_answer_keeps_what_still_matters(answers, facts, id, other) -> None:
    given, asked = walk(answers, facts)
    if id not in asked:
        return
    words = WARD.questions[id].words
    changed = with_answer(WARD, given, facts, id, words[other % len(words)])
    assert set(changed) <= set(given)
    # Whatever was dropped is not asked in the changed walk, and the rest was not lost.
    complete, asked_now = walk({**answers, id: changed[id]}, facts)
    assert not (set(given) - set(changed)) & set(asked_now)
    assert set(asked_now) & set(given) <= set(changed)
    assert all(changed[key] == word for key, word in complete.items() if key in changed)


@given(WORDS, FACTS)
@settings(max_examples=40, deadline=None)
def test_procedures_only_grow_and_the_rest_only_shrinks(answers, facts) -> None:
    given: dict[str, str] = {}
    before, still = set(), 10**6
    while question := next_question(WARD, given, facts):
        now = set(ids(procedures(WARD, given, facts)))
        assert before <= now
        assert progress(WARD, given, facts).at_most < still
        before, still = now, progress(WARD, given, facts).at_most
        given = with_answer(WARD, given, facts, question.id, answers[question.id])


@given(WORDS, FACTS)
@settings(max_examples=40, deadline=None)
def test_way_back_leads_through_what_was_asked(answers, facts) -> None:
    given, asked = walk(answers, facts)
    assert ids(trail(WARD, given, facts)) == asked
    way, id = [], None
    while question := previous_question(WARD, given, facts, id):
        way.insert(0, question.id)
        id = question.id
    assert way == asked


def test_small_guide(write_guide) -> None:
    guide = parse_guide(write_guide())
    assert next_question(guide, {}, NOTHING).id == "event"
    assert procedures(guide, {}, NOTHING) == ()
    moved = replace(NOTHING, kind="moving_in", days={"moved_on": date(2026, 11, 1)})
    assert next_question(guide, {}, moved).id == "children"
    assert progress(guide, {}, moved).known == 1
    (move,) = procedures(guide, {}, moved)
    assert (move.id, move.bring, move.last_day, move.overdue) == ("move", ("papers",), date(2026, 11, 16), True)
    answers = {"children": "no", "agent": "unsure"}
    assert procedures(guide, answers, moved)[0].bring == ("papers", "power")
    assert ids(procedures(guide, {"children": "yes"}, moved)) == ["move", "allowance"]
    assert with_answer(guide, answers, moved, "children", "yes") == {"children": "yes"}


def test_day_of_the_change_is_that_of_the_event() -> None:
    days = {"moved_on": date(2026, 11, 2), "planned_on": date(2026, 12, 1), "died_on": date(2026, 11, 9)}

    def start(event: str, **more: date):
        answers = {"event": event, "aged_65": "yes", "agent": "no"}
        found = procedures(WARD, answers, replace(NOTHING, days={**days, **more}))
        return next((each.counts_from, each.last_day) for each in found if each.id.startswith("care_insurance"))

    assert start("change_of_address") == ("moved_on", date(2026, 11, 16))
    assert start("moving_out") == ("planned_on", date(2026, 12, 15))
    assert start("death") == ("died_on", date(2026, 11, 24))
    assert start("death", changed_on=date(2026, 11, 3)) == ("changed_on", date(2026, 11, 17))
    (marriage, *_) = [
        each
        for each in procedures(WARD, {"event": "marriage", "health_insurance": "yes"}, replace(NOTHING, days=days))
        if each.id == "health_insurance_join"
    ]
    assert (marriage.counts_from, marriage.last_day) == ("changed_on", None)


def test_fact_goes_before_an_answer(write_guide) -> None:
    guide = parse_guide(write_guide())
    facts = replace(NOTHING, kind="moving_in", births=(date(2020, 1, 1),))
    assert next_question(guide, {"event": "birth", "children": "no"}, facts) is None
    assert ids(procedures(guide, {"event": "birth", "children": "no"}, facts)) == ["move", "allowance"]


def test_answer_before_its_question_is_kept_until_it_matters(write_guide) -> None:
    guide = parse_guide(write_guide())
    assert relevant(guide, {"agent": "yes"}, NOTHING) == {"agent": "yes"}
    assert relevant(guide, {"agent": "yes", "event": "moving_in"}, NOTHING) == {"event": "moving_in", "agent": "yes"}
    assert next_question(guide, {"agent": "yes", "event": "birth"}, NOTHING) is None


@pytest.mark.parametrize(
    ("answers", "question", "near"),
    [
        ({"event": "moving_on"}, "event", "moving_in"),
        ({"evnt": "birth"}, "evnt", "event"),
        ({"event": ["birth"]}, "event", "birth"),
        ({"髙橋 一郎": "yes"}, "–", "–"),
    ],
)
def test_impossible_answer_is_trouble(write_guide, answers, question, near) -> None:
    guide = parse_guide(write_guide())
    with pytest.raises(Trouble) as caught:
        next_question(guide, answers, NOTHING)
    assert caught.value.id == "guide_answer_invalid"
    assert caught.value.details == {"question": question, "near": near}


def test_unknown_guide_names_the_nearest() -> None:
    assert "chiyoda_like" in guide_ids()
    with pytest.raises(Trouble) as caught:
        get_guide("chiyoda")
    assert caught.value.id == "guide_unknown" and caught.value.details["near"] == "chiyoda_like"
    for id in ("..", "../municipalities/chiyoda_like", ""):
        with pytest.raises(Trouble, match="guide_unknown"):
            get_guide(id)
