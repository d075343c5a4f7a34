"""The daily anchor of the audit as a page for the safe: what :meth:`db.lines.Anchor.parse` takes back, to be typed or
scanned."""

from __future__ import annotations

from datetime import date, datetime

from base.clock import JAPAN
from db.lines import Anchor
from forms import display
from forms.paper.values import FormData

FORM = "audit_anchor"
_COLUMNS = "abcd"


def sheet_data(anchor: Anchor, *, office: str, place: str, day: date | None, made: datetime) -> FormData:
    """What the page shows.

    Args:
        anchor: the state of the audit.
        office: whose audit it is.
        place: the name of the store.
        day: that the anchor is the end of; None for the day on which it is made.
        made: when the page is made.
    """
    local = made.astimezone(JAPAN)
    digits = anchor.mac.hex().upper()
    groups = [digits[at : at + 4] for at in range(0, len(digits), 4)]
    values = {
        "form.office": office[:40],
        "form.store": place[:80],
        "form.day": display.date_text(day or local.date()),
        "form.lines": str(anchor.number),
        "form.made": f"{display.date_text(local.date())}　{local.hour}時{local.minute:02d}分",
    }
    for at, group in enumerate(groups):
        values[f"form.part[{at // len(_COLUMNS)}].{_COLUMNS[at % len(_COLUMNS)]}"] = group
    return FormData(values, code=anchor.text)


def sheet(anchor: Anchor, *, office: str, place: str, day: date | None, made: datetime) -> bytes:
    """The page as PDF; arguments as for :func:`sheet_data`.

    Raises:
        Trouble: ``font_missing``, ``form_broken``.
    """
    from forms.paper.fill import fill

    return fill(FORM, sheet_data(anchor, office=office, place=place, day=day, made=made))
