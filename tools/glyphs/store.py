"""The training examples: ``python -m tools.glyphs.store FOLDER FACES… --examples N --seed S [--kana] [--held-out]``.

Draws glyphs with damage and writes their strokes (uint8) and classes as memory maps.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

from forms.certificate.shapes.strokes import LENGTH, strokes
from tools.glyphs.drawing import damaged
from tools.glyphs.faces import KANA, LATIN, MARKS, classes, present

SCALE = 1000.0
"""What of a component is kept: a vector of length 1 has components up to about 0.2."""


def draw_all(roots: list[Path], held_out: bool, only_kana: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Every glyph of every face, its class and its face; or only katakana, also as they are set in half width."""
    pictures, labels, owners = [], [], []
    known = classes()
    index = {char: number for number, char in enumerate(known)}
    for number, face in enumerate(present(roots, held_out)):
        drawn = face.draw(KANA if only_kana else known)
        narrow = face.draw_narrow(KANA) if only_kana else {}
        for char, picture in [*drawn.items(), *narrow.items(), *narrow.items()]:
            pictures.append(picture)
            labels.append(index[char])
            owners.append(number)
    return np.asarray(pictures), np.asarray(labels, np.uint16), np.asarray(owners, np.uint8)


def likely() -> np.ndarray:
    """How often each class is drawn, relative to the rare ones."""
    weights = np.ones(len(classes()))
    for number, char in enumerate(classes()):
        try:
            common = char in KANA + MARKS + LATIN or char.encode("euc_jp")[0] < 0xD0
        except UnicodeEncodeError:
            common = False
        weights[number] = 2.0 if common else 1.0
    return weights


def main() -> None:
    """Writes ``strokes.u8``, ``labels.u16`` and ``owners.u8``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("roots", type=Path, nargs="+")
    parser.add_argument("--examples", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--kana", action="store_true")
    asked = parser.parse_args()
    cv2.setNumThreads(1)
    rng = np.random.default_rng(asked.seed)
    pictures, labels, owners = draw_all(asked.roots, asked.held_out, asked.kana)
    print(len(pictures), "glyphs", flush=True)
    order = np.argsort(labels, kind="stable")
    firsts = np.searchsorted(labels[order], np.arange(len(classes()) + 1))
    have = np.diff(firsts) > 0
    odds = likely() * have
    odds /= odds.sum()
    asked.folder.mkdir(parents=True, exist_ok=True)
    kept = np.lib.format.open_memmap(asked.folder / "strokes.npy", "w+", np.uint8, (asked.examples, LENGTH))
    told = np.zeros((asked.examples, 2), np.uint16)
    wanted = rng.choice(len(odds), asked.examples, p=odds)
    for row, label in enumerate(wanted):
        vector = None
        while vector is None:
            at = order[rng.integers(firsts[label], firsts[label + 1])]
            around = (pictures[rng.integers(len(pictures))], pictures[rng.integers(len(pictures))])
            vector = strokes(damaged(pictures[at], around, rng))
        kept[row] = (vector * SCALE).clip(0, 255).round()
        told[row] = label, owners[at]
        if row % 20000 == 19999:
            np.save(asked.folder / "told.npy", told)
            print(row + 1, flush=True)
    kept.flush()
    np.save(asked.folder / "told.npy", told)


if __name__ == "__main__":
    main()
