"""Every rule: a case in which it fires and one in which it does not, and what it says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.texts import LANGUAGES, catalogue
from forms.fields import FIELDS, MAX_MEMBERS, MOVE_KINDS, find_field_type
from forms.fusing import Confirmation, fuse
from forms.reading import ReadField, Reading, Source
from forms.rules import RULES, Finding, Severity, check

SAMPLE = json.loads(Path("samples/household.json").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 21)


def reading(source: Source, values: dict[str, str]) -> Reading:
    return Reading(source, tuple(ReadField(path, value, value) for path, value in values.items() if value))


def findings(
    changes: dict[str, str] = {}, kind: str = "moving_in", today: date = TODAY, source=Source.PRE_ENTRY
) -> dict[str, Finding]:
    """What the rules say about the sample household with some values changed; an empty value takes one away."""
    values = {**SAMPLE, "kind": kind, **changes}
    return {each.id: each for each in check(fuse([reading(source, values)], kind=kind), kind, today)}


def test_the_sample_household_is_flawless():
    assert findings() == {}


KIDS = {
    f"members[{row}].{name}": value
    for row in range(3)
    for name, value in (("birth_date", f"201{5 + row}-01-01"), ("relationship", "同居人" if row else "世帯主"))
}
CASES = {
    "moved_in_future": ({"moved_on": "2026-11-22"}, {"moved_on": "2026-11-21"}, {}),
    "notified_late": (
        {"moved_on": "2026-11-05", "planned_on": ""},
        {"moved_on": "2026-11-07", "planned_on": ""},
        {},
    ),
    "moved_before_planned": ({"planned_on": "2026-11-16"}, {"planned_on": "2026-11-15"}, {}),
    "card_period_over": ({"planned_on": "2026-10-21"}, {"planned_on": "2026-10-22"}, {"kind": "moving_in_by_card"}),
    "moving_out_after_move": ({"planned_on": "2026-11-20"}, {"planned_on": "2026-11-21"}, {"kind": "moving_out"}),
    "born_in_future": ({"members[2].birth_date": "2026-11-22"}, {"members[2].birth_date": "2026-11-21"}, {}),
    "born_after_move": (
        {"members[2].birth_date": "2026-11-16", "members[2].relationship": "子"},
        {"members[2].birth_date": "2026-11-15", "members[2].relationship": "子"},
        {},
    ),
    "very_old": ({"members[2].birth_date": "1905-11-20"}, {"members[2].birth_date": "1905-11-22"}, {}),
    "stay_expired": ({"members[1].stay_until": "2026-11-20"}, {"members[1].stay_until": "2026-11-21"}, {}),
    "no_householder": (
        {"householder.new": "", "members[0].relationship": "同居人"},
        {"householder.new": "佐藤　花子", "members[0].relationship": "同居人"},
        {},
    ),
    "two_householders": ({"members[1].relationship": "世帯主"}, {"members[1].relationship": "妻"}, {}),
    "householder_differs": ({"householder.new": "佐藤　花子"}, {"householder.new": "高橋　一郎"}, {}),
    "joining_household": (
        {"householder.new": "佐藤　花子", "members[0].relationship": "同居人"},
        {"householder.new": "髙橋　一郎"},
        {},
    ),
    "relationship_and_sex": ({"members[1].sex": "male"}, {"members[1].sex": ""}, {}),
    "relationship_and_age": (
        {"members[1].relationship": "父", "members[1].sex": "male"},
        {"members[1].relationship": "妹"},
        {},
    ),
    "spouse_too_young": ({"members[1].birth_date": "2008-11-22"}, {"members[1].birth_date": "2008-11-21"}, {}),
    "children_alone": (KIDS, {**KIDS, "notifier.relation": "legal_representative"}, {}),
    "notifier_too_young": (
        {"members[0].birth_date": "2011-11-22"},
        {"members[0].birth_date": "2011-11-21"},
        {},
    ),
    "agent": ({"notifier.relation": "agent"}, {"notifier.relation": "householder"}, {}),
    "same_person_twice": (
        {"members[1].name": "高橋　一郎", "members[1].birth_date": "1985-03-14"},
        {"members[1].name": "高橋　二郎", "members[1].birth_date": "1985-03-14"},
        {},
    ),
    "namesakes": ({"members[1].name": "高橋　一郎"}, {"members[1].name": "高橋　二郎"}, {}),
    "household_full": (
        {f"members[{row}].name": f"髙橋　{chr(0x4E00 + row)}" for row in range(MAX_MEMBERS)},
        {f"members[{row}].name": f"髙橋　{chr(0x4E00 + row)}" for row in range(MAX_MEMBERS - 1)},
        {},
    ),
    "value_unusable": ({"members[0].name": "髙橋\u202e一郎"}, {"members[0].name": "髙橋　一郎"}, {}),
    "not_moved": (
        {"new_address": "堺市堺区南瓦町3-1", "new_building": ""},
        {"new_address": "堺市堺区南瓦町3-1", "new_building": "コーポ２"},
        {},
    ),
    "within_municipality": (
        {"new_address": "大阪府堺市北区百舌鳥1-1"},
        {"new_address": "大阪府大阪市北区梅田1-1"},
        {},
    ),
    "from_other_municipality": (
        {},
        {"former_address": "千代田区一番町1", "planned_on": ""},
        {"kind": "change_of_address"},
    ),
}


@pytest.mark.parametrize("rule", CASES)
def test_fires_and_does_not(rule):
    fires, quiet, how = CASES[rule]
    assert rule in findings(fires, **how)
    assert rule not in findings(quiet, **how)


def test_people_on_one_source_only():
    def ids(listed: list[int], on_paper: list[int]) -> dict[str, tuple[str, ...]]:
        def some(rows):
            return {
                f"members[{new}].{name}": SAMPLE[f"members[{old}].{name}"]
                for new, old in enumerate(rows)
                for name in ("name", "birth_date", "sex", "relationship")
            }

        readings = [reading(Source.PRE_ENTRY, some(listed)), reading(Source.CERTIFICATE, some(on_paper))]
        return {each.id: each.paths for each in check(fuse(readings), "moving_in", TODAY)}

    assert ids([0, 1], [0])["not_on_certificate"] == ("members[1].name",)
    assert ids([0], [0, 1])["only_on_certificate"] == ("members[1].name",)
    assert not {"not_on_certificate", "only_on_certificate"} & ids([0, 1, 2], [2, 1, 0]).keys()
    assert not {"not_on_certificate", "only_on_certificate"} & ids([0, 1], []).keys()
    assert not {"not_on_certificate", "only_on_certificate"} & ids([], [0, 1]).keys()


def test_another_destination_on_the_certificate_is_only_a_notice():
    def found(planned: str) -> dict[str, Finding]:
        readings = [
            reading(Source.PRE_ENTRY, SAMPLE),
            reading(Source.CERTIFICATE, {"new_address": planned, "members[0].name": "髙橋　一郎"}),
        ]
        confirmed = {"new_address": confirm(SAMPLE["new_address"])}
        return {each.id: each for each in check(fuse(readings, confirmed), "moving_in", TODAY)}

    assert found("東京都港区芝公園1-1")["other_address_planned"].severity is Severity.NOTICE
    assert "other_address_planned" not in found("千代田区九段南1-2-1")


def confirm(value: str) -> Confirmation:
    from datetime import datetime

    from base.clock import JAPAN

    return Confirmation(value, Source.VISITOR, "kiosk:1", datetime(2026, 11, 21, tzinfo=JAPAN))


def test_every_rule_has_a_case():
    elsewhere = {"not_on_certificate", "only_on_certificate", "other_address_planned"}
    assert CASES.keys() | elsewhere == {rule.id for rule, _ in RULES}
    assert len({rule.id for rule, _ in RULES}) == len(RULES)


def test_who_stays_is_not_judged():
    values = {**SAMPLE, "members[2].birth_date": "2030-01-01"}
    fields = fuse([reading(Source.PRE_ENTRY, values)], {"members[2].name": confirm("")})
    assert check(fields, "moving_in", TODAY) == []


def test_late_counts_from_the_next_day_and_ends_on_an_open_day():
    late = findings({"moved_on": "2026-11-05", "planned_on": ""})["notified_late"]
    assert late.values == {"last": date(2026, 11, 19), "days": 2}
    assert late.paths == ("moved_on",)
    assert "52条2項" in late.rule.law
    # 2026-11-07 + 14 days is Saturday the 21st; Monday the 23rd is a holiday.
    assert "notified_late" not in findings({"moved_on": "2026-11-07"}, today=date(2026, 11, 24))
    assert "notified_late" in findings({"moved_on": "2026-11-07"}, today=date(2026, 11, 25))


def test_a_moving_out_may_lie_ahead():
    changes = {"planned_on": "2026-12-20", "moved_on": "2026-12-20"}
    assert not {"moved_in_future", "notified_late"} & findings(changes, kind="moving_out").keys()


def test_a_relation_is_judged_by_its_last_word():
    assert "relationship_and_sex" in findings({"members[2].sex": "male"})  # 妻の母
    assert "relationship_and_sex" in findings({"members[1].relationship": "妻（未届）", "members[1].sex": "male"})
    assert "relationship_and_sex" not in findings({"members[1].relationship": "妻の子", "members[1].sex": "male"})


def test_the_householder_without_a_relation():
    one = {"members[0].relationship": "同居人", "householder.new": "髙橋　一郎"}
    found = findings(one)["householder_differs"]
    assert found.paths == ("householder.new", "members[0].relationship")
    assert "householder_differs" not in findings({**one, "members[0].relationship": ""})


def test_errors_come_first():
    found = list(findings({"members[1].sex": "male", "moved_on": "2027-01-01", "notifier.relation": "agent"}).values())
    severities = [each.severity for each in found]
    assert severities == sorted(severities, key=list(Severity).index)
    assert severities[0] is Severity.ERROR


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", CASES)
def test_every_finding_speaks_every_language(rule, language):
    fires, _, how = CASES[rule]
    message = findings(fires, **how)[rule].message(language)
    assert message and "{" not in message


def test_every_rule_has_its_sentence_and_no_sentence_is_left_over():
    for language in LANGUAGES:
        keys = {key.removeprefix("rule.") for key in catalogue(language) if key.startswith("rule.")}
        assert keys == {rule.id for rule, _ in RULES}


VALUES = st.one_of(
    st.sampled_from(["", "2026-11-21", "世帯主", "妻", "male", "髙橋　一郎", "agent", "大阪府堺市", "2008-02-29", "x"]),
    st.text(max_size=10),
)


@given(
    st.dictionaries(
        st.sampled_from([row.path(index) if row.of_member else row.path() for row in FIELDS for index in (0, 1)]),
        VALUES,
        max_size=12,
    ),
    st.sampled_from(MOVE_KINDS),
)
def test_any_values_get_findings_about_fields_of_the_vocabulary(values, kind):
    fields = fuse([reading(Source.PRE_ENTRY, values)], kind=kind)
    for each in check(fields, kind, TODAY):
        assert all(find_field_type(path) for path in each.paths)
        assert each.message()
