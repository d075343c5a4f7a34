"""What a form is: pages, boxes in millimetres, what goes into them. One folder a form, and no code.

A folder holds ``form.toml`` (read by :mod:`forms.paper.parsing`), ``background.pdf`` and ``sample.json``.
Everything here is light: listing the forms loads no PDF library.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from base.trouble import Trouble

FORMS_FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres from the top left of the page."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def moved(self, down: float) -> Box:
        """The same rectangle further down the page."""
        return Box(self.left, self.top + down, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set.

    Attributes:
        font: key of a face in :mod:`forms.paper.fonts`.
        size: type size in points, used when the text fits.
        min_size: below this size in points the text wraps instead of shrinking on one line.
        lines: the most lines that it may take; 1 never wraps.
        align: ``left``, ``center`` or ``right``.
        valign: ``top``, ``middle`` or ``bottom``.
    """

    font: str = "mincho"
    size: float = 12.0
    min_size: float = 8.0
    lines: int = 1
    align: str = "left"
    valign: str = "middle"


@dataclass(frozen=True, slots=True)
class Term:
    """A value as a form names it: a path, and how to write it.

    Attributes:
        path: of the vocabulary, of the form's own inputs, or one of :data:`forms.paper.values.DERIVED`. ``members[]``
            stands for the member of each row, ``form.<rows>[]`` for each row of a list of the form's own.
        format: ``plain``, or a name in :data:`forms.paper.values.FORMATS`.
    """

    path: str
    format: str = "plain"

    @property
    def of_row(self) -> bool:
        return "[]." in self.path

    @property
    def rows_of(self) -> str:
        """Whose rows it belongs to: ``members`` or the name of a list of the form's own; empty for neither."""
        return self.path.partition("[].")[0].removeprefix("form.") if self.of_row else ""


@dataclass(frozen=True, slots=True)
class Condition:
    """Says when something is printed: every term is one of its words.

    A word is compared with each part of a value that lists several (``a,b``); ``*`` is any value, the empty word none.
    """

    tests: tuple[tuple[Term, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class TextSpot:
    """A box that text is set into.

    Attributes:
        sheets: ids of the sheets that have it.
        box: of the first row, where it belongs to a row.
        parts: each a sequence of literal text and terms; a part with an empty term is left out.
        join: stands between the parts.
        style: how it is set.
        when: printed only then.
    """

    sheets: tuple[str, ...]
    box: Box
    parts: tuple[tuple[str | Term, ...], ...]
    join: str
    style: Style
    when: Condition

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every value it shows or depends on."""
        shown = (piece for part in self.parts for piece in part if isinstance(piece, Term))
        return (*shown, *(term for term, _ in self.when.tests))

    @property
    def of_row(self) -> bool:
        return any(term.of_row for term in self.terms)


@dataclass(frozen=True, slots=True)
class TickSpot:
    """A tick box. See :class:`TextSpot`."""

    sheets: tuple[str, ...]
    box: Box
    when: Condition

    @property
    def of_row(self) -> bool:
        return any(term.of_row for term, _ in self.when.tests)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of page.

    Attributes:
        id: its name within the form.
        background: the page of ``background.pdf`` under it, from 1.
        rows: how many rows it has room for.
        rows_of: whose rows: ``members``, or the name of a list of the form's own.
        pitch: from one row to the next, in millimetres.
        continues: printed as often as the rows ask for, after the sheets that are always printed.
        code: where the visit's code stands, a square, or None.
        mark: where the mark for virtual devices stands, or None for the head of the page.
        note: where the page says which characters somebody has to complete by hand.
        empty_row: the first row with its lines, where rows that the data has not are to vanish from the page; None
            leaves them for the pen.
    """

    id: str
    background: int
    rows: int = 0
    rows_of: str = "members"
    pitch: float = 0.0
    continues: bool = False
    code: Box | None = None
    mark: Box | None = None
    note: Box | None = None
    empty_row: Box | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """A value that only this form asks for, at the path ``form.<name>``, or ``form.<rows>[0].<name>`` for each row.

    Attributes:
        name: its name; with the rows in front where it is a column of a list: ``procedure[].title``.
        label: as people read it, Japanese.
        choices: the closed set with its words; empty for free text.
        many: several choices may be given, joined by commas.
        max_length: of free text, in code points.
        default: used where the data says nothing.
    """

    name: str
    label: str
    choices: Mapping[str, str]
    many: bool = False
    max_length: int = 40
    default: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form to print."""

    id: str
    title: str
    folder: Path
    size: tuple[float, float]
    sheets: tuple[Sheet, ...]
    texts: tuple[TextSpot, ...]
    ticks: tuple[TickSpot, ...]
    inputs: Mapping[str, Input]

    @property
    def background(self) -> Path:
        return self.folder / "background.pdf"

    @property
    def sample(self) -> Path:
        return self.folder / "sample.json"


@dataclass(frozen=True, slots=True)
class FormSummary:
    """One row of the list of forms.

    Attributes:
        id: what commands call it.
        title: as it is headed, Japanese.
        inputs: what it asks for beyond a visit's fields.
    """

    id: str
    title: str
    inputs: tuple[str, ...] = ()


def form_ids(folder: Path = FORMS_FOLDER) -> list[str]:
    """The ids of all forms: the names of the folders that hold a description."""
    return sorted(file.parent.name for file in folder.glob("*/form.toml"))


def list_forms(folder: Path = FORMS_FOLDER) -> list[FormSummary]:
    """All forms, by id.

    Raises:
        Trouble: ``form_broken``, when a description has a mistake.
    """
    forms = [get_form(id, folder) for id in form_ids(folder)]
    return [FormSummary(form.id, form.title, tuple(form.inputs)) for form in forms]


@cache
def get_form(id: str, folder: Path = FORMS_FOLDER) -> Form:
    """A form by its id.

    Raises:
        Trouble: ``form_unknown`` with the nearest id there is, or ``form_broken``.
    """
    from forms.paper.parsing import parse_form

    ids = form_ids(folder)
    if id not in ids:
        near = difflib.get_close_matches(id, ids, 1, 0.4) or ids
        raise Trouble("form_unknown", form=id[:40], near=near[0] if near else "–")
    return parse_form(folder / id)
