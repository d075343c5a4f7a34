"""How the program is started: one of its own, in whose place a script tells what it was given."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from forms.certificate.engines.tesseract import Tesseract


def test_it_works_on_one_core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "tesseract"
    program.write_text('#!/bin/sh\ncat >/dev/null\nprintf "%s" "$OMP_THREAD_LIMIT"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("OMP_THREAD_LIMIT", "2")
    assert Tesseract("jpn", ()).read(np.full((8, 8), 255, np.uint8), timeout=30.0) == "1"
