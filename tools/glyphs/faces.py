"""The faces that the reader of glyphs is trained on, and the characters that it shall know.

None of the seven faces of the corpus's validation part is among them. The faces are used for training only; none is
shipped. docs/glyphs.md lists them with their licences. What is missing on a machine is left out.
"""

from __future__ import annotations

import gzip
import io
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont, PcfFontFile

from forms.certificate.shapes.variants import groups
from forms.kana import to_half_width
from tools.look_alikes import kanji

PX = 72
"""Size at which glyphs are drawn."""
SIDE = 96
"""Side of the square in which each stands."""
OUTLINES = (
    # (path beneath one of the roots, number in the file)
    ("ipamj/ipamjm.ttf", 0),
    ("bizud-gothic/BIZUDGothic-Regular.ttf", 0),
    ("noto/NotoSerifCJK-Regular.ttc", 0),
    ("noto/NotoSerifCJK-Light.ttc", 0),
    ("noto/NotoSansCJK-Regular.ttc", 0),
    ("noto/NotoSansCJK-Bold.ttc", 0),
    ("noto/NotoSansCJK-Light.ttc", 0),
    ("ipafont-mincho/ipam.ttf", 0),
    ("ipafont-gothic/ipag.ttf", 0),
    ("umeplus/umeplus-gothic.ttf", 0),
    ("horai-umefont/ume-tmo3.ttf", 0),
    ("mplus/Mplus1-Regular.otf", 0),
    ("mplus/Mplus1-Bold.otf", 0),
    ("mplus/Mplus2-Light.otf", 0),
    ("hanazono/HanaMinA.ttf", 0),
    ("sawarabi-mincho/sawarabi-mincho-medium.ttf", 0),
    ("shippori-mincho-japanese-400-normal.woff", 0),
    ("shippori-mincho-japanese-700-normal.woff", 0),
    ("kaisei-opti-japanese-400-normal.woff", 0),
    ("m-plus-rounded-1c-japanese-400-normal.woff", 0),
    ("kosugi-maru-japanese-400-normal.woff", 0),
    ("ibm-plex-sans-jp-japanese-400-normal.woff", 0),
    ("ibm-plex-sans-jp-japanese-700-normal.woff", 0),
    ("motoya-l-maruberi/MTLmr3m.ttf", 0),
    ("migmix/migu-1m-regular.ttf", 0),
    ("konatu/KonatuTohaba.ttf", 0),
    ("dejima-mincho/dejima-mincho-r227.ttf", 0),
    ("umeplus-cl/umeplus-cl-gothic.ttf", 0),
)
DOTS = (
    "shnmk16.pcf.gz",
    "shnmk16min.pcf.gz",
    "shnmk14.pcf.gz",
    "shnmk14min.pcf.gz",
    "jiskan16-2004-1.pcf.gz",
    "K14-2004-1.pcf.gz",
    "k20m.pcf.gz",
)
"""Faces made of dots: the 94 × 94 characters of JIS X 0208, or of the first plane of JIS X 0213."""
HELD_OUT = (
    ("sawarabi-gothic/sawarabi-gothic-medium.ttf", 0),
    ("zen-old-mincho-japanese-400-normal.woff", 0),
    ("zen-kaku-gothic-antique-japanese-400-normal.woff", 0),
    ("line-seed-jp-japanese-400-normal.woff", 0),
    ("klee/KleeOne-Regular.ttf", 0),
)
"""Not trained on; what is told of the model is measured on them."""
HELD_OUT_DOTS = ("k18gm.pcf.gz",)
RELATIVES = (
    ("ipamj.ttf", "ipam.ttf", "ipaexm.ttf", "TakaoMincho.ttf"),
    ("ipag.ttf", "ipaexg.ttf", "monapo.ttf"),
    (
        *(f"Mplus{number}-{weight}.otf" for number in "12" for weight in ("Light", "Regular", "Bold")),
        *(
            f"{name}-{weight}.ttf"
            for name in ("migu-1m", "migu-2m", "migmix-1m", "migmix-2m")
            for weight in ("regular", "bold")
        ),
        *(f"m-plus-rounded-1c-japanese-{weight}-normal.woff" for weight in (300, 400, 700)),
        "RictyDiminished-Regular.ttf",
    ),
    (
        *(f"ume-{name}.ttf" for name in ("tgo4", "tgo5", "tgc4", "ugo4", "hgo5")),
        "umeplus-gothic.ttf",
        "umeplus-cl-gothic.ttf",
        "komatuna.ttf",
    ),
    ("ume-tmo3.ttf", "ume-tms3.ttf"),
    ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"),
    ("NotoSerifCJK-Regular.ttc",),
    ("BIZUDGothic-Regular.ttf",),
    ("HanaMinA.ttf",),
    ("dejima-mincho-r227.ttf",),
    ("MTLmr3m.ttf", "kosugi-maru-japanese-400-normal.woff", "kosugi-japanese-400-normal.woff"),
    ("Konatu.ttf",),
    ("sawarabi-mincho-medium.ttf",),
    (
        "shippori-mincho-japanese-400-normal.woff",
        "shippori-mincho-japanese-700-normal.woff",
        "shippori-antique-japanese-400-normal.woff",
    ),
    (
        *(f"kaisei-opti-japanese-{weight}-normal.woff" for weight in (400, 700)),
        *(f"kaisei-tokumin-japanese-{weight}-normal.woff" for weight in (400, 800)),
    ),
    tuple(f"ibm-plex-sans-jp-japanese-{weight}-normal.woff" for weight in (300, 400, 700)),
    tuple(f"zen-maru-gothic-japanese-{weight}-normal.woff" for weight in (400, 700)),
    ("zen-antique-japanese-400-normal.woff",),
    ("kiwi-maru-japanese-400-normal.woff",),
    ("hina-mincho-japanese-400-normal.woff",),
    tuple(f"murecho-japanese-{weight}-normal.woff" for weight in (400, 700)),
    ("yuji-syuku-japanese-400-normal.woff",),
    ("new-tegomin-japanese-400-normal.woff",),
)
"""What variants are told apart in (:mod:`tools.glyphs.traits`), those of one descent together. A face that draws a
usual form as the old one, as those of an old book do, would teach the wrong thing and is not among them."""
KANA = "".join(map(chr, [*range(0x3041, 0x3095), *range(0x30A1, 0x30F7)]))
MARKS = "ー・々〆〇ヶ－（）()/／-.,"
LATIN = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@cache
def classes() -> str:
    """Every character that the model knows, each once, full width and half width being one."""
    beyond = "".join(filter(_is_two_bytes, map(chr, range(0x20000, 0x2A6E0))))
    plain = unicodedata.normalize("NFKC", KANA + MARKS + LATIN)
    return "".join(dict.fromkeys(kanji() + "".join(groups()) + beyond + plain))


def _is_two_bytes(char: str) -> bool:
    try:
        return len(char.encode("euc_jis_2004")) == 2
    except UnicodeEncodeError:
        return False


def _drawn(text: str, face: ImageFont.FreeTypeFont) -> np.ndarray | None:
    image = Image.new("L", (SIDE, SIDE), 0)
    ImageDraw.Draw(image).text((SIDE // 2, SIDE // 2), text, font=face, fill=255, anchor="mm")
    return np.asarray(image) if image.getbbox() else None


@dataclass(frozen=True)
class Outline:
    """A face of outlines."""

    file: Path
    number: int

    @property
    def name(self) -> str:
        return self.file.name

    def draw(self, chars: str) -> dict[str, np.ndarray]:
        """The characters that it has: grey uint8 (SIDE, SIDE), ink 255."""
        from fontTools.ttLib import TTFont

        with TTFont(self.file, fontNumber=self.number, lazy=True) as opened:
            known = set(opened.getBestCmap())
        face = ImageFont.truetype(str(self.file), PX, index=self.number)
        return {char: drawn for char in chars if ord(char) in known and (drawn := _drawn(char, face)) is not None}

    def draw_narrow(self, chars: str) -> dict[str, np.ndarray]:
        """Katakana as the face sets them in half width, the sign of ダ beside it."""
        from fontTools.ttLib import TTFont

        with TTFont(self.file, fontNumber=self.number, lazy=True) as opened:
            known = set(opened.getBestCmap())
        face = ImageFont.truetype(str(self.file), PX, index=self.number)
        narrow = {char: to_half_width(char) for char in chars if "ァ" <= char <= "ヴ"}
        return {
            char: drawn
            for char, text in narrow.items()
            if text != char and all(ord(each) in known for each in text) and (drawn := _drawn(text, face)) is not None
        }


@dataclass(frozen=True)
class Dots:
    """A face of dots, one picture a character."""

    file: Path

    @property
    def name(self) -> str:
        return self.file.name

    def draw(self, chars: str) -> dict[str, np.ndarray]:
        """The characters that it has, as large as outlines: grey uint8 (SIDE, SIDE), ink 255."""
        pictures, drawn = self.pictures(), {}
        encoding = "euc_jis_2004" if "2004" in self.name else "euc_jp"
        for char in chars:
            # 1 is the same character to us as １, which such faces have in this plane.
            wide = chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char
            try:
                code = wide.encode(encoding)
            except UnicodeEncodeError:
                continue
            picture = pictures.get((code[0] & 0x7F) << 8 | code[1] & 0x7F) if len(code) == 2 else None
            if picture is None or not picture.any():
                continue
            large = np.zeros((SIDE, SIDE), np.uint8)
            dot = PX // picture.shape[0]
            block = np.kron(picture, np.full((dot, dot), 255, np.uint8))[:SIDE, :SIDE]
            top, left = (SIDE - block.shape[0]) // 2, (SIDE - block.shape[1]) // 2
            large[top : top + block.shape[0], left : left + block.shape[1]] = block
            drawn[char] = large
        return drawn

    def draw_narrow(self, chars: str) -> dict[str, np.ndarray]:
        """None: its half-width kana lie in another file."""
        return {}

    def pictures(self) -> dict[int, np.ndarray]:
        """Code in its plane → uint8 (n, n), 1 where there is a dot."""
        stream = io.BytesIO(gzip.decompress(self.file.read_bytes()))
        opened = PcfFontFile.PcfFontFile.__new__(PcfFontFile.PcfFontFile)
        opened.fp, opened.toc = stream, {}
        stream.seek(4)
        for _ in range(PcfFontFile.l32(stream.read(4))):
            kind = PcfFontFile.l32(stream.read(4))
            opened.toc[kind] = tuple(PcfFontFile.l32(stream.read(4)) for _ in range(3))
        bitmaps = opened._load_bitmaps(opened._load_metrics())
        stream, _, short, _ = opened._getformat(PcfFontFile.PCF_BDF_ENCODINGS)
        first, last, low, high, _ = (short(stream.read(2)) for _ in range(5))
        found = {}
        for row in range(low, high + 1):
            for column in range(first, last + 1):
                index = short(stream.read(2))
                if index != 0xFFFF:
                    found[row << 8 | column] = np.asarray(bitmaps[index]).astype(np.uint8)
        return found


def present(roots: list[Path], held_out: bool = False) -> list[Outline | Dots]:
    """Those faces that lie somewhere beneath the roots."""
    files = {path.name: path for root in roots for path in root.rglob("*") if path.is_file()}
    outlines, dots = (HELD_OUT, HELD_OUT_DOTS) if held_out else (OUTLINES, DOTS)
    found: list[Outline | Dots] = [
        Outline(files[name], number) for path, number in outlines if (name := path.rsplit("/", 1)[-1]) in files
    ]
    return found + [Dots(files[name]) for name in dots if name in files]


def relatives(roots: list[Path]) -> list[list[Outline]]:
    """The faces in which variants are told apart that lie beneath the roots, those of one descent together."""
    files = {path.name: path for root in roots for path in root.rglob("*") if path.is_file()}
    found = [[Outline(files[name], 0) for name in names if name in files] for names in RELATIVES]
    return [family for family in found if family]
