"""Trains the reader of single glyphs: ``python -m tools.glyphs.train OUT.npz FOLDER… --test FOLDER``.

First in closed form: the directions that part the classes best (linear discriminants) and each class's mean. Then the
centres of the classes are moved, example by example, towards their own and away from the likest other ones. Seeded;
needs nothing but numpy and some minutes of one core. docs/glyphs.md is the model card.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from forms.certificate.shapes.strokes import LENGTH
from tools.glyphs.faces import classes
from tools.glyphs.store import SCALE

SEED = 20261121
EMBEDDING = 160
SHRINK = 0.002
"""What is added to the scatter within the classes, as a share of its mean: few examples show too little of it."""
ROUNDS = 6
"""How often every example moves the centres."""
STEP = 0.06
"""How far, in the first round; less and less after it."""
LEAD = 0.08
"""By which the right centre should be nearer than any other."""
SHARPNESS = 24.0
"""How fast an example stops to move them once it leads by that."""
PART = 4000
"""Examples that are looked at together."""


class Examples:
    """Strokes and classes out of the store."""

    def __init__(self, folders: list[Path]) -> None:
        self.rows, self.labels, self.owners = [], [], []
        for folder in folders:
            told = np.load(folder / "told.npy")
            # What is drawn is told in order; a store may still be growing.
            count = len(told) if told[-1].any() else int(np.flatnonzero(told.any(axis=1))[-1]) + 1
            self.rows.append(np.load(folder / "strokes.npy", mmap_mode="r")[:count])
            self.labels.append(told[:count, 0].astype(np.int64))
            self.owners.append(told[:count, 1])
        self.strokes = np.concatenate(self.rows)
        self.label, self.owner = np.concatenate(self.labels), np.concatenate(self.owners)

    def __len__(self) -> int:
        return len(self.label)

    def vectors(self, rows: np.ndarray | slice) -> np.ndarray:
        """float32 (n, LENGTH)."""
        return self.strokes[rows].astype(np.float32) * np.float32(1 / SCALE)


def discriminants(examples: Examples) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """In closed form: the projection (EMBEDDING, LENGTH), what it takes off, (EMBEDDING,), and the classes' means."""
    number = len(classes())
    sums, total, counts = np.zeros((number, LENGTH)), np.zeros((LENGTH, LENGTH)), np.zeros(number)
    for start in range(0, len(examples), 20000):
        part = examples.vectors(slice(start, start + 20000))
        label = examples.label[start : start + 20000]
        total += part.T @ part
        order = np.argsort(label, kind="stable")
        firsts = np.flatnonzero(np.diff(label[order], prepend=-1))
        sums[label[order][firsts]] += np.add.reduceat(part[order], firsts, axis=0)
        counts += np.bincount(label, minlength=number)
    means = sums / np.maximum(counts, 1)[:, None]
    weighted = means * np.sqrt(counts)[:, None]
    middle = sums.sum(axis=0) / counts.sum()
    within = (total - weighted.T @ weighted) / counts.sum()
    within += np.eye(LENGTH) * SHRINK * np.trace(within) / LENGTH
    spread = (means - middle)[counts > 0]
    between = spread.T @ spread / len(spread)
    values, vectors = np.linalg.eigh(within)
    white = vectors / np.sqrt(values)
    parts, turned = np.linalg.eigh(white.T @ between @ white)
    best = np.argsort(-parts)[:EMBEDDING]
    # What parts the classes less than it varies within them counts less.
    weights = parts[best] / (parts[best] + 1)
    project = (white @ turned[:, best]).T * weights[:, None]
    offset = project @ middle
    centres = means @ project.T - offset
    return project, offset, centres / np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-9)


def shares_right(model: dict[str, np.ndarray], test: Examples) -> tuple[float, dict[int, float]]:
    """The share of examples told right, and that of each face."""
    right = np.zeros(len(test), bool)
    for start in range(0, len(test), 2000):
        rows = slice(start, start + 2000)
        right[rows] = (embedded(model, test.vectors(rows)) @ model["centres"].T).argmax(axis=1) == test.label[rows]
    return float(right.mean()), {int(face): float(right[test.owner == face].mean()) for face in np.unique(test.owner)}


def embedded(model: dict[str, np.ndarray], vectors: np.ndarray) -> np.ndarray:
    """Of length 1, (n, EMBEDDING)."""
    out = vectors @ model["project"].T - model["offset"]
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)


def moved(model: dict[str, np.ndarray], examples: Examples, test: Examples) -> np.ndarray:
    """The centres, each example having drawn its own nearer and pushed the nearest other one away."""
    rng, centres = np.random.default_rng(SEED), model["centres"].astype(np.float32)
    whole = [embedded(model, examples.vectors(slice(at, at + 20000))) for at in range(0, len(examples), 20000)]
    vectors = np.concatenate(whole).astype(np.float32)
    for number in range(ROUNDS):
        step, order = STEP * (1 - number / ROUNDS), rng.permutation(len(vectors))
        for start in range(0, len(order), PART):
            rows = order[start : start + PART]
            part, own, each = vectors[rows], examples.label[rows], np.arange(len(rows))
            near = part @ centres.T
            mine = near[each, own].copy()
            near[each, own] = -9.0
            other = near.argmax(axis=1)
            pull = step / (1 + np.exp(SHARPNESS * (mine - near[each, other] - LEAD)))
            np.add.at(centres, own, pull[:, None] * part)
            np.add.at(centres, other, -pull[:, None] * part)
            centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-9)
        print("round", number + 1, shares_right(model | {"centres": centres}, test)[0], flush=True)
    return centres


def write(model: dict[str, np.ndarray], file: Path) -> None:
    """The projection in halves, the centres in bytes."""
    largest = np.abs(model["centres"]).max(axis=1, keepdims=True)
    np.savez_compressed(
        file,
        classes=np.asarray(classes()),
        centres=np.round(model["centres"] * (127 / np.maximum(largest, 1e-9))).astype(np.int8),
        project=model["project"].astype(np.float16),
        offset=model["offset"].astype(np.float16),
    )


def main() -> None:
    """Trains and writes the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--test", type=Path, required=True)
    asked = parser.parse_args()
    examples, test = Examples(asked.folders), Examples([asked.test])
    print(len(examples), "examples,", len(test), "to test", flush=True)
    project, offset, centres = discriminants(examples)
    model = {"project": project.astype(np.float32), "offset": offset.astype(np.float32), "centres": centres}
    print("closed form:", shares_right(model, test), flush=True)
    model["centres"] = moved(model, examples, test)
    print("moved:", shares_right(model, test), flush=True)
    write(model, asked.out)


if __name__ == "__main__":
    main()
