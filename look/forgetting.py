"""What is kept of texts so that they are drawn fast, and how it goes: names and addresses are among them."""

from __future__ import annotations

from look import exact, phrases, ruby

KEPT = (exact.shape, phrases.split, ruby.parts)
"""Every cache that has whole texts as its keys."""


def forget() -> None:
    """Drops every text that was set, cut into phrases or parted from its readings; what comes next is done anew."""
    for each in KEPT:
        each.cache_clear()
