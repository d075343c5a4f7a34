"""控え: what the notification or application says, for a visitor who does not read Japanese easily.

The notification itself is Japanese, whatever the visitor reads. The copy has every label in Japanese and in the
visitor's language, so that both sides of a counter can point at the same line. Names and addresses stand on it
exactly as on the notification; only dates, sexes, choices and usual relationships are said in the other language, too.
"""

from __future__ import annotations

from collections.abc import Mapping

from base import texts
from forms.dates import era_text, find_iso_date
from forms.display import label, shown
from forms.fields import Kind, Privacy, get_field_type, member_of, paper_order
from forms.paper.of_visit import form_of
from forms.paper.values import FormData
from forms.preentry.page import RELATIONSHIPS

FORM = "visitor_copy"
LANGUAGES = ("ja-easy", "en", "zh", "ko")
"""Of whom a copy is printed; for others the notification says it already."""
_NOT_ON_THE_FORM = frozenset({"issuer", "issued_on", "notifier.name"})
"""The paper that was shown, and what is signed by hand."""
_NOT_ON_PAPER = ("health_insurance", "pension", "care_insurance", "child_allowance", "card_number")
_WORDS = {value: word for word, value in RELATIONSHIPS.items()}


def copy_data(data: FormData, language: str) -> FormData | None:
    """What the copy shows, or None in a language that needs none.

    Args:
        data: what the notification shows, from :func:`forms.paper.of_visit.form_data`.
        language: of the visitor.
    """
    if language not in LANGUAGES:
        return None
    kind = data.values.get("kind", "")
    form = form_of(kind)
    values = {
        "form.language": language,
        "form.title": f"{texts.text(f'visitor_copy.form.{form}', 'ja')}の控え",
        "form.subtitle": texts.text("visitor_copy.subtitle", language),
        "form.lead": texts.text("visitor_copy.lead", language, form=texts.text(f"visitor_copy.form.{form}", language)),
    }
    for row, path in enumerate(_paths(data.values)):
        value = data.values[path]
        entry = {
            "label": label(path, "ja", kind),
            "own": label(path, language, kind),
            "value": _official(path, value),
            "said": _said(path, value, language),
        }
        values |= {f"form.entry[{row}].{name}": text for name, text in entry.items() if text}
    return FormData(values, reception_number=data.reception_number, visit_id=data.visit_id, virtual=data.virtual)


def _paths(values: Mapping[str, str]) -> list[str]:
    """What stands on the notification, in its order."""
    known = [path for path in values if not path.startswith("form.") and values[path] and _is_on_form(path, values)]
    return sorted(known, key=paper_order)


def _is_on_form(path: str, values: Mapping[str, str]) -> bool:
    row = get_field_type(path)
    if path == "planned_on":
        return values.get("kind") == "moving_out"
    if row.privacy is Privacy.SECRET or path in _NOT_ON_THE_FORM:
        return False
    return member_of(path) is None or not path.endswith(_NOT_ON_PAPER)


def _official(path: str, value: str) -> str:
    day = find_iso_date(value) if get_field_type(path).kind is Kind.DATE else None
    return era_text(day) if day else shown(path, value)


def _said(path: str, value: str, language: str) -> str:
    """The same in the visitor's language, or empty where it is the same in every language."""
    if get_field_type(path).kind is Kind.RELATIONSHIP:
        word = _WORDS.get(value)
        return texts.text(f"preentry_page.relation.{word}", language) if word else ""
    said = shown(path, value, language)
    return said if said != _official(path, value) else ""
