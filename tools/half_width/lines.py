"""Lines of half-width katakana as certificates print them and as scanners, faxes and cameras see them, to train on.

Half of the texts are names out of ``forms/names``, the others strings of kana at random, so that a rare reading is read
as it stands and not as a usual one. The faces are used for training only; none is shipped.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from forms.kana import to_half_width, to_katakana
from forms.names import spellings

FACES = (
    # (file name beneath one of the roots, number in the file)
    ("ipamjm.ttf", 0),
    ("ipam.ttf", 0),
    ("ipag.ttf", 0),
    ("ipagp.ttf", 0),
    ("BIZUDGothic-Regular.ttf", 0),
    ("BIZUDPGothic-Bold.ttf", 0),
    ("NotoSerifCJK-Regular.ttc", 0),
    ("NotoSerifCJK-Light.ttc", 0),
    ("NotoSerifCJK-SemiBold.ttc", 0),
    ("NotoSansCJK-Regular.ttc", 0),
    ("NotoSansCJK-Bold.ttc", 0),
    ("NotoSansCJK-Light.ttc", 0),
    ("NotoSansCJK-Bold.ttc", 5),
    ("umeplus-gothic.ttf", 0),
    ("umeplus-p-gothic.ttf", 0),
    ("umeplus-clp-gothic.ttf", 0),
    ("ume-tgo4.ttf", 0),
    ("ume-tgo5.ttf", 0),
    ("ume-tmo3.ttf", 0),
    ("ume-pgo4.ttf", 0),
    ("ume-pmo3.ttf", 0),
    ("ume-hgo4.ttf", 0),
    ("migu-1m-regular.ttf", 0),
    ("migu-1c-bold.ttf", 0),
    ("migmix-2m-regular.ttf", 0),
    ("migmix-1p-regular.ttf", 0),
    ("MTLmr3m.ttf", 0),
    ("KonatuTohaba.ttf", 0),
    ("Konatu.ttf", 0),
    ("komatuna-p.ttf", 0),
    ("monapo.ttf", 0),
    ("TakaoPMincho.ttf", 0),
    ("OradanoGSRR.ttf", 0),
)
HELD_OUT = (
    ("KleeOne-Regular.ttf", 0),
    ("HanaMinA.ttf", 0),
    ("ume-pgc4.ttf", 0),
    ("migu-2m-regular.ttf", 0),
    ("ipaexm.ttf", 0),
)
"""Not trained on; what is told of the model is measured on them, besides on the validation faces of the corpus."""
SIZES = (26, 36, 52, 72)
"""At which faces are drawn, in pixels, before they are brought to the size of the scan."""
_PLAIN = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_VOICED = "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ"
_HALF_VOICED = "パピプペポ"
_PAIRS = (
    [one + small for one in "キシチニヒミリギジビピ" for small in "ャュョ"]
    + [one + small for one in "フヴ" for small in "ァィェォ"]
    + re.findall("..", "ティディトゥドゥデュウィウェウォシェジェチェツァツォクァクォテュフュイェスィ")
)
_JUNK = "()（）:：|｜1230-A*・､｡男氏名番"
"""What may stand at either end: a bracket, a colon, the end of a label, a digit of the next column. It is not read."""


@cache
def _readings() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The usual surnames, all surnames and all given names, in katakana."""
    with np.load(Path(spellings.__file__).with_name("names.npz")) as packed:
        every = [
            tuple(to_katakana(line.split(" ")[0]) for line in packed[name].tobytes().decode().splitlines() if line)
            for name in ("surnames", "given")
        ]
        usual = tuple(to_katakana(line.split(" ")[0]) for line in packed["usual"].tobytes().decode().splitlines())
    fit = [tuple(each for each in part if 1 < len(each) <= 8 and not set(each) & set("ヰヱヵヶ")) for part in every]
    return usual[:8000], fit[0], fit[1]


def text_of(rng: random.Random) -> str:
    """What a line says, in full width with wide blanks."""
    usual, surnames, given = _readings()
    kind = rng.random()
    if kind < 0.5:
        return rng.choice(usual if rng.random() < 0.4 else surnames) + "\u3000" + rng.choice(given)
    if kind < 0.56:
        return rng.choice(given)
    return "\u3000".join("".join(_syllables(rng)) for _ in range(rng.choices((1, 2, 3, 4), (2, 5, 3, 1))[0]))


def _syllables(rng: random.Random) -> list[str]:
    found = []
    for _ in range(rng.randrange(1, 6)):
        kind = rng.random()
        if kind < 0.5:
            found.append(rng.choice(_PLAIN))
        elif kind < 0.7:
            found.append(rng.choice(_VOICED))
        elif kind < 0.8:
            found.append(rng.choice(_HALF_VOICED))
        elif kind < 0.9:
            found.append(rng.choice(_PAIRS))
        else:
            found.append(rng.choice("ッーー・ャュョァィゥェォ"))
    return found


@cache
def faces(roots: tuple[Path, ...], held_out: bool = False) -> tuple[tuple[str, int], ...]:
    """Those faces that lie somewhere beneath the roots."""
    files = {path.name: str(path) for root in roots for path in root.rglob("*") if path.suffix in (".ttf", ".ttc")}
    return tuple((files[name], number) for name, number in (HELD_OUT if held_out else FACES) if name in files)


@cache
def _face(file: str, number: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size, index=number)


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as printed, before a machine has seen it.

    Attributes:
        ink: uint8, ink 255.
        size: the em in pixels.
        top: the row of its highest ink.
        bottom: the row beneath its lowest.
        text: what it says, in half width.
    """

    ink: np.ndarray
    size: int
    top: int
    bottom: int
    text: str


def draw(rng: random.Random, chosen: tuple[tuple[str, int], ...]) -> Printed:
    """One line as a certificate prints it."""
    text = to_half_width(text_of(rng))
    file, number = rng.choice(chosen)
    size = rng.choice(SIZES)
    ink = _printed(text, _face(file, number, size), size, rng)
    rows = np.flatnonzero(ink.max(axis=1) > 80)
    top, bottom = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (size // 2, round(1.45 * size))
    return Printed(ink, size, top, bottom, " ".join(text.split()))


def scan(line: Printed, rng: random.Random) -> np.ndarray:
    """What a machine sees of it: grey uint8, dark on light."""
    noise = np.random.default_rng(rng.randrange(2**32))
    ink = line.ink.astype(np.float32) / 255
    if rng.random() < 0.12:
        ink = _dotted(ink, line.size, rng)
    return _seen(_scanned(ink, line.size, line.top, line.bottom, rng), rng, noise)


def _printed(text: str, face: ImageFont.FreeTypeFont, size: int, rng: random.Random) -> np.ndarray:
    """The line as printed, ink 255."""
    spread = rng.uniform(0.02, 0.3) * size if rng.random() < 0.2 else 0.0
    blank = rng.choice(("", " ", "  ", "\u3000")) if rng.random() < 0.3 else " "
    shown = text.replace(" ", blank or " ")
    before = rng.choice(_JUNK) if rng.random() < 0.1 else ""
    behind = rng.choice(_JUNK) if rng.random() < 0.1 else ""
    room = rng.uniform(0.1, 0.5) * size
    parts = list(shown) if spread else [shown]
    width = sum(face.getlength(part) + spread for part in parts) + 2 * room
    width += sum(face.getlength(junk) + room for junk in before + behind)
    image = Image.new("L", (int(width) + 4, 2 * size), 0)
    pen, base, x = ImageDraw.Draw(image), round(1.45 * size), room
    if before:
        pen.text((x, base), before, font=face, fill=255, anchor="ls")
        x += face.getlength(before) + room
    for part in parts:
        pen.text((x, base), part, font=face, fill=255, anchor="ls")
        x += face.getlength(part) + spread
    if behind:
        pen.text((x + room, base), behind, font=face, fill=255, anchor="ls")
    return np.asarray(image)


def _dotted(ink: np.ndarray, size: int, rng: random.Random) -> np.ndarray:
    """As a line printer sets it: 16 to 26 dots an em."""
    share = rng.uniform(16, 26) / size
    if share >= 1:
        return ink
    small = cv2.resize(ink, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    black = (small > rng.uniform(0.25, 0.5)).astype(np.float32)
    return cv2.resize(black, (ink.shape[1], ink.shape[0]), interpolation=cv2.INTER_NEAREST)


def _scanned(ink: np.ndarray, size: int, above: int, below: int, rng: random.Random) -> np.ndarray:
    """At the size of the scan, a little askew and stretched, cut out of its page with what is near."""
    if (kind := rng.random()) < 0.35:
        kernel = np.ones((3, 3) if size > 50 else (2, 2), np.uint8)
        ink = cv2.dilate(ink, kernel) if kind < 0.22 else np.maximum(cv2.erode(ink, kernel), 0.35 * ink)
    em = rng.uniform(15, 54)
    across = em / size * (rng.uniform(0.75, 1.3) if rng.random() < 0.3 else rng.uniform(0.95, 1.05))
    down = em / size
    top = above * down - rng.uniform(0.02, 0.42) * em
    high = max(8, round(below * down + rng.uniform(0.02, 0.4) * em - top))
    width = max(12, round(ink.shape[1] * across))
    slope = rng.normalvariate(0, 0.008) if rng.random() < 0.6 else rng.normalvariate(0, 0.02)
    shear = rng.normalvariate(0, 0.03)
    matrix = np.float32([[across, shear * down, 0], [slope * across, down, -top - slope * width / 2]])
    soft = cv2.GaussianBlur(ink, (0, 0), 0.45 / min(across, down)) if min(across, down) < 0.9 else ink
    line = cv2.warpAffine(soft, matrix, (width, high), flags=cv2.INTER_LINEAR)
    if rng.random() < 0.15:
        # A ruled line, along or across; or a slip of the line above or beneath.
        strength, thick = rng.uniform(0.3, 1.0), rng.randrange(1, 3)
        if rng.random() < 0.6:
            at = rng.choice((rng.randrange(0, max(1, high // 6)), high - 1 - rng.randrange(0, max(1, high // 6))))
            line[at : at + thick] = np.maximum(line[at : at + thick], strength)
        else:
            at = rng.choice((rng.randrange(0, 4), width - 1 - rng.randrange(0, 4)))
            line[:, at : at + thick] = np.maximum(line[:, at : at + thick], strength)
    return line


def _seen(ink: np.ndarray, rng: random.Random, noise: np.random.Generator) -> np.ndarray:
    """What a machine sees of it: grey uint8, dark on light."""
    high, width = ink.shape
    kind = rng.random()
    if kind < 0.5:
        ink = cv2.GaussianBlur(ink, (0, 0), rng.uniform(0.3, max(0.5, high / 34)))
    elif kind < 0.57:
        reach = rng.randrange(2, 5)
        kernel = np.zeros((5, 5), np.float32)
        kernel[2, :reach] = 1 / reach
        ink = cv2.filter2D(ink, -1, kernel if rng.random() < 0.5 else np.ascontiguousarray(kernel.T))
    if rng.random() < 0.2:
        low = rng.uniform(0.45, 0.85)
        shares = (low, low) if rng.random() < 0.7 else (1.0, low)
        small = cv2.resize(ink, None, fx=shares[0], fy=shares[1], interpolation=cv2.INTER_AREA)
        ink = cv2.resize(small, (width, high), interpolation=rng.choice((cv2.INTER_CUBIC, cv2.INTER_LINEAR)))
    dark, paper = rng.uniform(0.3, 0.97), rng.uniform(165, 255)
    if rng.random() < 0.12:
        # Low toner: streaks, and specks of bare paper in the strokes.
        streaks = cv2.resize(noise.uniform(0.5, 1.1, (1, width // 30 + 2)).astype(np.float32), (width, 1))
        specks = cv2.resize(noise.random((high // 2 + 1, width // 2 + 1)).astype(np.float32), (width, high))
        ink = ink * streaks * np.where(specks < rng.uniform(0.6, 0.95), 1.0, 0.3).astype(np.float32)
    if rng.random() < 0.2:
        down, along = np.mgrid[:high, :width].astype(np.float32)
        angle, pitch = rng.uniform(0, 3.2), rng.uniform(4, 24)
        waves = np.sin((down * np.sin(angle) + along * np.cos(angle)) * (6.283 / pitch))
        ink = np.maximum(ink, np.where(waves > rng.uniform(0.2, 0.9), rng.uniform(0.02, 0.18), 0).astype(np.float32))
    grain = noise.standard_normal((high, width), np.float32) * rng.uniform(0, 0.06)
    grey = paper * (1 - dark * ink + grain)
    kind = rng.random()
    if kind < 0.2:
        # Fax, or a copy in black and white.
        grey = np.where(grey > paper * (1 - dark * rng.uniform(0.3, 0.65)), 255.0, 0.0).astype(np.float32)
        if rng.random() < 0.4:
            grey = cv2.GaussianBlur(grey, (0, 0), rng.uniform(0.3, 0.7))
    picture = np.clip(grey, 0, 255).astype(np.uint8)
    if kind > 0.8:
        packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, rng.randrange(15, 80)])[1]
        picture = cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)
    return picture
