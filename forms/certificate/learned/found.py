"""The values of a page as the network reads them, each field of each person once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from forms.certificate.arranging.text.wholeness import is_all
from forms.certificate.learned.agreement import SIGNS
from forms.certificate.learned.arranger import HIDDEN_NUMBER, Opinion
from forms.certificate.words.catalogue import is_of_person


@dataclass(frozen=True, slots=True)
class Found:
    """A value as the network reads it.

    Attributes:
        target: its field's pattern.
        person: number of the person on the page, or None.
        tokens: numbers of its tokens.
        likely: how likely all of them are it.
    """

    target: str
    person: int | None
    tokens: tuple[int, ...]
    likely: float


def values_of(opinion: Opinion) -> list[Found]:
    """All values of a page, each field of each person once."""
    tokens: dict[tuple[str, int | None], list[tuple[int, float]]] = {}
    for at, row in enumerate(opinion.odds):
        target = opinion.best(at)
        if target in ("", HIDDEN_NUMBER) or SIGNS.issuperset(opinion.tokens[at].segment.text):
            continue
        person, likely = None, float(row.max())
        if is_of_person(target):
            if opinion.is_nobodys(at):
                continue
            person = int(opinion.people[at].argmax())
            likely *= opinion.of(at, person)
        tokens.setdefault((target, person), []).append((at, likely))
    return [
        Found(target, person, tuple(at for at, _ in _once(target, rows, opinion)), min(likely for _, likely in rows))
        for (target, person), rows in tokens.items()
    ]


def _once(target: str, rows: Iterable[tuple[int, float]], opinion: Opinion) -> list[tuple[int, float]]:
    """Without what says the same again: a domicile is printed for each person now and then; but with all characters and
    figures that stand alone, as in boxes."""
    said: set[str] = set()
    kept = []
    for at, likely in rows:
        text = opinion.tokens[at].segment.text
        alone = (len(text) == 1 or text.isdecimal()) and not is_all(target, text)
        if alone or text not in said:
            said.add(text)
            kept.append((at, likely))
    return kept
