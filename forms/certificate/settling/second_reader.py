"""Tesseract as the second, independent reader: where it says the same, a doubtful value becomes a sure one.

The values in question are laid on one sheet, line by line, so that one call reads them all. Without Tesseract, or when
it crashes or hangs, nothing is agreed and the doubtful values stay doubtful.
"""

from __future__ import annotations

import csv
import subprocess
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from base import events
from forms.certificate.arranging.entries import Entry
from forms.certificate.engines.recogniser import cut
from forms.certificate.engines.tesseract import Tesseract
from forms.certificate.pixels.levels import level_at
from forms.certificate.pixels.pages import Page
from forms.characters import fold_variants
from forms.kana import kana_key

TIMEOUT_SECONDS = 30.0
"""For one sheet; it takes about one."""
LINE_PX, GAP_PX, EDGE_PX = 52, 44, 40
"""Height of a line, white between lines and around the sheet."""
_SETTINGS = ("--psm", "6", "-c", "preserve_interword_spaces=1", "-c", "tessedit_create_tsv=1")
_LANGUAGE = "jpn"


class SecondReader:
    """Asks Tesseract. Logs once when it fails and once when it is back."""

    def __init__(self, timeout: float = TIMEOUT_SECONDS) -> None:
        self._timeout = timeout
        self._lock = threading.Lock()
        self._failed = False
        self._ready: Tesseract | None = None

    def prepare(self) -> None:
        """Starts Tesseract, which loads its model beside other work, for what may be asked soon."""
        with self._lock:
            if self._ready is None:
                try:
                    self._ready = Tesseract(_LANGUAGE, _SETTINGS)
                except OSError:
                    return  # told when something is asked

    def rest(self) -> None:
        """Ends what :meth:`prepare` has started for nothing."""
        with self._lock:
            ready, self._ready = self._ready, None
        if ready:
            ready.end()

    def check(self, entries: Sequence[Entry], page: Page, doubtful: Sequence[bool]) -> list[Entry]:
        """The entries, with those marked as agreed that Tesseract reads the same.

        Args:
            doubtful: for each entry whether it is worth asking.
        """
        asked = [index for index, ask in enumerate(doubtful) if ask and entries[index].value.segments]
        if not asked:
            return list(entries)
        rows = [
            (index, cut(page.ink, segment.ink_quad())) for index in asked for segment in entries[index].value.segments
        ]
        said = self.read([crop for _, crop in rows])
        checked = list(entries)
        for index in asked:
            text = "".join(line for (owner, _), line in zip(rows, said, strict=True) if owner == index)
            agreed = bool(text) and _key(text) == _key(entries[index].value.text)
            checked[index] = replace(entries[index], agreed=agreed)
        return checked

    def read(self, crops: Sequence[np.ndarray]) -> list[str]:
        """What Tesseract makes of each line; empty where it fails."""
        try:
            table = self._started().read(_sheet(crops), self._timeout)
        except (OSError, subprocess.TimeoutExpired) as error:
            self._note(failed=True, reason=type(error).__name__)
            return [""] * len(crops)
        self._note(failed=False, reason="")
        lines = [""] * len(crops)
        for word in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
            middle = int(word["top"]) + int(word["height"]) / 2
            row = int((middle - EDGE_PX + GAP_PX / 2) // (LINE_PX + GAP_PX))
            if (text := (word["text"] or "").strip()) and 0 <= row < len(lines):
                lines[row] += text
        return lines

    def _started(self) -> Tesseract:
        with self._lock:
            ready, self._ready = self._ready, None
        return ready if ready and ready.is_waiting else Tesseract(_LANGUAGE, _SETTINGS)

    def _note(self, failed: bool, reason: str) -> None:
        with self._lock:
            changed, self._failed = failed != self._failed, failed
        if changed and failed:
            events.log("forms.second_reader_gone", reason=reason)
        elif changed:
            events.log("forms.second_reader_back")


def _sheet(crops: Sequence[np.ndarray]) -> np.ndarray:
    lines = []
    for crop in crops:
        width = max(8, round(crop.shape[1] * LINE_PX / crop.shape[0]))
        lines.append(cv2.resize(crop, (width, LINE_PX), interpolation=cv2.INTER_CUBIC))
    width = max(line.shape[1] for line in lines) + 2 * EDGE_PX
    height = len(lines) * (LINE_PX + GAP_PX) - GAP_PX + 2 * EDGE_PX
    sheet = np.full((height, width), 255, np.uint8)
    for row, line in enumerate(lines):
        top = EDGE_PX + row * (LINE_PX + GAP_PX)
        # Paper to white: the edge of a grey crop would pass for a ruled line.
        paper = max(1.0, level_at(line, 75))
        sheet[top : top + LINE_PX, EDGE_PX : EDGE_PX + line.shape[1]] = np.clip(line * (255.0 / paper), 0, 255)
    return sheet


def _key(text: str) -> str:
    """What two readings share when they say the same. How variants are spelt is not Tesseract's to say."""
    plain = "".join(unicodedata.normalize("NFKC", fold_variants(text)).split())
    return kana_key(plain).strip(".,。、|")
