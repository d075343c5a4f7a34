"""The number of a residence card off the kiosk's camera: the picture lives on while one frame at a time is read."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from base.trouble import Trouble
from kiosk.intake import FRAME_S

if TYPE_CHECKING:
    import numpy as np

    from devices.camera.api import Camera
    from forms.card_number import CardNumber


def watch_for_number(
    camera: Camera,
    wanted: Callable[[], bool],
    on_frame: Callable[[np.ndarray], None],
    on_trouble: Callable[[Trouble], None],
) -> str | None:
    """Looks through the camera until it has read a number clearly, or the same one twice, or nobody wants it any more.

    The number is a proposal: its holder looks at it, and the card opens with no other.

    Args:
        camera: asked frame by frame, closed at the end.
        wanted: asked between frames; False ends the watch.
        on_frame: each picture, height × width × 3, blue-green-red.
        on_trouble: a camera that shows nothing; once each time it changes.
    """
    from forms.card_number import CLEAR, find_card_number
    from forms.certificate.kept import get_reader

    recogniser = get_reader().recogniser
    reading: Future[CardNumber | None] | None = None
    before = ""
    said: str | None = None
    worker = ThreadPoolExecutor(1, "kiosk-card-number")
    try:
        while wanted():
            try:
                picture = camera.frame()
                said = None
            except Trouble as refused:
                if refused.id != said:
                    said = refused.id
                    on_trouble(refused)
                time.sleep(FRAME_S)
                continue
            on_frame(picture)
            if reading is not None and reading.done():
                found, reading = reading.result(), None
                if found is not None:
                    if found.confidence >= CLEAR or found.number == before:
                        return found.number
                    before = found.number
            if reading is None:
                reading = worker.submit(find_card_number, picture, recogniser)
            time.sleep(FRAME_S)
    finally:
        camera.close()
        worker.shutdown(wait=False, cancel_futures=True)  # the frame in hand is read to its end, for nobody
    return None
