"""What stands on a page, before anybody asks what it means.

Nothing of the rules is loaded for it: a command that reads one page loads them while the page is looked at.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from forms.certificate.copies import is_photocopy
from forms.certificate.engines.recogniser import Recogniser
from forms.certificate.pixels.pages import Page, rectify, upright
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment
from forms.certificate.runs.stragglers import with_stragglers
from forms.certificate.runs.transcribing import read_segments


@dataclass(frozen=True, slots=True)
class Transcript:
    """A page as it was read.

    Attributes:
        segments: all of its text, as the recogniser gives it.
        photocopy: whether a copier's mark was seen behind the print.
    """

    page: Page
    ruling: Ruling
    segments: list[Segment]
    photocopy: bool


def transcribe(picture: np.ndarray, recogniser: Recogniser) -> Transcript:
    """Reads a page (BGR uint8, as given). It uses both cores."""
    with ThreadPoolExecutor(2, thread_name_prefix="beside") as beside:
        laid = rectify(picture, recogniser)
        # Hardly a sheet stands on its head: its cells are looked for while that is told.
        cells = beside.submit(Ruling, laid.image)
        page = upright(laid, recogniser)
        copied = beside.submit(is_photocopy, page.red if page.marked is None else page.marked, recogniser)
        ruling = cells.result() if page is laid else Ruling(page.image)
        segments = with_stragglers(read_segments(page, ruling, recogniser), page, ruling, recogniser)
        return Transcript(page, ruling, segments, copied.result())
