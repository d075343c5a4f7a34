"""Which paper a page is: a certificate by its title, or another one that comes to the counter (``papers.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forms.certificate.runs.segments import Segment, same_row, text_of
from forms.certificate.words.catalogue import normalise, words


@dataclass(frozen=True, slots=True)
class OtherPaper:
    """A paper that is no certificate.

    Attributes:
        name: what it is called, in Japanese.
        alone: normalised lines that say which paper it is.
        within: normalised words that do so anywhere in a line.
    """

    name: str
    alone: frozenset[str]
    within: tuple[str, ...]


@cache
def other_papers() -> tuple[OtherPaper, ...]:
    """The papers of ``papers.toml``, read once."""
    table = tomllib.loads(Path(__file__).with_name("papers.toml").read_text(encoding="utf-8"))
    return tuple(
        OtherPaper(
            row["name"],
            frozenset(normalise(text) for text in row["alone"]),
            tuple(normalise(text) for text in row.get("within", ())),
        )
        for row in table["papers"]
    )


def certificate_titled(segments: Sequence[Segment]) -> str | None:
    """The document whose title stands on the page, the longest title that fits; None where there is none.

    Args:
        segments: the page in reading order.
    """
    lines = list(_lines(segments))
    titles = [title for title in words().titles if any(title in line for line in lines)]
    return words().titles[max(titles, key=len)] if titles else None


def other_paper(segments: Sequence[Segment]) -> str | None:
    """The name of the paper that the page says it is, where it is none of ours; None where it does not say.

    Args:
        segments: the page in reading order.
    """
    lines = list(_lines(segments))
    for paper in other_papers():
        if any(line in paper.alone or any(word in line for word in paper.within) for line in lines):
            return paper.name
    return None


def _lines(segments: Sequence[Segment]) -> Iterator[str]:
    """Every run of text, and every row: a title set wide falls into several runs."""
    row: list[Segment] = []
    for segment in segments:
        yield normalise(segment.text)
        if row and not same_row(row[0], segment):
            yield normalise(text_of(row))
            row = []
        row.append(segment)
    yield normalise(text_of(row))
