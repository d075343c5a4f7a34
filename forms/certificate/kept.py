"""A scanned certificate as it may be kept: its reading, and its pages as PNG, blacked out. For kiosk and counter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from forms.reading import Reading

if TYPE_CHECKING:
    import numpy as np

    from forms.certificate.reader import CertificateReader


@cache
def get_reader() -> CertificateReader:
    """One for the life of the program: its models take a second to load."""
    from forms.certificate.reader import CertificateReader

    return CertificateReader()


def read_kept(pages: Sequence[np.ndarray]) -> tuple[Reading, tuple[bytes, ...]]:
    """Reads pages as a moving-out certificate.

    Args:
        pages: height × width × 3, blue-green-red; nothing of them is written anywhere.

    Returns:
        The reading, and its pages as PNG, blacked out.

    Raises:
        Trouble: what the certificate reader raises.
    """
    result = get_reader().read(list(pages))
    kept = (
        # A page on which the numbers could not be located for certain must not be kept; a blank one keeps its place.
        _blank(page) if picture is None else picture
        for page, picture in zip(pages, result.pictures, strict=True)
    )
    return result.reading, tuple(png(picture) for picture in kept)


def _blank(pixels: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.full_like(pixels, 255)


def png(picture: np.ndarray) -> bytes:
    """A picture as PNG."""
    import cv2

    done, data = cv2.imencode(".png", picture)
    if not done:
        raise RuntimeError("a picture that cannot be a PNG")
    return data.tobytes()
