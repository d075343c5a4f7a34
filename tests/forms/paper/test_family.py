"""What a visit tells for forms beyond the notification: who applies, for which children, since when and why."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.fields import APPLICATION_KINDS, MOVE_KINDS, member_path
from forms.fusing import Confirmation, fuse
from forms.paper.description import form_ids, get_form
from forms.paper.fill import compose
from forms.paper.of_visit import form_data, form_of
from forms.reading import ReadField, Reading, Source
from forms.requirements import get_requirements
from forms.rules import OF_EVERY_KIND, RULES, check

CLAIM, END, COPY = "child_allowance_claim", "child_allowance_end", "resident_record_copy"
FAMILY = {
    0: ("髙橋　一郎", "1985-03-14", "世帯主"),
    1: ("髙橋　花子", "1986-07-02", "妻"),
    2: ("髙橋　蓮", "2018-05-02", "子"),
    3: ("髙橋　葵", "2008-04-02", "子"),
    4: ("髙橋　翼", "2008-04-01", "子"),
}
VISIT = {
    "notified_on": "2026-11-21",
    "moved_on": "2026-11-15",
    "planned_on": "2026-11-28",
    "former_address": "前の住所",
    "new_address": "新しい住所",
    "notifier.name": "髙橋　一郎",
    "phone": "0300001111",
}


def data(form: str, kind: str, people=FAMILY, **changes: str):
    values = VISIT | {path.replace("__", "."): value for path, value in changes.items()}
    for row, said in people.items():
        values |= {
            member_path(row, name): each
            for name, each in zip(("name", "birth_date", "relationship"), said, strict=True)
            if each
        }
    reading = Reading(Source.VISITOR, tuple(ReadField(path, value, value) for path, value in values.items()))
    fields = fuse([reading], {}, kind)
    return form_data(fields, kind, form=form, reception_number="0042", visit_id="a" * 26, virtual=False).values


def children(values) -> list[str]:
    return [value for path, value in values.items() if path.startswith("form.child[") and path.endswith("].name")]


def test_a_move_fills_the_claim_for_those_who_are_not_yet_eighteen_in_march() -> None:
    """児童手当法3条1項: who is born on 2 April 2008 has the allowance until March 2027, who is a day older had it."""
    values = data(CLAIM, "moving_in")
    assert children(values) == ["髙橋　蓮", "髙橋　葵"]
    assert (values["form.applicant_name"], values["form.spouse"]) == ("髙橋　一郎", "髙橋　花子")
    assert (values["form.reason"], values["form.happened_on"]) == ("moved_in", "令和8年11月15日")
    assert values["form.address"] == "新しい住所" and "form.document" not in values


def test_whoever_leaves_gives_the_day_and_the_place() -> None:
    values = data(END, "moving_out")
    assert (values["form.reason"], values["form.happened_on"]) == ("moved_out", "令和8年11月28日")
    assert (values["form.address"], values["form.moves_to"]) == ("前の住所", "新しい住所")


def test_the_spouse_may_claim_and_an_agent_leaves_it_to_the_pen() -> None:
    values = data(CLAIM, "moving_in", notifier__name="髙橋　花子")
    assert (values["form.applicant_name"], values["form.spouse"]) == ("髙橋　花子", "髙橋　一郎")
    agent = data(CLAIM, "moving_in", notifier__name="山田　太郎")
    assert not {"form.applicant_name", "form.spouse", "form.child[0].relationship"} & set(agent)
    assert children(agent) == ["髙橋　蓮", "髙橋　葵"]


def test_a_brother_is_no_child_and_a_stepchild_is_the_householders() -> None:
    people = {**FAMILY, 2: ("髙橋　弟", "2015-01-01", "弟"), 3: ("山田　葵", "2016-01-01", "妻の子")}
    assert children(data(CLAIM, "moving_in", people)) == ["山田　葵"]
    assert data(CLAIM, "moving_in", people)["form.child[0].relationship"] == "妻の子"
    of_wife = data(CLAIM, "moving_in", people, notifier__name="髙橋　花子")
    assert "form.child[0].relationship" not in of_wife


def test_what_is_wanted_of_the_record_is_ticked() -> None:
    values = data(COPY, COPY, copy__document="members", copy__items="both", copy__count="3")
    assert (values["form.document"], values["form.copies"]) == ("members", "3")
    assert values["form.items"] == "relationship,domicile"


PEOPLE = st.dictionaries(
    st.integers(0, 19),
    st.tuples(
        st.sampled_from(["髙橋　一郎", "髙橋　花子", "山田　太郎", ""]),
        st.sampled_from(["1985-03-14", "2018-05-02", "2026-11-21", ""]),
        st.sampled_from(["世帯主", "妻", "夫", "子", "妻の子", "弟", ""]),
    ),
    max_size=8,
)


@given(st.sampled_from(MOVE_KINDS + APPLICATION_KINDS), PEOPLE)
def test_whatever_a_visit_says_every_form_takes_it(kind: str, people) -> None:
    for form in ("move_notification", *APPLICATION_KINDS):
        reading = Reading(
            Source.VISITOR,
            tuple(
                ReadField(member_path(row, name), value, value)
                for row, said in people.items()
                for name, value in zip(("name", "birth_date", "relationship"), said, strict=True)
                if value
            ),
        )
        fields = fuse([reading], {"notified_on": Confirmation("2026-11-21", Source.CLERK, "c", NOW)}, kind)
        made = form_data(fields, kind, form=form, reception_number="1", visit_id="a" * 26, virtual=True)
        made.check()
        made.check_inputs(get_form(form))


NOW = datetime(2026, 11, 21, tzinfo=UTC)


def test_more_children_than_rows_go_on_another_page() -> None:
    people = {row: (f"髙橋　{row}", "2018-05-02", "子") for row in range(8)}
    form = get_form(CLAIM)
    reading = Reading(
        Source.VISITOR,
        tuple(
            ReadField(member_path(row, name), value, value)
            for row, said in people.items()
            for name, value in zip(("name", "birth_date", "relationship"), said, strict=True)
        )
        + (ReadField("notified_on", "2026-11-21", "2026-11-21"),),
    )
    made = form_data(fuse([reading], {}, CLAIM), CLAIM, reception_number="1", visit_id="a" * 26, virtual=False)
    first, following = compose(form, made)
    assert (first.sheet.id, following.sheet.id) == ("first", "next")
    assert len(first.ticks) == 5 and len(following.ticks) == 3


@pytest.mark.parametrize("kind", APPLICATION_KINDS)
def test_an_application_has_its_form_its_needs_and_rules_of_its_own(kind: str) -> None:
    assert form_of(kind) in form_ids() and get_requirements(kind).visit
    fields = fuse([Reading(Source.VISITOR, (ReadField("moved_on", "2020-01-01", "2020-01-01"),))], {}, kind)
    assert check(fields, kind, NOW.date()) == [], "the fourteen days of a move are no matter of a form"
    assert {rule.id for rule, _ in RULES} > OF_EVERY_KIND
    assert form_of("moving_in") == "move_notification"
