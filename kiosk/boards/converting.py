"""From kana in the line to kanji: what is the reading, what may it be, and what becomes of the line. Plain Python."""

from __future__ import annotations

from collections.abc import Mapping

from forms.fields import Kind, get_field_type, kana_path
from forms.fusing import Field
from forms.names.spellings import Known, Sort, Spelling
from kiosk.boards.line import Line

CONVERTED = frozenset({Kind.NAME, Kind.ADDRESS, Kind.BUILDING, Kind.TEXT})
"""Kinds of fields that are written in kanji."""


def _script(char: str) -> str:
    if "ぁ" <= char <= "ゖ":
        return "hiragana"
    return "katakana" if "ァ" <= char <= "ヺ" else "both" if char == "ー" else ""


def find_reading(line: Line, kind: Kind) -> str:
    """The kana before the caret, as far as they are of one script; empty where there are none.

    Who has changed to katakana for a name means katakana. A building's board begins with them.
    """
    run: list[str] = []
    script = ""
    for char in reversed(line.before):
        own = _script(char)
        if not own or (script and own not in (script, "both")):
            break
        if own != "both":
            script = own
        run.append(char)
    if kind is Kind.NAME and script == "katakana":
        return ""
    return "".join(reversed(run)).lstrip("ー")


def sort_of(line: Line, kind: Kind, reading: str) -> Sort:
    """What the reading before the caret is."""
    if kind is not Kind.NAME:
        return Sort.WORD
    before = "".join(line.before[: len(line.before) - len(reading)])
    return Sort.GIVEN if before.strip(" 　") else Sort.SURNAME


def converted(line: Line, reading: str, spelling: Spelling, sort: Sort) -> Line:
    """The line with this spelling instead of the beginning of the reading.

    A surname gets its blank behind it, so that the given name is looked for next.
    """
    kept = "".join(line.before[: len(line.before) - len(reading)])
    rest = reading[spelling.length :]
    blank = "　" if sort is Sort.SURNAME and not "".join(line.after).startswith((" ", "　")) else ""
    text = kept + spelling.text + blank + rest
    made = Line.of(text + "".join(line.after), len(text), line.limit)
    return made if len(made.text) <= line.limit else line


def known_surnames(fields: Mapping[str, Field], path: str) -> tuple[Known, ...]:
    """The surnames of everybody else in the household, with their readings where they are known.

    Args:
        path: of the name that is typed.
    """
    found: dict[str, Known] = {}
    for other, field in fields.items():
        if other == path or not field.value or get_field_type(other).kind is not Kind.NAME:
            continue
        said = fields.get(kana_path(other)) if other.endswith(".name") else None
        surname = field.value.replace(" ", "　").partition("　")
        if not surname[1]:
            continue  # written without a blank: nobody knows where the surname ends
        reading = (said.value or "" if said else "").replace(" ", "　").partition("　")[0]
        if surname[0] not in found or reading:
            found[surname[0]] = Known(surname[0], reading)
    return tuple(found.values())
