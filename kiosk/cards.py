"""The card that a visitor lays down: its kind, what opens it, and what it has as pictures only. Plain data, no Qt.

Nothing here outlives the visitor: what a card holds is in memory only, and none of its pictures leaves the kiosk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from devices.card.api import UNREADABLE_CHARACTER, CardKind
from forms.characters import clusters
from forms.reading import ReadField, Reading


class Secret(StrEnum):
    """What opens a card."""

    PIN = "pin"
    """Of a My Number card: 券面事項入力補助用暗証番号."""
    NUMBER_B = "number_b"
    """照合番号B of a My Number card: what its face shows instead of a PIN."""
    LICENCE_PIN = "licence_pin"
    """暗証番号1 of a driver's licence."""
    CARD_NUMBER = "card_number"
    """Of a residence card or special permanent resident certificate; no tries are counted."""


LOCKED = {
    Secret.PIN: "pin_locked",
    Secret.NUMBER_B: "number_b_locked",
    Secret.LICENCE_PIN: "licence_pin_locked",
}
"""What a person hears when no try is left."""

WRONG = frozenset(
    {"pin_wrong", "number_b_wrong", "licence_pin_wrong", "residence_number_wrong", "residence_number_malformed"}
)
"""Troubles that stay on the screen on which it is typed again."""


@dataclass(frozen=True, slots=True)
class CardFound:
    """What lies on the reader, asked before anything is typed.

    Attributes:
        kind: of the three that the kiosk reads.
        tries: secret → tries left; a secret whose tries nobody counts is missing.
        has_pin: False on a licence whose holder chose no PIN.
    """

    kind: CardKind
    tries: Mapping[Secret, int] = field(default_factory=dict)
    has_pin: bool = True

    @property
    def usual(self) -> Secret:
        """What is asked for first."""
        return {CardKind.LICENCE: Secret.LICENCE_PIN, CardKind.RESIDENCE: Secret.CARD_NUMBER}.get(self.kind, Secret.PIN)

    def opens(self, secret: Secret) -> bool:
        """Whether it can be opened with this."""
        return secret is self.usual or secret in self.tries


@dataclass(frozen=True, slots=True)
class CardPicture:
    """What a card has as a picture. Shown beside the text, stored nowhere.

    Attributes:
        path: the field, in the card's own reading.
        png: the picture.
        position: of the one character that it shows, counted in the places of
            :data:`devices.card.api.UNREADABLE_CHARACTER` of that field from 0; None where it shows the whole value.
    """

    path: str
    png: bytes = field(repr=False)
    position: int | None = None


class Asked(StrEnum):
    """What the visitor is asked about pictures."""

    CHARACTER = "character"
    """Which character is this?"""
    COMPARE = "compare"
    """Are picture and text the same?"""
    SHOW = "show"
    """Nothing: there is no text, it is typed later."""


@dataclass(frozen=True, slots=True)
class Question:
    """One look at pictures.

    Attributes:
        asked: what.
        pictures: one, or those that are looked at together.
    """

    asked: Asked
    pictures: tuple[CardPicture, ...]


@dataclass(frozen=True, slots=True)
class CardRead:
    """What came out of a card.

    Attributes:
        kind: which.
        reading: its values.
        pictures: in the order of the form.
        answered: how many of :attr:`questions` are behind us.
        given_up: path → how many of its characters the visitor left to staff.
    """

    kind: CardKind
    reading: Reading = field(repr=False)
    pictures: tuple[CardPicture, ...] = ()
    answered: int = 0
    given_up: Mapping[str, int] = field(default_factory=dict)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What the visitor is asked, in order; mostly nothing."""
        single = [Question(Asked.CHARACTER, (each,)) for each in self.pictures if each.position is not None]
        whole = [each for each in self.pictures if each.position is None]
        compared = tuple(each for each in whole if self._is_sure(each.path))
        # What is read off a picture is looked at beside it on the confirmation screen; once is enough.
        shown = tuple(each for each in whole if each.path.endswith(".name") and not self._is_sure(each.path))
        return (
            *single,
            *((Question(Asked.COMPARE, compared),) if compared else ()),
            *((Question(Asked.SHOW, shown),) if shown else ()),
        )

    @property
    def question(self) -> Question | None:
        """The one on the screen, or None when all are answered."""
        return self.questions[self.answered] if self.answered < len(self.questions) else None

    def _is_sure(self, path: str) -> bool:
        row = self.reading.find(path)
        return row is not None and row.sure

    def text(self, path: str) -> str:
        """The whole value of a field, an address with its building, as the picture shows it."""
        parts = (self.reading.value(each) for each in _paths(path))
        return "　".join(each for each in parts if each)

    def with_character(self, char: str) -> CardRead:
        """The visitor says which character the picture in hand is; empty leaves it to staff.

        Neither is certain: the field stays for somebody to look at.
        """
        question = self.question
        assert question is not None and question.asked is Asked.CHARACTER
        path = question.pictures[0].path
        skipped = self.given_up.get(path, 0)
        if not char:
            return replace(self, answered=self.answered + 1, given_up={**self.given_up, path: skipped + 1})
        rows = []
        for row in self.reading.fields:
            if row.path in _paths(path):
                row, skipped = _replaced(row, char, skipped)
            rows.append(row)
        return replace(self, answered=self.answered + 1, reading=replace(self.reading, fields=tuple(rows)))

    def with_comparison(self, same: bool) -> CardRead:
        """The visitor says whether pictures and texts are the same; where not, the texts are no longer certain."""
        question = self.question
        assert question is not None and question.asked is Asked.COMPARE
        paths = {path for picture in question.pictures for path in _paths(picture.path)}
        rows = tuple(
            row if same or row.path not in paths else replace(row, sure=False, confidence=0.5)
            for row in self.reading.fields
        )
        return replace(self, answered=self.answered + 1, reading=replace(self.reading, fields=rows))

    def seen(self) -> CardRead:
        """The visitor has looked at what there is no text for."""
        return replace(self, answered=self.answered + 1)


def _paths(path: str) -> tuple[str, ...]:
    """The fields of the reading that one value of a card became."""
    return ("former_address", "former_building") if path == "former_address" else (path,)


def _replaced(row: ReadField, char: str, skipped: int) -> tuple[ReadField, int]:
    """With the first open place after the skipped ones filled; and how many are to be skipped still, -1 for done."""
    places = [at for at, each in enumerate(row.value) if each == UNREADABLE_CHARACTER]
    if skipped < 0 or skipped >= len(places):
        return row, skipped - len(places) if skipped >= 0 else -1
    at = places[skipped]
    value = row.value[:at] + char + row.value[at + 1 :]
    confidence = 0.0 if UNREADABLE_CHARACTER in value else 0.5
    return replace(row, text=value, value=value, sure=False, confidence=confidence), -1


OFTEN = ("髙", "﨑", "𠮷", "濵", "德", "栁", "瀨", "桒", "彅", "昻", "橫", "淸")
"""Characters of names that JIS X 0208 has not, the frequent ones; a picture on a licence is mostly one of them."""


def candidates(read: CardRead, texts: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Characters that the picture in hand may be, the likeliest first.

    Args:
        read: with a question about a character.
        texts: name of a field (``name``, ``former_address``) → what other sources say there.

    Returns:
        First what other sources have at that place; then, for names, :data:`OFTEN`.
    """
    question = read.question
    assert question is not None and question.asked is Asked.CHARACTER
    path = question.pictures[0].path
    name = path.rpartition(".")[2]
    skipped = read.given_up.get(path, 0)
    found: list[str] = []
    for part in _paths(path):
        value = read.reading.value(part) or ""
        places = [at for at, each in enumerate(value) if each == UNREADABLE_CHARACTER]
        if skipped >= len(places):
            skipped -= len(places)
            continue
        at = places[skipped]
        for text in texts.get(part.rpartition(".")[2], ()):
            said = clusters(text)
            if len(said) == len(value) and all(
                mine in (UNREADABLE_CHARACTER, theirs) for mine, theirs in zip(value, said, strict=True)
            ):
                found.append(said[at])
        break
    often = OFTEN if name in ("name", "alias") else ()
    return tuple(dict.fromkeys(each for each in (*found, *often) if each != UNREADABLE_CHARACTER))
