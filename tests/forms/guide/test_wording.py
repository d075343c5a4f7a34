from dataclasses import replace
from datetime import date

import pytest

from base.texts import LANGUAGES
from forms.guide.description import Deadline, get_guide
from forms.guide.facts import DAYS
from forms.guide.parsing import UNITS, parse_guide
from forms.guide.walk import procedures
from forms.guide.wording import deadline_text, note, rule_text

from .conftest import NOTHING, TODAY

MOVED = replace(NOTHING, kind="moving_in", days={"moved_on": date(2026, 11, 15)})


def test_deadline_tells_the_rule_and_the_last_day(write_guide) -> None:
    guide = parse_guide(write_guide())
    (move,) = procedures(guide, {}, MOVED)
    assert deadline_text(move) == "2026年11月30日まで（引っ越した日から14日以内）"
    late = replace(MOVED, today=date(2026, 12, 1))
    assert (
        deadline_text(procedures(guide, {}, late)[0])
        == "2026年11月30日で期限が過ぎています（引っ越した日から14日以内）"
    )
    unknown = replace(MOVED, days={})
    assert deadline_text(procedures(guide, {}, unknown)[0], "en") == "within 14 days of the move"
    allowance = procedures(guide, {"children": "yes"}, MOVED)[1]
    assert deadline_text(allowance) == rule_text(allowance) == ""


def test_note_may_be_missing(write_guide) -> None:
    guide = parse_guide(write_guide())
    move, allowance = procedures(guide, {"children": "yes"}, MOVED)
    assert (note(guide, move), note(guide, allowance)) == ("n", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_deadline_can_be_said(language: str) -> None:
    guide = get_guide("chiyoda_like")
    (move, *_) = procedures(guide, {"event": "moving_out"}, replace(NOTHING, days={"planned_on": TODAY}))
    said = set()
    for unit in UNITS:
        for day in DAYS:
            rule = replace(move.rule, deadline=Deadline(day, unit, 3, False, "law"))
            said.add(deadline_text(replace(move, rule=rule, counts_from=day), language))
    assert len(said) == len(UNITS) * len(DAYS)
