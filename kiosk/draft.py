"""What one visitor has shown and decided so far. In memory only, until the visitor confirms; then wiped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from base.clock import Clock, today
from forms.actions import Action, ActionType
from forms.fields import KINDS, member_of
from forms.fusing import Confirmation, Field, State, fuse
from forms.guide.advice import Advice
from forms.reading import ReadField, Reading, Source
from forms.visit import new_id
from kiosk import people
from kiosk.cards import CardPicture
from kiosk.purposes import PURPOSES, Purpose, as_said_for

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the page as given."""


@dataclass(frozen=True)
class Page:
    """A page of paper as it may be kept: blacked out.

    Attributes:
        id: random.
        png: the picture.
        pieces: box of a field → what stands there, as PNG.
    """

    id: str
    png: bytes = field(repr=False)
    pieces: Mapping[Box, bytes] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Brought:
    """One thing that the visitor showed.

    Attributes:
        reading: what it said.
        pages: its pictures, in page order.
        of_card: what a card has as pictures. Shown here and nowhere else: no action and no page has them.
    """

    reading: Reading = field(repr=False)
    pages: tuple[Page, ...] = ()
    of_card: tuple[CardPicture, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Draft:
    """One visitor's data. Never changed in place: each step gives a new one, so nothing is half done.

    Attributes:
        visit_id: random.
        opened_at: when the visitor began.
        kind: what for, one of :data:`forms.fields.KINDS`.
        brought: what was shown, in order.
        confirmations: path → what the visitor decided.
        staying: member index → the decision that this person does not move; what else was decided of them is kept.
        answers: question of the procedures guide → word.
        passed: questions of the guide that are left to the counter.
        submission: the actions to store, made once, so that trying again adds nothing twice.
        reception_number: once it is given out.
        printed_pages: how many pages the printer has taken.
    """

    visit_id: str
    opened_at: datetime
    kind: str = "moving_in"
    brought: tuple[Brought, ...] = field(default=(), repr=False)
    confirmations: Mapping[str, Confirmation] = field(default_factory=dict, repr=False)
    staying: Mapping[int, Confirmation] = field(default_factory=dict, repr=False)
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    passed: frozenset[str] = field(default=frozenset(), repr=False)
    submission: tuple[Action, ...] = field(default=(), repr=False)
    reception_number: str | None = None
    printed_pages: int = 0

    @classmethod
    def begin(cls, clock: Clock, kind: str = "moving_in") -> Draft:
        """A new visitor, who has said what for. The day of notification is today."""
        if kind not in KINDS:
            raise ValueError(f"no kind {kind!r}")
        day = today(clock).isoformat()
        said = Reading(
            Source.VISITOR, (ReadField("kind", kind, kind), ReadField("notified_on", day, day)), document=None
        )
        return cls(new_id(), clock.now(), kind, (Brought(said),))

    def for_kind(self, kind: str) -> Draft:
        """The same, for another kind of the same purpose; everything that was shown and decided stays."""
        self._require_open()
        said = tuple(
            replace(each, reading=_with_kind(each.reading, kind)) if each.reading.source is Source.VISITOR else each
            for each in self.brought
        )
        return replace(self, kind=kind, brought=said)

    @property
    def purpose(self) -> Purpose:
        """What the visitor came for."""
        return PURPOSES[self.kind]

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What each source said."""
        return tuple(each.reading for each in self.brought)

    @property
    def shown(self) -> tuple[Brought, ...]:
        """What the visitor has shown us, without what was said by touching."""
        return tuple(each for each in self.brought if each.reading.source is not Source.VISITOR)

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the visitor is in here."""
        return not self.shown and not self.confirmations

    @property
    def is_frozen(self) -> bool:
        """Whether the actions are made: the store may have them, so nothing changes any more."""
        return bool(self.submission)

    def _require_open(self) -> None:
        if self.is_frozen:
            raise RuntimeError("a submitted draft does not change")

    @cached_property
    def fields(self) -> dict[str, Field]:
        """One value a path, with its evidence and state."""
        return fuse(self.readings, self._decisions, self.kind)

    @property
    def _decisions(self) -> dict[str, Confirmation]:
        return people.of_movers(self.confirmations, self.staying)

    @cached_property
    def people(self) -> tuple[people.Named, ...]:
        """Everybody who is named, also those who stay."""
        everybody = fuse(self.readings, self.confirmations, self.kind) if self.staying else self.fields
        return people.named(everybody, frozenset(self.staying))

    @property
    def asks_who_moves(self) -> bool:
        """Whether the visitor has to say who moves, or whom a form is about."""
        if self.purpose.about == "record" and len(self.people) <= 1:
            return False
        return not people.is_plain(self.people, frozenset(each.reading.source for each in self.shown))

    @property
    def anybody_moves(self) -> bool:
        """Whether one tick stands."""
        return any(each.moves for each in self.people)

    def with_reading(
        self,
        reading: Reading,
        pictures: tuple[bytes, ...] = (),
        pieces: tuple[Mapping[Box, bytes], ...] = (),
        of_card: tuple[CardPicture, ...] = (),
    ) -> Draft:
        """With one more thing shown. Showing the same kind of thing again replaces what it said before.

        A second sheet of paper is another thing; the same pre-entry or card held up twice is not.
        """
        self._require_open()
        pages = tuple(
            Page(new_id(), png, pieces[number] if number < len(pieces) else {}) for number, png in enumerate(pictures)
        )
        kept = tuple(
            each
            for each in self.brought
            if reading.source is Source.CERTIFICATE or each.reading.source is not reading.source
        )
        return replace(self, brought=(*kept, Brought(as_said_for(self.purpose, reading), pages, of_card)))

    def confirmed(self, path: str, value: str, actor: str, at: datetime) -> Draft:
        """With one decision of the visitor."""
        self._require_open()
        decided = Confirmation(value, Source.VISITOR, actor, at)
        return replace(self, confirmations={**self.confirmations, path: decided})

    def ticked(self, row: int, moves: bool, actor: str, at: datetime) -> Draft:
        """With somebody who moves, or does not."""
        self._require_open()
        staying = {each: decision for each, decision in self.staying.items() if each != row}
        if not moves:
            staying[row] = Confirmation("", Source.VISITOR, actor, at)
        return replace(self, staying=staying)

    def with_answers(self, answers: Mapping[str, str], passed: frozenset[str]) -> Draft:
        """With other answers to the procedures guide."""
        self._require_open()
        return replace(self, answers=answers, passed=passed)

    def submitted(
        self, number: str, language: str, actor: str, place: str, at: datetime, advice: Advice | None = None
    ) -> Draft:
        """With the actions that store it. Called again, it gives the same ones.

        Args:
            advice: what the procedures guide told the visitor, where there is a guide.
        """
        if self.submission:
            return self

        def made(type: ActionType, **data: object) -> Action:
            when = self.opened_at if type is ActionType.OPEN else at
            return Action(new_id(), self.visit_id, type, when, actor, data)

        reads = [
            made(
                ActionType.READ,
                reading=each.reading.to_json(),
                page_ids=[page.id for page in each.pages],
            )
            for each in self.brought
        ]
        values = {path: decision.value for path, decision in self._decisions.items()}
        actions = (
            made(ActionType.OPEN, kind=self.kind, language=language, place=place),
            *reads,
            made(ActionType.CONFIRM, values=values),
            *([made(ActionType.ANSWER, advice=advice.to_json())] if advice else []),
            made(ActionType.SUBMIT, reception_number=number),
        )
        return replace(self, submission=actions, reception_number=number)

    @property
    def pages(self) -> dict[str, bytes]:
        """Page id → picture, of everything shown."""
        return {page.id: page.png for each in self.brought for page in each.pages}

    def piece_of(self, reading: int, page: int, box: Box) -> bytes | None:
        """The picture of what a reading's field was read from, or None."""
        pages = self.brought[reading].pages
        return pages[page].pieces.get(box) if page < len(pages) else None

    def card_pictures(self, path: str) -> tuple[bytes, ...]:
        """What a card shows of a field as pictures, for the person in whose row the field stands."""
        member, name = member_of(path), path.rpartition(".")[2]
        if self.purpose.stays and name == "new_address":
            name = "former_address"  # as the card's own reading has it; see as_said_for
        found: list[bytes] = []
        for index, each in enumerate(self.brought):
            if each.of_card and (member is None or member in self._rows_of(index)):
                found += [picture.png for picture in each.of_card if picture.path.rpartition(".")[2] == name]
        return tuple(found)

    def _rows_of(self, reading: int) -> set[int]:
        """The rows in which fusing has put the people of a reading."""
        return {
            row
            for path, each in self.fields.items()
            if (row := member_of(path)) is not None and any(said.reading == reading for said in each.evidence)
        }


def _with_kind(reading: Reading, kind: str) -> Reading:
    """What the visitor said by touching, with another kind."""
    fields = tuple(replace(each, text=kind, value=kind) if each.path == "kind" else each for each in reading.fields)
    return replace(reading, fields=fields)


def needing_eyes(fields: Mapping[str, Field]) -> list[Field]:
    """The fields that the visitor has to look at, in the order of the form."""
    return [each for each in fields.values() if each.needs_eyes]


def settled(fields: Mapping[str, Field]) -> bool:
    """Whether nothing is left to look at."""
    return not any(each.state in (State.DOUBTFUL, State.CONFLICT, State.MISSING) for each in fields.values())
