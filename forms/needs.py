"""Which fields of a visit a person still has to look at, and why: one judgement for the list and for the review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from forms.fusing import Field, State, fuse
from forms.reading import Source
from forms.rules import Finding, Severity, check
from forms.visit import Visit


class Need(StrEnum):
    """Why a clerk has to look at a field, the most pressing first."""

    CONFLICT = "conflict"
    """Two sources say different things, whatever the visitor chose between them."""
    RULE = "rule"
    """A rule speaks against the value."""
    CHANGED = "changed"
    """The visitor put something else than what an official paper or card says."""
    DOUBTFUL = "doubtful"
    """No source is sure."""
    MISSING = "missing"
    """The notification needs it and nobody has said it."""


_OFFICIAL = {Source.CERTIFICATE, Source.MY_NUMBER_CARD, Source.LICENCE, Source.RESIDENCE_CARD}


def count_needs(visit: Visit, today: date) -> int:
    """How many fields of a visit need eyes on this day. Fuses and judges: not a thing to do while others wait."""
    papers = papers_of(visit)
    findings = check(visit.fields, visit.kind, today)
    return sum(
        need_of(field, papers.get(path, field), findings_about(path, findings)) is not None
        for path, field in visit.fields.items()
    )


def papers_of(visit: Visit) -> Mapping[str, Field]:
    """The fields without the visitor's decisions: a conflict between two papers does not vanish because the visitor
    touched one of the two."""
    by_clerks = {path: each for path, each in visit.confirmations.items() if each.by is Source.CLERK}
    return fuse(visit.readings, by_clerks, visit.kind)


def findings_about(path: str, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What the rules say about a field as the one most to blame, without mere notices."""
    return tuple(each for each in findings if each.paths[:1] == (path,) and each.severity is not Severity.NOTICE)


def need_of(field: Field, papers: Field, findings: Sequence[Finding]) -> Need | None:
    """Why a field needs eyes, or None.

    Args:
        field: with everybody's decisions.
        papers: the same without the visitor's.
        findings: see :func:`findings_about`.
    """
    if field.confirmation and field.confirmation.by is Source.CLERK:
        return None
    if State.CONFLICT in (field.state, papers.state):
        return Need.CONFLICT
    if findings:
        return Need.RULE
    if field.state is State.DOUBTFUL:
        return Need.DOUBTFUL
    if field.state is State.MISSING:
        return Need.MISSING
    if field.confirmation and _OFFICIAL & {each.source for each in papers.evidence}:
        said = {papers.value, *papers.candidates, *(each.field.value for each in papers.evidence)}
        return None if field.value in said else Need.CHANGED
    return None
