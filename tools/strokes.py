"""Makes what handwriting is told apart by: ``python -m tools.strokes KANJIVG`` → ``forms/handwriting/strokes.npz``.

``KANJIVG`` is the folder ``kanji`` of KanjiVG (CC BY-SA 3.0; the package ``kanjivg`` has it): the strokes of 6,700
characters, and the written forms (楷書) of half of them. Its licence stands in ``forms/handwriting/LICENSE.txt``.

A character's features are compared where different hands differ least and different characters most: along the axes of
a linear discriminant analysis over hands that :mod:`tools.scrawl` makes up.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from forms.handwriting.features import LENGTH, features, segments
from forms.handwriting.recogniser import pressed
from tools.scrawl import Drawn, scrawl

TARGET = Path(__file__).resolve().parent.parent / "forms" / "handwriting" / "strokes.npz"
SIDE = 109.0
"""The edge of KanjiVG's square."""
AXES = 160
"""So many numbers tell characters apart."""
HANDS = 6
"""Made up for each form of each character."""
_PATH = re.compile(r'<path id="[^"]*-s\d+"[^>]* d="([^"]+)"')
_TOKEN = re.compile(r"[McCsSm]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_FORMS = ("", "-Kaisho")


def kanji_of(file: Path) -> str:
    """The character that a file of KanjiVG draws."""
    return chr(int(file.name[:5], 16))


def strokes_of(file: Path) -> Drawn:
    """The strokes of a file, in a square of one unit."""
    return [_points(path) for path in _PATH.findall(file.read_text(encoding="utf-8"))]


def _points(path: str) -> np.ndarray:
    """A path of cubic curves as points."""
    tokens = _TOKEN.findall(path)
    at, command, made = 0, "", []
    here = control = np.zeros(2)
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        count = {"M": 2, "m": 2, "C": 6, "c": 6, "S": 4, "s": 4}[command]
        numbers = np.array([float(each) for each in tokens[at : at + count]]).reshape(-1, 2)
        at += count
        if command.islower() and (made or command != "m"):
            numbers = numbers + here
        if command in "Mm":
            here = control = numbers[0]
            made.append(here[None])
            continue
        first = numbers[0] if command in "Cc" else 2 * here - control
        second, end = numbers[-2], numbers[-1]
        t = np.linspace(0, 1, 9)[1:, None]
        made.append((1 - t) ** 3 * here + 3 * (1 - t) ** 2 * t * first + 3 * (1 - t) * t**2 * second + t**3 * end)
        here, control = end, second
    return np.vstack(made) / SIDE


def forms(folder: Path) -> Iterator[tuple[str, Drawn]]:
    """Each ideograph with each of its forms."""
    for file in sorted(folder.glob("*.svg")):
        kanji, form = kanji_of(file), file.stem[5:]
        if form in _FORMS and ("\u3400" <= kanji <= "\u9fff" or "\uf900" <= kanji <= "\ufaff" or kanji > "\U00020000"):
            yield kanji, strokes_of(file)


def discriminant(within: np.ndarray, between: np.ndarray, number: int) -> np.ndarray:
    """The axes, one a column, along which classes lie apart and their members together."""
    size = len(within)
    values, vectors = np.linalg.eigh(within + np.eye(size) * np.trace(within) / size * 0.1)
    whitened = vectors / np.sqrt(values)
    values, vectors = np.linalg.eigh(whitened.T @ between @ whitened)
    return whitened @ vectors[:, ::-1][:, :number]


def main() -> None:
    """Reads, makes hands, finds the axes, writes."""
    rng = np.random.default_rng(6)
    known = list(forms(Path(sys.argv[1])))
    means, within = [], np.zeros((LENGTH, LENGTH))
    for _kanji, strokes in known:
        hands = np.array([features(strokes), *(features(scrawl(strokes, rng)) for _ in range(HANDS))], float)
        mean = hands.mean(axis=0)
        within += (hands - mean).T @ (hands - mean)
        means.append(mean)
    middles = np.array(means)
    whole = middles.mean(axis=0)
    between = (middles - whole).T @ (middles - whole) / len(known)
    axes = discriminant(within / (len(known) * HANDS), between, AXES)
    places = (middles - whole) @ axes
    step = np.abs(places).max() / 127
    ink = [pressed(segments(strokes)) for _kanji, strokes in known]
    np.savez_compressed(
        TARGET,
        kanji=np.frombuffer("".join(kanji for kanji, _strokes in known).encode("utf-32-le"), np.uint32),
        middle=whole.astype(np.float32),
        axes=axes.astype(np.float16),
        places=np.round(places / step).astype(np.int8),
        step=np.float32(step),
        ink=np.array(ink),
    )
    print(f"{len(known)} forms, {len({kanji for kanji, _ in known})} characters, {TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
