"""Web pages laid out by headless Chromium: every text and every ruled line with its place, and nothing drawn."""

from __future__ import annotations

import html
import json
import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

PROGRAM = "chromium"
LIMIT_S = 300
"""A hundred pages take some five seconds."""
SCRIPT = Path(__file__).with_name("measure.js")
"""Puts what it tells in place of the document, and gives it."""
_BASE = (
    "*{box-sizing:border-box}body{margin:0}.page{position:relative;overflow:hidden;word-break:break-all}"
    "td,th{min-width:2.5em}"
)


def measure(pages: Sequence[str]) -> list[dict]:
    """What stands where on each page, as ``measure.js`` tells it.

    Args:
        pages: the markup of each, one element of class ``page``.
    """
    document = (
        f"<!doctype html><html lang=ja><meta charset=utf-8><style>{_BASE}</style><body>{''.join(pages)}"
        f"<script>{SCRIPT.read_text(encoding='utf-8')}</script>"
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pages.html"
        file.write_text(document, encoding="utf-8")
        words = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile", "--dump-dom")
        told = subprocess.run(
            [PROGRAM, *words, file.as_uri()], capture_output=True, timeout=LIMIT_S, check=True, encoding="utf-8"
        ).stdout
    (found,) = re.findall("<pre>(.*)</pre>", told, re.DOTALL)
    return json.loads(html.unescape(found))
