"""Measures how faces set digits: ``python -m tools.digit_faces FOLDERS…`` writes digit_faces.json.

:mod:`forms.certificate.shapes.digit_faces` compares the digits of a page with these rows, in thousandths of an em: what
the character takes of the line, where its ink begins and ends in that, and how far above the line; the mean width of
katakana; and how far above the line the ink of some kanji begins and ends. Only metrics are kept, no outlines.
``FOLDERS`` are searched for the files of FACES; what is missing keeps its old row.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from forms.certificate.shapes import digit_faces
from forms.certificate.shapes.digit_faces import DIGITS, KANJI

TARGET = Path(digit_faces.__file__).with_name("digit_faces.json")
FACES = {
    "IPA Gothic": "ipag.ttf",
    "IPA Mincho": "ipam.ttf",
    "IPA P Gothic": "ipagp.ttf",
    "IPA P Mincho": "ipamp.ttf",
    "IPAmj Mincho": "ipamjm.ttf",
    "BIZ UDGothic": "BIZUDGothic-Regular.ttf",
    "BIZ UDPGothic": "BIZUDPGothic-Regular.ttf",
    "BIZ UDPGothic Bold": "BIZUDPGothic-Bold.ttf",
    "BIZ UDMincho": "BIZUDMincho-Regular.ttf",
    "BIZ UDPMincho": "BIZUDPMincho-Regular.ttf",
    "Ume Gothic": "ume-tgo4.ttf",
    "Ume Mincho": "ume-tmo3.ttf",
    "Ume P Gothic": "ume-pgo4.ttf",
    "Ume P Mincho": "ume-pmo3.ttf",
    "Ume UI Gothic": "ume-ugo4.ttf",
    "UmePlus Gothic": "umeplus-gothic.ttf",
    "UmePlus P Gothic": "umeplus-p-gothic.ttf",
    "UmePlus CLP Gothic": "umeplus-clp-gothic.ttf",
    "VL Gothic": "VL-Gothic-Regular.ttf",
    "VL PGothic": "VL-PGothic-Regular.ttf",
    "M+ 1": "Mplus1-Regular.otf",
    "Migu 1C": "migu-1c-regular.ttf",
    "MigMix 1P": "migmix-1p-regular.ttf",
    "Motoya L Cedar": "MTLc3m.ttf",
    "Hanazono Mincho": "HanaMinA.ttf",
    "Monapo": "monapo.ttf",
    "Komatuna P": "komatuna-p.ttf",
    "Noto Sans CJK": "NotoSansCJK-Regular.ttc",
    "Noto Sans CJK Bold": "NotoSansCJK-Bold.ttc",
    "Noto Serif CJK": "NotoSerifCJK-Regular.ttc",
    "Sawarabi Gothic": "sawarabi-gothic-medium.ttf",
    "Sawarabi Mincho": "sawarabi-mincho-medium.ttf",
    "Klee One": "KleeOne-Regular.ttf",
    "Shippori Mincho": "shippori-mincho-japanese-400-normal.woff",
    "Zen Old Mincho": "zen-old-mincho-japanese-400-normal.woff",
    "Zen Kaku Gothic Antique": "zen-kaku-gothic-antique-japanese-400-normal.woff",
    "LINE Seed JP": "line-seed-jp-japanese-400-normal.woff",
}
WIDE = "０１２３４５６７８９－"


def measured(file: Path, characters: str) -> list[list[int]] | None:
    """For each character its advance and the four ends of its ink; None where the face lacks one."""
    with TTFont(file, fontNumber=0) as face:
        table, sizes, outlines, unit = face.getBestCmap(), face["hmtx"], face.getGlyphSet(), face["head"].unitsPerEm
        rows = []
        for character in characters:
            name = table.get(ord(character))
            if name is None:
                if character not in "-－":
                    return None
                rows.append([])
                continue
            pen = BoundsPen(outlines)
            outlines[name].draw(pen)
            left, low, right, high = pen.bounds
            rows.append([round(1000 * each / unit) for each in (sizes[name][0], left, right, low, high)])
    return rows


def kana_width(file: Path) -> int:
    """The mean advance of katakana: 1000 where each has a square."""
    with TTFont(file, fontNumber=0) as face:
        table, sizes, unit = face.getBestCmap(), face["hmtx"], face["head"].unitsPerEm
        widths = [sizes[table[code]][0] for code in range(0x30A2, 0x30F4) if code in table]
    return round(1000 * sum(widths) / len(widths) / unit)


def main(folders: list[str]) -> None:
    found = {path.name: path for folder in folders for path in Path(folder).rglob("*") if path.is_file()}
    rows = json.loads(TARGET.read_text(encoding="utf-8")) if TARGET.is_file() else {}
    for face, file in FACES.items():
        if file not in found:
            print(f"{face}: {file} is not there")
            continue
        ways = {"narrow": measured(found[file], DIGITS), "wide": measured(found[file], WIDE)}
        kanji = [row[3:] for row in measured(found[file], KANJI) or []]
        rows[face] = {"kana": kana_width(found[file]), "kanji": kanji} | {way: row for way, row in ways.items() if row}
    lines = (f" {json.dumps(face)}: {json.dumps(rows[face], separators=(',', ':'))}" for face in FACES if face in rows)
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
