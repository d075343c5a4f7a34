"""Self-test of the camera, and of the reading of codes from pictures."""

from __future__ import annotations

from base.trouble import Trouble
from devices.camera.api import Camera
from devices.check import Check, Outcome, found, troubled

QR_TEXT = "KAKANAI SELFTEST 0123456789"
QR_SCALE = 6
"""Pixels a module, as a phone held at arm's length gives."""


def check_camera(camera: Camera, language: str) -> list[Check]:
    """Whether a picture arrives."""
    try:
        frame = camera.frame()
    except Trouble as trouble:
        return [troubled("camera", "state", trouble, language)]
    finally:
        camera.close()
    height, width = frame.shape[:2]
    return [found("camera", "state", Outcome.OK, "frame", language, width=width, height=height)]


def check_qr(language: str) -> list[Check]:
    """Draws a code and reads it, to see that the decoder is there and works."""
    import numpy as np
    import segno
    import zxingcpp

    rows = np.array([list(row) for row in segno.make(QR_TEXT).matrix_iter(scale=QR_SCALE, border=4)], dtype=np.uint8)
    read = [code.text for code in zxingcpp.read_barcodes((1 - rows) * np.uint8(255))]
    if read == [QR_TEXT]:
        return [found("qr", "decode", Outcome.OK, "decoded", language)]
    return [found("qr", "decode", Outcome.FAILED, "not_decoded", language, "reinstall")]
