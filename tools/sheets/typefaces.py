"""The typefaces of the corpus. Some are kept for the validation part: no rule and no model has seen them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_ROOT = "/usr/share/fonts/"
TRAINING = tuple(
    (_ROOT + name, number)
    for name, number in (
        ("truetype/ipamj/ipamjm.ttf", 0),
        ("truetype/bizud-gothic/BIZUDGothic-Regular.ttf", 0),
        ("truetype/bizud-gothic/BIZUDPGothic-Regular.ttf", 0),
        ("opentype/noto/NotoSerifCJK-Regular.ttc", 0),
        ("opentype/noto/NotoSansCJK-Regular.ttc", 0),
        ("opentype/noto/NotoSansCJK-Bold.ttc", 5),
        ("opentype/ipafont-mincho/ipam.ttf", 0),
        ("opentype/ipafont-gothic/ipag.ttf", 0),
        ("truetype/umeplus/umeplus-gothic.ttf", 0),
        ("truetype/sawarabi-gothic/sawarabi-gothic-medium.ttf", 0),
    )
)
VALIDATION = tuple(
    (_ROOT + name, number)
    for name, number in (
        ("truetype/bizud-mincho/BIZUDMincho-Regular.ttf", 0),
        ("opentype/ipafont-mincho/ipamp.ttf", 0),
        ("truetype/vlgothic/VL-Gothic-Regular.ttf", 0),
        ("truetype/motoya-l-cedar/MTLc3m.ttf", 0),
        ("opentype/noto/NotoSerifCJK-Bold.ttc", 0),
        ("truetype/dotgothic16/DotGothic16-Regular.ttf", 0),
        ("truetype/bizud-gothic/BIZUDGothic-Bold.ttf", 0),
    )
)
SPARE = ((_ROOT + "truetype/ipamj/ipamjm.ttf", 0),)
"""What is used where a face lacks a character, as printers do."""


@cache
def characters(file: str, number: int) -> frozenset[int]:
    """The code points of a face."""
    from fontTools.ttLib import TTFont

    with TTFont(file, fontNumber=number, lazy=True) as face:
        return frozenset(face.getBestCmap())


def present(faces: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """Those that this machine has."""
    return tuple(face for face in faces if Path(face[0]).is_file())


def covering(face: tuple[str, int], text: str) -> tuple[str, int]:
    """The face itself where it has every character of the text, otherwise one that does."""
    if all(ord(char) in characters(*face) for char in text if char not in "\u3000 "):
        return face
    return SPARE[0]
