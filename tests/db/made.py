"""Made-up visits for tests of the store: the sample household as actions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from base.clock import JAPAN
from forms.actions import Action, ActionType
from forms.reading import ReadField, Reading, Source
from forms.visit import new_id

HOUSEHOLD: dict[str, str] = json.loads(
    (Path(__file__).parents[2] / "samples/household.json").read_text(encoding="utf-8")
)
AT = datetime(2026, 11, 21, 10, 24, tzinfo=JAPAN)
TODAY = date(2026, 11, 21)
PICTURE = b"\x89PNG a page with \xe9\xab\x99\xe6\xa9\x8b on it" * 40
NAMES = ("髙橋", "一郎", "美﨑", "渡邉", "𠮷江", "タカハシ", "ワタナベ", "九段", "1985-03-14", "090-0000")
"""Pieces of personal values that must be nowhere in clear."""


def action(
    visit_id: str, type: ActionType, data: Mapping | None = None, *, actor: str = "kiosk:1", seconds: int = 0
) -> Action:
    """One action at the held date."""
    return Action(new_id(), visit_id, type, AT + timedelta(seconds=seconds), actor, data or {})


def certificate() -> Reading:
    """The household as a certificate gives it, sure of everything."""
    paths = [path for path in HOUSEHOLD if path.startswith(("members", "former", "householder.former"))]
    return Reading(
        Source.CERTIFICATE,
        tuple(ReadField(path, HOUSEHOLD[path], HOUSEHOLD[path], 0.99, page=0, box=(1, 2, 3, 4)) for path in paths),
        document="moving_out_certificate",
        pages=1,
    )


def submitted(number: str = "0001", visit_id: str | None = None) -> tuple[list[Action], dict[str, bytes]]:
    """What a kiosk hands to the store at once: a whole visit and its page picture."""
    id, page = visit_id or new_id(), new_id()
    actions = [
        action(id, ActionType.OPEN, {"kind": "moving_in", "language": "ja", "place": "kiosk 1"}),
        action(id, ActionType.READ, {"reading": certificate().to_json(), "page_ids": [page]}, seconds=20),
        action(id, ActionType.CONFIRM, {"values": HOUSEHOLD}, seconds=60),
        action(id, ActionType.SUBMIT, {"reception_number": number}, seconds=90),
    ]
    return actions, {page: PICTURE}


def as_known(action: Action) -> tuple:
    """What two actions must share to be the same one, JSON's lists and tuples alike."""
    return action.id, action.visit_id, action.type, action.at, action.actor, json.loads(json.dumps(action.data))
