"""The line that is typed: a text and a caret that never stands inside a character. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass, replace

from forms.characters import clusters


@dataclass(frozen=True, slots=True)
class Line:
    """A text with a caret. Each touch gives a new one.

    Attributes:
        before: what stands before the caret, character by character as a reader counts: a kanji with its
            variation selector is one.
        after: what stands behind it.
        limit: how many code points the whole may have.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    limit: int = 120

    @classmethod
    def of(cls, text: str, caret: int | None = None, limit: int = 120) -> Line:
        """A line of this text.

        Args:
            caret: in code points; at the end where it is left out. Inside a character it moves behind it.
        """
        every = clusters(text)
        before: list[str] = []
        length = 0
        for each in every:
            if caret is not None and length >= caret:
                break
            before.append(each)
            length += len(each)
        return cls(tuple(before), tuple(every[len(before) :]), limit)

    @property
    def text(self) -> str:
        """All of it."""
        return "".join((*self.before, *self.after))

    @property
    def caret(self) -> int:
        """Where the caret stands, in code points."""
        return sum(map(len, self.before))

    @property
    def last(self) -> str:
        """The character before the caret, or nothing."""
        return self.before[-1] if self.before else ""

    def _with(self, before: str) -> Line:
        """Another text before the caret, where there is room for it; otherwise the same line."""
        made = Line.of(before + "".join(self.after), len(before), self.limit)
        return made if len(made.text) <= self.limit else self

    def typed(self, text: str) -> Line:
        """With something typed at the caret; the same line where there is no room left."""
        return self._with("".join(self.before) + text)

    def erased(self) -> Line:
        """Without the character before the caret, whole with its selector."""
        return replace(self, before=self.before[:-1])

    def with_last(self, text: str) -> Line:
        """With another character instead of the one before the caret."""
        return self._with("".join(self.before[:-1]) + text) if self.before else self

    def moved(self, by: int) -> Line:
        """With the caret so many characters further on."""
        every = (*self.before, *self.after)
        at = max(0, min(len(every), len(self.before) + by))
        return replace(self, before=every[:at], after=every[at:])
