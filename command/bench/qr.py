"""QR codes: what ours reads of a set of hard pictures, beside the decoders on their own, and how soon it has read.

Each frame has one hardship more than a good one: the code is small, blurred, tilted, dim, noisy, low in contrast, lies
under a lamp's reflection or on a bent screen.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import cv2
import numpy as np

from base.clock import SystemClock
from command.bench.table import Row, Table, median, milliseconds
from forms.preentry import qr

SEED = 20261121
FRAME = (720, 1280)
EACH = 8
"""Frames of each hardship, from slight to hard."""
FIRST_READS = 25
TEXT = "KAKANAI1:" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 $%*+-./:" * 12
HARDSHIPS = ("small", "blurred", "tilted", "dim", "noisy", "pale", "glare", "bent")


def measure() -> Table:
    """Every hardship for every decoder; one code of version 14-M a frame. Then the first read, through the camera's
    thread as the kiosk has it."""
    frames = [(hardship, frame) for hardship in HARDSHIPS for frame in _frames(hardship)]
    rows = tuple(_row(who, read, frames) for who, read in _readers())
    what = f"{len(frames)} synthetic frames of 1280 × 720, one code of {len(TEXT)} characters each, {EACH} a hardship; "
    return Table("qr", what + f"first read: {FIRST_READS} times, from the moment a phone is held up", (*rows, _first()))


def _first() -> Row:
    """From the moment at which a good frame is there to be had to the pre-entry read, in milliseconds."""
    from devices.camera.virtual import VirtualCamera
    from forms.preentry.payload import PreEntry, encode
    from kiosk.intake import watch_for_code
    from tools.phone import picture

    clock, rng = SystemClock(), np.random.default_rng(SEED)
    entry = PreEntry.make({"kind": "moving_in", "members[0].name": "髙橋　一郎"}, clock.now() - timedelta(hours=1))
    good, taken = picture(encode(entry)), []
    for _ in range(FIRST_READS):
        camera, seen, stop = VirtualCamera(), threading.Event(), threading.Event()

        def watch(camera: VirtualCamera = camera, seen: threading.Event = seen, stop: threading.Event = stop) -> None:
            read = watch_for_code(camera, clock.now, lambda: not stop.is_set(), _ignore, _ignore, _ignore)
            if read is not None:
                seen.set()

        thread = threading.Thread(target=watch, daemon=True)
        thread.start()
        # At any moment of the camera's beat.
        stop.wait(float(rng.uniform(0.2, 0.35)))
        taken += milliseconds(lambda: (camera.show(good), seen.wait(10)), 1)  # noqa: B023 - called at once
        stop.set()
        thread.join()
    worst = round(float(np.percentile(taken, 95)), 1)
    return Row("kakanai, first read", {"median ms": median(taken), "95 % ms": worst})


def _ignore(*_what: object) -> None:
    return None


def _row(who: str, read: Callable[[np.ndarray], list[str]], frames: list[tuple[str, np.ndarray]]) -> Row:
    right, taken = dict.fromkeys(HARDSHIPS, 0), []
    for hardship, frame in frames:
        found: list[str] = []
        taken += milliseconds(lambda: found.extend(read(frame)), 1)  # noqa: B023 - called at once
        right[hardship] += TEXT in found
    worst = round(float(np.percentile(taken, 95)), 1)
    return Row(who, {"read": sum(right.values()), **right, "median ms": median(taken), "95 % ms": worst})


def _readers() -> list[tuple[str, Callable[[np.ndarray], list[str]]]]:
    from importlib.metadata import version

    import zxingcpp
    from pyzbar.pyzbar import ZBarSymbol, decode

    detector = cv2.QRCodeDetector()

    def opencv(frame: np.ndarray) -> list[str]:
        # Some frames make the detector fail on a matrix of its own making: a miss, for a bench.
        try:
            return [detector.detectAndDecode(frame)[0]]
        except cv2.error:
            return []

    return [
        ("kakanai (one frame, both decoders)", lambda frame: qr.read_codes(frame, second_opinion=True)),
        ("kakanai (live, zxing-cpp only)", qr.read_codes),
        (f"zxing-cpp {version('zxing-cpp')}", lambda frame: [code.text for code in zxingcpp.read_barcodes(frame)]),
        (
            f"pyzbar {version('pyzbar')}",
            lambda frame: [code.data.decode("utf-8", "replace") for code in decode(frame, [ZBarSymbol.QRCODE])],
        ),
        (f"OpenCV {version('opencv-python-headless')} QRCodeDetector", opencv),
    ]


def _frames(hardship: str) -> Iterator[np.ndarray]:
    rng = np.random.default_rng([SEED, HARDSHIPS.index(hardship)])
    code = cv2.imdecode(np.frombuffer(qr.draw(TEXT, scale=8), np.uint8), cv2.IMREAD_GRAYSCALE)
    for hard in np.linspace(0.2, 1.0, EACH):
        yield _frame(code, hardship, float(hard), rng)


def _frame(code: np.ndarray, hardship: str, hard: float, rng: np.random.Generator) -> np.ndarray:
    """A code of 3.5 pixels a module, turned a little, with one hardship.

    Args:
        hard: 0 to 1.
    """
    height, width = FRAME
    size = code.shape[0]
    module_px = 3.5 - 2.0 * hard if hardship == "small" else 3.5
    angle = rng.uniform(-0.3, 0.3)
    tilt = 0.4 * hard if hardship == "tilted" else 0.05
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    corners = np.array([[-1, -1], [1, -1 + tilt], [1, 1 - tilt], [-1, 1]]) * size / 8 * module_px / 2
    held = corners @ turn.T + np.array([width / 2, height / 2]) + rng.uniform(-20, 20, 2)
    matrix = cv2.getPerspectiveTransform(
        np.float32([[0, 0], [size, 0], [size, size], [0, size]]), held.astype(np.float32)
    )
    shown = _bent(code, 0.12 * hard) if hardship == "bent" else code
    frame = cv2.warpPerspective(shown, matrix, (width, height), flags=cv2.INTER_AREA, borderValue=90).astype(float)
    if hardship == "glare":
        frame = _glare(frame, held.mean(axis=0), hard, module_px * size / 8, rng)
    if hardship == "pale":
        frame = 140 + (frame - 128) * (0.5 - 0.45 * hard)
    if hardship == "dim":
        frame = frame * (0.35 - 0.3 * hard)
    frame = frame * np.linspace(rng.uniform(0.75, 0.95), 1.0, width)[None, :]
    if hardship == "blurred":
        frame = cv2.GaussianBlur(frame, (0, 0), 0.5 + 2.2 * hard)
    frame = frame + rng.normal(0, 4 + 46 * hard if hardship == "noisy" else 4, FRAME)
    return cv2.cvtColor(np.clip(frame, 0, 255).astype(np.uint8), cv2.COLOR_GRAY2BGR)


def _bent(code: np.ndarray, depth: float) -> np.ndarray:
    """A code on a screen that curves away from its middle, as a phone in a worn cover does."""
    size = code.shape[0]
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    across = x / size - 0.5
    down = (y + depth * size * (4 * across**2 - 1) * np.cos(np.pi * (y / size - 0.5))).astype(np.float32)
    return cv2.remap(code, x, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=255)


def _glare(frame: np.ndarray, middle: np.ndarray, hard: float, side: float, rng: np.random.Generator) -> np.ndarray:
    """A lamp on the glass: white in its middle, fading out."""
    y, x = np.mgrid[0 : FRAME[0], 0 : FRAME[1]]
    at = middle + rng.uniform(-0.3, 0.3, 2) * side
    wide = side * (0.05 + 0.22 * hard)
    return frame + 400 * np.exp(-(((x - at[0]) / wide) ** 2 + ((y - at[1]) / (0.6 * wide)) ** 2))
