"""Tests marked ``in_world`` run in a private world, where the fixtures ``world``, ``link`` and ``table`` are."""

from tests.daemons.cards import bus, card, holder
from tests.daemons.in_world import pytest_runtest_protocol

__all__ = ["bus", "card", "holder", "pytest_runtest_protocol"]
