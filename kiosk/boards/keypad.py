"""Ten digits, with keys beside them that act; in another order on wish, so that a finger tells nobody the PIN."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from kiosk.boards.keys import KeyButton, KeyGrid
from kiosk.wording import Words
from look.buttons import QUIET, SECOND
from look.tokens import Look

USUAL = tuple("1234567890")
LARGE_STEP = 1.5
"""From this text step on two rows of five, so that all stand on one page."""


def shuffled(order: Sequence[str], chance: random.Random | None = None) -> tuple[str, ...]:
    """The digits in another order than this one; drawn from the system's randomness unless told otherwise."""
    chance = chance or random.SystemRandom()
    drawn = list(order)
    while tuple(drawn) == tuple(order):
        chance.shuffle(drawn)
    return tuple(drawn)


class Keypad(KeyGrid):
    """The pad.

    Args:
        name: what its keys are called: ``name.1``, ``name.erase``, ``name.mix``.
        typed: called with each digit.
        erased: called by the key that takes one back.
        mixes: whether there is a key that changes the order, and back.
        wide: two rows of five, as in large type, where something else needs the room.
    """

    def __init__(
        self,
        name: str,
        typed: Callable[[str], None],
        erased: Callable[[], None],
        words: Words,
        look: Look,
        mixes: bool = False,
        wide: bool = False,
    ) -> None:
        self._name, self._typed, self._words = name, typed, words
        self.order = USUAL
        self._keys = [self._key(digit, look) for digit in USUAL]
        erase = KeyButton("", look, QUIET, words("pin.erase"), icon="backspace")
        erase.setObjectName(f"{name}.erase")
        erase.clicked.connect(erased)
        self.mix = KeyButton(words("pin.mix"), look, QUIET, words("pin.mix_name"))
        self.mix.setObjectName(f"{name}.mix")
        self.mix.clicked.connect(self.change_order)
        keys = self._keys
        rows: list[list[QWidget | None]]
        if look.text_step < LARGE_STEP and not wide:
            rows = [list(keys[:3]), list(keys[3:6]), list(keys[6:9]), [None, keys[9], None]]
        else:
            rows = [list(keys[:5]), list(keys[5:])]
        super().__init__(rows, [erase, self.mix] if mixes else [erase], look)
        if not mixes:
            self.mix.setParent(self)
            self.mix.hide()

    def _key(self, digit: str, look: Look) -> KeyButton:
        made = KeyButton(digit, look, SECOND, digit)
        made.setObjectName(f"{self._name}.{digit}")
        # Which digit a key is, is asked when it is touched: the order may have changed since.
        made.clicked.connect(lambda _on=False, key=made: self._typed(key.text()))
        return made

    def show_order(self, order: Sequence[str]) -> None:
        """The digits in this order, row by row."""
        self.order = tuple(order)
        for key, digit in zip(self._keys, order, strict=True):
            key.set_text(digit)
            key.setObjectName(f"{self._name}.{digit}")

    def change_order(self) -> None:
        """Another order, or the usual one again."""
        self.show_order(shuffled(USUAL) if self.order == USUAL else USUAL)
        usual = self.order == USUAL
        self.mix.set_text(self._words("pin.mix" if usual else "pin.in_order"))
        self.mix.setAccessibleName(self._words("pin.mix_name" if usual else "pin.in_order_name"))
