"""What a visit already knows, so that nobody is asked for it: facts that conditions of a guide may name.

A fact is true, false, or unknown (None). "Anybody aged 75 or more" is true as soon as one date of birth says so, and
false only when every date of birth is known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from forms.dates import age_on, find_iso_date
from forms.fields import MOVE_KINDS, NOTIFIER_RELATIONS, member_of, member_path

DAYS = ("moved_on", "planned_on", "notified_on", "changed_on", "born_on", "died_on", "settled_on")
"""Days that a deadline may count from.

``changed_on`` is the day on which things changed, whatever the visit is about; a guide says which of the others it
stands for. ``died_on`` is the day on which the family learned of the death (戸籍法86条1項); ``settled_on`` that of a
divorce, or of a court's decision that became final.
"""
_OF_FOREIGNERS = ("nationality", "status_of_residence", "period_of_stay", "stay_until", "card_number")
"""What only foreign residents have on a paper (住民基本台帳法30条の45): one of these read is enough."""
_RANGE = re.compile(r"([0-9]{1,3})-([0-9]{1,3})?")
_NONE_WORDS = frozenset({"無", "無し", "なし", "非該当", "未加入", "該当なし", "no", "none"})
"""How a moving-out certificate says that somebody has no such insurance."""
_BLANKS = re.compile(r"[\s*＊\-－―ー・／/]*")
INSURANCES = ("health_insurance", "pension", "care_insurance", "child_allowance")


@dataclass(frozen=True)
class Facts:
    """What the sources of a visit have said, as far as a guide is interested.

    Attributes:
        today: in Japan.
        kind: of notification, or empty.
        notifier: relation of the notifier, or empty.
        births: date of birth of every person concerned; None where it is unknown.
        foreign: whether any of them is a foreign national, or None.
        cards: for every person whether they hold a My Number card, or None.
        insurances: name of an insurance → for every person whether they have it, or None.
        days: days that deadlines count from, by name of :data:`DAYS`.
    """

    today: date
    kind: str = ""
    notifier: str = ""
    births: tuple[date | None, ...] = ()
    foreign: bool | None = None
    cards: tuple[bool | None, ...] = ()
    insurances: Mapping[str, tuple[bool | None, ...]] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)

    def test(self, name: str, word: str) -> bool | None:
        """Whether a fact has a word, or None while nobody knows.

        Raises:
            KeyError: there is no such fact, which the reading of a guide refuses.
        """
        return _FACTS[name].test(self, word)


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the table of facts.

    Attributes:
        allows: whether a word may be asked of it.
        words: how its words look, for IT staff.
        test: judges it.
    """

    allows: Callable[[str], bool]
    words: str
    test: Callable[[Facts, str], bool | None]


def _one_of(values: tuple[bool | None, ...]) -> bool | None:
    if any(values):
        return True
    return None if not values or None in values else False


def _word(said: bool | None, word: str) -> bool | None:
    return said if said is None else said == (word == "yes")


def _in_range(age: int, word: str) -> bool:
    match = _RANGE.fullmatch(word)
    return int(match[1]) <= age and (match[2] is None or age <= int(match[2]))


def _is_range(word: str) -> bool:
    match = _RANGE.fullmatch(word)
    return bool(match) and (match[2] is None or int(match[1]) <= int(match[2]))


def school_years(born: date, day: date) -> int:
    """Completed years on 1 April of the school year that a day lies in: 6 to 11 go to elementary school, 12 to 14 to
    junior high school (学校教育法17条); 17 is the last year of the child allowance (児童手当法3条1項)."""
    return max(age_on(born, date(day.year - (day.month < 4), 4, 1)), 0)


def _aged(facts: Facts, word: str) -> bool | None:
    return _one_of(tuple(born and _in_range(max(age_on(born, facts.today), 0), word) for born in facts.births))


def _in_school_years(facts: Facts, word: str) -> bool | None:
    return _one_of(tuple(born and _in_range(school_years(born, facts.today), word) for born in facts.births))


def _is_yes_no(word: str) -> bool:
    return word in ("yes", "no")


_FACTS: dict[str, Fact] = {
    "kind": Fact(MOVE_KINDS.__contains__, ", ".join(MOVE_KINDS), lambda f, word: f.kind == word if f.kind else None),
    "notifier": Fact(
        NOTIFIER_RELATIONS.__contains__,
        ", ".join(NOTIFIER_RELATIONS),
        lambda f, word: f.notifier == word if f.notifier else None,
    ),
    "anyone_aged": Fact(_is_range, "years from-to: 0-17, 75-", _aged),
    "anyone_in_school_years": Fact(_is_range, "years on 1 April from-to: 6-14", _in_school_years),
    "anyone_foreign": Fact(_is_yes_no, "yes, no", lambda f, word: _word(f.foreign, word)),
    "anyone_holds_card": Fact(_is_yes_no, "yes, no", lambda f, word: _word(_one_of(f.cards), word)),
    "anyone_has": Fact(INSURANCES.__contains__, ", ".join(INSURANCES), lambda f, w: _one_of(f.insurances.get(w, ()))),
    "several_people": Fact(_is_yes_no, "yes, no", lambda f, word: _word(len(f.births) > 1 if f.births else None, word)),
}
FACTS: Mapping[str, Fact] = _FACTS
"""Every fact by its name in a guide."""


def facts_of(
    values: Mapping[str, str],
    today: date,
    *,
    card_holders: frozenset[int] = frozenset(),
    without_card: frozenset[int] = frozenset(),
    days: Mapping[str, date] = {},
) -> Facts:
    """The facts in a visit's values.

    Args:
        values: by field path, only what can be trusted; a value in doubt is better asked for. The members must be
            everybody who is concerned: "nobody is 75 or more" is concluded from them.
        today: in Japan.
        card_holders: indices of members who hold a My Number card.
        without_card: indices of those who hold none.
        days: further days by name of :data:`DAYS`; they go before the visit's own.
    """
    rows = range(max((i for path in values if (i := member_of(path)) is not None), default=-1) + 1)

    def of_members(name: str) -> list[str]:
        return [values.get(member_path(row, name), "") for row in rows]

    own_days = {name: day for name in DAYS if (day := find_iso_date(values.get(name)))}
    foreign = any(any(of_members(name)) for name in _OF_FOREIGNERS)
    return Facts(
        today,
        values.get("kind", ""),
        values.get("notifier.relation", ""),
        tuple(find_iso_date(text) for text in of_members("birth_date")),
        # A registered domicile is the mark of a citizen (住民基本台帳法7条5号); without one, silence says nothing.
        True if foreign else False if values.get("registered_domicile") and rows else None,
        tuple(True if row in card_holders else False if row in without_card else None for row in rows),
        {name: tuple(_insured(text) for text in of_members(name)) for name in INSURANCES},
        {"notified_on": today, **own_days, **days},
    )


def _insured(text: str) -> bool | None:
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if _BLANKS.fullmatch(plain):
        return None
    return plain not in _NONE_WORDS
