"""Labels and values that a line ends in by turns, where no white between them was seen: 性別女続柄妻."""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.words.catalogue import normalised, words

MIN_LABEL, MIN_PAIRS = 2, 2
"""Characters of such a label, and so many labels with one of the few values behind each that it can have: one alone may
end another word."""


def chained_at(plain: Sequence[str], index: int, turns: int) -> str | None:
    """The label that begins at a character of a line, from which on that is nothing but labels of fields that have few
    values, one of these behind each; None where it is not.

    Args:
        plain: the normalised characters of the line.
        turns: how many labels of the line stand before it.
    """
    found = _chain("".join(plain[index:]))
    return found[0] if found and len(found) + turns >= MIN_PAIRS else None


def _chain(text: str) -> list[str] | None:
    """The labels of a text that goes so to its end, the longest ones first; None where it does not."""
    catalogue = words()
    for length in range(min(len(text) - 1, catalogue.longest), MIN_LABEL - 1, -1):
        word = text[:length]
        known = normalised(catalogue.told(catalogue.targets.get(word, "")))
        for value in sorted(known, key=len, reverse=True):
            if not value or not text.startswith(value, length):
                continue
            rest = text[length + len(value) :]
            if not rest:
                return [word]
            if behind := _chain(rest):
                return [word, *behind]
    return None
