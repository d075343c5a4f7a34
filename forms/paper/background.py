"""Drawing a form's background from its description: lines, tints, labels and empty tick boxes, on a millimetre grid.

Run ``python -m forms.paper.background FORM`` after a change of ``background.toml``; a test says when it was forgotten.
A form that brings its own ``background.pdf`` needs no ``background.toml``.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from forms.paper.description import FORMS_FOLDER, Box, Style, get_form
from forms.paper.fill import save
from forms.paper.glyphs import shape
from forms.paper.layout import MM_PER_POINT, Line, Setting, ascent_descent, width_of
from forms.paper.painter import BOX_LINE, FIRM, HAIR, Painter
from forms.paper.strict import Mistake, Table, read_strictly

_TINT = (0.925, 0.94, 0.965)
"""Behind labels: faint enough that a fax drops it and a copier does not grey it."""
_STAFF = (0.955, 0.955, 0.955)
"""Behind what the office fills in."""
_LABEL_LEADING = 1.4
_TICK_GAP = 0.9
"""From a tick box to its words, in mm."""

Line4 = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """Printed words. Lines are parted by a line feed; `spread` sets the characters evenly over the whole width."""

    box: Box
    text: str
    style: Style
    spread: bool
    grey: float


@dataclass(frozen=True, slots=True)
class TickBox:
    """An empty tick box with its words at the right."""

    box: Box
    text: str
    size: float


@dataclass(frozen=True, slots=True)
class Layer:
    """What is drawn once, or once a row."""

    tints: tuple[Box, ...]
    staff: tuple[Box, ...]
    hairs: tuple[Line4, ...]
    firm: tuple[Box, ...]
    labels: tuple[Label, ...]
    ticks: tuple[TickBox, ...]
    rows: int = 1
    pitch: float = 0.0


def read_background(folder: Path) -> list[list[Layer]]:
    """The layers of each page that a form's ``background.toml`` describes.

    Raises:
        Trouble: ``form_broken``.
    """
    size = get_form(folder.name, folder.parent).size
    return read_strictly(folder / "background.toml", folder.name, lambda document: _pages(document, size))


def draw_background(folder: Path) -> bytes:
    """The background as a PDF; the same description gives the same bytes.

    Raises:
        Trouble: ``form_broken``, ``font_missing``.
    """
    form = get_form(folder.name, folder.parent)
    painter = Painter(form.size)
    for layers in read_background(folder):
        for layer in layers:
            for row in range(layer.rows):
                _fill(painter, layer, row * layer.pitch)
        # Lines after every filling, or a tint would cover half of a line beside it.
        for layer in layers:
            for row in range(layer.rows):
                _draw(painter, layer, row * layer.pitch)
        painter.next_page()
    with pikepdf.new() as pdf:
        painter.finish(pdf)
        return save(pdf, form.title)


def _pages(document: dict, size: tuple[float, float]) -> list[list[Layer]]:
    root = Table(document, ())
    pages = []
    for sheet in root.tables("sheet"):
        once = _layer(sheet, size)
        rows = [_layer(row, size) for row in sheet.tables("row")]
        sheet.done()
        for row in rows:
            if row.rows > 1 and not row.pitch:
                raise Mistake(sheet.where, "has a 'row' without 'pitch'")
        pages.append([once, *rows])
    root.done()
    return pages


def _layer(table: Table, size: tuple[float, float]) -> Layer:
    of_row = table.where[-2] == "row"
    layer = Layer(
        table.boxes("tint", size),
        table.boxes("staff", size),
        tuple((box.left, box.top, box.left + box.width, box.top + box.height) for box in table.boxes("hair", size, 0)),
        table.boxes("firm", size),
        tuple(_label(row, size) for row in table.tables("label")),
        tuple(_tick(row, size) for row in table.tables("tick")),
        int(table.number("count", 1, 40)) if of_row else 1,
        table.number("pitch", 0, size[1], 0) if of_row else 0.0,
    )
    if of_row:
        table.done()
    return layer


def _label(row: Table, size: tuple[float, float]) -> Label:
    style = Style(
        "gothic_bold" if row.get("bold", bool, False) else "gothic",
        row.number("size", 3, 72, 9),
        3,
        1,
        row.word("align", ("left", "center", "right"), "center"),
        row.word("valign", ("top", "middle", "bottom"), "middle"),
    )
    label = Label(
        row.box("box", size),
        row.get("text", str),
        style,
        row.get("spread", bool, False),
        row.number("grey", 0, 0.7, 0),
    )
    row.done()
    return label


def _tick(row: Table, size: tuple[float, float]) -> TickBox:
    tick = TickBox(row.box("box", size), row.get("text", str), row.number("size", 3, 72, 9.5))
    row.done()
    return tick


def _fill(painter: Painter, layer: Layer, down: float) -> None:
    for box in layer.staff:
        painter.rectangle(box.moved(down), fill=_STAFF)
    for box in layer.tints:
        painter.rectangle(box.moved(down), fill=_TINT)


def _draw(painter: Painter, layer: Layer, down: float) -> None:
    for x1, y1, x2, y2 in layer.hairs:
        painter.line(x1, y1 + down, x2, y2 + down, HAIR)
    for box in layer.firm:
        painter.rectangle(box.moved(down), FIRM)
    for label in layer.labels:
        _draw_label(painter, label, down)
    for tick in layer.ticks:
        box = tick.box.moved(down)
        painter.rectangle(box, BOX_LINE, 1.0)
        beside = Box(box.right + _TICK_GAP, box.top - 1.5, 80, box.height + 3)
        painter.words(tick.text, beside, Style("gothic", tick.size))


def _draw_label(painter: Painter, label: Label, down: float) -> None:
    lines = label.text.split("\n")
    box, step = label.box.moved(down), label.style.size * MM_PER_POINT * _LABEL_LEADING
    if label.spread:
        painter.text(_spread(label.text, box, label.style), label.grey)
        return
    if len(lines) == 1:
        painter.words(label.text, box, label.style, label.grey)
        return
    top = box.top + (box.height - step * len(lines)) / 2
    for index, line in enumerate(lines):
        painter.words(line, Box(box.left, top + index * step, box.width, step), label.style, label.grey)


def _spread(text: str, box: Box, style: Style) -> Setting:
    size = style.size * MM_PER_POINT
    glyphs = shape(text, style.font)
    ascent, descent = ascent_descent(style.font)
    gap = (box.width - width_of(glyphs) * size) / max(len(glyphs) - 1, 1)
    baseline = box.top + (box.height - size * (ascent + descent)) / 2 + size * ascent
    lines, left = [], box.left
    for glyph in glyphs:
        lines.append(Line((glyph,), left, baseline, glyph.advance * size))
        left += glyph.advance * size + gap
    return Setting(box, tuple(lines), size)


def main(names: list[str]) -> None:
    """Draws the backgrounds of the named forms, or of all that have a description."""
    for name in names or sorted(file.parent.name for file in FORMS_FOLDER.glob("*/background.toml")):
        folder = FORMS_FOLDER / name
        (folder / "background.pdf").write_bytes(draw_background(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
