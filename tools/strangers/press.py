"""Prints HTML: Chromium makes the PDF, PDFium its pictures. Pictures are BGR arrays."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import cv2
import numpy as np
import pypdfium2

CHROMIUM = "chromium"
WORDS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--disable-background-networking")
WORDS += ("--disable-component-update", "--no-first-run", "--remote-debugging-pipe", "about:blank")
ASKS, ANSWERS = 3, 4
"""The file descriptors on which Chromium's pipe listens and answers, each message ended by a zero byte."""


class Press:
    """One Chromium for many sheets, as its start takes longer than a sheet does: ``with Press() as press``."""

    def __enter__(self) -> Self:
        # Chromium's helpers may still write into its profile while they end
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        ask_end, self._ask = os.pipe()
        self._answer, answer_end = os.pipe()

        def give_ends() -> None:
            # copies high up first, so that neither end is lost when its number is 3 or 4 already
            ends = [os.dup(ask_end), os.dup(answer_end)]
            os.dup2(ends[0], ASKS)
            os.dup2(ends[1], ANSWERS)

        self._process = subprocess.Popen(
            [CHROMIUM, *WORDS, f"--user-data-dir={self._folder.name}/profile"],
            preexec_fn=give_ends,
            close_fds=False,
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        os.close(ask_end)
        os.close(answer_end)
        self._left, self._number, self._session = b"", 0, None
        target = self._do("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._do("Page.enable")
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait()
        os.close(self._ask)
        os.close(self._answer)
        self._folder.cleanup()

    def pages(self, html: str, dpi: int, count: int) -> list[np.ndarray]:
        """The pages of a document as pictures.

        Raises:
            ValueError: the document has not the pages that it should have.
        """
        self._open(html)
        answer = self._do("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        document = pypdfium2.PdfDocument(base64.b64decode(answer["data"]))
        if len(document) != count:
            raise ValueError(f"{len(document)} pages instead of {count}")
        pictures = [page.render(scale=dpi / 72).to_numpy()[:, :, :3].copy() for page in document]
        document.close()
        return pictures

    def told(self, html: str, script: str) -> str:
        """The text that a script's last expression gives in a document."""
        self._open(html)
        answer = self._do("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in answer:
            raise OSError(answer["exceptionDetails"]["exception"]["description"])
        return answer["result"]["value"]

    def _open(self, html: str) -> None:
        """Shows a document."""
        source = Path(self._folder.name) / "sheet.html"
        source.write_text(html, encoding="utf-8")
        self._do("Page.navigate", url=source.as_uri())
        self._wait(lambda message: message.get("method") == "Page.loadEventFired")

    def _do(self, method: str, **parameters: object) -> dict:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._ask, json.dumps(message).encode() + b"\0")
        answer = self._wait(lambda message: message.get("id") == self._number)
        if "error" in answer:
            raise OSError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def _wait(self, wanted: Callable[[dict], bool]) -> dict:
        while True:
            message, zero, rest = self._left.partition(b"\0")
            if not zero:
                more = os.read(self._answer, 1 << 20)
                if not more:
                    raise OSError(f"{CHROMIUM} has ended")
                self._left += more
                continue
            self._left = rest
            if wanted(answer := json.loads(message)):
                return answer


def write_picture(path: Path, picture: np.ndarray, quality: int = 90) -> None:
    """Writes a PNG or a JPEG, by the name's end."""
    words = [cv2.IMWRITE_JPEG_QUALITY, quality] if path.suffix == ".jpg" else []
    done, data = cv2.imencode(path.suffix, picture, words)
    if not done:
        raise OSError(f"cannot encode {path}")
    path.write_bytes(data.tobytes())
