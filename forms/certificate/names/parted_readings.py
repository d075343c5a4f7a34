"""Readings with a blank too few or too many, parted as their names are read: アダチハルカ for 安達　遥."""

from __future__ import annotations

from collections.abc import Sequence

from forms.names.readings import find_readings, may_be_read
from forms.names.spellings import Sort


def in_two(parts: Sequence[str], written: Sequence[str]) -> tuple[Sequence[str], bool]:
    """The surname's and the given name's part of a reading, and whether both parts speak for it.

    Args:
        parts: the reading as its blanks part it, not in two; given back where no way fits, or several do.
        written: surname and given name.
    """
    if two := _parted(parts[0], written) if len(parts) == 1 else _rejoined(parts, written):
        return two, True
    likely = _parted_by_half(parts[0], written) if len(parts) == 1 else None
    return (likely, False) if likely else (parts, True)


def _parted(said: str, written: Sequence[str]) -> list[str] | None:
    """Surname and given name of a reading without a blank, or with one that was read as ー; where only one way fits.

    Some papers print the surname's reading only: アダチ is not アダ　チ.
    """
    surnames, given = find_readings(written[0], Sort.SURNAME), find_readings(written[1], Sort.GIVEN)
    if said in surnames or said in given:
        return None
    ways = {(said[:at], said[at:]) for at in range(1, len(said))}
    ways |= {(said[:at], said[at + 1 :]) for at in range(1, len(said) - 1) if said[at] == "ー"}
    for fits in (
        lambda one, other: one in surnames and other in given,
        lambda one, other: one in surnames and may_be_read(written[1], other),
        lambda one, other: may_be_read(written[0], one) and may_be_read(written[1], other),
    ):
        found = [way for way in ways if fits(*way)]
        if found:
            return list(found[0]) if len(found) == 1 else None
    return None


def _parted_by_half(said: str, written: Sequence[str]) -> list[str] | None:
    """The same where only the surname or the given name is known to be read so; where only one way fits."""
    surnames, given = find_readings(written[0], Sort.SURNAME), find_readings(written[1], Sort.GIVEN)
    ways = [[said[:at], said[at:]] for at in range(1, len(said))]
    found = [way for way in ways if way[0] in surnames or way[1] in given]
    whole = said in surnames or said in given  # the other one is not printed
    return found[0] if len(found) == 1 and not whole else None


def _rejoined(parts: Sequence[str], written: Sequence[str]) -> list[str] | None:
    """Surname and given name of a reading with too many blanks, where only one way fits."""
    surnames, given = find_readings(written[0], Sort.SURNAME), find_readings(written[1], Sort.GIVEN)
    ways = [("".join(parts[:at]), "".join(parts[at:])) for at in range(1, len(parts))]
    for fits in (
        lambda one, other: one in surnames and other in given,
        lambda one, other: may_be_read(written[0], one) and may_be_read(written[1], other),
    ):
        if found := [way for way in ways if fits(*way)]:
            return list(found[0]) if len(found) == 1 else None
    return None
