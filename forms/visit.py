"""A visit (受付): one person at the kiosk with everything brought, read, confirmed, printed and checked.

A visit is not stored; its actions are. :meth:`Visit.replay` makes the visit out of them.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from forms.actions import Action, ActionType, Status, status_after
from forms.fields import member_of
from forms.fusing import Confirmation, Field, fuse
from forms.guide.advice import Advice
from forms.identity import IdentityCheck
from forms.movers import closed_up, staying_rows
from forms.reading import Reading, Source


def new_id() -> str:
    """A random id of 128 bits: 26 lower-case letters and digits, nothing of a person in it."""
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()


@dataclass(frozen=True)
class Visit:
    """The state that a visit's actions add up to.

    Attributes:
        id: see :func:`new_id`.
        kind: one of :data:`forms.fields.KINDS`; as opened, or as somebody decided since.
        status: computed.
        language: of the visitor, a language of :data:`base.texts.LANGUAGES`.
        opened_at: when the first action was made.
        submitted_at: when the visitor finished, or None.
        reception_number: four digits of the day, or None before submitting.
        readings: what each source said, in the order it was read.
        confirmations: path → what a person decided; the last word on a field.
        said: path → what the visitor confirmed, whatever a clerk decided since.
        advice: what the procedures guide told the visitor, or None where nobody was asked.
        page_ids: pictures in the store, blacked out, in page order.
        documents: the kinds of document that the identity check rested on.
        authority: the kinds of document that showed by what right somebody acts for another.
        questioned: the identity check rested on oral questions, too.
        assignee: the clerk who has it.
        reason: why it is held or was returned.
        called_to: the name of the counter that the reception number was called to last, or None.
        called_at: when, or None.
        protected: 支援措置: there only for whoever has the right to see it.
        apart: visits that a clerk has found not to be the same notification.
        joined: visits whose people were taken in, the latest last.
        brought: for each reading, the joined visit that it was brought to first, or None, and its pages.
        withdrawn_for: the visit in whose favour this one was taken back, or None.
        version: the number of actions; the next writer must have seen them all.
    """

    id: str
    kind: str
    status: Status
    language: str
    opened_at: datetime
    submitted_at: datetime | None = None
    reception_number: str | None = None
    readings: tuple[Reading, ...] = ()
    confirmations: Mapping[str, Confirmation] = field(default_factory=dict)
    said: Mapping[str, Confirmation] = field(default_factory=dict)
    advice: Advice | None = None
    page_ids: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    questioned: bool = False
    assignee: str | None = None
    reason: str | None = None
    called_to: str | None = None
    called_at: datetime | None = None
    protected: bool = False
    apart: frozenset[str] = frozenset()
    joined: tuple[str, ...] = ()
    brought: tuple[tuple[str | None, tuple[str, ...]], ...] = ()
    withdrawn_for: str | None = None
    version: int = 0

    @cached_property
    def fields(self) -> dict[str, Field]:
        """One value a path with all its evidence and its state, in the order of the printed form."""
        return fuse(self.readings, self.confirmations, self.kind)

    def value(self, path: str) -> str | None:
        """The fused value at a path, or None."""
        found = self.fields.get(path)
        return found.value if found else None

    @property
    def identity_check(self) -> IdentityCheck:
        """What was checked so far."""
        return IdentityCheck(self.documents, self.authority, self.questioned)

    @property
    def members(self) -> int:
        """How many rows of people there are; who does not move keeps one."""
        return max((member_of(path) or 0 for path in self.fields if member_of(path) is not None), default=-1) + 1

    @property
    def movers(self) -> int:
        """How many people move."""
        return self.members - len(staying_rows(self.fields))

    @cached_property
    def moving_fields(self) -> dict[str, Field]:
        """The fields as they stand on paper: without those who do not move."""
        return closed_up(self.fields)

    @classmethod
    def replay(cls, actions: Iterable[Action]) -> Visit:
        """The visit that these actions, oldest first, add up to.

        Raises:
            ValueError: there are none, or one of them was not allowed when it was made.
        """
        visit: Visit | None = None
        for action in actions:
            visit = _after(visit, action)
        if visit is None:
            raise ValueError("a visit begins with an action")
        return visit


def _after(visit: Visit | None, action: Action) -> Visit:
    status = status_after(visit.status if visit else None, action.type)
    data = action.data
    if visit is None:
        return Visit(action.visit_id, data["kind"], status, data.get("language", "ja"), action.at, version=1)
    visit = replace(visit, status=status, version=visit.version + 1)
    match action.type:
        case ActionType.READ:
            return replace(
                visit,
                readings=(*visit.readings, Reading.from_json(data["reading"])),
                page_ids=(*visit.page_ids, *data.get("page_ids", ())),
                joined=tuple(dict.fromkeys((*visit.joined, *([data["joined"]] if "joined" in data else [])))),
                brought=(*visit.brought, (data.get("joined"), tuple(data.get("page_ids", ())))),
            )
        case ActionType.CONFIRM:
            said = {
                path: Confirmation(value, Source.VISITOR, action.actor, action.at)
                for path, value in data["values"].items()
            }
            decided = replace(visit, confirmations={**visit.confirmations, **said}, said={**visit.said, **said})
            return replace(decided, kind=data["values"].get("kind") or visit.kind)
        case ActionType.SETTLE:
            return _settled(visit, action)
        case ActionType.ANSWER:
            return replace(visit, advice=Advice.from_json(data["advice"]))
        case ActionType.SUBMIT:
            return replace(visit, reception_number=data["reception_number"], submitted_at=action.at)
        case ActionType.TAKE:
            return replace(visit, assignee=action.actor, reason=None, withdrawn_for=None)
        case ActionType.PROTECT | ActionType.UNPROTECT:
            return replace(visit, protected=action.type is ActionType.PROTECT)
        case ActionType.CHECK_IDENTITY:
            authority, questioned = tuple(data.get("authority", ())), bool(data.get("questioned", False))
            return replace(visit, documents=tuple(data["documents"]), authority=authority, questioned=questioned)
        case ActionType.HOLD | ActionType.RETURN:
            return replace(visit, reason=data["reason"], assignee=None, called_to=None, called_at=None)
        case ActionType.HAND_OVER:
            return replace(visit, assignee=data["to"], called_to=None, called_at=None)
        case ActionType.RELEASE:
            return replace(visit, assignee=None, called_to=None, called_at=None)
        case ActionType.CALL:
            return replace(visit, called_to=data["counter"], called_at=action.at)
        case ActionType.TELL_APART:
            return replace(visit, apart=visit.apart | {data["visit"]})
        case ActionType.PART:
            return _parted(visit, data["visit"])
        case ActionType.WITHDRAW:
            return replace(visit, withdrawn_for=data["visit"], assignee=None, called_to=None, called_at=None)
        case _:
            return visit


def _parted(visit: Visit, other: str) -> Visit:
    left = [at for at, (who, _pages) in enumerate(visit.brought) if who != other]
    brought = tuple(visit.brought[at] for at in left)
    return replace(
        visit,
        readings=tuple(visit.readings[at] for at in left),
        page_ids=tuple(page for _who, pages in brought for page in pages),
        joined=tuple(each for each in visit.joined if each != other),
        brought=brought,
    )


def _settled(visit: Visit, action: Action) -> Visit:
    path, value = action.data["path"], action.data["value"]
    confirmations = {each: decision for each, decision in visit.confirmations.items() if each != path}
    if not action.data.get("undecided"):
        confirmations[path] = Confirmation(value, Source.CLERK, action.actor, action.at)
    elif path in visit.said:
        confirmations[path] = visit.said[path]
    return replace(visit, confirmations=confirmations, kind=value if path == "kind" and value else visit.kind)
