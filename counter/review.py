"""The review of one visit: what a clerk still has to look at, what is settled, what is missing before filing.

A snapshot, made anew after every action; it decides nothing by itself and knows neither store nor window.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from forms.actions import Status
from forms.asking import suggestions
from forms.dates import find_iso_date
from forms.deadlines import last_day
from forms.fields import APPLICATION_KINDS, paper_order
from forms.fusing import Confirmation, Evidence, Field
from forms.identity import Shortfall
from forms.needs import Need, findings_about, need_of, papers_of
from forms.reading import Source
from forms.rules import Finding, Severity, check
from forms.rules_on_time import PERIOD_DAYS
from forms.visit import Visit


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value to choose, and who said so.

    Attributes:
        value: the exact string, or the data.
        sources: who said it, without repeats; empty for a guess of the reading machine.
        offered: nobody said it: it is what somebody who asks may choose.
    """

    value: str
    sources: tuple[Source, ...]
    offered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One field as the clerk sees it.

    Attributes:
        path: its path.
        field: the fused field with all evidence.
        need: why the clerk has to look, or None when it is settled.
        candidates: what the digits choose, the value in use first.
        findings: what the rules say about it as the field most to blame, without mere notices.
    """

    path: str
    field: Field
    need: Need | None
    candidates: tuple[Candidate, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def value(self) -> str | None:
        """The value in use."""
        return self.field.value

    @property
    def is_blocked(self) -> bool:
        """Whether a rule forbids the value: another value settles both, and is counted once, with the rule."""
        return self.need is Need.RULE and any(each.severity is Severity.ERROR for each in self.findings)

    @property
    def by_clerk(self) -> Confirmation | None:
        """A clerk's decision, or None."""
        decision = self.field.confirmation
        return decision if decision and decision.by is Source.CLERK else None

    @property
    def picture(self) -> Evidence | None:
        """The evidence to show on a page: what the value in use was read from, else any that has a place."""
        placed = [each for each in self.field.evidence if each.field.page is not None and each.field.box]
        return next((each for each in placed if each.field.value == self.value), placed[0] if placed else None)


class Lacking(StrEnum):
    """What stands between a visit and filing."""

    FIELD = "field"
    RULE = "rule"
    IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing before filing.

    Attributes:
        what: which sort of thing.
        where: the path of the field, the id of the rule, or empty for the identity check.
    """

    what: Lacking
    where: str = ""


@dataclass(frozen=True)
class Review:
    """One visit under review at one moment.

    Attributes:
        visit: as replayed, with the decisions that stand.
        rows: every field, those that need eyes first, then in the order of the printed form.
        findings: everything the rules say, blocking ones first.
        identity: what the identity check still lacks, or None when it is done.
        period: which day since the move it is, and the last day to notify; None outside the period or without one.
    """

    visit: Visit
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    identity: Shortfall | None
    period: tuple[int, date] | None = None

    @classmethod
    def of(cls, visit: Visit, today: date) -> Review:
        """The review of this visit as of this day."""
        findings = check(visit.fields, visit.kind, today)
        review = cls.assemble(visit, visit.fields, papers_of(visit), findings)
        return replace(review, period=_period(visit, today))

    @classmethod
    def assemble(
        cls, visit: Visit, fields: Mapping[str, Field], papers: Mapping[str, Field], findings: Sequence[Finding]
    ) -> Review:
        """Puts the rows together.

        Args:
            visit: whose they are.
            fields: what everybody's decisions make of the evidence.
            papers: the same without the visitor's decisions, so that a conflict between two papers does not
                vanish because the visitor touched one of the two.
            findings: what the rules say.
        """
        rows = [_row(field, papers.get(path, field), findings, fields) for path, field in fields.items()]
        needs = list(Need)
        rows.sort(key=lambda row: (row.need is None, needs.index(row.need) if row.need else 0, paper_order(row.path)))
        ordered = sorted(findings, key=lambda each: each.severity is not Severity.ERROR)
        return cls(visit, tuple(rows), tuple(ordered), visit.identity_check.lacking(visit.value("notifier.relation")))

    @property
    def needs_eyes(self) -> tuple[Row, ...]:
        """お確かめが要るもの: conflicts first."""
        return tuple(row for row in self.rows if row.need)

    @property
    def settled(self) -> tuple[Row, ...]:
        """そろったもの, in the order of the printed form."""
        return tuple(row for row in self.rows if not row.need)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Everything that has to be done before the visit can be filed; empty when nothing is."""
        return (
            *(Missing(Lacking.FIELD, row.path) for row in self.needs_eyes if not row.is_blocked),
            *(Missing(Lacking.RULE, each.id) for each in self.findings if each.severity is Severity.ERROR),
            *((Missing(Lacking.IDENTITY),) if self.identity else ()),
        )

    @property
    def needs_notice(self) -> bool:
        """Whether the person is to be told by letter that the notification was accepted (受理通知)."""
        if self.visit.kind in APPLICATION_KINDS:
            return False  # 住民基本台帳法27条3項 is about notifications
        return self.identity is None and self.visit.identity_check.needs_notice(self.visit.value("notifier.relation"))

    @property
    def ready(self) -> bool:
        """Whether nothing is missing and the visit is in review."""
        return not self.missing and self.visit.status is Status.IN_REVIEW

    def find(self, path: str) -> Row | None:
        """The row of a field, or None."""
        return next((row for row in self.rows if row.path == path), None)


def _period(visit: Visit, today: date) -> tuple[int, date] | None:
    """住民基本台帳法22条・23条・25条: within 14 days of the move; 転出 (24条) is notified beforehand."""
    moved = find_iso_date(visit.value("moved_on"))
    if moved is None or visit.kind == "moving_out" or visit.kind in APPLICATION_KINDS:
        return None
    last = last_day(moved, PERIOD_DAYS)
    return ((today - moved).days, last) if moved <= today <= last else None


def _row(field: Field, papers: Field, findings: Sequence[Finding], fields: Mapping[str, Field]) -> Row:
    about = findings_about(field.path, findings)
    return Row(
        field.path,
        field,
        need_of(field, papers, about),
        _candidates(field, papers) or _offered(field.path, fields),
        about,
    )


def _offered(path: str, fields: Mapping[str, Field]) -> tuple[Candidate, ...]:
    return tuple(Candidate(value, (), offered=True) for value in suggestions(path, fields)[: MAX_CANDIDATES - 1])


MAX_CANDIDATES = 9
"""As many as there are digits to choose with."""


def _candidates(field: Field, papers: Field) -> tuple[Candidate, ...]:
    values = [field.value, *field.candidates, *papers.candidates]
    said: dict[str, list[Source]] = {value: [] for value in values if value}
    for each in field.evidence:
        if each.field.value in said:
            said[each.field.value].append(each.source)
    if field.confirmation and field.value in said:
        said[field.value].append(field.confirmation.by)
    return tuple(
        Candidate(value, tuple(dict.fromkeys(sources))) for value, sources in list(said.items())[:MAX_CANDIDATES]
    )
