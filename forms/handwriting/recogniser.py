"""Which characters a drawing may be. Offline; no part of it knows the order in which strokes should come.

Two looks: the first compares ink by place and direction (:mod:`forms.handwriting.features`) with all characters at
once; the second lays the strokes themselves over those of the best ones. Strokes that are joined, parted or drawn in
another order move ink, and change neither look by much. ``docs/decisions/0014-handwriting.md`` says why, and how well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from forms.handwriting.features import Stroke

_FILE = Path(__file__).resolve().parent / "strokes.npz"
LOOKED_AT_AGAIN = 60
"""So many of the first look's best get a second one."""
MOST_STROKES = 60
MOST_POINTS = 6000
"""More than these no character has; a drawing of a bored hand is not looked at."""
POINTS = 64
"""Of the whole ink that the second look compares."""
DIRECTION = 0.15
"""What a turned stroke costs, in widths of the character."""
SECOND = 0.6
"""How much the second look counts beside the first."""


@dataclass(frozen=True, slots=True)
class _Known:
    kanji: str
    middle: np.ndarray
    axes: np.ndarray
    places: np.ndarray
    ink: np.ndarray


@cache
def _known() -> _Known:
    """The table, for the life of the program."""
    import numpy as np

    with np.load(_FILE) as packed:
        kanji = packed["kanji"].tobytes().decode("utf-32-le")
        places = packed["places"].astype(np.float32) * packed["step"]
        return _Known(kanji, packed["middle"], packed["axes"].astype(np.float32), places, packed["ink"])


def pressed(pieces: np.ndarray) -> np.ndarray:
    """Ink as :data:`POINTS` points of equal weight in a byte each: x, y, direction.

    Args:
        pieces: see :func:`forms.handwriting.features.segments`.
    """
    import numpy as np

    along = np.cumsum(np.hypot(pieces[:, 2], pieces[:, 3]))
    at = np.searchsorted(along, (np.arange(POINTS) + 0.5) / POINTS * along[-1])
    x, y, dx, dy = pieces[np.minimum(at, len(pieces) - 1)].T
    turn = np.arctan2(dy, dx) / (2 * np.pi) % 1
    return (np.clip(np.stack([x, y, turn], axis=1), 0, 0.999) * 256).astype(np.uint8)


def _opened(ink: np.ndarray) -> np.ndarray:
    """The same as numbers that can be compared: x, y, and the direction as two."""
    import numpy as np

    numbers = ink.astype(np.float32) / 256
    turn = numbers[..., 2] * (2 * np.pi)
    return np.stack([numbers[..., 0], numbers[..., 1], DIRECTION * np.cos(turn), DIRECTION * np.sin(turn)], axis=-1)


def warm_up() -> None:
    """Loads the table."""
    _known()


def recognise(strokes: Sequence[Stroke], most: int = 8) -> list[str]:
    """The characters that a drawing is likest, the likest first.

    Args:
        strokes: as drawn; see :data:`forms.handwriting.features.Stroke`.
        most: so many at most.

    Returns:
        Each character once. Empty where nothing is drawn, or more than any character has.
    """
    import numpy as np

    from forms.handwriting.features import features_of, segments

    drawn = [each for each in strokes if len(each)]
    if not drawn or len(drawn) > MOST_STROKES or sum(map(len, drawn)) > MOST_POINTS:
        return []
    known, pieces = _known(), segments(drawn)
    place = (features_of(pieces) - known.middle) @ known.axes
    far = np.sqrt(((known.places - place) ** 2).sum(axis=1))
    best = np.argpartition(far, LOOKED_AT_AGAIN)[:LOOKED_AT_AGAIN]
    own, theirs = _opened(pressed(pieces)), _opened(known.ink[best])
    apart = np.sqrt(
        np.maximum(
            (own**2).sum(axis=1)[None, :, None]
            + (theirs**2).sum(axis=2)[:, None, :]
            - 2 * own @ theirs.transpose(0, 2, 1),
            0,
        )
    )
    again = apart.min(axis=2).mean(axis=1) + apart.min(axis=1).mean(axis=1)
    cost = far[best] / max(float(np.median(far[best])), 1e-6) + SECOND * again / max(float(np.median(again)), 1e-6)
    found = (known.kanji[best[at]] for at in np.argsort(cost))
    return list(dict.fromkeys(found))[:most]
