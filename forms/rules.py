"""What a notification must, should or may not say, each rule with its article of the law.

An **error** keeps a clerk from filing; a **warning** wants a person to look; a **notice** tells what is allowed and
worth knowing. Rules look at fused fields only. The sentences stand in the texts as ``rule.<id>``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from forms import rules_on_household, rules_on_papers, rules_on_time
from forms.case import Case
from forms.fields import APPLICATION_KINDS
from forms.findings import Finding, Judge, Rule, Severity
from forms.fusing import Field

__all__ = ["RULES", "Finding", "Rule", "Severity", "check"]

RULES: tuple[tuple[Rule, Judge], ...] = (*rules_on_time.RULES, *rules_on_household.RULES, *rules_on_papers.RULES)
"""Every rule with what judges it."""

OF_EVERY_KIND = frozenset({"value_unusable", "born_in_future", "very_old", "agent", "same_person_twice"})
"""Rules that hold for whoever asks for a form, too; the others are about moves and households."""


def check(fields: Mapping[str, Field], kind: str, today: date) -> list[Finding]:
    """Everything that the rules have to say, errors first, then in the order of the rules.

    Args:
        fields: the fused fields, from :func:`forms.fusing.fuse`.
        kind: one of :data:`forms.fields.KINDS`.
        today: the day of the notification.
    """
    case = Case(fields, kind, today)
    rules = [each for each in RULES if kind not in APPLICATION_KINDS or each[0].id in OF_EVERY_KIND]
    findings = [Finding(rule, paths, values) for rule, judge in rules for paths, values in judge(case)]
    severities = list(Severity)
    return sorted(findings, key=lambda each: severities.index(each.severity))
