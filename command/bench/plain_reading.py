"""Plain engines on a whole page, and our own label matching on what they say: what ours is measured against."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import version

import numpy as np

from command.bench.alone import Read, Values
from forms.certificate.arranging.entries import collect
from forms.certificate.engines.recogniser import Line
from forms.certificate.layout import arrange
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Glyph, Segment, in_reading_order

TESSERACT_SECONDS = 60

Engine = Callable[[np.ndarray], list[tuple[np.ndarray, str]]]
"""From a page (BGR) to lines: four corners and the text."""


class _AsRead:
    """Stands where our recogniser does: a plain engine has nothing to decode again."""

    def decode(self, line: Line, _allowed: object = None) -> Line:
        return line


def peers() -> list[tuple[str, Callable[[], Read]]]:
    """The engines by name and version, each with the models that it comes with, and what loads them."""
    import pytesseract

    return [
        (f"rapidocr {version('rapidocr')} + labels", rapidocr),
        (f"Tesseract {pytesseract.get_tesseract_version()} + labels", tesseract),
    ]


def rapidocr() -> Read:
    """rapidocr on a page, and our label matching."""
    from rapidocr import RapidOCR

    rapid = RapidOCR(params={"Global.log_level": "critical"})

    def read(page: np.ndarray) -> list[tuple[np.ndarray, str]]:
        said = rapid(page)
        return [] if said.boxes is None else list(zip(said.boxes, said.txts, strict=True))

    return lambda pages: _unsure(values_of(pages, read))


def tesseract() -> Read:
    """Tesseract on a page, and our label matching."""
    import pytesseract

    def read(page: np.ndarray) -> list[tuple[np.ndarray, str]]:
        data = pytesseract.image_to_data(
            page[:, :, ::-1], lang="jpn", timeout=TESSERACT_SECONDS, output_type=pytesseract.Output.DICT
        )
        lines = []
        for at, text in enumerate(data["text"]):
            left, top, width, height = (data[key][at] for key in ("left", "top", "width", "height"))
            if text.strip():
                right, bottom = left + width, top + height
                lines.append((np.float32([[left, top], [right, top], [right, bottom], [left, bottom]]), text))
        return lines

    return lambda pages: _unsure(values_of(pages, read))


def _unsure(values: dict[str, str]) -> Values:
    return {path: (value, False) for path, value in values.items()}


def values_of(pages: Sequence[np.ndarray], read: Engine) -> dict[str, str]:
    """Path → value, as our label matching finds them in the engine's lines."""
    values: dict[str, str] = {}
    members = 0
    for page in pages:
        ruling = Ruling(page)
        segments = [_segment(np.float32(quad), text, ruling) for quad, text in read(page) if text.strip()]
        for entry in collect(arrange(in_reading_order(segments), ruling), _AsRead(), members):
            values.setdefault(entry.path, entry.value.value)
        members = 1 + max((int(path[8 : path.index("]")]) for path in values if path[:8] == "members["), default=-1)
    return values


def _segment(quad: np.ndarray, text: str, ruling: Ruling) -> Segment:
    """Characters at even steps: engines do not say where each stands."""
    left, right = float(quad[[0, 3], 0].mean()), float(quad[[1, 2], 0].mean())
    step = (right - left) / len(text)
    glyphs = tuple(Glyph(char, 1.0, left + (at + 0.5) * step) for at, char in enumerate(text) if char.strip())
    ink = np.repeat([bool(char.strip()) for char in text], 4)
    empty = Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0)
    cell = ruling.cell_at(float(quad[:, 0].mean()), float(quad[:, 1].mean()))
    return Segment(glyphs, quad, cell, empty, max(1.0, step), ink)
