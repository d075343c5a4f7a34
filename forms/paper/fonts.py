"""Where the fonts of printed forms are. They come as Debian packages, so nothing is shipped or downloaded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from base.trouble import Trouble


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face.

    Attributes:
        key: what descriptions call it; also its name inside a PDF's resources.
        postscript: its PostScript name.
        paths: where it may lie, the first that exists counts. Never the alternatives link
            ``fonts-japanese-mincho.ttf``, which points to whatever mincho was installed last.
        package: the Debian package that brings it.
        index: the face in a collection.
    """

    key: str
    postscript: str
    paths: tuple[str, ...]
    package: str
    index: int = 0


_SHARE = "/usr/share/fonts"
FONTS = {
    font.key: font
    for font in (
        FontFile("mincho", "IPAmjMincho", (f"{_SHARE}/truetype/ipamj/ipamjm.ttf",), "fonts-ipamj-mincho"),
        FontFile(
            "gothic",
            "BIZUDGothic",
            (f"{_SHARE}/truetype/bizud-gothic/BIZUDGothic-Regular.ttf",),
            "fonts-morisawa-bizud-gothic",
        ),
        FontFile(
            "gothic_bold",
            "BIZUDGothic-Bold",
            (f"{_SHARE}/truetype/bizud-gothic/BIZUDGothic-Bold.ttf",),
            "fonts-morisawa-bizud-gothic",
        ),
        FontFile(
            "serif_cjk",
            "NotoSerifCJKjp-Regular",
            (f"{_SHARE}/opentype/noto/NotoSerifCJK-Regular.ttc",),
            "fonts-noto-cjk",
        ),
        FontFile(
            "sans_cjk",
            "NotoSansCJKjp-Regular",
            (f"{_SHARE}/opentype/noto/NotoSansCJK-Regular.ttc",),
            "fonts-noto-cjk",
        ),
        FontFile(
            "sans_cjk_bold",
            "NotoSansCJKjp-Bold",
            (f"{_SHARE}/opentype/noto/NotoSansCJK-Bold.ttc",),
            "fonts-noto-cjk",
        ),
        # Simplified Chinese has shapes of its own (骨, 直, 门); Japanese ones look like misprints to its readers.
        FontFile(
            "sans_sc",
            "NotoSansCJKsc-Regular",
            (f"{_SHARE}/opentype/noto/NotoSansCJK-Regular.ttc",),
            "fonts-noto-cjk",
            2,
        ),
        FontFile(
            "sans_sc_bold",
            "NotoSansCJKsc-Bold",
            (f"{_SHARE}/opentype/noto/NotoSansCJK-Bold.ttc",),
            "fonts-noto-cjk",
            2,
        ),
    )
}
FALLBACKS = {
    "mincho": ("serif_cjk",),
    "gothic": ("mincho", "sans_cjk"),
    "gothic_bold": ("gothic", "mincho", "sans_cjk"),
    "sans_cjk": ("gothic", "mincho"),
    "sans_cjk_bold": ("sans_cjk", "gothic", "mincho"),
    "sans_sc": ("sans_cjk", "mincho"),
    "sans_sc_bold": ("sans_sc", "sans_cjk", "mincho"),
}
"""Which faces stand in, in this order, where a face that descriptions may name lacks a character."""


@cache
def find_font(key: str) -> Path | None:
    """The file of a face, or None where its package is not installed."""
    return next((path for path in map(Path, FONTS[key].paths) if path.is_file()), None)


def font_path(key: str) -> Path:
    """The file of a face.

    Raises:
        Trouble: ``font_missing``, naming the Debian package.
    """
    if path := find_font(key):
        return path
    raise Trouble("font_missing", family=FONTS[key].postscript, package=FONTS[key].package)
