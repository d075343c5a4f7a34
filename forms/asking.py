"""What somebody who asks and types is offered: answers to choose from, and fields that nobody has asked for yet.

Nothing here decides anything: a suggestion is chosen by a person or not.
"""

from __future__ import annotations

from collections.abc import Mapping

from forms.fields import (
    APPLICATION_KINDS,
    FIELDS,
    MAX_MEMBERS,
    MOVE_KINDS,
    Kind,
    Privacy,
    get_field_type,
    member_fields,
    member_of,
    member_path,
)
from forms.fusing import Field
from forms.movers import staying_rows
from forms.requirements import room_of

SEXES = ("male", "female")
RELATIONSHIPS = ("世帯主", "妻", "夫", "子", "父", "母", "同居人")
"""The words for the relationship to the householder that a clerk types most; any other is typed."""
_OFTEN = ("new_building", "kana", "former_building")
"""What a clerk adds most often: nobody has to say it, and most people have it."""
_PEOPLE = ("householder.former", "householder.new", "notifier.name", "register_head")


def suggestions(path: str, fields: Mapping[str, Field]) -> tuple[str, ...]:
    """What a field that has no value may be, as data, the likeliest first; empty where it has to be typed.

    Args:
        path: of the field.
        fields: of the visit, as fused.
    """
    row = get_field_type(path)
    match row.kind:
        case Kind.CHOICE:
            return row.choices
        case Kind.SEX:
            return SEXES
        case Kind.RELATIONSHIP:
            return _relationships(path, fields)
        case Kind.NAME if path in _PEOPLE or path.endswith("].name"):
            return _names(path, fields)
        case Kind.ADDRESS if path == "registered_domicile":
            return _values(fields, "former_address")
        case _:
            return ()


def _values(fields: Mapping[str, Field], *paths: str) -> tuple[str, ...]:
    found = (fields[path].value for path in paths if path in fields)
    return tuple(dict.fromkeys(value for value in found if value))


def _names(path: str, fields: Mapping[str, Field]) -> tuple[str, ...]:
    """Everybody who is named already; in a person's row nobody who stands in another row."""
    members = [each for each in fields if each.endswith("].name")]
    if path in _PEOPLE:
        return _values(fields, *members, *(each for each in _PEOPLE if each != path))
    taken = set(_values(fields, *(each for each in members if each != path)))
    return tuple(name for name in _values(fields, "householder.new", "notifier.name") if name not in taken)


def _relationships(path: str, fields: Mapping[str, Field]) -> tuple[str, ...]:
    member = member_of(path)
    assert member is not None
    name = _values(fields, member_path(member, "name"))
    if name and name == _values(fields, "householder.new"):
        return RELATIONSHIPS[:1]
    return RELATIONSHIPS


def addable(fields: Mapping[str, Field]) -> tuple[str, ...]:
    """The fields that can be added to a visit: what nobody has said or asked for.

    The name of one more person comes first, then what is added most often, then the rest in the order of the
    form. What never leaves memory (the resident record code) is not typed in; a form of its own is offered what it
    has room for.
    """
    kind = (fields["kind"].value if "kind" in fields else None) or MOVE_KINDS[0]
    rows = {row for path in fields if (row := member_of(path)) is not None}
    staying = staying_rows(fields)
    found = [member_path(len(rows), "name")] if len(rows) < MAX_MEMBERS else []
    found += [row.pattern for row in FIELDS if not row.of_member and row.pattern not in fields]
    for member in sorted(rows - staying):
        found += [
            path
            for row in member_fields()
            if row.privacy is not Privacy.SECRET and (path := row.path(member)) not in fields
        ]
    found = [path for path in found if _has_room(kind, path)]
    return tuple(sorted(found, key=lambda path: _rank(path, len(rows))))


def _has_room(kind: str, path: str) -> bool:
    # A move has room for everything: what the forms of its procedures ask is told here, too.
    return kind not in APPLICATION_KINDS or get_field_type(path).pattern in room_of(kind)


def _rank(path: str, rows: int) -> int:
    if path == member_path(rows, "name"):
        return 0
    name = path.rpartition(".")[2]
    return 1 + _OFTEN.index(name) if name in _OFTEN else 1 + len(_OFTEN)
