"""Sheets for the learned arranger, as numbers: planned, seen through bad eyes, and never drawn.

python -m tools.arranger.sheets OUT.npz FIRST COUNT              corpus, three quarters of it invented
python -m tools.arranger.sheets OUT.npz FIRST COUNT dressed      invented ones in other dresses
python -m tools.arranger.sheets OUT.npz FIRST COUNT web          web pages, laid out by Chromium
python -m tools.arranger.sheets OUT.npz FIRST COUNT strangers    the strangers' layouts with other people
"""

from __future__ import annotations

import random
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from forms.certificate.layout import readied
from forms.certificate.learned.arranger import VALUES
from forms.certificate.learned.tokens import Looks, Token, find_tokens, looks_of
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.segments import Segment
from tools.arranger import strangers
from tools.sheets import simulated, web
from tools.sheets.corpus import Certificate
from tools.sheets.paper import Paper
from tools.sheets.web.words import catalogue

NOISE = "。人口田目日木本大太火山川由甲申白百自旨ーノメリソンハバパシツニ11:i.」「『"
"""What misread characters are taken for."""
SHARES = (("invented", 0.76), ("varied", 0.14), ("training", 0.10))
FIRST = {"invented": 100_000, "varied": 1_000, "training": 1_000}
"""From which number on sheets are learned from: smaller ones are looked at, or measured with."""
LEAST_TOKENS, MOST_TOKENS = 8, 320
AT_ONCE = 100
"""Certificates after which it is said how far things are, and web pages to a start of Chromium."""
COARSE = 4
"""Pixels of a sheet to one in which cells are looked for: that takes the time."""


@dataclass(frozen=True, slots=True)
class Example:
    """A page to learn from: what is seen, of what field each token is the value, and of whom (-1 for nobody)."""

    looks: Looks
    values: np.ndarray
    people: np.ndarray


def examples(number: int) -> list[Example]:
    """The pages of the `number`-th certificate to learn from."""
    rng = random.Random(f"arranger {number}")
    part = rng.choices([part for part, _ in SHARES], [share for _, share in SHARES])[0]
    certificate = Certificate(part, FIRST[part] + number, dry=True)
    certificate._manner = replace(certificate._manner, words=_words(certificate._manner.words, rng))
    return _pages(certificate, rng)


def _pages(certificate: Certificate, rng: random.Random) -> list[Example]:
    half = certificate._manner.kana == "half"
    found = []
    for paper in certificate.sheets():
        found += _seen(paper, rng, half)
    return found


def corpus_examples(numbers: Sequence[int]) -> list[Example]:
    """The certificates of the corpus of these numbers to learn from."""
    return [page for number in numbers for page in examples(number)]


def dressed_examples(numbers: Sequence[int]) -> list[Example]:
    """The dressed forms of these numbers, from the first on that sheets are learned from."""
    return [
        page
        for number in numbers
        for page in _pages(
            Certificate("dressed", FIRST["invented"] + number, dry=True), random.Random(f"arranger dressed {number}")
        )
    ]


def web_examples(numbers: Sequence[int]) -> list[Example]:
    """The web pages of these numbers to learn from."""
    found = []
    for number, paper in zip(numbers, web.papers(numbers), strict=True):
        found += _seen(paper, random.Random(f"arranger web {number}"), paper.manner.kana == "half")
    return found


def strangers_examples(numbers: Sequence[int]) -> list[Example]:
    """The pages of the strangers' layouts of these numbers to learn from."""
    rng, found = random.Random(f"arranger strangers {numbers[0]}"), []
    for paper in strangers.papers(numbers):
        found += _seen(paper, rng, paper.manner.kana == "half")
    return found


KINDS = {"corpus": corpus_examples, "dressed": dressed_examples, "web": web_examples, "strangers": strangers_examples}


def _seen(paper: Paper, rng: random.Random, half: bool) -> list[Example]:
    """A page seen through bad eyes, unless it has far too little text or too much."""
    segments, ruling = simulated.see(paper, rng)
    tokens = find_tokens(readied(misread(segments, rng, half), ruling).segments)
    return [example(paper, tokens, ruling)] if LEAST_TOKENS <= len(tokens) <= MOST_TOKENS else []


def example(paper: Paper, tokens: list[Token], ruling: Ruling) -> Example:
    """What is seen of a sheet, and what is true of it."""
    values, people = truth_of(paper, tokens)
    return Example(looks_of(tokens, ruling.cells), values, people)


def truth_of(paper: Paper, tokens: list[Token]) -> tuple[np.ndarray, np.ndarray]:
    """Of what field each token is the value, and of whom."""
    values, people = np.zeros(len(tokens), np.int64), np.full(len(tokens), -1, np.int64)
    paths = [path for path, _ in paper.placed]
    boxes = np.array([box for _, box in paper.placed], float).reshape(-1, 4)
    for at, token in enumerate(tokens):
        y = token.segment.middle
        owners: list[str] = []
        for glyph in token.segment.glyphs:
            inside = (
                (boxes[:, 0] <= glyph.x) & (glyph.x <= boxes[:, 2]) & (boxes[:, 1] <= y) & (y <= boxes[:, 3])
            ).nonzero()[0]
            owners.append(paths[inside[-1]] if len(inside) else "")
        # Where a mark of the form is as long as the value beside it (9日, （岱), the value counts.
        path = max(set(owners), key=lambda each: (owners.count(each), each))
        digits = "".join(char for char in unicodedata.normalize("NFKC", token.segment.text) if char.isdecimal())
        if len(digits) >= 4 and any(digits in number for number in paper.hidden):
            values[at] = VALUES.index("hidden")
        elif path.startswith("members["):
            person, name = path.removeprefix("members[").split("].")
            values[at], people[at] = VALUES.index(f"members[].{name}"), int(person)
        elif path in VALUES:
            values[at] = VALUES.index(path)
    return values, people


def _words(own: dict[str, str], rng: random.Random) -> dict[str, str]:
    """Half of the words from all that the catalogue has."""
    return {
        field: rng.choice(catalogue()[field]) if field in catalogue() and rng.random() < 0.5 else word
        for field, word in own.items()
    }


def misread(segments: list[Segment], rng: random.Random, half: bool) -> list[Segment]:
    """Characters misread by chance, and half-width kana nearly always."""
    rate = rng.choice((0.0, 0.0, 0.01, 0.03))
    spoil = half and rng.random() < 0.7

    def glyphs(segment: Segment):
        for glyph in segment.glyphs:
            narrow = spoil and "\uff61" <= glyph.text <= "\uff9f"
            if narrow and glyph.text in "ﾞﾟ" and rng.random() < 0.6:
                continue
            likely = 0.5 if narrow else rate
            yield replace(glyph, text=rng.choice(NOISE)) if rng.random() < likely else glyph

    found = []
    for segment in segments:
        read = tuple(glyphs(segment))
        if read:
            found.append(replace(segment, glyphs=read))
    return found


def pack(pages: list[Example]) -> dict[str, np.ndarray]:
    """Pages as arrays, one behind the other; `ends` says where each one ends."""
    columns = {
        name: np.concatenate([getattr(page.looks, name) for page in pages]) for name in Looks.__dataclass_fields__
    }
    for name, kind in (("features", np.float16), ("labels", np.int8), ("hashes", np.int16), ("sources", np.int16)):
        columns[name] = columns[name].astype(kind)
    columns["owners"] = columns["owners"].astype(np.int16)
    columns["values"] = np.concatenate([page.values for page in pages]).astype(np.int8)
    columns["people"] = np.concatenate([page.people for page in pages]).astype(np.int8)
    columns["ends"] = np.cumsum([len(page.values) for page in pages])
    return columns


def main(out: str, first: int, count: int, kind: str) -> None:
    """Writes the pages of so many certificates."""
    simulated.SCALE = COARSE
    pages: list[Example] = []
    for start in range(first, first + count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, first + count))
        pages += KINDS[kind](numbers)
        print(start, len(pages), flush=True)
    np.savez(out, **pack(pages))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), (*sys.argv[4:], "corpus")[0])
