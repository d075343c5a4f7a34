"""How a recogniser of half-width katakana does on faces that it was not trained on:
``python -m tools.half_width.measure MODEL.onnx LINES FACES…``."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from onnxruntime import InferenceSession

from forms.certificate.names.half_width import decoded, odds_of
from tools.half_width.lines import draw, faces, scan
from tools.sheets.typefaces import VALIDATION, present

SEED = 41
BINS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.99, 1.01)


def main(model: str, count: int, roots: tuple[Path, ...]) -> None:
    """Prints the share of lines read exactly, and by the confidence of their least certain kana."""
    session = InferenceSession(model, providers=["CPUExecutionProvider"])
    rng, chosen = random.Random(SEED), faces(roots, held_out=True) + present(VALIDATION)
    rows = []
    for _ in range(count):
        line = draw(rng, chosen)
        read, text = decoded(odds_of(scan(line, rng), session))
        least = min((each.confidence for each in read.characters), default=0.0)
        rows.append((least, " ".join(text.split()) == line.text))
    print(f"{len(chosen)} faces, {count} lines: {sum(right for _, right in rows) / count:.1%} right")
    for low, high in zip(BINS, BINS[1:], strict=False):
        some = [right for confidence, right in rows if low <= confidence < high]
        print(f"{low:.2f} to {min(high, 1):.2f}: {sum(some)} of {len(some)}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), tuple(map(Path, sys.argv[3:])))
