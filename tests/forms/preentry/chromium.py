"""A headless Chromium, driven over the DevTools protocol through a pair of pipes: no port, no further package."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = shutil.which("chromium") or "/usr/bin/chromium"
ANSWER_SECONDS = 20.0
STOP_SECONDS = 10.0
WORDS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-extensions",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
)


class PageFailed(AssertionError):
    """A script on the page threw."""


class Browser:
    """One tab. Every command waits for its answer; what the browser tells meanwhile is kept in `told`."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers = commands, answers
        self._buffer = b""
        self._count = 0
        self._session: str | None = None
        self.told: list[dict] = []

    def open_tab(self) -> None:
        """A new tab, with the events that tests look at."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: object) -> dict:
        """One command and its result."""
        number = self._write(method, parameters)
        while True:
            answer = self._next()
            if answer.get("id") == number:
                assert "error" not in answer, answer["error"]
                return answer["result"]
            self.told.append(answer)

    def wait_for(self, method: str) -> dict:
        """The next event of this name that nobody has waited for."""
        while True:
            for at, event in enumerate(self.told):
                if event.get("method") == method:
                    return self.told.pop(at)
            self.told.append(self._next())

    def _next(self) -> dict:
        until = time.monotonic() + ANSWER_SECONDS
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._answers], [], [], max(0, until - time.monotonic()))
            assert ready, "the browser is silent"
            read = os.read(self._answers, 1 << 20)
            assert read, "the browser has ended"
            self._buffer += read
        text, _, self._buffer = self._buffer.partition(b"\0")
        message = json.loads(text)
        if message.get("method") == "Page.javascriptDialogOpening":
            # The page asks whether it may be left; the visitor says yes.
            self._write("Page.handleJavaScriptDialog", {"accept": True})
        return message

    def _write(self, method: str, parameters: dict) -> int:
        self._count += 1
        message = {"id": self._count, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        return self._count

    def visit(self, address: str) -> None:
        """Opens an address and waits until it is there."""
        self.told.clear()
        self.send("Page.navigate", url=address)
        self.wait_for("Page.loadEventFired")

    def run(self, script: str) -> object:
        """The value of an expression in the page, once it is there if it is a promise.

        Raises:
            PageFailed: it threw.
        """
        answer = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if failed := answer.get("exceptionDetails"):
            raise PageFailed(failed.get("exception", {}).get("description", failed["text"]))
        return answer["result"].get("value")

    def screen(self, width: int, height: int, *, scale: int = 1, mobile: bool = False) -> None:
        """The size of the screen in CSS pixels, and device pixels a CSS pixel."""
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=mobile
        )

    def picture(self, *, whole: bool = False) -> bytes:
        """What is on the screen, or the whole page, as PNG."""
        shot = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        return base64.b64decode(shot["data"])

    def press(self, key: str, code: int) -> None:
        """One key, as a keyboard sends it."""
        text = "\r" if key == "Enter" else " " if key == " " else ""
        for kind in ("keyDown", "keyUp"):
            self.send(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                windowsVirtualKeyCode=code,
                **({"text": text} if text and kind == "keyDown" else {}),
            )


@contextmanager
def chromium(profile: Path, *words: str) -> Iterator[Browser]:
    """A browser with a fresh profile; ended with all that it started.

    Args:
        profile: an empty folder.
        words: further command-line words.
    """
    command_out, command_in = os.pipe()
    answer_out, answer_in = os.pipe()
    # Chromium reads its commands from descriptor 3 and answers on 4.
    shell = f'exec "$0" "$@" 3<&{command_out} 4>&{answer_in}'
    process = subprocess.Popen(
        ["/bin/bash", "-c", shell, PROGRAM, *WORDS, f"--user-data-dir={profile}", *words, "about:blank"],
        pass_fds=(command_out, answer_in),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={"PATH": os.environ["PATH"], "HOME": str(profile), "LANG": "C.UTF-8", "TZ": "Asia/Tokyo"},
    )
    os.close(command_out)
    os.close(answer_in)
    try:
        browser = Browser(command_in, answer_out)
        browser.open_tab()
        yield browser
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(STOP_SECONDS)
        os.close(command_in)
        os.close(answer_out)
