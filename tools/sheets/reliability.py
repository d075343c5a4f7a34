"""How far what is sure, and what is not, is right: ``python -m tools.sheets.reliability OUT.svg PART:FIRST-END …``.

Draws and reads certificates of the corpus (``training:0-40 invented:0-40``), prints for each kind of value how many
there are of each class and the share of them that is right, character for character, and draws it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from base.trouble import Trouble
from forms.certificate.reader import CertificateReader
from forms.fields import get_field_type
from tools.sheets.corpus import make

CLASSES = (("sure", "#2b5fa4"), ("doubtful, from 0.9", "#7a9cc6"), ("0.5 to 0.9", "#e0a030"), ("below 0.5", "#c05040"))
"""What is told apart, with its colour: sure; or doubtful, by the confidence of the least certain character."""
LEFT, ROW, BAR, WIDTH, TOP = 96, 58, 11, 560, 34


@dataclass(frozen=True, slots=True)
class Read:
    """One value as read.

    Attributes:
        path: its field.
        confidence: of its least certain character.
        right: whether it is the true one, character for character.
    """

    path: str
    confidence: float
    sure: bool
    right: bool


def read(part: str, number: int, reader: CertificateReader) -> list[Read]:
    """The values of one certificate; nothing where it was refused."""
    sample = make(part, number)
    try:
        reading = reader.read(sample.pictures).reading
    except Trouble:
        return []
    return [
        Read(field.path, field.confidence, field.sure, sample.truth.get(field.path) == field.value) for field in reading
    ]


def class_of(value: Read) -> str:
    """Which of CLASSES it belongs to."""
    names = [name for name, _ in CLASSES]
    if value.sure:
        return names[0]
    return names[1] if value.confidence >= 0.9 else names[2] if value.confidence >= 0.5 else names[3]


def tally(values: Iterable[Read]) -> dict[str, dict[str, tuple[int, int]]]:
    """For each kind of value, and for all, how many of each class there are and how many of them are right."""
    number, right = Counter(), Counter()
    for value in values:
        for kind in ("all", str(get_field_type(value.path).kind)):
            number[kind, class_of(value)] += 1
            right[kind, class_of(value)] += value.right
    kinds = sorted({kind for kind, _ in number}, key=lambda kind: (kind != "all", kind))
    return {
        kind: {name: (number[kind, name], right[kind, name]) for name, _ in CLASSES if number[kind, name]}
        for kind in kinds
    }


def drawn(table: dict[str, dict[str, tuple[int, int]]]) -> str:
    """A bar for each class of each kind, as long as the share that is right, as SVG."""
    height, full = TOP + ROW * len(table) + 24, WIDTH - LEFT - 120
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"',
        ' font-family="sans-serif" font-size="11">',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
    ]
    for at, (name, colour) in enumerate(CLASSES):
        x = LEFT + at * 130
        parts.append(f'<rect x="{x}" y="10" width="10" height="10" fill="{colour}"/>')
        parts.append(f'<text x="{x + 14}" y="19">{name}</text>')
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = LEFT + share * full
        parts.append(f'<line x1="{x:.0f}" x2="{x:.0f}" y1="{TOP - 4}" y2="{height - 20}" stroke="#ccc"/>')
        parts.append(f'<text x="{x:.0f}" y="{height - 6}" text-anchor="middle">{share:.0%}</text>')
    for row, (kind, classes) in enumerate(table.items()):
        top = TOP + row * ROW
        parts.append(f'<text x="{LEFT - 8}" y="{top + 2 * BAR + 4}" text-anchor="end">{kind}</text>')
        for at, (name, colour) in enumerate(CLASSES):
            if name not in classes:
                continue
            number, right = classes[name]
            y, wide = top + at * (BAR + 2), right / number * full
            parts.append(f'<rect x="{LEFT}" y="{y}" width="{wide:.0f}" height="{BAR}" fill="{colour}"/>')
            parts.append(f'<text x="{LEFT + wide + 4:.0f}" y="{y + BAR - 2}">{right} of {number}</text>')
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def lines(table: dict[str, dict[str, tuple[int, int]]]) -> list[str]:
    """The table, as Markdown."""
    names = [name for name, _ in CLASSES]
    made = [f"| kind | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    for kind, classes in table.items():
        cells = (f"{classes[name][1]} of {classes[name][0]}" if name in classes else "–" for name in names)
        made.append(f"| {kind} | {' | '.join(cells)} |")
    return made


def main(out: Path, parts: list[str]) -> None:
    """Reads, prints the table and writes the picture."""
    reader, values = CertificateReader(), []
    for each in parts:
        part, _, numbers = each.partition(":")
        first, end = (int(number) for number in numbers.split("-"))
        for number in range(first, end):
            values += read(part, number, reader)
    table = tally(values)
    print("\n".join(lines(table)))
    out.write_text(drawn(table), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
