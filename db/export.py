"""The files for the resident-record system; docs/export.md is their contract."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from base.clock import JAPAN
from db.batches import Taken
from db.carrying import Carried, code_points
from db.output import csv_line
from forms.fields import FIELDS, FieldType, Kind, Privacy, member_path
from forms.visit import Visit

FORMAT = "kakanai-export-1"
FORMATS = ("csv", "json")
OFFICE = ("batch", "visit_id", "reception_number", "submitted_at", "filed_at", "filed_by", "member", "members")
"""The columns that say which visit and which of its people a row is about."""
_PLAIN = (Kind.CHOICE, Kind.DATE, Kind.SEX, Kind.PHONE, Kind.CODE)
"""Kinds whose values are ASCII: one column is enough."""


def exported_fields() -> list[FieldType]:
    """The vocabulary but for what never leaves, the resident record code, and what no notification has."""
    return [row for row in FIELDS if row.privacy is not Privacy.SECRET and not row.of_application]


def columns() -> list[str]:
    """The head of the CSV: :data:`OFFICE`, then each field, with ``:shrunk`` beside each text."""
    heads = list(OFFICE)
    for row in exported_fields():
        heads.append(row.pattern)
        if row.kind not in _PLAIN:
            heads.append(f"{row.pattern}:shrunk")
    return heads


def csv_files(batch: str, visits: Iterable[Taken]) -> dict[str, bytes]:
    """One row a person: for systems that know Unicode, for those that know CP932 only, and what these lack."""
    exact, narrow = [codecs.BOM_UTF8, csv_line(columns()).encode()], [csv_line(columns()).encode("cp932")]
    lacking = [codecs.BOM_UTF8, csv_line(LACKING).encode()]
    for each in visits:
        for member in range(max(each.visit.movers, 1)):
            office = _office(batch, each, member)
            cells = list(_cells(each.visit, member))
            exact.append(csv_line([*office, *_flat(cells, lambda c: (c.exact, c.shrunk))]).encode())
            # "strict", which is the default: what is neither carried nor covered by a geta is a bug, never a "?".
            narrow.append(csv_line([*office, *_flat(cells, lambda c: (c.exact_cp932, c.shrunk_cp932))]).encode("cp932"))
            for row, cell in cells:
                for char in cell.lacking if cell else ():
                    short = Carried.of(char)
                    told = short.shrunk if not short.still_lacking else ""
                    lacking.append(
                        csv_line([each.visit.id, member + 1, row.pattern, char, code_points(char), told]).encode()
                    )
    return {"utf8.csv": b"".join(exact), "cp932.csv": b"".join(narrow), "lacking.csv": b"".join(lacking)}


LACKING = ("visit_id", "member", "column", "character", "code_points", "shrunk")
"""The head of the list of characters that CP932 cannot carry. An empty ``shrunk``: it has no form that CP932 knows."""


def json_file(batch: str, made_at: str, visits: Iterable[Taken]) -> dict[str, bytes]:
    """Everything once, exact, with what it becomes elsewhere beside it."""
    rows = [
        {
            "visit_id": each.visit.id,
            "reception_number": each.visit.reception_number,
            "submitted_at": _moment(each.visit.submitted_at),
            "filed_at": _moment(each.filed_at),
            "filed_by": each.filed_by,
            "documents": list(each.visit.documents),
            "members": each.visit.movers,
            "fields": _fields(each.visit),
        }
        for each in visits
    ]
    content = {"format": FORMAT, "batch": batch, "made_at": made_at, "visits": rows}
    return {"export.json": json.dumps(content, ensure_ascii=False, indent=1).encode()}


def _fields(visit: Visit) -> dict:
    found = {}
    for row in exported_fields():
        for path in [row.path(member) for member in range(visit.movers)] if row.of_member else [row.pattern]:
            if (value := _value(visit, path)) is None:
                continue
            cell = Carried.of(value)
            found[path] = {"value": cell.exact}
            if row.kind not in _PLAIN:
                found[path] |= {"shrunk": cell.shrunk, "cp932_lacks": list(cell.lacking)}
    return found


def _office(batch: str, each: Taken, member: int) -> list:
    visit = each.visit
    moments = (_moment(visit.submitted_at), _moment(each.filed_at))
    return [batch, visit.id, visit.reception_number, *moments, each.filed_by, member + 1, visit.movers]


def _cells(visit: Visit, member: int) -> Iterator[tuple[FieldType, Carried | None]]:
    for row in exported_fields():
        name = row.pattern.partition(".")[2]
        value = _value(visit, member_path(member, name) if row.of_member else row.pattern)
        yield row, None if value is None else Carried.of(value)


def _flat(
    cells: Iterable[tuple[FieldType, Carried | None]], both: Callable[[Carried], tuple[str, str]]
) -> Iterator[str]:
    for row, cell in cells:
        exact, short = both(cell) if cell else ("", "")
        yield exact
        if row.kind not in _PLAIN:
            yield short


def _value(visit: Visit, path: str) -> str | None:
    # The kind is that of the visit: a reading of an older paper may say another.
    if path == "kind":
        return visit.kind
    found = visit.moving_fields.get(path)
    return found.value if found else None


def _moment(at: datetime | None) -> str:
    return at.astimezone(JAPAN).isoformat(timespec="seconds") if at else ""
