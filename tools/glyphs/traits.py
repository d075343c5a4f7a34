"""Trains what parts variants of a character: ``python -m tools.glyphs.traits OUT.npz FACES… [--held-out]``.

For each group of ``variants.toml`` linear discriminants over the strokes of damaged glyphs, in closed form; the
scatter within the classes is half that of the group and half that of all groups. Seeded. With ``--held-out`` nothing
is trained: it tells how many glyphs of faces that were not trained on the stored model tells right. docs/glyphs.md is
the model card.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from forms.certificate.shapes.strokes import LENGTH, strokes
from forms.certificate.shapes.traits import odds
from forms.certificate.shapes.variants import groups
from tools.glyphs.drawing import damaged
from tools.glyphs.faces import Dots, Outline, present, relatives

SEED = 20261123
EXAMPLES = 24
"""Of each character of a family of faces; its faces share them, and draw more the more they are."""
SHARED, RELATED = 0.6, 0.7
"""Powers by which examples a face become fewer with its relatives, and count less with the examples of a family."""
SHRINK = 0.05
"""What is added to the scatter within the classes, as a share of its mean: few examples show too little of it."""


def examples(faces: list[list[Outline | Dots]], rng: np.random.Generator) -> Iterator[tuple[str, int, np.ndarray]]:
    """Characters, each with its family of faces and a damaged picture of it."""
    chars = "".join(dict.fromkeys("".join(groups())))
    drawn = [
        (char, number, picture, max(2, round(EXAMPLES / len(family) ** SHARED)))
        for number, family in enumerate(faces)
        for face in family
        for char, picture in face.draw(chars).items()
    ]
    for char, number, picture, count in drawn:
        for _ in range(count):
            around = tuple(drawn[rng.integers(len(drawn))][2] for _ in range(2))
            yield char, number, damaged(picture, around, rng)


def discriminants(vectors: np.ndarray, chars: np.ndarray, families: np.ndarray) -> dict[str, np.ndarray]:
    """The weights and offsets of each character, in closed form."""
    kinds, each, counts = np.unique(np.char.add(chars, families.astype(str)), return_inverse=True, return_counts=True)
    weight = counts[each] ** -RELATED
    scatters, means = {}, {}
    for group in dict.fromkeys(groups().values()):
        scatter, total = np.zeros((LENGTH, LENGTH)), 0.0
        for char in group:
            mine = chars == char
            means[char] = np.average(vectors[mine], axis=0, weights=weight[mine])
            off = (vectors[mine] - means[char]) * np.sqrt(weight[mine])[:, None]
            scatter += off.T @ off
            total += weight[mine].sum()
        scatters[group] = scatter / total
    pooled = sum(scatters.values()) / len(scatters)
    weights = {}
    for group, scatter in scatters.items():
        within = (scatter + pooled) / 2
        within += np.eye(LENGTH) * SHRINK * np.trace(within) / LENGTH
        solved = np.linalg.solve(within, np.asarray([means[char] for char in group]).T).T
        weights |= dict(zip(group, solved, strict=True))
    classes = "".join(weights)
    return {
        "classes": np.asarray(classes),
        "weights": np.asarray([weights[char] for char in classes], np.float16),
        "offsets": np.asarray([-0.5 * weights[char] @ means[char] for char in classes], np.float32),
    }


def main() -> None:
    """Trains and writes the model, or measures the stored one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("roots", type=Path, nargs="+")
    parser.add_argument("--held-out", action="store_true")
    asked = parser.parse_args()
    cv2.setNumThreads(1)
    rng = np.random.default_rng(SEED)
    if asked.held_out:
        faces = [[face] for face in present(asked.roots, held_out=True)]
        told = [
            max(said, key=said.get) == char
            for char, _, glyph in examples(faces, rng)
            if (said := odds(glyph, groups()[char]))
        ]
        print(f"{sum(told)} of {len(told)} right")
        return
    rows = [
        (char, number, vector)
        for char, number, glyph in examples(relatives(asked.roots), rng)
        if (vector := strokes(glyph)) is not None
    ]
    chars, families = np.asarray([row[0] for row in rows]), np.asarray([row[1] for row in rows])
    print(len(rows), "examples", flush=True)
    np.savez_compressed(asked.out, **discriminants(np.asarray([row[2] for row in rows]), chars, families))


if __name__ == "__main__":
    main()
