"""What the search for text and the recogniser make of a sheet, without either: segments and cells out of its plan.

The habits are those that were seen in them: texts that stand close are one line, wide gaps part a text, a character of
a label is misread now and then, a line or a ruled line is overlooked. Values' characters are left right: what is
measured is which label and which person they are given to.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from forms.certificate.arranging.entries import Entry, collect
from forms.certificate.blackout import Blackout, locate
from forms.certificate.engines.recogniser import Character, Line, Quad
from forms.certificate.layout import arrange
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.lines import parted
from forms.certificate.runs.segments import Glyph, Segment, in_reading_order, width_em
from forms.certificate.settling.trust import is_parted
from forms.fields import Kind
from tools.sheets.canvas import Rule, Run
from tools.sheets.corpus import Certificate
from tools.sheets.paper import Paper

SCALE = 2
"""Pixels of the sheet to one of the picture in which its lines are drawn: 150 dpi tells small boxes apart."""
JOINED_EM, PARTED_EM = (0.7, 1.5), (1.5, 3.0)
"""Gaps between texts up to which they are one line, and within a text from which on it is two: from, to, by chance."""
MISREAD, LOST_LINE, LOST_RULE = 0.004, 0.002, 0.0015
"""How likely a character of a label is misread, a line overlooked, a ruled line overlooked."""
CERTAIN, UNCERTAIN = 0.99, 0.5
"""Confidence of characters, and of those misread."""
_ALIKE = {"柄": "桶", "氏": "民", "別": "刑", "先": "光", "者": "老", "籍": "藉"}


@dataclass(frozen=True)
class Found:
    """What became of one certificate.

    Attributes:
        entries: path → entry.
        truth: path → value.
        leaked: hidden numbers that would be seen on a page that is kept.
        kept: whether every page would be kept.
        layout: what made it.
        runs: text drawn, page by page.
    """

    entries: dict[str, Entry]
    truth: dict[str, str]
    leaked: int
    kept: bool
    layout: str


def folded(text: str) -> str:
    """What is compared: characters without blanks and width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_sure(entry: Entry) -> bool:
    """Whether an entry would be sure, had the recogniser no doubt about any character."""
    if entry.kind in (Kind.NAME, Kind.KANA) and not is_parted(entry):
        return False
    return entry.value.holds and entry.placed


class Masked:
    """Decodes with a set of characters by leaving out all others."""

    def decode(self, line: Line, allowed) -> Line:
        return replace(line, characters=tuple(each for each in line.characters if each.text in allowed))


def read(part: str, number: int) -> Found:
    """A certificate of the corpus, arranged without being drawn."""
    certificate = Certificate(part, number, dry=True)
    return read_papers(certificate.sheets(), random.Random(f"habits {part} {number}"), certificate.layout)


def read_papers(papers: Iterable[Paper], rng: random.Random, layout: str) -> Found:
    """A planned certificate of any kind, arranged; `layout` is what it is called."""
    found: dict[str, Entry] = {}
    truth: dict[str, str] = {}
    leaked, kept, people = 0, True, 0
    for paper in papers:
        segments, ruling = see(paper, rng)
        sheet = arrange(segments, ruling)
        for entry in collect(sheet, Masked(), people):
            found.setdefault(entry.path, entry)
        people = len({path.split(".")[0] for path in found if path.startswith("members[")})
        hidden = locate(sheet.hits, segments, paper.size[0])
        kept = kept and hidden.certain
        leaked += _leaked(paper, hidden) if hidden.certain else 0
        truth = paper.truth | truth
    return Found(found, truth, leaked, kept, layout)


def _leaked(paper: Paper, hidden: Blackout) -> int:
    """Hidden numbers whose digits no painted area covers."""
    bare = 0
    for number in paper.hidden:
        for run in paper.runs:
            digits = "".join(unicodedata.normalize("NFKC", run.text).split())
            if digits != number:
                continue
            x, y = np.array([(run.left + run.right) / 2, (run.top + run.bottom) / 2])
            bare += not any(
                quad[:, 0].min() <= x <= quad[:, 0].max() and quad[:, 1].min() <= y <= quad[:, 1].max()
                for quad in hidden.quads
            )
    return bare


def see(paper: Paper, rng: random.Random) -> tuple[list[Segment], Ruling]:
    """What would be seen of a sheet."""
    ruling = _ruling(paper, rng)
    pieces = [line for line in _lines(_characters(paper.runs), rng) if rng.random() >= LOST_LINE]
    quads = [_quad(line, rng) for line in pieces]
    segments = []
    everything = [character for line in pieces for character in line]
    for quad, cell in parted(quads, ruling):
        (left, top), (right, bottom) = quad.min(axis=0), quad.max(axis=0)
        inside = [each for each in everything if left <= each.x <= right and top <= each.y <= bottom]
        if inside:
            segments.append(_segment(sorted(inside, key=lambda each: each.x), quad, cell, rng))
    return in_reading_order(segments), ruling


@dataclass(slots=True)
class _Drawn:
    text: str
    x: float
    y: float
    wide: float
    em: float
    label: bool
    run: int
    spaced: bool


def _characters(runs: Sequence[Run]) -> list[_Drawn]:
    found = []
    for number, run in enumerate(runs):
        units = [width_em(char) for char in run.text]
        scale = (run.right - run.left) / max(sum(units), 0.5)
        x, spaced = run.left, False
        for char, unit in zip(run.text, units, strict=True):
            wide = unit * scale
            if char.isspace():
                spaced = True
            else:
                found.append(
                    _Drawn(char, x + wide / 2, (run.top + run.bottom) / 2, wide, run.em, False, number, spaced)
                )
                spaced = False
            x += wide
    return found


def _lines(characters: list[_Drawn], rng: random.Random) -> list[list[_Drawn]]:
    """Characters that stand on one line and close enough to be found together."""
    rows: list[list[_Drawn]] = []
    for each in sorted(characters, key=lambda each: (each.y, each.x)):
        for row in rows[-6:]:
            if abs(row[0].y - each.y) < 0.35 * min(row[0].em, each.em) and max(row[0].em, each.em) < 1.9 * min(
                row[0].em, each.em
            ):
                row.append(each)
                break
        else:
            rows.append([each])
    lines = []
    for row in rows:
        row.sort(key=lambda each: each.x)
        line = [row[0]]
        for before, each in zip(row, row[1:], strict=False):
            gap = (each.x - each.wide / 2 - before.x - before.wide / 2) / max(before.em, each.em)
            least = rng.uniform(*(PARTED_EM if before.run == each.run else JOINED_EM))
            if gap > least:
                lines.append(line)
                line = []
            line.append(each)
        lines.append(line)
    return lines


def _quad(line: list[_Drawn], rng: random.Random) -> Quad:
    em = max(each.em for each in line)
    left = line[0].x - line[0].wide / 2 - 0.15 * em
    right = line[-1].x + line[-1].wide / 2 + 0.15 * em
    middle = float(np.mean([each.y for each in line])) + rng.gauss(0, 0.03) * em
    high = em * rng.uniform(0.6, 0.7)
    return np.float32([[left, middle - high], [right, middle - high], [right, middle + high], [left, middle + high]])


def _segment(line: list[_Drawn], quad: Quad, cell: int, rng: random.Random) -> Segment:
    left, right = float(quad[0, 0]), float(quad[1, 0])
    glyphs, characters = [], []
    for each in line:
        text, confidence = each.text, CERTAIN
        if rng.random() < MISREAD and text in _ALIKE:
            text, confidence = _ALIKE[text], UNCERTAIN
        glyphs.append(Glyph(text, confidence, each.x, each.spaced))
        characters.append(Character(text, confidence, (each.x - left) / max(1.0, right - left), each.spaced))
    width = max(8, int(right - left))
    ink = np.zeros(width, bool)
    for each in line:
        reach = 0.43 * each.wide
        ink[max(0, int(each.x - reach - left)) : max(0, int(each.x + reach - left) + 1)] = True
    empty = np.zeros((1, 1))
    em = float(np.median([each.em for each in line])) * rng.uniform(0.97, 1.03)
    return Segment(tuple(glyphs), quad, cell, Line(tuple(characters), empty.astype(int), empty, 1.0), em, ink)


def _ruling(paper: Paper, rng: random.Random) -> Ruling:
    """The cells that the lines enclose; dotted ones are seen as none."""
    width, height = paper.size
    lines = np.zeros((height // SCALE, width // SCALE), np.uint8)
    lost = {rule for rule in set(paper.rules) if rng.random() < LOST_RULE}
    for rule in paper.rules:
        if not rule.dotted and rule not in lost:
            _rule(lines, rule)
    return Ruling.of_lines(lines, 1 / SCALE, max(paper.size) / 3508)


def _rule(lines: np.ndarray, rule: Rule) -> None:
    ends = ((rule.left // SCALE, rule.top // SCALE), (rule.right // SCALE, rule.bottom // SCALE))
    cv2.line(lines, *ends, 255, 2)
