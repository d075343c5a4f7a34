"""Tests marked ``in_world`` run in a private world, where the fixtures ``world``, ``link`` and ``table`` are."""

from tests.daemons.cards import bus, card, driver, holder, household, licence_card
from tests.daemons.in_world import pytest_runtest_protocol

__all__ = ["bus", "card", "driver", "holder", "household", "licence_card", "pytest_runtest_protocol"]
