"""What a form asks beyond the fields and the visit still tells: who applies, for which children, since when and why.

A form names what it wants as inputs (``form.toml``); what it does not name it does not get. So the claim for a child
allowance is pre-filled from a move as well as from a visit of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from forms.case import HEAD
from forms.comparison import same_key
from forms.dates import era_text, find_iso_date
from forms.fields import Kind, member_of, member_path
from forms.guide.facts import school_years
from forms.paper.description import Form

LAST_SCHOOL_YEAR = 17
"""児童手当法3条1項: until the first 31 March after the eighteenth birthday."""
CHILDREN = frozenset(("子", "長男", "二男", "三男", "長女", "二女", "三女", "養子", "養女"))
SPOUSES = frozenset(("夫", "妻", "夫(未届)", "妻(未届)"))
MOST_NAMED = 100
"""Characters that the names of all others may take."""
_ITEMS = {"both": "relationship,domicile", "neither": ""}
_BEGINS = {"moving_in": "moved_in", "moving_in_by_card": "moved_in", "from_abroad": "moved_in"}
_ENDS = {"moving_out": "moved_out"}


def own_values(form: Form, kind: str, values: Mapping[str, str], today: date | None) -> dict[str, str]:
    """The form's own values, by ``form.<name>``, as far as the visit tells them.

    Args:
        form: decides what is wanted.
        kind: of the visit.
        values: by field path; everybody on them is on the papers.
        today: the day that tells who is still a child; None names nobody.
    """
    leaves = kind == "moving_out"
    home = "former" if leaves else "new"
    applicant = _applicant(values)
    found = {
        "document": values.get("copy.document", ""),
        "items": _ITEMS.get(items := values.get("copy.items", ""), items),
        "copies": values.get("copy.count", ""),
        "others": _others(values),
        "address": values.get(f"{home}_address", ""),
        "building": values.get(f"{home}_building", ""),
        "moves_to": "　".join(filter(None, (values.get("new_address"), values.get("new_building")))) if leaves else "",
        "happened_on": _day(values.get("planned_on" if leaves else "moved_on")),
        "reason": values.get("allowance.begins") or values.get("allowance.ends") or (_BEGINS | _ENDS).get(kind, ""),
    }
    if applicant is not None:
        found |= {
            "applicant_name": values[member_path(applicant, "name")],
            "applicant_kana": values.get(member_path(applicant, "kana"), ""),
            "applicant_birth": _day(values.get(member_path(applicant, "birth_date"))),
            "spouse": _spouse(values, applicant),
        }
    for number, row in enumerate(_children(values, applicant, today) if today else ()):
        found |= {
            f"child[{number}].name": values.get(member_path(row, "name"), ""),
            f"child[{number}].kana": values.get(member_path(row, "kana"), ""),
            f"child[{number}].birth": _day(values.get(member_path(row, "birth_date"))),
            f"child[{number}].relationship": _seen_by(values, applicant, row),
            f"child[{number}].home": "together",
        }
    return {f"form.{name}": value for name, value in found.items() if value and _wants(form, name, value)}


def _wants(form: Form, name: str, value: str) -> bool:
    head, of_row, column = name.partition("]")
    asked = form.inputs.get(f"{head.partition('[')[0]}[]{column}" if of_row else name)
    if asked is None:
        return False
    if not asked.choices:
        return len(value) <= asked.max_length
    return all(word in asked.choices for word in (value.split(",") if asked.many else [value]))


def _rows(values: Mapping[str, str]) -> list[int]:
    return sorted({row for path in values if (row := member_of(path)) is not None})


def _others(values: Mapping[str, str]) -> str:
    """Everybody but the first: by name, or how many where the names take too much room."""
    names = [name for row in _rows(values)[1:] if (name := values.get(member_path(row, "name")))]
    said = "、".join(names)
    return said if len(said) <= MOST_NAMED else f"{len(names)}名"


def _day(value: str | None) -> str:
    day = find_iso_date(value)
    return era_text(day) if day else value or ""


def _relationship(values: Mapping[str, str], row: int) -> str:
    return same_key(Kind.RELATIONSHIP, values.get(member_path(row, "relationship"), ""))


def _applicant(values: Mapping[str, str]) -> int | None:
    """Who has come and signs, where that is one of the people; two of the same name leave it to the pen."""
    name = values.get("notifier.name")
    called = [row for row in _rows(values) if name and values.get(member_path(row, "name")) == name]
    return called[0] if len(called) == 1 else None


def _spouse(values: Mapping[str, str], applicant: int) -> str:
    """Of the householder, who is husband or wife by relationship; of these, the householder."""
    own = _relationship(values, applicant)
    wanted = SPOUSES if own == HEAD else {HEAD} if own in SPOUSES else set()
    found = [row for row in _rows(values) if row != applicant and _relationship(values, row) in wanted]
    return values.get(member_path(found[0], "name"), "") if len(found) == 1 else ""


def _children(values: Mapping[str, str], applicant: int | None, today: date) -> list[int]:
    """Who is young enough, and a child of the household by what the papers call them, or called nothing yet."""
    found = []
    for row in _rows(values):
        born = find_iso_date(values.get(member_path(row, "birth_date")))
        said = _relationship(values, row).rpartition("の")[2]
        if row != applicant and born and school_years(born, today) <= LAST_SCHOOL_YEAR and said in CHILDREN | {""}:
            found.append(row)
    return found


def _seen_by(values: Mapping[str, str], applicant: int | None, row: int) -> str:
    """The relationship to who applies: as on the papers where that is the householder, or husband or wife of them and
    the child is of both; otherwise the pen writes it."""
    said = values.get(member_path(row, "relationship"), "")
    own = _relationship(values, applicant) if applicant is not None else ""
    return said if own == HEAD or (own in SPOUSES and "の" not in said) else ""
