"""Reading the sample certificates: ours, beside plain engines on the whole page.

A plain engine has no fields, so it gets the easier question: does the exact value stand anywhere in its text?
"""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import numpy as np

from base.trouble import Trouble
from command.bench.table import Row, Table, median
from forms.certificate.pictures import load_pictures
from forms.certificate.reader import CertificateReader
from forms.display import shown
from forms.fields import get_field_type

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
ON_PAPER = {"kind", "moved_on", "notified_on", "phone", "notifier.name", "notifier.relation", "householder.new"}
"""What the household knows and a moving-out certificate does not say."""


def measure() -> Table:
    """Every ``samples/certificate-*`` picture.

    Raises:
        Trouble: ``demo_samples_missing``.
    """
    files = sorted([*SAMPLES.glob("certificate-*.png"), *SAMPLES.glob("certificate-*.jpg")])
    if not files:
        raise Trouble("demo_samples_missing")
    truth = json.loads((SAMPLES / "household.json").read_text(encoding="utf-8"))
    truth = {path: _without_selectors(value) for path, value in truth.items() if path not in ON_PAPER}
    pages = [load_pictures(file)[0] for file in files]
    rows = [_ours(pages, truth), *(_plain(who, read, pages, truth) for who, read in _engines())]
    return Table("certificates", f"{len(pages)} sample pages, {len(truth)} values each", tuple(rows))


def _ours(pages: list[np.ndarray], truth: dict[str, str]) -> Row:
    reader = CertificateReader()
    right = sure = wrong_sure = 0
    taken = []
    for page in pages:
        began = time.perf_counter()
        reading = reader.read([page]).reading
        taken.append(time.perf_counter() - began)
        for field in reading:
            if field.path in truth:
                exact = field.value == truth[field.path]
                right += exact
                sure += field.sure
                wrong_sure += field.sure and not exact
    return Row(
        f"kakanai (first page {taken[0]:.1f} s)",
        {
            "exact": right,
            "of": len(truth) * len(pages),
            "sure": sure,
            "wrong of sure": wrong_sure,
            "median s a page": median(taken[1:] or taken),
            "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        },
    )


def _plain(who: str, read: Callable[[np.ndarray], str], pages: list[np.ndarray], truth: dict[str, str]) -> Row:
    found, taken = 0, []
    for page in pages:
        began = time.perf_counter()
        text = _bare(read(page))
        taken.append(time.perf_counter() - began)
        found += sum(_bare(_written(path, value)) in text for path, value in truth.items())
    return Row(who, {"exact": found, "of": len(truth) * len(pages), "median s a page": median(taken[1:] or taken)})


def _engines() -> list[tuple[str, Callable[[np.ndarray], str]]]:
    import pytesseract
    from rapidocr import RapidOCR

    rapid = RapidOCR(params={"Global.log_level": "critical"})
    return [
        (f"plain rapidocr {version('rapidocr')}", lambda page: "\n".join(rapid(page).txts or ())),
        (
            f"plain Tesseract {pytesseract.get_tesseract_version()}",
            lambda page: pytesseract.image_to_string(page[:, :, ::-1], lang="jpn", timeout=60),
        ),
    ]


def _written(path: str, value: str) -> str:
    return shown(path, value) if get_field_type(path).kind in ("date", "sex") else value


def _without_selectors(text: str) -> str:
    return "".join(char for char in text if not 0xE0100 <= ord(char) <= 0xE01EF)


def _bare(text: str) -> str:
    """Blanks away and full-width digits as plain ones: the engines' habits, not their errors."""
    plain = text.translate({ord("０") + n: ord("0") + n for n in range(10)})
    return "".join(plain.split())
