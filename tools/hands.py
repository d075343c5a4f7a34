"""Measures how well handwriting is told: ``python -m tools.hands KANJIVG [MEDIANS]``.

``KANJIVG`` as for :mod:`tools.strokes`; ``MEDIANS`` the folder of the npm package ``hanzi-writer-data`` (Arphic Public
License), whose strokes somebody else drew: it is only measured with, nothing of it is shipped.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from forms.handwriting import recogniser
from tools.scrawl import Drawn, scrawl
from tools.strokes import strokes_of

NUMBER = 600
SEED = 99


def jis() -> list[str]:
    """The kanji of JIS levels 1 and 2."""
    return [chr(code) for code in range(0x4E00, 0xA000) if chr(code).encode("iso2022_jp", "ignore")]


def of_medians(file: Path) -> Drawn:
    """The strokes of a file of hanzi-writer-data, in a square of one unit; its y grows upwards."""
    medians = json.loads(file.read_text(encoding="utf-8"))["medians"]
    return [np.array([(x / 1024, (900 - y) / 1024) for x, y in each]) for each in medians]


def measure(name: str, drawings: Iterable[tuple[str, Drawn]]) -> None:
    """Prints how many are first, among four, among eight, and how long an answer takes."""
    places, taken = [], []
    for kanji, strokes in drawings:
        began = time.perf_counter()
        found = recogniser.recognise(strokes, 8)
        taken.append((time.perf_counter() - began) * 1000)
        places.append(found.index(kanji) if kanji in found else 99)
    shares = " ".join(f"{sum(place < most for place in places) / len(places):7.1%}" for most in (1, 4, 8))
    print(f"{name:<28} {shares}   {np.median(taken):.0f} ms")


def main() -> None:
    rng = np.random.default_rng(SEED)
    recogniser.warm_up()
    folder = Path(sys.argv[1])
    chosen = rng.choice(jis(), NUMBER, replace=False)
    models = [(kanji, strokes_of(folder / f"{ord(kanji):05x}.svg")) for kanji in chosen]
    measure("KanjiVG", models)
    for much in (0.5, 1.0, 1.5):
        measure(f"hands, {much}", [(kanji, scrawl(strokes, rng, much)) for kanji, strokes in models])
    if len(sys.argv) > 2:
        files = [(kanji, Path(sys.argv[2]) / f"{kanji}.json") for kanji in rng.permutation(jis())]
        others = [(kanji, of_medians(file)) for kanji, file in files if file.exists()][:NUMBER]
        measure("others", others)
        for much in (0.5, 1.0):
            measure(f"others, {much}", [(kanji, scrawl(strokes, rng, much)) for kanji, strokes in others])


if __name__ == "__main__":
    main()
