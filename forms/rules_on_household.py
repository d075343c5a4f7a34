"""Rules about people: one householder, relations that fit sex and age, children, and who is on the list twice."""

from __future__ import annotations

from itertools import combinations

from forms.case import Case, Member
from forms.fields import MAX_MEMBERS
from forms.findings import Found, Judge, Rule, Severity, Shown

ADULT_YEARS = 18
"""民法 4条, 731条."""
OWN_NOTICE_YEARS = 15
"""Below this age a legal representative notifies, by the custom of the counters."""

_FEMALE = frozenset(
    ("妻", "母", "祖母", "姉", "妹", "長女", "二女", "三女", "養女", "養母", "継母", "叔母", "伯母", "姪")
)
_MALE = frozenset(("夫", "父", "祖父", "兄", "弟", "長男", "二男", "三男", "養父", "継父", "叔父", "伯父", "甥"))
_SPOUSES = ("夫", "妻")
_YOUNGER = frozenset(("子", "長男", "二男", "三男", "長女", "二女", "三女", "養子", "養女", "孫", "曾孫", "弟", "妹"))
_OLDER = frozenset(("父", "母", "養父", "養母", "祖父", "祖母", "兄", "姉"))


def _no_householder(case: Case) -> Found:
    if case.members and not case.heads and not case.value("householder.new") and case.kind != "moving_out":
        yield ("householder.new",), {}


def _two_householders(case: Case) -> Found:
    if len(case.heads) > 1:
        yield tuple(each.path("relationship") for each in case.heads), {"count": len(case.heads)}


def _householder_differs(case: Case) -> Found:
    name = case.value("householder.new")
    if not name or case.kind == "moving_out":
        return
    if len(case.heads) == 1 and case.heads[0].name and not case.heads[0].is_called(name):
        yield ("householder.new", case.heads[0].path("name")), {}
    called = [each for each in case.members if each.is_called(name)]
    # Somebody else's namesake may be among the movers; only a relation that is written contradicts.
    if not case.heads and len(called) == 1 and called[0].relationship:
        yield ("householder.new", called[0].path("relationship")), {}


def _joining_household(case: Case) -> Found:
    name = case.value("householder.new")
    if name and case.members and not case.heads and not any(each.is_called(name) for each in case.members):
        yield ("householder.new",), {}


def _last_relation(member: Member) -> str:
    """What somebody is in the end: 妻の母 is a mother. （未届） and the like are left out."""
    return member.relationship.partition("(")[0].rpartition("の")[2]


def _relationship_and_sex(case: Case) -> Found:
    for each in case.members:
        relation = _last_relation(each)
        if (relation in _FEMALE and each.sex == "male") or (relation in _MALE and each.sex == "female"):
            paths = (each.path("relationship"), each.path("sex"))
            yield paths, {"relationship": _relationship(each), "sex": Shown(each.path("sex"), each.sex)}


def _relationship_and_age(case: Case) -> Found:
    head = case.head
    for each in case.members:
        if not head or each is head or not head.birth or not each.birth:
            continue
        too_old = each.relationship in _YOUNGER and each.birth < head.birth
        too_young = each.relationship in _OLDER and each.birth > head.birth
        if too_old or too_young:
            paths = (each.path("relationship"), each.path("birth_date"), head.path("birth_date"))
            yield paths, {"relationship": _relationship(each)}


def _spouse_too_young(case: Case) -> Found:
    for each in case.members:
        age = each.age_on(case.today)
        if _last_relation(each) in _SPOUSES and age is not None and 0 <= age < ADULT_YEARS:
            yield (
                (each.path("birth_date"), each.path("relationship")),
                {"relationship": _relationship(each), "age": age},
            )


def _relationship(member: Member) -> Shown:
    return Shown(member.path("relationship"), member.relationship)


def _children_alone(case: Case) -> Found:
    ages = [each.age_on(case.today) for each in case.members]
    represented = case.value("notifier.relation") == "legal_representative"
    if ages and not represented and all(age is not None and age < OWN_NOTICE_YEARS for age in ages):
        yield ("notifier.relation",), {}


def _notifier_too_young(case: Case) -> Found:
    name = case.value("notifier.name")
    for each in case.members:
        age = each.age_on(case.today)
        if name and each.is_called(name) and age is not None and age < OWN_NOTICE_YEARS:
            yield ("notifier.name", each.path("birth_date")), {}


def _agent(case: Case) -> Found:
    if case.value("notifier.relation") == "agent":
        yield ("notifier.relation",), {}


def _same_person_twice(case: Case) -> Found:
    for one, other in combinations(case.members, 2):
        if one.is_called(other.name) and one.birth == other.birth:
            yield (other.path("name"), one.path("name")), {"first": one.row + 1, "second": other.row + 1}


def _namesakes(case: Case) -> Found:
    for one, other in combinations(case.members, 2):
        if one.is_called(other.name) and one.birth != other.birth:
            paths = (other.path("birth_date"), one.path("birth_date"))
            yield paths, {"first": one.row + 1, "second": other.row + 1}


def _household_full(case: Case) -> Found:
    if len(case.members) >= MAX_MEMBERS:
        yield (), {"count": MAX_MEMBERS}


RULES: tuple[tuple[Rule, Judge], ...] = (
    (Rule("no_householder", Severity.ERROR, "住民基本台帳法22条1項5号"), _no_householder),
    (Rule("two_householders", Severity.ERROR, "住民基本台帳法7条4号"), _two_householders),
    (Rule("householder_differs", Severity.ERROR, "住民基本台帳法22条1項5号"), _householder_differs),
    (Rule("joining_household", Severity.NOTICE, "住民基本台帳法22条1項5号"), _joining_household),
    (Rule("relationship_and_sex", Severity.WARNING, "住民基本台帳法7条3号・4号"), _relationship_and_sex),
    (Rule("relationship_and_age", Severity.WARNING, "住民基本台帳法7条2号・4号"), _relationship_and_age),
    (Rule("spouse_too_young", Severity.WARNING, "民法731条"), _spouse_too_young),
    (Rule("children_alone", Severity.WARNING), _children_alone),
    (Rule("notifier_too_young", Severity.ERROR), _notifier_too_young),
    (Rule("agent", Severity.NOTICE, "住民基本台帳法27条3項"), _agent),
    (Rule("same_person_twice", Severity.WARNING), _same_person_twice),
    (Rule("namesakes", Severity.NOTICE), _namesakes),
    (Rule("household_full", Severity.ERROR), _household_full),
)
