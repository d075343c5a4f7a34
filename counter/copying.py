"""Values for the clipboard, as the resident-record system or its robot (RPA) takes them: one row a field, by tabs.

What a spreadsheet would take for a formula is defused as in the export.
"""

from __future__ import annotations

from db.output import defused
from forms import display
from forms.fields import Privacy, get_field_type
from forms.visit import Visit


def sheet(visit: Visit) -> tuple[str, int]:
    """All values of a visit as they stand on paper, in its order; and how many.

    Columns: path, Japanese label, value as data, value as it is written. Who does not move is not in it, nor is the
    resident record code.
    """
    rows = [
        (path, display.label(path, "ja", visit.kind), defused(field.value), defused(display.shown(path, field.value)))
        for path, field in visit.moving_fields.items()
        if field.value and get_field_type(path).privacy is not Privacy.SECRET
    ]
    return "\n".join("\t".join(row) for row in rows), len(rows)


def single(visit: Visit, path: str) -> str | None:
    """One value as it is written, exactly; None where there is none or it never leaves."""
    if get_field_type(path).privacy is Privacy.SECRET:
        return None
    return display.shown(path, visit.value(path)) or None
