"""A reading: what one source said. Every source, paper, card, QR code or finger, gives the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from forms.fields import get_field_type

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the page as given."""


class Source(StrEnum):
    """Where a value came from."""

    PRE_ENTRY = "preentry"
    CERTIFICATE = "certificate"
    MY_NUMBER_CARD = "mynumber"
    LICENCE = "licence"
    RESIDENCE_CARD = "residence_card"
    VISITOR = "visitor"
    """Typed or chosen by the visitor at the kiosk."""
    CLERK = "clerk"
    """Typed or chosen by a clerk at the counter."""


CARDS = frozenset({Source.MY_NUMBER_CARD, Source.LICENCE, Source.RESIDENCE_CARD})
"""Sources that are a card of one person."""


@dataclass(frozen=True, slots=True)
class ReadField:
    """One value as one source gave it.

    Attributes:
        path: a field path of the vocabulary.
        text: what is written there, character for character.
        value: the same as data: an ISO date, a sex; for names and addresses the same exact string as `text`.
        confidence: 0 to 1; 1 for a source that cannot misread, such as a card's text.
        sure: no human needs to look.
        page: index of the page it was read from, or None where there is no page.
        box: where on that page, in pixels of the page as given.
        candidates: other values it may be, most likely first.
    """

    path: str
    text: str
    value: str
    confidence: float = 1.0
    sure: bool = True
    page: int | None = None
    box: Box | None = None
    candidates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        get_field_type(self.path)
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError("confidence is a probability")

    def to_json(self) -> dict:
        row: dict = {
            "path": self.path,
            "text": self.text,
            "value": self.value,
            "confidence": round(self.confidence, 3),
            "sure": self.sure,
        }
        if self.page is not None:
            row["page"] = self.page
        if self.box is not None:
            row["box"] = list(self.box)
        if self.candidates:
            row["candidates"] = list(self.candidates)
        return row

    @classmethod
    def from_json(cls, row: dict) -> ReadField:
        return cls(
            row["path"],
            row["text"],
            row["value"],
            row.get("confidence", 1.0),
            row.get("sure", True),
            row.get("page"),
            tuple(row["box"]) if row.get("box") else None,
            tuple(row.get("candidates", ())),
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one source gave.

    Attributes:
        source: which source.
        fields: its values, at most one a path.
        document: what paper it was, for example ``moving_out_certificate``; None where there is no paper.
        pages: how many pages were read.
        blacked_out: what was found and made unreadable: ``individual_number``, ``resident_code``.
        warnings: ids of remarks for the clerk, such as ``photocopy`` or ``page_missing``.
    """

    source: Source
    fields: tuple[ReadField, ...]
    document: str | None = None
    pages: int = 0
    blacked_out: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        paths = [row.path for row in self.fields]
        if len(paths) != len(set(paths)):
            raise ValueError("a reading has at most one value a path")

    def __iter__(self) -> Iterator[ReadField]:
        return iter(self.fields)

    def find(self, path: str) -> ReadField | None:
        """The value at a path, or None."""
        return next((row for row in self.fields if row.path == path), None)

    def value(self, path: str) -> str | None:
        """The data at a path, or None."""
        row = self.find(path)
        return row.value if row else None

    def moved(self, paths: dict[str, str]) -> Reading:
        """The same reading with some paths renamed; a path that maps to nothing keeps its name."""
        return replace(self, fields=tuple(replace(row, path=paths.get(row.path, row.path)) for row in self.fields))

    def to_json(self) -> dict:
        """The object that ``--json`` prints."""
        row: dict = {"source": str(self.source)}
        if self.document:
            row |= {"pages": self.pages, "document": self.document, "blacked_out": list(self.blacked_out)}
        if self.warnings:
            row["warnings"] = list(self.warnings)
        return row | {"fields": [each.to_json() for each in self.fields]}

    @classmethod
    def from_json(cls, row: dict) -> Reading:
        return cls(
            Source(row["source"]),
            tuple(ReadField.from_json(each) for each in row["fields"]),
            row.get("document"),
            row.get("pages", 0),
            tuple(row.get("blacked_out", ())),
            tuple(row.get("warnings", ())),
        )
