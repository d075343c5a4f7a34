"""What the kiosk says: labels, values and sources in the visitor's language. Plain strings, no widgets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from base import readings
from base.texts import action, has_text, message, text
from base.trouble import Trouble
from forms.dates import NotADate, era_text, get_iso_date
from forms.display import shown
from forms.fields import Kind, get_field_type, member_of
from forms.fusing import Field
from forms.reading import Source
from kiosk.purposes import PURPOSES

_MEMBER = re.compile(r"members\[\d+\]\.")


class Words:
    """The words of one language.

    Args:
        language: a language of :data:`base.texts.LANGUAGES`.
        kind: of the notification, where there is one: some fields are called after it.
    """

    def __init__(self, language: str = "ja", kind: str = "") -> None:
        self.language, self.kind = language, kind

    def __call__(self, key: str, **values: str | int) -> str:
        """A text of the kiosk's catalogue."""
        return text(f"kiosk.{key}", self.language, **values)

    def line(self, key: str) -> str:
        """A text whose line breaks are for large cards, in one line."""
        return self(key).replace("\n", "" if self.language in ("ja", readings.LANGUAGE, "zh") else " ")

    def device(self, name: str) -> str:
        """What a device of a self-test is called; nothing where the check says it all."""
        key = f"selftest.device.{name}"
        return text(key, self.language) if has_text(key, self.language) else ""

    def trouble(self, trouble: Trouble) -> tuple[str, str]:
        """What happened, and what to do now; in the kiosk's own words where those of the device are a clerk's."""
        instead = f"kiosk.instead.{trouble.id}"
        advice = (
            text(instead, self.language, **trouble.details)
            if has_text(instead, self.language)
            else action(trouble, self.language)
        )
        said = f"kiosk.said.{trouble.id}"
        happened = (
            text(said, self.language, **trouble.details)
            if has_text(said, self.language)
            else message(trouble, self.language)
        )
        return happened, advice

    def label(self, path: str) -> str:
        """What a field is called, as a good clerk would say it: "the day you moved" or "the day you will move"."""
        name = _MEMBER.sub("", path).replace(".", "_")
        purpose = PURPOSES.get(self.kind)
        own = f"field_of.{purpose.words if purpose else self.kind}.{name}"
        return self(own if has_text(f"kiosk.{own}", self.language) else f"field.{name}")

    def full_label(self, path: str) -> str:
        """The same with the person's number before it."""
        member = member_of(path)
        label = self.label(path)
        return label if member is None else f"{self('confirm.section_member', number=member + 1)} {label}"

    def value(self, path: str, value: str | None) -> str:
        """A value as people read it: a date in its era, a word for a coded value, anything else exactly."""
        if not value:
            return self("confirm.none")
        match get_field_type(path).kind:
            case Kind.DATE:
                return self.date(value)
            case Kind.SEX:
                return self(f"sex.{value}")
            case Kind.CHOICE if path == "notifier.relation":
                purpose = PURPOSES.get(self.kind)
                own = f"relation_of.{purpose.words if purpose else self.kind}.{value}"
                return self(own if has_text(f"kiosk.{own}", self.language) else f"relation.{value}")
            case Kind.CHOICE:
                return shown(path, value, self.language)
            case _:
                return value

    def date(self, value: str) -> str:
        """An ISO date in the visitor's way; what is no date stays as it is."""
        try:
            day = get_iso_date(value)
            if self.language.startswith("ja"):
                return era_text(day)  # as it stands on the form
            return self("date", era=era_text(day), year=day.year, month=day.month, day=day.day)
        except NotADate:
            return value

    def source(self, source: Source) -> str:
        """What a source is called."""
        return self(f"source.{source}")

    def sources(self, sources: Iterable[Source]) -> str:
        """Several sources, each once: 証明書・QR."""
        between = "・" if self.language in ("ja", readings.LANGUAGE, "ja-easy", "zh", "ko") else ", "
        return between.join(dict.fromkeys(self.source(each) for each in sources))

    def evidence(self, field: Field) -> str:
        """Who said so."""
        return self.sources(each.source for each in field.evidence if each.field.value == field.value) or (
            self.sources(each.source for each in field.evidence)
        )


def is_official(path: str) -> bool:
    """Whether every stroke counts: names and addresses."""
    return get_field_type(path).kind in (Kind.NAME, Kind.ADDRESS, Kind.BUILDING)
