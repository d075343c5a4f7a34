"""The number of a residence card as it is typed: two letters, eight digits, two letters. Plain Python, no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

FORM = "LLDDDDDDDDLL"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"
_GROUPS = (2, 10, 12)


@dataclass(frozen=True, slots=True)
class CardNumber:
    """What is typed so far; never anything that cannot become a card number.

    Attributes:
        text: capitals and digits.
    """

    text: str = ""

    @property
    def wanted(self) -> str:
        """The characters of which the next one is; empty when the number is whole."""
        if self.is_whole:
            return ""
        return LETTERS if FORM[len(self.text)] == "L" else DIGITS

    @property
    def is_whole(self) -> bool:
        """Whether all twelve are in."""
        return len(self.text) == len(FORM)

    def typed(self, char: str) -> CardNumber:
        """With one more character, if it can stand there; a small letter counts as its capital."""
        char = char.upper()
        return replace(self, text=self.text + char) if char and char in self.wanted else self

    def erased(self) -> CardNumber:
        """Without the last one."""
        return replace(self, text=self.text[:-1])

    @property
    def shown(self) -> str:
        """In its three groups, with a line for what is still to come."""
        whole = self.text + "_" * (len(FORM) - len(self.text))
        at = 0
        groups = []
        for end in _GROUPS:
            groups.append(whole[at:end])
            at = end
        return " ".join(groups)
