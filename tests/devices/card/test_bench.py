"""The figures of ``kakanai bench cards``: every way of reading beside a bare loop that hears the same answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from command.bench import cards
from devices.card.residence import DF1
from devices.card.virtual.residence import ResidenceHolder, second_generation
from tests.daemons.cards import VIRTUAL, Table

APDUS = {
    "My Number, PIN": 13,
    "licence on a My Number card": 22,
    "licence, PIN 1": 20,
}
"""Of the reads whose number does not depend on the size of a picture."""


@pytest.fixture
def own_service(table: Table, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The bench starts a service of its own, where that of the tests stood."""
    monkeypatch.setattr(cards, "TIMES", 1)
    table.take()
    table.world.stop_service()
    try:
        yield
    finally:
        table.world.start_service()


@pytest.mark.daemon
@pytest.mark.in_world
@pytest.mark.expected_log(*VIRTUAL)
@pytest.mark.parametrize("read", cards.READS, ids=lambda read: read.name)
def test_a_read_beside_its_bare_loop(own_service: None, read) -> None:
    ours, bare = cards._rows(read, 0)
    assert ours.who == f"kakanai, {read.name}, 0 ms" and bare.who == f"bare pyscard, {read.name}, 0 ms"
    assert ours.figures["APDUs"] == bare.figures["APDUs"] == APDUS.get(read.name, ours.figures["APDUs"])
    assert ours.figures["median ms"] > 0 and bare.figures["median ms"] > 0


@pytest.mark.daemon
@pytest.mark.in_world
@pytest.mark.expected_log(*VIRTUAL)
def test_how_soon_a_card_is_seen_and_read(own_service: None) -> None:
    for row in (cards._seen(), cards._reading()):
        assert 0 < row.figures["median ms"] < cards.PATIENCE_S * 1000


def test_a_card_that_repeats_says_the_same_in_the_same_order() -> None:
    said = [cards._Exchange(b"a", b"\x01\x90\x00", 0.0), cards._Exchange(b"b", b"\x6a\x82", 0.001)]
    again = cards._Again(said, b"\x3b")
    assert [again.answer(b"") for _ in range(4)] == [b"\x01\x90\x00", b"\x6a\x82"] * 2


def test_a_card_without_pictures_has_files_of_the_same_size() -> None:
    whole, without = second_generation(ResidenceHolder()), second_generation(ResidenceHolder())
    cards._without_pictures(without)
    for number, file in whole.applications[DF1].files.items():
        other = without.applications[DF1].files[number]
        assert len(other.content) == len(file.content) and b"II*\0" not in other.content
