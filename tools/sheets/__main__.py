"""Writes the sample certificates: ``python -m tools.sheets [FOLDER]`` (default: ``samples/``)."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import cv2
import numpy as np
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas as Pdf

from tools.sheets.canvas import DPI
from tools.sheets.conditions import flatbed, overhead_camera
from tools.sheets.household import ROOT, load_household
from tools.sheets.layouts import LAYOUTS

SEED = 20261121
SKEW_DEGREES = {"grid": 0.6, "list": -0.9}


def write_png(file: Path, picture: np.ndarray) -> None:
    """A PNG with a palette of greys and of the seal's red: a third of the size of a full one."""
    greys = [(level, level, level) for level in range(8, 256, 16)] + [(255, 255, 255)]
    reds = [(250, level, level) for level in range(64, 240, 24)] + [(level, 40, 34) for level in range(90, 240, 30)]
    green = [(226, 240, 232)]
    colours = [channel for colour in (*greys, *reds, *green) for channel in colour]
    palette = Image.new("P", (1, 1))
    palette.putpalette(colours)
    rgb = Image.fromarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))
    rgb.quantize(palette=palette, dither=Image.Dither.NONE).save(file, optimize=True, dpi=(DPI, DPI))


def write_pdf(file: Path, picture: np.ndarray) -> None:
    """One A4 page that is the scan and nothing else, as a scanner makes it."""
    jpeg = io.BytesIO(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 88])[1].tobytes())
    pdf = Pdf(str(file), pagesize=(595.276, 841.89), invariant=1)
    pdf.drawImage(ImageReader(jpeg), 0, 0, 595.276, 841.89)
    pdf.showPage()
    pdf.save()


def main(folder: Path) -> None:
    """Draws every layout as a flatbed scan, the grid also as PDF and under a camera."""
    household = load_household()
    for name, layout in LAYOUTS.items():
        sheet = layout(household)
        scan = flatbed(sheet, np.random.default_rng(SEED), SKEW_DEGREES[name])
        write_png(folder / f"certificate-{name}.png", scan)
        if name == "grid":
            write_pdf(folder / "certificate-grid.pdf", scan)
            photo = overhead_camera(sheet, np.random.default_rng(SEED))
            cv2.imwrite(str(folder / "certificate-camera.jpg"), photo, [cv2.IMWRITE_JPEG_QUALITY, 85])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "samples")
