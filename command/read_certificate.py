"""``kakanai read certificate``: pages of one certificate, or with ``--each`` many certificates beside each other."""

from __future__ import annotations

import gc
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from base.trouble import Trouble
from command.papers import write

if TYPE_CHECKING:
    import numpy as np

    from forms.certificate.reader import CertificateResult
    from forms.reading import Reading

YOUNG_OBJECTS = 100_000
"""So many new objects make Python look for circles that nobody holds any more. With its own 700 it looked through all
that had been loaded again and again: 0.15 s of a process that reads one page."""
TURN_SECONDS = 0.0001
"""So long a thread may keep Python to itself while another one waits. With its own 0.005 each step of looking at the
page waited for rules that were being loaded."""
AT_ONCE = 2
"""Certificates that are read beside each other: a page uses both cores, but not at every step."""


def read_one(files: list[Path], blacked_out: Path | None) -> Reading:
    """The reading of one certificate, whose pages may lie in several files.

    Args:
        blacked_out: a folder for the pages without the hidden numbers.

    Raises:
        Trouble: as the reader of certificates and of files.
    """
    _hasten()
    decoding, ahead = (ThreadPoolExecutor(1, thread_name_prefix=name) for name in ("decoding", "first-page"))
    with decoding, ahead:
        # Files are decoded by a child each. The models are loaded meanwhile, the rules while the first page is read.
        coming = [decoding.submit(_pictures, file) for file in files]
        from forms.certificate.transcript import Recogniser, transcribe

        recogniser = Recogniser()
        begun = ahead.submit(lambda: transcribe(coming[0].result()[0], recogniser))
        from forms.certificate.reader import CertificateReader

        reader = CertificateReader(recogniser=recogniser)
        reader.begin()
        result = reader.read([picture for pictures in coming for picture in pictures.result()], begun)
    _keep(result, blacked_out, "")
    return result.reading


def read_each(files: list[Path], blacked_out: Path | None) -> list[Reading | Trouble]:
    """The reading of each file, a certificate of its own, in the order given; or why there is none.

    Args:
        blacked_out: a folder for the pages without the hidden numbers.
    """
    _hasten()
    from forms.certificate.reader import CertificateReader

    reader = CertificateReader()
    reader.begin()

    def read(numbered: tuple[int, Path]) -> Reading | Trouble:
        number, file = numbered
        try:
            result = reader.read(_pictures(file))
        except Trouble as trouble:
            return trouble
        _keep(result, blacked_out, f"{number}-")
        return result.reading

    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="certificates") as several:
        return list(several.map(read, enumerate(files, 1)))


def _pictures(file: Path) -> list[np.ndarray]:
    from forms.certificate.pixels.pictures import load_pictures

    return load_pictures(file)


def _hasten() -> None:
    """Has Python spend less on itself, in a process that does nothing but this."""
    gc.set_threshold(YOUNG_OBJECTS)
    sys.setswitchinterval(TURN_SECONDS)


def _keep(result: CertificateResult, folder: Path | None, before: str) -> None:
    if folder is None:
        return
    import cv2

    folder.mkdir(parents=True, exist_ok=True)
    for number, picture in enumerate(result.pictures, 1):
        if picture is not None:
            write(folder / f"{before}page-{number}.png", cv2.imencode(".png", picture)[1].tobytes())
