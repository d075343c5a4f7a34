"""Whether both readers work on this machine: a line of text, drawn for the purpose, read by each."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from forms.certificate.engines.recogniser import Recogniser
from forms.certificate.settling.second_reader import SecondReader
from forms.paper.fonts import font_path

TEXT = "東京都千代田区"


def check_readers() -> dict[str, bool]:
    """Which reader reads the line right: ``pp_ocr`` and ``tesseract``.

    Raises:
        Trouble: ``font_missing``.
    """
    line = _line()
    try:
        (read,) = Recogniser().read([line])
        first = read.text == TEXT
    except FileNotFoundError:  # the models are not in the wheel: a broken installation
        first = False
    (second,) = SecondReader().read([line[:, :, 2]])
    return {"pp_ocr": first, "tesseract": second == TEXT}


def _line() -> np.ndarray:
    """The text in black on white, 48 pixels high, BGR."""
    font = ImageFont.truetype(str(font_path("mincho")), 40)
    picture = Image.new("RGB", (round(font.getlength(TEXT)) + 24, 52), "white")
    ImageDraw.Draw(picture).text((12, 4), TEXT, "black", font)
    return np.asarray(picture)[:, :, ::-1].copy()
