from __future__ import annotations

import pytest

from counter.session import Session, clerk_name


def test_the_actor_is_the_clerk() -> None:
    session = Session(" 佐藤 ", "窓口2")
    assert session.actor == "clerk:佐藤"
    assert session.label == "窓口2  佐藤"
    assert clerk_name(session.actor) == "佐藤"


def test_nobody_has_no_name() -> None:
    assert clerk_name(None) == ""


def test_a_session_belongs_to_somebody() -> None:
    with pytest.raises(ValueError):
        Session("  ")
