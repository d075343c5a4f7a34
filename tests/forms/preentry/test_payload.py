"""The pre-entry payload: what goes in comes out, and whatever else arrives is refused in words."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import base45
import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.trouble import Trouble
from forms.fields import Kind, get_field_type
from forms.preentry import schema
from forms.preentry.payload import MAX_INFLATED, MAX_TEXT, PREFIX, PreEntry, decode, encode
from forms.reading import Source
from tools.phone import MADE_AT, preentry

NOW = datetime(2026, 11, 21, 1, 24, tzinfo=UTC)
GOLDEN = Path(__file__).parents[2] / "data" / "preentry"


def wrap(content: object) -> str:
    """A payload around any content, as a stranger's program could make it."""
    return PREFIX + base45.b45encode(zlib.compress(cbor2.dumps(content))).decode()


def good(**changes: object) -> list:
    """The content of a valid payload, as a list, with some parts replaced."""
    parts = {"version": 1, "id": bytes(16), "made": int(NOW.timestamp()), "until": int(NOW.timestamp()) + 86400}
    return list((parts | {"visit": {1: 0}, "members": []} | changes).values())


texts = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=20)


def values_of(path: str) -> st.SearchStrategy[str]:
    row = get_field_type(path)
    match row.kind:
        case Kind.DATE:
            return st.dates().map(str)
        case Kind.SEX:
            return st.sampled_from(("male", "female", "unknown"))
        case Kind.CHOICE:
            return st.sampled_from(schema.choices_of(row))
        case _:
            return texts.map(lambda text: text[: row.max_length]).filter(
                lambda text: not schema.holds_individual_number(text)
            )


@st.composite
def entries(draw: st.DrawFn) -> PreEntry:
    paths = draw(st.lists(st.sampled_from(sorted(schema.VISIT_NUMBERS.values())), unique=True, max_size=13))
    for index in range(draw(st.integers(0, 4))):
        names = draw(st.lists(st.sampled_from(sorted(schema.MEMBER_NUMBERS.values())), unique=True, min_size=1))
        paths += [f"members[{index}].{name}" for name in names]
    return PreEntry.make({path: draw(values_of(path)) for path in paths}, NOW)


@given(entries())
def test_what_goes_in_comes_out(entry: PreEntry) -> None:
    assert decode(encode(entry), NOW) == entry


@given(st.text() | st.text().map(PREFIX.__add__) | st.binary().map(lambda b: PREFIX + base45.b45encode(b).decode()))
def test_any_text_is_a_record_or_a_typed_trouble(text: str) -> None:
    with pytest.raises(Trouble):
        decode(text, NOW)


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.integers() | st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.sampled_from(["version", "id", "made", "until", "visit", "members"]), json_like)
def test_any_content_is_a_record_or_a_typed_trouble(part: str, stranger: object) -> None:
    try:
        entry = decode(wrap(good(**{part: stranger})), NOW)
    except Trouble:
        return
    assert decode(encode(entry), NOW) == entry


def test_the_golden_file_still_reads() -> None:
    """A code on a phone outlives an update of the kiosk."""
    entry = decode((GOLDEN / "family-v1.txt").read_text(encoding="ascii"), NOW)
    assert dict(entry.values) == json.loads((GOLDEN / "family-v1.json").read_text(encoding="utf-8"))
    assert entry.made_at == MADE_AT
    assert entry.valid_until == MADE_AT + timedelta(days=30)
    assert entry == preentry()


def test_a_family_fits_one_code_of_version_22() -> None:
    assert len(encode(preentry())) < 1238  # alphanumeric characters of 22-M


def test_every_value_is_in_the_reading() -> None:
    reading = preentry().to_reading()
    assert reading.source is Source.PRE_ENTRY
    assert reading.value("members[2].name") == "渡邉\U000e0110　𠮷江"


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("https://www.example.jp/shop", "qr_foreign"),
        ("", "qr_foreign"),
        ("KAKANAI2:ABC", "preentry_newer"),
        (PREFIX, "preentry_damaged"),
        (PREFIX + "ÄÖÜ", "preentry_damaged"),
        (PREFIX + "A" * MAX_TEXT, "preentry_damaged"),
        (wrap(good())[:-6], "preentry_damaged"),
        (wrap(good(version=2)), "preentry_damaged"),
        (wrap(good(version=True)), "preentry_damaged"),
        (wrap(good(id=b"short")), "preentry_damaged"),
        (wrap(good(visit={99: "x"})), "preentry_damaged"),
        (wrap(good(visit={2: 20260230})), "preentry_damaged"),
        (wrap(good(visit={5: "\u202etxet"})), "preentry_damaged"),
        (wrap(good(visit={5: "line\nbreak"})), "preentry_damaged"),
        (wrap(good(visit={11: "0" * 21})), "preentry_damaged"),
        (wrap(good(members=[{}])), "preentry_damaged"),
        (wrap(good(members=[{1: "x"}] * 21)), "preentry_damaged"),
        (wrap([*good(), "one more"]), "preentry_damaged"),
        (wrap(good(visit=cbor2.CBORTag(35, "(a+)+$"))), "preentry_damaged"),
        (wrap(good(visit=cbor2.CBORTag(4, [10**9, 1]))), "preentry_damaged"),
        (wrap(good(until=int(NOW.timestamp()) - 1, made=int(NOW.timestamp()) - 9)), "preentry_expired"),
        (wrap(good(until=int(NOW.timestamp()) + 86400 * 91)), "preentry_damaged"),
        (
            wrap(good(made=int(NOW.timestamp()) + 86400 * 2, until=int(NOW.timestamp()) + 86400 * 3)),
            "preentry_expired",
        ),
        (wrap(good(visit={5: "１２３４ ５６７８ ９０１８"})), "preentry_individual_number"),
    ],
)
def test_what_a_stranger_may_show(text: str, id: str) -> None:
    with pytest.raises(Trouble) as caught:
        decode(text, NOW)
    assert caught.value.id == id


def test_a_zip_bomb_stays_small() -> None:
    bomb = PREFIX + base45.b45encode(zlib.compress(bytes(MAX_INFLATED * 100), 9)).decode()
    with pytest.raises(Trouble, match="preentry_damaged"):
        decode(bomb, NOW)


def test_the_cause_of_a_trouble_quotes_nothing() -> None:
    with pytest.raises(Trouble) as caught:
        decode(wrap(good(visit={2: "髙橋一郎"})), NOW)
    assert "髙橋" not in repr(caught.value.__cause__)
    assert "髙橋" not in repr(preentry())


@pytest.mark.parametrize(
    "values",
    [
        {"members[0].resident_code": "12345678901"},
        {"issuer": "堺市長"},
        {"moved_on": "2026-02-30"},
        {"members[1].name": "a person without the one before"},
        {"former_address": "番号 123456789018"},
    ],
)
def test_what_a_pre_entry_may_not_hold_is_not_encoded(values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        encode(PreEntry.make(values, NOW))
