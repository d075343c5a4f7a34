"""Show the front of a residence card to the camera: its number is read, and typed for the holder."""

from __future__ import annotations

from kiosk.screens.qr import Qr

CARD_ASPECT = 85.6 / 54.0
"""Width by height of a card (ISO/IEC 7810 ID-1)."""


class CardNumberShow(Qr):
    """The camera's picture with the frame of a card, beside what to do."""

    name = "card_number_show"
    aspect = CARD_ASPECT
