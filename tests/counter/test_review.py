"""The review: what needs eyes and why, what the digits choose, what is missing before filing."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from base.clock import JAPAN
from counter.review import Lacking, Need, Review
from forms.actions import Status
from forms.findings import Finding, Rule, Severity
from forms.fusing import Confirmation, Evidence, Field, State
from forms.identity import Shortfall
from forms.reading import ReadField, Source
from forms.visit import Visit

AT = datetime(2026, 11, 21, 10, 24, tzinfo=JAPAN)
NAME = "members[0].name"


def visit(**changes) -> Visit:
    given = {"documents": ("passport",)} | changes
    return Visit("v", "moving_in", Status.IN_REVIEW, "ja", AT, assignee="clerk:佐藤", **given)


def said(path: str, value: str, source: Source = Source.CERTIFICATE, **changes) -> Evidence:
    return Evidence(source, 0, ReadField(path, value, value, **changes))


def review_of(*fields: Field, papers: tuple[Field, ...] = (), findings=(), **changes) -> Review:
    by_path = {field.path: field for field in fields}
    return Review.assemble(visit(**changes), by_path, by_path | {each.path: each for each in papers}, findings)


CONFLICT = Field(
    NAME,
    "髙橋　美﨑",
    State.CONFLICT,
    (said(NAME, "髙橋　美﨑"), said(NAME, "髙橋　美崎", Source.MY_NUMBER_CARD)),
    ("髙橋　美﨑", "髙橋　美崎"),
    "variant",
)
PHONE = "090-0000-0000"
DOUBTFUL = Field("phone", PHONE, State.DOUBTFUL, (said("phone", PHONE, sure=False),), (PHONE,))
MISSING = Field("new_address", None, State.MISSING)
AGREED = Field("moved_on", "2026-11-15", State.AGREED, (said("moved_on", "2026-11-15"),), ("2026-11-15",))


def confirmed(field: Field, value: str, by: Source) -> Field:
    decision = Confirmation(value, by, "clerk:佐藤" if by is Source.CLERK else "kiosk:1", AT)
    candidates = tuple(dict.fromkeys((value, *field.candidates)))
    return Field(field.path, value or None, State.CONFIRMED, field.evidence, candidates, field.hint, decision)


def test_conflict_comes_before_doubt_before_missing_before_the_rest() -> None:
    review = review_of(AGREED, MISSING, DOUBTFUL, CONFLICT)
    assert [row.need for row in review.rows] == [Need.CONFLICT, Need.DOUBTFUL, Need.MISSING, None]
    assert [row.path for row in review.settled] == ["moved_on"]


def test_candidates_say_who_said_them() -> None:
    row = review_of(CONFLICT).find(NAME)
    assert [(each.value, each.sources) for each in row.candidates] == [
        ("髙橋　美﨑", (Source.CERTIFICATE,)),
        ("髙橋　美崎", (Source.MY_NUMBER_CARD,)),
    ]


def test_a_conflict_of_papers_stays_for_the_clerk_when_the_visitor_chose() -> None:
    chosen = confirmed(CONFLICT, "髙橋　美崎", Source.VISITOR)
    row = review_of(chosen, papers=(CONFLICT,)).find(NAME)
    assert row.need is Need.CONFLICT
    assert row.candidates[0].value == "髙橋　美崎"


def test_what_the_visitor_confirmed_of_an_unsure_reading_is_settled() -> None:
    row = review_of(confirmed(DOUBTFUL, "090-0000-0000", Source.VISITOR), papers=(DOUBTFUL,)).find("phone")
    assert row.need is None


def test_what_the_visitor_put_in_place_of_a_paper_needs_eyes() -> None:
    row = review_of(confirmed(AGREED, "2026-11-16", Source.VISITOR), papers=(AGREED,)).find("moved_on")
    assert row.need is Need.CHANGED
    assert [each.value for each in row.candidates] == ["2026-11-16", "2026-11-15"]


def test_what_only_the_visitor_said_is_settled() -> None:
    row = review_of(confirmed(MISSING, "東京都", Source.VISITOR), papers=(MISSING,)).find("new_address")
    assert row.need is None


def test_a_clerks_decision_settles_everything() -> None:
    row = review_of(confirmed(CONFLICT, "髙橋　美崎", Source.CLERK), papers=(CONFLICT,)).find(NAME)
    assert row.need is None
    assert row.by_clerk is not None


WARNING = Finding(Rule("notified_late", Severity.WARNING), ("moved_on",), {})
ERROR = Finding(Rule("moved_in_future", Severity.ERROR), ("moved_on",), {})
NOTICE = Finding(Rule("namesakes", Severity.NOTICE), ("moved_on",), {})


def test_a_warning_asks_for_eyes_until_a_clerk_has_decided() -> None:
    assert review_of(AGREED, findings=[WARNING]).find("moved_on").need is Need.RULE
    decided = review_of(confirmed(AGREED, "2026-11-15", Source.CLERK), findings=[WARNING])
    assert decided.find("moved_on").need is None
    assert decided.ready


def test_a_notice_asks_for_nothing() -> None:
    assert review_of(AGREED, findings=[NOTICE]).ready


def test_an_error_is_counted_once_and_cannot_be_confirmed_away() -> None:
    review = review_of(AGREED, findings=[ERROR])
    assert [each.what for each in review.missing] == [Lacking.RULE]
    decided = review_of(confirmed(AGREED, "2026-11-15", Source.CLERK), findings=[ERROR])
    assert [each.what for each in decided.missing] == [Lacking.RULE]
    assert not decided.ready


def test_missing_names_every_field_and_the_identity_check() -> None:
    review = review_of(CONFLICT, MISSING, documents=())
    assert [(each.what, each.where) for each in review.missing] == [
        (Lacking.FIELD, NAME),
        (Lacking.FIELD, "new_address"),
        (Lacking.IDENTITY, ""),
    ]
    assert review.identity is Shortfall.NOTHING_SHOWN


def test_the_picture_is_that_of_the_value_in_use() -> None:
    box = (1, 2, 3, 4)
    other = said(NAME, "髙橋　美崎", Source.LICENCE, page=0, box=(9, 9, 9, 9))
    mine = said(NAME, "髙橋　美﨑", page=1, box=box)
    field = Field(NAME, "髙橋　美﨑", State.CONFLICT, (other, mine), ("髙橋　美﨑",))
    assert review_of(field).find(NAME).picture.field.box == box


def test_no_more_candidates_than_digits() -> None:
    values = tuple(f"{number}" for number in range(20))
    field = Field("phone", "0", State.DOUBTFUL, (), values)
    assert len(review_of(field).find("phone").candidates) == 9


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.IN_REVIEW])
def test_nothing_is_ready_that_is_not_in_review(status: Status) -> None:
    made = Visit("v", "moving_in", status, "ja", AT, documents=("passport",))
    assert not Review.assemble(made, {}, {}, []).ready


def test_the_day_of_the_period_is_counted_from_the_move(family) -> None:
    actions, _ = family.actions("0042", AT)
    review = Review.of(Visit.replay(actions), date(2026, 11, 21))
    # The 14th day, 29 November 2026, is a Sunday.
    assert review.period == (6, date(2026, 11, 30))
    assert Review.of(Visit.replay(actions), date(2026, 12, 1)).period is None
