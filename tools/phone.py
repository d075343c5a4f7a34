"""Makes samples/preentry-phone.jpg: a phone held to the kiosk's camera, showing the household's pre-entry.

Run ``python -m tools.phone`` from the checkout. The same seed gives the same picture.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import cv2
import numpy as np

from base.clock import JAPAN
from forms.preentry.payload import PreEntry, encode
from forms.preentry.qr import draw
from forms.preentry.schema import MEMBER_NUMBERS, VISIT_NUMBERS

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
WIDTH, HEIGHT = 1280, 720
SEED = 20261121
MADE_AT = datetime(2026, 11, 20, 20, 15, tzinfo=JAPAN)


def household() -> dict[str, str]:
    """The truth about the sample family, by path."""
    return json.loads((SAMPLES / "household.json").read_text(encoding="utf-8"))


def preentry() -> PreEntry:
    """What the family typed at home: everything of theirs that a pre-entry may hold. The id is held still."""
    names = set(MEMBER_NUMBERS.values())
    values = {
        path: value
        for path, value in household().items()
        if path in VISIT_NUMBERS.values() or path.rpartition(".")[2] in names and path.startswith("members[")
    }
    entry = PreEntry.make(values, MADE_AT)
    return PreEntry(bytes(range(16)), entry.made_at, entry.valid_until, values)


def picture(text: str) -> np.ndarray:
    """A camera frame of 1280 × 720 with a tilted phone showing the code, slightly blurred, with sensor noise."""
    rng = np.random.default_rng(SEED)
    phone = np.full((1000, 520, 3), 24, np.uint8)
    cv2.rectangle(phone, (24, 60), (496, 940), (250, 250, 250), -1)
    code = cv2.imdecode(np.frombuffer(draw(text, scale=4), np.uint8), cv2.IMREAD_COLOR)
    side = 440
    code = cv2.resize(code, (side, side), interpolation=cv2.INTER_NEAREST)
    phone[230 : 230 + side, 40 : 40 + side] = code
    cv2.rectangle(phone, (60, 110), (460, 150), (193, 23, 0), -1)
    for row in range(3):
        cv2.rectangle(phone, (60, 720 + 50 * row), (460 - 90 * row, 738 + 50 * row), (200, 200, 200), -1)
    corners = np.float32([[0, 0], [520, 0], [520, 1000], [0, 1000]])
    held = np.float32([[402, -150], [872, -128], [850, 806], [372, 770]])
    matrix = cv2.getPerspectiveTransform(corners, held)
    column = np.linspace(118, 160, WIDTH)[None, :, None]
    frame = np.broadcast_to(column, (HEIGHT, WIDTH, 3)).astype(np.uint8).copy()
    warped = cv2.warpPerspective(phone, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full(phone.shape[:2], 255, np.uint8), matrix, (WIDTH, HEIGHT))
    frame[mask > 127] = warped[mask > 127]
    frame = cv2.GaussianBlur(frame, (3, 3), 0.8)
    noise = rng.normal(0, 3, frame.shape)
    return np.clip(frame + noise, 0, 255).astype(np.uint8)


def main() -> None:
    cv2.imwrite(str(SAMPLES / "preentry-phone.jpg"), picture(encode(preentry())), [cv2.IMWRITE_JPEG_QUALITY, 90])


if __name__ == "__main__":
    main()
