"""What came of a visit: every field with its evidence and its state, as an object and as a table."""

from __future__ import annotations

import unicodedata
from datetime import date

from base import texts
from forms.display import shown
from forms.fields import get_field_type, member_of
from forms.rules import check
from forms.visit import Visit


def of_visit(visit: Visit, today: date, printed: list[str]) -> dict:
    """The summary as an object.

    Args:
        visit: with its fields.
        today: in Japan, for the rules.
        printed: names of the printed files.
    """
    return {
        "visit": visit.id,
        "reception_number": visit.reception_number,
        "kind": visit.kind,
        "status": str(visit.status),
        "identity_check": list(visit.documents),
        "printed": printed,
        "pages": len(visit.page_ids),
        "fields": [
            {
                "path": field.path,
                "value": field.value,
                "state": str(field.state),
                "hint": field.hint,
                "decided_by": str(field.confirmation.by) if field.confirmation else None,
                "evidence": [
                    {"source": str(each.source), "text": each.field.text, "sure": each.field.sure}
                    for each in field.evidence
                ],
            }
            for field in visit.fields.values()
        ],
        "findings": [
            {"id": each.id, "severity": str(each.severity), "paths": list(each.paths)}
            for each in check(visit.fields, visit.kind, today)
        ],
    }


def sentences(row: dict) -> str:
    """The summary as a table for people."""
    lines = [
        _columns(
            _label(field["path"]),
            shown(field["path"], field["value"]) if field["value"] else "–",
            texts.text(f"command.state.{field['state']}"),
            _evidence(field),
        )
        for field in row["fields"]
    ]
    head = texts.text(
        "command.demo.result",
        number=row["reception_number"] or "–",
        status=texts.text(f"command.status.{row['status']}"),
    )
    printed = texts.text("command.demo.printed", files="、".join(row["printed"]) or "–")
    return "\n".join([head, printed, "", *lines])


def _label(path: str) -> str:
    member = member_of(path)
    label = get_field_type(path).label
    return label if member is None else f"{label} {member + 1}"


def _evidence(field: dict) -> str:
    said = [
        f"{texts.text('command.source.' + each['source'])}{'' if each['sure'] else '？'}" for each in field["evidence"]
    ]
    if field["decided_by"]:
        said.append(f"→ {texts.text('command.source.' + field['decided_by'])}")
    return "・".join(said)


def _columns(label: str, value: str, state: str, evidence: str) -> str:
    return f"{_pad(label, 20)}{_pad(value, 44)}{_pad(state, 10)}{evidence}".rstrip()


def _pad(text: str, width: int) -> str:
    """Pads to a width in columns of a terminal, where a kanji takes two and a variation selector none."""
    taken = sum(
        0
        if unicodedata.combining(char) or 0xE0100 <= ord(char) <= 0xE01EF
        else 2
        if unicodedata.east_asian_width(char) in "WFA"
        else 1
        for char in text
    )
    return text + " " * max(1, width - taken)
