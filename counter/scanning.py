"""What the counter looks at: the code on a printed form before its camera, a certificate on its scanner."""

from __future__ import annotations

from collections.abc import Callable

from base.clock import Clock
from devices.camera.api import Camera
from devices.scanner.api import Scanner
from forms.reading import Reading
from forms.visit_code import parse_visit_code

LOOK_FOR_S = 12.0
"""How long the camera looks for a code before it gives up."""


def look_for_code(camera: Camera, clock: Clock, stopped: Callable[[], bool]) -> str | None:
    """Watches the camera until a visit's code is seen. Blocks: for a worker's thread.

    Args:
        camera: it is closed afterwards, so that its light goes out.
        clock: for the time-out.
        stopped: asked at every frame; True ends the search.

    Returns:
        The visit's id, or None when nothing was seen in time or the search was stopped.

    Raises:
        Trouble: what the camera raises.
    """
    import zxingcpp

    until = clock.monotonic() + LOOK_FOR_S
    try:
        while clock.monotonic() < until and not stopped():
            for code in zxingcpp.read_barcodes(camera.frame(), formats=zxingcpp.BarcodeFormat.QRCode):
                if code.valid and (visit_id := parse_visit_code(code.text)):
                    return visit_id
    finally:
        camera.close()
    return None


def scan_certificate(scanner: Scanner) -> tuple[Reading, tuple[bytes, ...]]:
    """Scans what lies there and reads it as a moving-out certificate. Blocks: for a worker's thread.

    Returns:
        The reading, and its pages as PNG, blacked out.

    Raises:
        Trouble: what the scanner and the certificate reader raise.
    """
    from forms.certificate.kept import read_kept

    return read_kept([page.pixels for page in scanner.scan()])
