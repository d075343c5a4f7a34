"""What may be spoken aloud: the fixed sentences of the catalogues and of the guide, and nothing of anybody.

The gate is the last thing before the voice. It knows every sentence that the program itself says; a name, an address,
a date or a number of somebody is none of them, so it cannot pass, whichever screen hands it over by mistake.
"""

from __future__ import annotations

import re
from functools import cache

from base import readings
from base.texts import catalogue
from forms.guide.description import Guide
from look import ruby

_ROOMS = ("kiosk.", "look.", "trouble.")
VALUES = (
    "kiosk.sex.",
    "kiosk.relation.",
    "kiosk.source.",
    "kiosk.confirm.none",
    "kiosk.welcome.size_",
    "kiosk.pin.entered",
)
"""Words of the catalogue that stand for what somebody has said or typed."""
OF_GUIDE = ("question.", "answer.")
"""What of a guide may be spoken: its questions. The procedures that they lead to tell of a family."""
COUNTS = frozenset(
    {"count", "number", "most", "seconds", "tries", "tries_left", "seen", "total", "page", "pages", "max"}
)
"""Placeholders that are filled with a small number of things."""
_COUNT = r"\d{1,3}"
_LABELS = ("kiosk.field.", "kiosk.field_of.")
_NAMES = {
    "kiosk.welcome.text_size": ("size", "kiosk.welcome.size_"),
    "kiosk.welcome.theme": ("name", "kiosk.welcome.theme_"),
    "kiosk.voice.rate": ("name", "kiosk.voice.rate_"),
    "kiosk.voice.volume": ("name", "kiosk.voice.volume_"),
}
"""Texts with the name of a setting in them → its placeholder and where the names stand."""
_PLACE = re.compile(r"\{(\w+)\}")


def plain(text: str, language: str) -> str:
    """A text as it is heard: without readings, in one line."""
    between = "" if language in ("ja", "zh") else " "
    return ruby.plain(text, readings.LANGUAGE if language == "ja" else language).replace("\n", between).strip()


@cache
def _fixed(language: str) -> frozenset[str]:
    """All sentences without placeholders."""
    return frozenset(
        said
        for key, value in catalogue(language).items()
        if key.startswith(_ROOMS) and not key.startswith(VALUES) and not _PLACE.search(value)
        for said in (plain(value, language), *(plain(line, language) for line in value.split("\n")))
        if said
    )


@cache
def _patterns(language: str) -> re.Pattern[str]:
    """All sentences with counts, labels of fields or names of settings in them."""
    texts = catalogue(language)

    def either(prefixes: str | tuple[str, ...]) -> str:
        found = {plain(value, language) for key, value in texts.items() if key.startswith(prefixes)}
        return "(?:" + "|".join(sorted(map(re.escape, found), key=len, reverse=True)) + ")"

    member = re.escape(plain(texts["kiosk.confirm.section_member"], language)).replace(r"\{number\}", _COUNT)
    label = f"(?:{member} ?)?{either(_LABELS)}"
    made = [label]
    for key, value in texts.items():
        places = set(_PLACE.findall(value))
        if not places or not key.startswith(_ROOMS) or key.startswith(VALUES):
            continue
        fill = dict.fromkeys(places & COUNTS, _COUNT)
        if "label" in places:
            fill["label"] = label
        if key in _NAMES:
            fill[_NAMES[key][0]] = either(_NAMES[key][1])
        if set(fill) == places:
            pattern = re.escape(plain(value, language))
            for place, filled in fill.items():
                pattern = pattern.replace(re.escape(f"{{{place}}}"), filled)
            made.append(pattern)
    return re.compile("|".join(f"(?:{each})" for each in made))


_GUIDES: dict[tuple[str, str], frozenset[str]] = {}


def _of_guide(guide: Guide, language: str) -> frozenset[str]:
    key = (str(guide.folder), language)
    if key not in _GUIDES:
        _GUIDES[key] = frozenset(
            plain(value, language) for name, value in guide.words[language].items() if name.startswith(OF_GUIDE)
        )
    return _GUIDES[key]


def is_sayable(text: str, language: str, guide: Guide | None = None) -> bool:
    """Whether a text, as :func:`plain` gives it, is a fixed sentence of ours."""
    if not text:
        return False
    if text in _fixed(language) or (guide is not None and text in _of_guide(guide, language)):
        return True
    return _patterns(language).fullmatch(text) is not None


def all_fixed(language: str, guide: Guide | None = None) -> list[str]:
    """Every sentence that can be rendered ahead, in a fixed order."""
    return sorted(_fixed(language) | (_of_guide(guide, language) if guide else frozenset()))
