"""How far the lead of a glyph can be trusted: ``python -m tools.glyphs.reliability STORE OUT.svg``.

Reads kanji in faces that were not trained on, prints for each lead how many are right, and draws it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from forms.certificate.shapes import glyphs
from forms.certificate.shapes.strokes import LENGTH
from tools.glyphs.store import SCALE

EDGES = (0.0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.16, 0.24, 1.0)
WIDTH, HEIGHT, LEFT, TOP = 560, 260, 60, 24


def leads(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """For each kanji of a store by how much the likest character leads, and whether it is the right one."""
    told = np.load(folder / "told.npy")[:, 0]
    vectors = np.load(folder / "strokes.npy").astype(np.float32).reshape(-1, LENGTH) / SCALE
    kanji = np.array([char >= "\u3400" for char in glyphs.known()])
    found, right = [], []
    for start in range(0, len(told), 2000):
        part = slice(start, start + 2000)
        for likeness, label in zip(glyphs.likenesses(vectors[part]), told[part], strict=True):
            if kanji[label]:
                second, first = np.sort(likeness)[-2:]
                found.append(first - second)
                right.append(likeness.argmax() == label)
    return np.array(found), np.array(right)


def rows(found: np.ndarray, right: np.ndarray) -> list[tuple[float, int, float]]:
    """Per interval its lower edge, how many glyphs lie in it and the share of them that is right."""
    made = []
    for low, high in zip(EDGES, EDGES[1:], strict=False):
        inside = (found >= low) & (found < high)
        made.append((low, int(inside.sum()), float(right[inside].mean()) if inside.any() else 0.0))
    return made


def drawn(table: list[tuple[float, int, float]]) -> str:
    """Bars of the share that is right, as SVG."""
    step, floor = (WIDTH - LEFT - 10) / len(table), HEIGHT - 44
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"',
        ' font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = floor - share * (floor - TOP)
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - 10}" y1="{y:.0f}" y2="{y:.0f}" stroke="#ccc"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y + 4:.0f}" text-anchor="end">{share:.0%}</text>')
    for at, (low, count, share) in enumerate(table):
        x, high = LEFT + at * step, share * (floor - TOP)
        parts.append(
            f'<rect x="{x + 4:.0f}" y="{floor - high:.0f}" width="{step - 8:.0f}" height="{high:.0f}" fill="#2b5fa4"/>'
        )
        middle = x + step / 2
        parts.append(f'<text x="{middle:.0f}" y="{floor - high - 4:.0f}" text-anchor="middle">{share:.1%}</text>')
        parts.append(f'<text x="{middle:.0f}" y="{floor + 15}" text-anchor="middle">{low:.2f}</text>')
        parts.append(f'<text x="{middle:.0f}" y="{floor + 30}" text-anchor="middle" fill="#666">n {count}</text>')
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def main(folder: Path, out: Path) -> None:
    """Prints the table and writes the picture."""
    table = rows(*leads(folder))
    for low, count, share in table:
        print(f"| from {low:.2f} | {count} | {share:.1%} |")
    out.write_text(drawn(table), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
