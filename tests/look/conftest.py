"""Widgets under test need the application of pytest-qt and our faces."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp
