"""手続案内票: a person's procedures as the data of the form ``guide_sheet``.

The sheet is for the person, so it is written in their language; under it stands the Japanese title, for the counter.
It names nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from base import texts
from forms.guide.description import Guide, Procedure
from forms.guide.wording import date_text, note, phrase, rule_text
from forms.paper.values import FormData

FORM = "guide_sheet"
_JAPANESE = ("ja", "ja-easy")
_SEPARATOR = {"en": ", ", "ko": ", "}
_WORDS = ("subtitle", "lead", "procedure_head", "counter_head", "until_head", "bring_head")
"""What is printed around the rows; inputs of the form and texts of the same names."""


def sheet_data(
    guide: Guide,
    procedures: Sequence[Procedure],
    language: str,
    today: date,
    *,
    reception_number: str | None = None,
    visit_id: str | None = None,
    virtual: bool = False,
) -> FormData:
    """What the sheet shows.

    Args:
        guide: that the procedures come from.
        procedures: in order.
        language: of :data:`base.texts.LANGUAGES`.
        today: the day for which the deadlines were counted.
        reception_number: None before there is one.
        visit_id: goes into the small code; None leaves it out.
        virtual: whether virtual devices took part.
    """
    values = {f"form.{word}": texts.text(f"guide.sheet.{word}", language) for word in _WORDS}
    values["form.language"] = language
    values["form.municipality"] = phrase(guide, "name", language)
    values["form.as_of"] = texts.text("guide.sheet.as_of", language, date=date_text(today, language))
    if any(not each.rule.provenance.checked for each in procedures):
        values["form.unchecked"] = texts.text("guide.sheet.unchecked", language)
    for row, procedure in enumerate(procedures):
        for column, value in _row(guide, procedure, language).items():
            if value:
                values[f"form.procedure[{row}].{column}"] = value
    return FormData(values, reception_number=reception_number, visit_id=visit_id, virtual=virtual)


def _row(guide: Guide, procedure: Procedure, language: str) -> dict[str, str]:
    counter, mark = procedure.rule.counter, "" if procedure.rule.provenance.checked else "※"
    name = phrase(guide, f"counter.{counter.id}", language)
    place = counter.floor
    if counter.number:
        place = texts.text("guide.sheet.place", language, floor=counter.floor, number=counter.number).strip()
    title = phrase(guide, f"procedure.{procedure.id}.title", language)
    japanese = phrase(guide, f"procedure.{procedure.id}.title")
    items = [phrase(guide, f"bring.{id}", language) for id in procedure.bring]
    return {
        "title": f"{mark} {title}".strip(),
        "japanese": "" if language in _JAPANESE else japanese,
        "note": note(guide, procedure, language),
        # Outside the office there is no floor: the name then stands where one looks for the way.
        "place": place or name,
        "counter": name if place else "",
        "last": _last(procedure, language),
        "rule": rule_text(procedure, language) if procedure.last_day else "",
        "bring": _SEPARATOR.get(language, "、").join(items) or texts.text("guide.sheet.nothing", language),
    }


def _last(procedure: Procedure, language: str) -> str:
    if procedure.rule.deadline is None:
        return texts.text("guide.sheet.none", language)
    if procedure.last_day is None:
        return rule_text(procedure, language)
    key = "guide.sheet.over" if procedure.overdue else "guide.sheet.last"
    return texts.text(key, language, date=date_text(procedure.last_day, language))
