"""The characters that the recogniser has a class for: which of them are printed, and which are one in two widths."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np

_SIGNS, _PRINTED_SIGNS = ("So", "Sm", "Sk", "Lm"), "〒ー々〻ゝゞヽヾ+-=~〜"
"""Categories of pictograms, and the characters of these that are none."""


def are_printed(characters: Sequence[str]) -> np.ndarray:
    """Which of some characters a Japanese certificate may print: one of JIS X 0213 or of CP932, and no pictogram."""
    # All at once: to ask each by itself takes five times as long.
    lines = "\n".join(characters)
    jis, windows = (lines.encode(encoding, "ignore").split(b"\n") for encoding in ("euc_jis_2004", "cp932"))
    return np.array(
        [
            bool(one or other) and (unicodedata.category(character) not in _SIGNS or character in _PRINTED_SIGNS)
            for character, one, other in zip(characters, jis, windows, strict=True)
        ]
    )


def numbered_in_one_width(characters: Sequence[str]) -> np.ndarray:
    """Numbers of characters, the same for those that are one in two widths: ６ and 6."""
    plain = [unicodedata.normalize("NFKC", character) for character in characters]
    numbers = {text: number for number, text in enumerate(dict.fromkeys(plain))}
    return np.array([numbers[text] for text in plain])
