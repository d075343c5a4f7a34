"""Finds the kanji that look alike: ``python -m tools.look_alikes`` writes ``forms/certificate/shapes/look_alikes.txt``.

Every kanji of JIS X 0208, and of the additions of CP932 and JIS X 0213 that names use, is drawn in three faces and
compared with all others, as :mod:`forms.certificate.shapes.variants` compares a glyph of a page. A pair that is alike
in any face is written. Needs the faces of ``installer/debian-packages.txt`` and a minute.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from forms.certificate.shapes import variants
from forms.certificate.shapes.variants import prepared
from forms.characters import missing_glyphs

FACES = (
    "/usr/share/fonts/truetype/ipamj/ipamjm.ttf",
    "/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
)
MIN_LIKENESS = 0.8
"""From which on two characters are alike."""
MOST = 4
"""So many are kept for one character, the likest first."""
DRAWN_PX = 96


def kanji() -> str:
    """The ideographs of CP932, JIS level 1 and 2 and its extensions, and those of JIS X 0213 level 3."""
    found = []
    for code in range(0x4E00, 0xFB00):
        char = chr(code)
        if 0x9FFF < code < 0xF900:
            continue
        try:
            encoded = char.encode("euc_jis_2004")
        except UnicodeEncodeError:
            try:
                char.encode("cp932")
            except UnicodeEncodeError:
                continue
            encoded = b"  "
        # Three bytes: level 4, which no register of names uses by itself.
        if len(encoded) == 2:
            found.append(char)
    return "".join(found)


def drawings(file: str, chars: str) -> tuple[str, np.ndarray]:
    """The characters that a face has, and their drawings, one row each."""
    lacking = set(missing_glyphs(chars, Path(file), 0))
    face = ImageFont.truetype(file, DRAWN_PX)
    names, rows = [], []
    for char in chars:
        if char in lacking:
            continue
        image = Image.new("L", (2 * DRAWN_PX, 2 * DRAWN_PX), 0)
        ImageDraw.Draw(image).text((DRAWN_PX // 2, DRAWN_PX // 2), char, font=face, fill=255)
        picture = prepared(np.asarray(image))
        if picture is not None:
            names.append(char)
            rows.append(picture.ravel())
    return "".join(names), np.asarray(rows, np.float32)


def main() -> None:
    """Writes the table: a character, then those that look like it."""
    alike: dict[str, dict[str, float]] = {}
    chars = kanji()
    for file in FACES:
        names, rows = drawings(file, chars)
        for start in range(0, len(names), 500):
            fits = rows[start : start + 500] @ rows.T
            for one, other in zip(*np.nonzero(fits >= MIN_LIKENESS), strict=True):
                if start + one != other:
                    mine = alike.setdefault(names[start + one], {})
                    mine[names[other]] = max(mine.get(names[other], 0.0), float(fits[one, other]))
    lines = []
    for char in sorted(alike):
        likest = sorted(alike[char], key=lambda other: (-alike[char][other], other))[:MOST]
        lines.append(char + "".join(likest))
    target = Path(variants.__file__).with_name("look_alikes.txt")
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
