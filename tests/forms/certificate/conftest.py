"""One reader and one reading of each sample for the whole run: OCR is slow."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from forms.certificate.pixels.pictures import load_pictures
from forms.certificate.reader import CertificateReader, CertificateResult

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


@pytest.fixture(scope="session")
def certificate_reader() -> CertificateReader:
    return CertificateReader()


@pytest.fixture(scope="session")
def read_sample(certificate_reader):
    """Reads a sample by its file name, once."""

    @cache
    def read(name: str) -> CertificateResult:
        return certificate_reader.read(load_pictures(SAMPLES / name))

    return read


@pytest.fixture(scope="session")
def household() -> dict[str, str]:
    return json.loads((SAMPLES / "household.json").read_text(encoding="utf-8"))
