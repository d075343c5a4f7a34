"""Drawing on pages in millimetres from the top left; the rest of the room knows no PDF operator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import pikepdf
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from forms.paper.description import Box, Style
from forms.paper.embedding import GlyphCodes
from forms.paper.glyphs import Glyph, shape
from forms.paper.layout import Setting, set_text

HAIR = 0.15
"""Weight of the lines inside a block, in mm: the thinnest that a fax of 200 dpi keeps."""
FIRM = 0.4
"""Weight of the line around a block, in mm."""
BOX_LINE = 0.25
"""Weight of a tick box, in mm."""
TICK_LINE = 0.45
"""Weight of a tick, in mm: stands out from its box after a fax."""
_TICK = ((0.14, 0.46), (0.42, 0.80), (1.06, -0.16))
"""The strokes of a tick, in parts of its box; it leaves the box at the top right, as by hand."""


class Painter:
    """Pages under the pen, all of one size.

    Args:
        size: width and height of a page in mm.
    """

    def __init__(self, size: tuple[float, float]) -> None:
        self._height = size[1]
        self._buffer = BytesIO()
        self._canvas = Canvas(self._buffer, pagesize=(size[0] * mm, size[1] * mm), invariant=1, pageCompression=1)
        self._codes = GlyphCodes()

    def next_page(self) -> None:
        """Ends the page."""
        self._canvas.showPage()

    def finish(self, pdf: pikepdf.Pdf) -> list[pikepdf.Page]:
        """The pages, fonts embedded, as pages of a PDF under construction. The painter is spent."""
        self._canvas.save()
        drawn = pikepdf.open(self._buffer)
        first = len(pdf.pages)
        pdf.pages.extend(drawn.pages)
        fonts = self._codes.embed(pdf)
        # reportlab names its own default font at the head of every page and draws nothing with it.
        if fonts:
            fonts["/F1"] = fonts[next(iter(fonts.keys()))]
        shared = pdf.make_indirect(pikepdf.Dictionary(Font=fonts))
        pages = [pdf.pages[i] for i in range(first, len(pdf.pages))]
        for page in pages:
            page.obj.Resources = shared
            if "/Trans" in page.obj:
                del page.obj["/Trans"]
        return pages

    def text(self, setting: Setting, grey: float = 0.0) -> None:
        """A text where the layout put it, with a dashed line under each flagged glyph."""
        runs = []
        for line in setting.lines:
            left = line.left
            for run in _runs(line.glyphs):
                codes = "".join(f"{self._codes.code(glyph):04X}" for glyph in run)
                runs.append(
                    f"/{run[0].face} {setting.points:.3f} Tf "
                    f"1 0 0 1 {left * mm:.3f} {(self._height - line.baseline) * mm:.3f} Tm <{codes}> Tj"
                )
                left += sum(glyph.advance for glyph in run) * setting.size
        if runs:
            self._canvas.saveState()
            self._canvas.setFillGray(grey)
            self._canvas.addLiteral("BT " + " ".join(runs) + " ET")
            self._canvas.restoreState()
        self._underline_flagged(setting)

    def words(self, text: str, box: Box, style: Style, grey: float = 0.0) -> Setting:
        """Shapes, sets and draws a text."""
        setting = set_text(shape(text, style.font), box, style)
        self.text(setting, grey)
        return setting

    def line(self, x1: float, y1: float, x2: float, y2: float, weight: float = HAIR) -> None:
        """A straight line."""
        self._pen(weight)
        self._canvas.line(x1 * mm, self._y(y1), x2 * mm, self._y(y2))
        self._canvas.restoreState()

    def rectangle(self, box: Box, weight: float = 0.0, fill: float | Sequence[float] | None = None) -> None:
        """A rectangle with a line around it, a filling, or both. A filling is grey or red, green and blue."""
        self._pen(weight)
        if fill is not None:
            self._canvas.setFillColorRGB(*((fill,) * 3 if isinstance(fill, int | float) else fill))
        self._canvas.rect(
            box.left * mm,
            self._y(box.bottom),
            box.width * mm,
            box.height * mm,
            stroke=int(weight > 0),
            fill=int(fill is not None),
        )
        self._canvas.restoreState()

    def tick(self, box: Box) -> None:
        """A tick in its box."""
        self._pen(TICK_LINE)
        self._canvas.setLineCap(1)
        self._canvas.setLineJoin(1)
        path = self._canvas.beginPath()
        for index, (x, y) in enumerate(_TICK):
            to = path.lineTo if index else path.moveTo
            to((box.left + x * box.width) * mm, self._y(box.top + y * box.height))
        self._canvas.drawPath(path)
        self._canvas.restoreState()

    def code(self, content: str, box: Box) -> None:
        """A QR code that fills a square; the white around it is the form's."""
        import segno

        matrix = segno.make(content, error="m", micro=False, boost_error=False).matrix
        module = box.width / len(matrix)
        self._canvas.saveState()
        self._canvas.setFillGray(0)
        path = self._canvas.beginPath()
        for row, modules in enumerate(matrix):
            start = None
            for column, dark in enumerate([*modules, 0]):
                if dark and start is None:
                    start = column
                elif not dark and start is not None:
                    top = self._y(box.top + (row + 1) * module)
                    path.rect((box.left + start * module) * mm, top, (column - start) * module * mm, module * mm)
                    start = None
        self._canvas.drawPath(path, stroke=0, fill=1)
        self._canvas.restoreState()

    def _underline_flagged(self, setting: Setting) -> None:
        for line in setting.lines:
            left = line.left
            for glyph in line.glyphs:
                right = left + glyph.advance * setting.size
                if glyph.flagged:
                    self._pen(0.3)
                    self._canvas.setDash(0.6 * mm, 0.5 * mm)
                    y = self._y(min(line.baseline + 0.17 * setting.size, setting.box.bottom))
                    self._canvas.line(left * mm, y, right * mm, y)
                    self._canvas.restoreState()
                left = right

    def _pen(self, weight: float) -> None:
        self._canvas.saveState()
        self._canvas.setStrokeGray(0)
        self._canvas.setLineWidth(weight * mm)

    def _y(self, y: float) -> float:
        return (self._height - y) * mm


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs grouped into stretches of one face, each blank joined to the glyph before it."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and glyph.text.isspace():
            before = runs[-1][-1]
            joined = replace(before, text=before.text + glyph.text, advance=before.advance + glyph.advance)
            runs[-1][-1] = joined
        elif runs and runs[-1][-1].face == glyph.face:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs
