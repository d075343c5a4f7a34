"""Cells that caption the labels right of them, as 資格関係 does for 国保, 介護, 年金 and 児手 above each other."""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.arranging.places.nodes import Label, Place
from forms.certificate.pixels.cells import OUTSIDE

MIN_LABELS = 2
"""So many labels at least stand above each other right of a caption, each in a cell of its own."""
MIN_HEIGHT = 1.5
"""A caption is so much higher at least than the cell of a label left of it, whose value would be as high as that."""
TOUCHING = 0.25
"""How far apart two cells that touch may be, in heights of a label's cell: sheets are bent and lines thick."""


def captions_labels(place: Place, label: Label, labels: Sequence[Label]) -> bool:
    """Whether a cell in the row of a label, behind its value, captions other labels and holds none of its values."""
    box, slack = place.box, TOUCHING * label.box.high
    if box.high < MIN_HEIGHT * label.box.high:
        return False
    beside = [
        other
        for other in labels
        if other.cell != OUTSIDE
        and abs(other.box.left - box.right) < slack
        and box.top - slack < other.box.top
        and other.box.bottom < box.bottom + slack
    ]
    return len({other.cell for other in beside}) >= MIN_LABELS
