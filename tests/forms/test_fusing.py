"""Fusing: the states, the hints, and that nothing is invented or settled silently."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.clock import JAPAN
from forms.fields import MOVE_KINDS, member_of, paper_order
from forms.fusing import Confirmation, State, fuse
from forms.reading import ReadField, Reading, Source

SAMPLE = json.loads(Path("samples/household.json").read_text(encoding="utf-8"))
NAME = "members[0].name"
AGREED, CONFLICT, SINGLE, DOUBTFUL = State.AGREED, State.CONFLICT, State.SINGLE, State.DOUBTFUL
PRE, PAPER, CARD, LICENCE = Source.PRE_ENTRY, Source.CERTIFICATE, Source.MY_NUMBER_CARD, Source.LICENCE


def reading(source: Source, values: dict[str, str], unsure: tuple[str, ...] = (), **more) -> Reading:
    return Reading(
        source,
        tuple(
            ReadField(path, value, value, 0.5 if path in unsure else 1.0, path not in unsure, **more)
            for path, value in values.items()
        ),
    )


def confirm(value: str, by: Source = Source.CLERK) -> Confirmation:
    return Confirmation(value, by, "clerk:a", datetime(2026, 11, 21, tzinfo=JAPAN))


def one(path: str, *said: tuple[Source, str] | tuple[Source, str, bool], **confirmed: Confirmation):
    """The field that comes of several sources which say something about one path."""
    readings = [
        reading(source, {path: value}, unsure=() if sure else (path,))
        for source, value, sure in ((*each, True)[:3] for each in said)
    ]
    return fuse(readings)[path]


def test_the_sample_household_from_three_sources():
    paper = {
        path: value
        for path, value in SAMPLE.items()
        if not path.startswith(("new_", "notifier", "phone", "moved_on", "notified_on", "householder.new", "kind"))
    }
    card = {f"members[0].{name}": SAMPLE[f"members[2].{name}"] for name in ("name", "birth_date", "sex")}
    fields = fuse([reading(PRE, SAMPLE), reading(PAPER, paper), reading(CARD, card)])
    assert {path: field.value for path, field in fields.items()} == SAMPLE
    assert not [field.path for field in fields.values() if field.needs_eyes]
    assert {path for path, field in fields.items() if field.state is State.AGREED} == paper.keys() | {"kind"}
    third = fields["members[2].name"]
    assert [each.source for each in third.evidence] == [CARD, PAPER, PRE]
    assert [each.reading for each in third.evidence] == [2, 1, 0]
    assert {each.field.path for each in third.evidence} == {"members[2].name"}
    assert list(fields) == sorted(fields, key=paper_order)


@pytest.mark.parametrize(
    ("said", "state", "value", "hint"),
    [
        # one source
        ([(PAPER, "髙橋　一郎")], SINGLE, "髙橋　一郎", None),
        ([(PAPER, "髙橋　一郎", False)], DOUBTFUL, "髙橋　一郎", None),
        # two that agree
        ([(PAPER, "髙橋　一郎"), (PRE, "髙橋　一郎")], AGREED, "髙橋　一郎", None),
        ([(PAPER, "髙橋　一郎", False), (PRE, "髙橋　一郎")], AGREED, "髙橋　一郎", None),
        ([(PAPER, "髙橋　一郎", False), (PRE, "髙橋　一郎", False)], DOUBTFUL, "髙橋　一郎", None),
        ([(PAPER, "髙橋一郎"), (PRE, "髙橋 一郎")], AGREED, "髙橋一郎", "notation"),
        ([(PAPER, "ＳＭＩＴＨ　ＪＯＨＮ"), (PRE, "SMITH JOHN")], AGREED, "ＳＭＩＴＨ　ＪＯＨＮ", "notation"),
        # one origin twice
        ([(PAPER, "髙橋　一郎"), (PAPER, "髙橋　一郎")], SINGLE, "髙橋　一郎", None),
        ([(PRE, "髙橋　一郎"), (Source.VISITOR, "髙橋　一郎")], SINGLE, "髙橋　一郎", None),
        ([(PAPER, "髙橋　一郎"), (PAPER, "高橋　一郎")], CONFLICT, "高橋　一郎", "variant"),
        # conflicts: the strongest source first, the sure before the unsure
        ([(PRE, "高橋　一郎"), (CARD, "髙橋　一郎")], CONFLICT, "髙橋　一郎", "variant"),
        ([(PAPER, "高橋　一郎", False), (PRE, "髙橋　一郎")], CONFLICT, "髙橋　一郎", "variant"),
        ([(LICENCE, "高橋　一郎"), (PAPER, "髙橋　一郎")], CONFLICT, "髙橋　一郎", "variant"),
        ([(PAPER, "髙橋　一郎"), (PRE, "髙橋一　郎")], CONFLICT, "髙橋　一郎", "notation"),
        ([(PAPER, "\ufa19谷　一郎"), (PRE, "神谷　一郎")], CONFLICT, "\ufa19谷　一郎", "variant"),
        ([(PAPER, "Smith"), (PRE, "SMITH")], CONFLICT, "Smith", None),
        ([(Source.CLERK, "高橋　一郎"), (CARD, "髙橋　一郎")], CONFLICT, "高橋　一郎", "variant"),
    ],
)
def test_states_of_a_name(said, state, value, hint):
    field = one("register_head", *said)
    assert (field.state, field.value, field.hint) == (state, value, hint)
    assert field.candidates[0] == value
    assert set(field.candidates) == {each[1] for each in said}
    assert len(field.evidence) == len(said)


@pytest.mark.parametrize(
    ("path", "said", "state", "value", "hint"),
    [
        ("former_address", [(CARD, "堺市堺区南瓦町3-1"), (PAPER, "大阪府堺市堺区南瓦町３番１")], AGREED, 1, "notation"),
        ("former_address", [(CARD, "堺市堺区南瓦町3-1"), (PAPER, "大阪府堺市堺区南瓦町３番２")], CONFLICT, 1, None),
        ("new_address", [(PAPER, "東京都港区芝1-1"), (PRE, "東京都千代田区九段南1-2-1")], CONFLICT, 1, None),
        ("new_building", [(PRE, "ハイツ１０１号室"), (PAPER, "ハイツ101")], AGREED, 0, "notation"),
        ("phone", [(PRE, "090-0000-0000"), (Source.CLERK, "09000000000")], AGREED, 1, "notation"),
        ("planned_on", [(PRE, "2026-11-14"), (PAPER, "2026-11-14")], AGREED, 0, None),
        ("planned_on", [(PRE, "2026-11-14"), (PAPER, "2026-11-15")], CONFLICT, 1, None),
        ("issuer", [(PRE, "堺 市長"), (PAPER, "堺市長")], AGREED, 1, "notation"),
    ],
)  # fmt: skip
def test_states_by_kind(path, said, state, value, hint):
    field = one(path, *said)
    assert (field.state, field.value, field.hint) == (state, said[value][1], hint)


@pytest.mark.parametrize(
    ("name", "said", "state", "value", "hint"),
    [
        ("kana", [(PAPER, "キヨウコ"), (PRE, "キョウコ")], CONFLICT, "キヨウコ", "small_kana"),
        ("kana", [(PAPER, "タカハシ　ミサ"), (PRE, "たかはし みさ")], AGREED, "タカハシ　ミサ", "notation"),
        ("kana", [(PAPER, "タカハシ"), (PRE, "タカバシ")], CONFLICT, "タカハシ", None),
        ("sex", [(CARD, "unknown"), (PAPER, "female")], SINGLE, "female", None),
        ("sex", [(CARD, "unknown"), (PAPER, "unknown")], AGREED, "unknown", None),
        ("sex", [(CARD, "male"), (PAPER, "female")], CONFLICT, "male", None),
        ("relationship", [(PAPER, "本人"), (PRE, "世帯主")], AGREED, "世帯主", "notation"),
        ("relationship", [(PAPER, "子"), (PRE, "妻の子")], CONFLICT, "妻の子", None),
    ],
)  # fmt: skip
def test_states_of_a_member(name, said, state, value, hint):
    # The rows are told to belong together by what a clerk would also go by.
    readings = [
        reading(source, {NAME: "髙橋", "members[0].birth_date": "1985-03-14", f"members[0].{name}": text})
        for source, text in said
    ]
    field = fuse(readings)[f"members[0].{name}"]
    assert (field.state, field.value, field.hint) == (state, value, hint)


def test_three_sources_are_a_conflict_whatever_the_majority():
    field = one("register_head", (PAPER, "髙橋　一郎"), (PRE, "髙橋　一郎"), (CARD, "佐藤　一郎"))
    assert field.state is State.CONFLICT
    assert field.candidates == ("髙橋　一郎", "佐藤　一郎")  # the paper knows the register best
    assert field.hint is None


def test_a_reading_machine_may_offer_more_to_choose_from():
    row = ReadField("register_head", "高橋", "高橋", 0.6, False, 0, (1, 2, 3, 4), ("髙橋", "高橋"))
    field = fuse([Reading(PAPER, (row,))])["register_head"]
    assert (field.state, field.candidates) == (State.DOUBTFUL, ("高橋", "髙橋"))
    sure = ReadField("register_head", "高橋", "高橋", 0.99, True, 0, (1, 2, 3, 4), ("髙橋",))
    assert fuse([Reading(PAPER, (sure,))])["register_head"].candidates == ("高橋",)


def test_blank_values_say_nothing():
    fields = fuse([reading(PAPER, {"register_head": "　", "former_building": ""})])
    assert fields["register_head"].state is State.MISSING
    assert "former_building" not in fields


def test_missing_is_what_the_kind_needs():
    fields = fuse([])
    assert {field.state for path, field in fields.items() if path != "kind"} == {State.MISSING}
    assert fields.keys() >= {"moved_on", "new_address", "registered_domicile", NAME, "members[0].sex"}
    assert all(field.needs_eyes and field.value is None for path, field in fields.items() if path != "kind")
    assert "registered_domicile" not in fuse([], kind="moving_in_by_card")
    assert "former_address" not in fuse([], kind="from_abroad")
    assert "members[0].kana" not in fields  # a reading is still being filled in all over the country


def test_foreigners_have_no_register():
    people = {"members[0].name": "NGUYEN", "members[0].nationality": "ベトナム", "members[1].name": "TRAN"}
    assert "registered_domicile" in fuse([reading(PAPER, people)])
    people["members[1].nationality"] = "ベトナム"
    assert "registered_domicile" not in fuse([reading(PAPER, people)])


def test_the_kind_is_the_visits_own():
    assert fuse([], kind="moving_out")["kind"].value == "moving_out"
    assert not fuse([], kind="moving_out")["kind"].needs_eyes
    same = fuse([reading(PRE, {"kind": "moving_in"})])["kind"]
    assert (same.value, same.state) == ("moving_in", State.AGREED)
    settled = fuse([], {"kind": confirm("moving_out")})
    assert (settled["kind"].value, settled["kind"].state) == ("moving_out", State.CONFIRMED)
    assert "planned_on" in settled
    other = fuse([reading(PRE, {"kind": "moving_out"})])["kind"]
    assert (other.value, other.state, other.candidates) == ("moving_in", State.CONFLICT, ("moving_in", "moving_out"))


def test_a_confirmation_wins_and_keeps_the_evidence():
    readings = [reading(PAPER, {"register_head": "高橋　一郎"}), reading(PRE, {"register_head": "髙橋　一郎"})]
    decision = confirm("髙橋　一郎")
    field = fuse(readings, {"register_head": decision})["register_head"]
    assert (field.state, field.value, field.confirmation) == (State.CONFIRMED, "髙橋　一郎", decision)
    assert [each.source for each in field.evidence] == [PAPER, PRE]
    assert field.candidates == ("髙橋　一郎", "高橋　一郎")
    assert not field.needs_eyes


def test_there_is_none_is_a_decision():
    field = fuse([reading(PAPER, {"former_building": "コーポ"})], {"former_building": confirm("")})["former_building"]
    assert (field.state, field.value, field.candidates) == (State.CONFIRMED, None, ("コーポ",))
    assert fuse([], {"phone": confirm("")})["phone"].state is State.CONFIRMED


def test_who_does_not_move_leaves_only_a_name():
    fields = fuse([reading(PRE, SAMPLE)], {"members[1].name": confirm("")})
    assert [path for path in fields if member_of(path) == 1] == ["members[1].name"]
    assert fields["members[1].name"].value is None
    assert fields["members[2].name"].value == SAMPLE["members[2].name"]


def test_confirmed_rows_stay_when_another_source_comes_later():
    people = [{NAME: SAMPLE[f"members[{row}].name"]} for row in range(3)]
    confirmed = {NAME: confirm(SAMPLE["members[2].name"], Source.VISITOR)}
    fields = fuse([reading(CARD, people[2])], confirmed)
    assert fields[NAME].value == SAMPLE["members[2].name"]
    later = fuse([reading(CARD, people[2]), reading(PAPER, {NAME: SAMPLE["members[0].name"]})], confirmed)
    assert (later[NAME].value, later["members[1].name"].value) == (
        SAMPLE["members[2].name"],
        SAMPLE["members[0].name"],
    )


NAMES = st.sampled_from(["髙橋　一郎", "高橋　一郎", "髙橋一郎", "渡邉\U000e0110　𠮷江", "佐藤　花子", "　"])
VALUES = {
    "members[0].name": NAMES,
    "members[1].name": NAMES,
    "members[0].birth_date": st.sampled_from(["1985-03-14", "1958-01-09"]),
    "members[1].birth_date": st.sampled_from(["1985-03-14", "1958-01-09"]),
    "members[0].kana": st.sampled_from(["タカハシ　イチロウ", "ﾀｶﾊｼ ｲﾁﾛｳ", "キヨウ", "キョウ"]),
    "members[0].sex": st.sampled_from(["male", "female", "unknown"]),
    "former_address": st.sampled_from(["大阪府堺市堺区南瓦町３番１号", "堺市堺区南瓦町3-1", "堺市堺区南瓦町31"]),
    "register_head": NAMES,
    "moved_on": st.sampled_from(["2026-11-15", "2026-11-16"]),
    "kind": st.sampled_from(MOVE_KINDS),
}


@st.composite
def read_fields(draw, path: str) -> ReadField:
    value = draw(VALUES[path])
    candidates = tuple(draw(st.lists(VALUES[path], max_size=2)))
    return ReadField(path, value, value, draw(st.sampled_from([0.3, 1.0])), draw(st.booleans()), candidates=candidates)


@st.composite
def some_readings(draw) -> list[Reading]:
    paths = st.lists(st.sampled_from(list(VALUES)), unique=True)
    sources = draw(st.lists(st.sampled_from([*Source]), max_size=4))
    return [Reading(source, tuple(draw(read_fields(path)) for path in draw(paths))) for source in sources]


CONFIRMATIONS = st.dictionaries(
    st.sampled_from([NAME, "members[1].name", "register_head", "moved_on", "phone"]),
    st.sampled_from(["髙橋　一郎", "渡邉　𠮷江", "2026-11-15", ""]).map(confirm),
    max_size=2,
)


def told(fields):
    """What does not depend on the order of the readings."""
    return {
        path: (replace(field, evidence=()), [(each.source, each.field) for each in field.evidence])
        for path, field in fields.items()
    }


@given(some_readings(), CONFIRMATIONS, st.randoms(use_true_random=False))
def test_the_order_of_the_readings_does_not_matter(readings, confirmations, random):
    shuffled = random.sample(readings, len(readings))
    assert told(fuse(readings, confirmations)) == told(fuse(shuffled, confirmations))


@given(some_readings(), CONFIRMATIONS)
def test_nothing_is_invented_and_nothing_is_lost(readings, confirmations):
    fields = fuse(readings, confirmations)
    said = {row.value for each in readings for row in each if row.value.strip()}
    offered = {value for each in readings for row in each for value in row.candidates}
    decided = {each.value for each in confirmations.values()}
    for path, field in fields.items():
        if path != "kind":
            assert field.value is None or field.value in said | decided
            assert set(field.candidates) <= said | decided | offered
            assert (field.value is None) == (field.state is State.MISSING) or field.confirmation
        assert field.value is None or field.candidates[0] == field.value
        assert len(set(field.candidates)) == len(field.candidates)
        assert (field.state is State.CONFIRMED) == (path in confirmations)
    staying = [path for path, each in confirmations.items() if path.endswith("].name") and not each.value]
    if not staying:
        heard = sum(len(field.evidence) for field in fields.values())
        assert heard == sum(1 for each in readings for row in each if row.value.strip())


@given(some_readings(), CONFIRMATIONS)
def test_a_conflict_is_never_settled_silently(readings, confirmations):
    for field in fuse(readings, confirmations).values():
        values = {"".join(each.field.value.split()) for each in field.evidence} - {"unknown"}
        if field.path in ("register_head", "moved_on") and len(values) > 1:
            assert field.state in (State.CONFLICT, State.CONFIRMED)


@given(some_readings())
def test_confirming_everything_as_it_is_changes_no_value(readings):
    fields = fuse(readings)
    confirmations = {path: confirm(field.value) for path, field in fields.items() if field.value and path != "kind"}
    again = fuse(readings, confirmations)
    assert {path: field.value for path, field in again.items()} == {path: field.value for path, field in fields.items()}
    assert fuse(readings, confirmations) == again


@given(some_readings())
def test_the_same_source_twice_makes_nothing_more_certain(readings):
    if len({each.source for each in readings} & {Source.PRE_ENTRY, Source.VISITOR}) < 2:
        for source in {each.source for each in readings}:
            same = [each for each in readings if each.source is source]
            assert State.AGREED not in {field.state for path, field in fuse(same).items() if path != "kind"}
