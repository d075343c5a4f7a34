"""From a picture of a phone to a pre-entry: zxing-cpp decodes, pyzbar seconds (docs/decisions)."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from base.trouble import Trouble
from forms.preentry import zbar
from forms.preentry.framing import Parts
from forms.preentry.payload import PreEntry, decode

if TYPE_CHECKING:
    import numpy as np

_FOREIGN = (
    ("qr_web_address", ("http:", "https:", "www.")),
    ("qr_wifi", ("wifi:",)),
    ("qr_contact", ("begin:vcard", "mecard:", "mailto:", "tel:", "smsto:")),
)


def read_codes(picture: np.ndarray, *, second_opinion: bool = False) -> list[str]:
    """The texts of all QR codes in a picture, in no order.

    Args:
        picture: height × width × 3 (BGR) or height × width, uint8.
        second_opinion: ask pyzbar when zxing-cpp finds nothing. For still pictures: it takes half a second.
    """
    import zxingcpp

    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    texts = [code.text for code in found if code.valid]
    if texts or not second_opinion:
        return texts
    import cv2

    gray = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    return zbar.read_codes(gray)


def collect(texts_untrusted: Iterable[str], now: datetime, parts: Parts | None = None) -> Parts | PreEntry:
    """What codes add up to: a pre-entry, or the parts seen so far.

    A wrong code beside the right one does no harm; only when all are wrong is the first one's trouble raised.

    Raises:
        Trouble: ``qr_web_address``, ``qr_wifi``, ``qr_contact``, ``qr_foreign``, or what
            :func:`forms.preentry.payload.decode` raises.
    """
    parts = parts or Parts()
    trouble: Trouble | None = None
    progressed = False
    for text in texts_untrusted:
        try:
            following = parts.add(text)
            if following.whole is not None:
                return decode(following.whole, now)
            parts, progressed = following, True
        except Trouble as refused:
            trouble = trouble or _named(refused, text)
    if trouble and not progressed:
        raise trouble
    return parts


def read_preentry(pictures: Iterable[np.ndarray], now: datetime) -> PreEntry:
    """The pre-entry shown in one picture or over several.

    Raises:
        Trouble: ``qr_not_found``, ``preentry_part_missing`` (``number``, ``total``), or what :func:`collect` raises.
    """
    found: Parts | PreEntry = Parts()
    for picture in pictures:
        if isinstance(found, PreEntry):
            break
        found = collect(read_codes(picture, second_opinion=True), now, found)
    if isinstance(found, PreEntry):
        return found
    if found.total:
        raise Trouble("preentry_part_missing", number=found.missing[0], total=found.total)
    raise Trouble("qr_not_found")


def _named(trouble: Trouble, text_untrusted: str) -> Trouble:
    if trouble.id != "qr_foreign":
        return trouble
    head = text_untrusted[:32].lstrip().lower()
    return next((Trouble(id) for id, starts in _FOREIGN if head.startswith(starts)), trouble)


def draw(text: str, *, scale: int = 6) -> bytes:
    """A QR code as PNG: error correction M, four modules of quiet zone.

    Args:
        text: the payload or one part of it.
        scale: pixels a module.
    """
    import segno

    out = io.BytesIO()
    segno.make(text, error="m", boost_error=False, micro=False).save(out, kind="png", scale=scale, border=4)
    return out.getvalue()
