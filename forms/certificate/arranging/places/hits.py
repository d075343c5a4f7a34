"""A page as labels and values."""

from __future__ import annotations

from dataclasses import dataclass, field

from forms.certificate.pixels.cells import Cell
from forms.certificate.runs.segments import Segment, text_of


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one value stands.

    Attributes:
        segments: its text, line by line; none where the place is empty.
        cell: the cell it fills, or None where no lines enclose it.
        confirmed: whether the learned arranger says the same; None where it does not tell.
    """

    segments: tuple[Segment, ...]
    cell: Cell | None = None
    confirmed: bool | None = None

    @property
    def text(self) -> str:
        return text_of(self.segments)

    @property
    def glyph_ids(self) -> set[int]:
        """The ids of its characters: places share text where they share these."""
        return {id(glyph) for segment in self.segments for glyph in segment.glyphs}


@dataclass(frozen=True, slots=True)
class Hit:
    """A label with its values.

    Attributes:
        target: a field pattern or one of HIDDEN.
        label: the label.
        spots: its values; several where one label stands for all people.
        member: which person the first value belongs to, or None.
        clear: whether no other way to read the page is about as likely.
    """

    target: str
    label: Segment
    spots: tuple[Spot, ...]
    member: int | None = None
    clear: bool = True

    @property
    def has_text(self) -> bool:
        """Whether any of its places is not empty."""
        return any(spot.segments for spot in self.spots)


@dataclass(slots=True)
class Sheet:
    """A page as labels and values.

    Attributes:
        hits: every label with its values, in reading order.
        loose: text that no label claims.
    """

    hits: list[Hit] = field(default_factory=list)
    loose: list[Segment] = field(default_factory=list)
