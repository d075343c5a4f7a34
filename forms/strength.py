"""Which source weighs most for which field, and which sources are independent of each other."""

from __future__ import annotations

from forms.fields import get_field_type
from forms.reading import Source

_CARDS_FIRST = (
    Source.CLERK,
    Source.MY_NUMBER_CARD,
    Source.RESIDENCE_CARD,
    Source.CERTIFICATE,
    Source.LICENCE,
    Source.VISITOR,
    Source.PRE_ENTRY,
)
"""Who somebody is: an official text that cannot be misread comes first. A licence comes behind the certificate: its
chip has only JIS X 0208, so that 髙 and 﨑 are 高 and 崎 or nothing there."""

_PAPER_FIRST = (
    Source.CLERK,
    Source.CERTIFICATE,
    Source.MY_NUMBER_CARD,
    Source.RESIDENCE_CARD,
    Source.LICENCE,
    Source.VISITOR,
    Source.PRE_ENTRY,
)
"""What was: the former office certifies it. A card may not have been rewritten at the move before."""

_PERSON_FIRST = (
    Source.CLERK,
    Source.VISITOR,
    Source.PRE_ENTRY,
    Source.CERTIFICATE,
    Source.MY_NUMBER_CARD,
    Source.RESIDENCE_CARD,
    Source.LICENCE,
)
"""What is new: only the person knows it. The certificate's 転出先 was a plan, and no card has heard of it yet."""

_ORDER = {
    **dict.fromkeys(("name", "kana", "former_surname", "alias", "birth_date", "sex"), _CARDS_FIRST),
    **dict.fromkeys(("nationality", "status_of_residence", "period_of_stay", "stay_until"), _CARDS_FIRST),
    **dict.fromkeys(("card_number", "resident_code"), _CARDS_FIRST),
    **dict.fromkeys(("former_address", "former_building", "householder.former", "planned_on"), _PAPER_FIRST),
    **dict.fromkeys(("issued_on", "issuer", "registered_domicile", "register_head"), _PAPER_FIRST),
    **dict.fromkeys(("health_insurance", "pension", "care_insurance", "child_allowance"), _PAPER_FIRST),
    **dict.fromkeys(("kind", "moved_on", "notified_on", "householder.new", "new_address"), _PERSON_FIRST),
    **dict.fromkeys(("new_building", "phone", "notifier.name", "notifier.relation"), _PERSON_FIRST),
    **dict.fromkeys(("copy.document", "copy.items", "copy.count"), _PERSON_FIRST),
    **dict.fromkeys(("allowance.begins", "allowance.ends"), _PERSON_FIRST),
    # The relation to the new householder, which the paper only knows where the householder stays the same.
    "relationship": _PERSON_FIRST,
}


def rank(path: str, source: Source) -> int:
    """How much a source weighs for a field: 0 is the strongest."""
    return _ORDER[get_field_type(path).pattern.removeprefix("members[].")].index(source)


def origin(source: Source) -> str:
    """Sources of one origin are not independent: a pre-entry and a kiosk were typed by the same person."""
    return "visitor" if source in (Source.VISITOR, Source.PRE_ENTRY) else str(source)
