"""Who of the people on a visit moves: everybody but those whose name a person confirmed as empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from forms.fields import member_of, member_path
from forms.fusing import Field


def staying_rows(fields: Mapping[str, Field]) -> frozenset[int]:
    """The member indices of those who do not move."""
    return frozenset(row for path, each in fields.items() if each.says_stays and (row := member_of(path)) is not None)


def closed_up(fields: Mapping[str, Field]) -> dict[str, Field]:
    """The fields without those who do not move, their rows taken by the people below: as they stand on paper."""
    staying = staying_rows(fields)
    moved: dict[str, Field] = {}
    for path, each in fields.items():
        row = member_of(path)
        if row in staying:
            continue
        if row is not None:
            path = member_path(row - sum(gone < row for gone in staying), path.partition(".")[2])
        moved[path] = replace(each, path=path)
    return moved
