"""The four corners of a box of text, in pixels of the page: what is asked of them and how they are made."""

from __future__ import annotations

import numpy as np

from forms.certificate.engines.recogniser import Quad


def height(quad: Quad) -> float:
    """How high a box of text is, in pixels."""
    return float(quad[2:, 1].mean() - quad[:2, 1].mean())


def rectangle(left: float, top: float, right: float, bottom: float) -> Quad:
    """An upright quad."""
    return np.float32([[left, top], [right, top], [right, bottom], [left, bottom]])
