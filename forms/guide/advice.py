"""What a visitor was told: the answers, the procedures as they were printed, and what is left to the counter.

It travels with the visit in words, not as ids alone: the counter sees what stands on the visitor's sheet, also after
the guide has changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from forms.guide.description import Guide, Procedure
from forms.guide.wording import deadline_text, phrase


@dataclass(frozen=True, slots=True)
class Told:
    """One procedure, in Japanese.

    Attributes:
        id: of the rule in the guide.
        title: what to do.
        place: floor and name of the counter.
        until: the deadline in words, or empty.
        bring: the things to bring; visits of earlier releases do not tell them.
    """

    id: str
    title: str
    place: str
    until: str
    bring: tuple[str, ...] = ()


@dataclass(frozen=True)
class Advice:
    """The questions' part of a visit. Personal, as everything in a visit.

    Attributes:
        guide: id of the guide.
        answers: question id → word, as the visitor answered; what the visit itself told is not repeated.
        procedures: in order.
        left: the questions left to the counter, in Japanese, in order.
    """

    guide: str
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    procedures: tuple[Told, ...] = field(default=(), repr=False)
    left: tuple[str, ...] = field(default=(), repr=False)

    def to_json(self) -> dict[str, Any]:
        """As the store keeps it."""
        return {
            "guide": self.guide,
            "answers": dict(self.answers),
            "procedures": [[each.id, each.title, each.place, each.until, list(each.bring)] for each in self.procedures],
            "left": list(self.left),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Advice:
        """The inverse of :meth:`to_json`."""
        procedures = tuple(Told(*words[:4], *map(tuple, words[4:])) for words in data["procedures"])
        return cls(data["guide"], dict(data["answers"]), procedures, tuple(data["left"]))


def make_advice(
    guide: Guide, answers: Mapping[str, str], procedures: Sequence[Procedure], left: Sequence[str]
) -> Advice:
    """The advice in words.

    Args:
        guide: that it comes from.
        answers: those that still matter.
        procedures: in order.
        left: ids of the questions left to the counter.
    """
    told = tuple(
        Told(
            each.id,
            phrase(guide, f"procedure.{each.id}.title"),
            " ".join(filter(None, (each.rule.counter.floor, phrase(guide, f"counter.{each.rule.counter.id}")))),
            deadline_text(each),
            tuple(phrase(guide, f"bring.{id}") for id in each.bring),
        )
        for each in procedures
    )
    return Advice(guide.id, dict(answers), told, tuple(phrase(guide, f"question.{id}.text") for id in left))
