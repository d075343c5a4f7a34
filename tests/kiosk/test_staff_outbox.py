"""What staff read about the visits that wait for the server."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from base.texts import LANGUAGES
from db.outbox import OutboxState
from kiosk.staff.outbox import sentences
from kiosk.wording import Words

SINCE = datetime(2026, 11, 21, 1, 31, tzinfo=UTC)


def said(language: str = "ja", **state) -> list[str]:
    wanted = {"reachable": True, "waiting": 0, "oldest_at": None, "refused": 0, "trouble": None} | state
    return [words for words, _role in sentences(OutboxState(**wanted), Words(language))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_many_wait_and_since_when_in_every_language(language: str) -> None:
    cut, waiting = said(language, reachable=False, waiting=3, oldest_at=SINCE, trouble="store_unreachable")
    assert cut
    assert "3" in waiting and "10:31" in waiting


def test_each_state_says_its_own() -> None:
    assert said() == [Words("ja")("door.outbox_empty")]
    assert said(reachable=False) == [Words("ja")("door.outbox_cut")]
    assert len(said(waiting=1, oldest_at=SINCE)) == 1
    refused = said(refused=2)
    assert len(refused) == 1 and "2件" in refused[0]
    assert said(scarce=True)[-1] == Words("ja")("door.outbox_scarce")
