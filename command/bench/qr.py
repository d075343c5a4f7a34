"""QR codes: what ours reads of a set of hard pictures, beside the decoders on their own."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from command.bench.table import Row, Table, median, milliseconds
from forms.preentry import qr

SEED = 20261121
FRAME = (720, 1280)
MODULES_PX = (2.0, 2.5, 3.0, 4.0)
"""Sizes of a module on the frame, in pixels."""
TEXT = "KAKANAI1:" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 $%*+-./:" * 12


def measure() -> Table:
    """Every size, tilted, blurred, noisy, unevenly lit; one code of version 14-M a frame."""
    frames = list(_frames())
    rows = tuple(_row(who, read, frames) for who, read in _readers())
    return Table("qr", f"{len(frames)} synthetic frames of 1280 × 720, one code of 549 characters each", rows)


def _row(who: str, read: Callable[[np.ndarray], list[str]], frames: list[np.ndarray]) -> Row:
    right, taken = 0, []
    for frame in frames:
        found: list[str] = []
        taken += milliseconds(lambda: found.extend(read(frame)), 1)  # noqa: B023 - called at once
        right += TEXT in found
    return Row(who, {"read": right, "of": len(frames), "median ms": median(taken)})


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


def _frames():
    rng = np.random.default_rng(SEED)
    code = cv2.imdecode(np.frombuffer(qr.draw(TEXT, scale=8), np.uint8), cv2.IMREAD_GRAYSCALE)
    modules = code.shape[0] / 8
    for px in MODULES_PX:
        for blur in (0.0, 0.8, 1.4):
            for tilt in (0.0, 0.12, 0.25):
                yield _frame(code, modules * px, blur, tilt, rng)


def _frame(code: np.ndarray, side: float, blur: float, tilt: float, rng: np.random.Generator) -> np.ndarray:
    height, width = FRAME
    size = code.shape[0]
    angle = rng.uniform(-0.5, 0.5)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * side / 2
    corners = corners * np.array([[1, 1], [1, 1 - tilt], [1 - tilt, 1], [1, 1]])
    held = corners @ turn.T + np.array([width / 2, height / 2]) + rng.uniform(-20, 20, 2)
    matrix = cv2.getPerspectiveTransform(
        np.float32([[0, 0], [size, 0], [size, size], [0, size]]), held.astype(np.float32)
    )
    frame = cv2.warpPerspective(code, matrix, (width, height), flags=cv2.INTER_AREA, borderValue=90)
    light = np.linspace(rng.uniform(0.55, 0.9), 1.0, width)[None, :]
    frame = frame * light + rng.normal(0, 6, FRAME)
    frame = np.clip(frame, 0, 255).astype(np.uint8)
    if blur:
        frame = cv2.GaussianBlur(frame, (0, 0), blur)
    return cv2.cvtColor(frame, cv2.COLOR_GRAY2BGR)
