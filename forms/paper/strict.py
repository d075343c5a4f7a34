"""Reading TOML strictly: a mistake is told with its line and key, never guessed over."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from base.trouble import Trouble
from forms.paper.description import Box


class Mistake(Exception):
    """A mistake in a description: where in the document, and what.

    Attributes:
        where: keys and list positions from the root of the document.
        problem: what is wrong, for IT staff.
    """

    def __init__(self, where: tuple[str | int, ...], problem: str) -> None:
        super().__init__(problem)
        self.where = where
        self.problem = problem


class Table:
    """One table of the document: every key is asked for by name, and a key that nobody asked for is a mistake."""

    def __init__(self, table: Any, where: tuple[str | int, ...]) -> None:
        if not isinstance(table, dict):
            raise Mistake(where, "must be a table")
        self.table, self.where, self.asked = table, where, []

    def get(self, key: str, kind: type | tuple[type, ...], default: Any = ...) -> Any:
        self.asked.append(key)
        if key not in self.table:
            if default is ...:
                raise Mistake(self.where, f"lacks '{key}'")
            return default
        value = self.table[key]
        # In Python True is an int; in a description it is never a number.
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise Mistake((*self.where, key), f"has the wrong type ({type(value).__name__})")
        return value

    def number(self, key: str, low: float, high: float, default: Any = ...) -> float:
        value = self.get(key, (int, float), default)
        if not low <= value <= high:
            raise Mistake((*self.where, key), f"must lie between {low:g} and {high:g}")
        return value

    def word(self, key: str, words: Iterable[str], default: Any = ...) -> str:
        value = self.get(key, str, default)
        if value not in (known := list(words)):
            raise Mistake((*self.where, key), f"'{value}' is none of its words{near_word(value, known)}")
        return value

    def texts(self, key: str, default: Any = ...) -> tuple[str, ...]:
        value = self.get(key, (str, list), default)
        rows = [value] if isinstance(value, str) else value
        if not all(isinstance(row, str) for row in rows):
            raise Mistake((*self.where, key), "must be a text or a list of texts")
        return tuple(rows)

    def box(self, key: str, page: tuple[float, float], default: Any = ...) -> Box | None:
        value = self.get(key, list, default)
        return value if value is None else _box(value, (*self.where, key), page)

    def boxes(self, key: str, page: tuple[float, float], thinnest: float = 0.01) -> tuple[Box, ...]:
        here = (*self.where, key)
        return tuple(_box(row, here, page, thinnest) for row in self.get(key, list, []))

    def tables(self, key: str) -> list[Table]:
        return [Table(row, (*self.where, key, i)) for i, row in enumerate(self.get(key, list, []))]

    def done(self) -> None:
        for key in self.table:
            if key not in self.asked:
                raise Mistake((*self.where, key), f"is unknown{near_word(key, self.asked)}")


def _box(value: Any, where: tuple[str | int, ...], page: tuple[float, float], thinnest: float = 0.01) -> Box:
    numbers = value if isinstance(value, list) else []
    if len(numbers) != 4 or not all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers):
        raise Mistake(where, "must be [left, top, width, height] in millimetres")
    box = Box(*map(float, numbers))
    if min(box.width, box.height) < thinnest or min(box.left, box.top) < 0:
        raise Mistake(where, "is empty or negative")
    if box.right > page[0] + 1e-6 or box.bottom > page[1] + 1e-6:
        raise Mistake(where, "reaches over the edge of the page")
    return box


def read_strictly(file: Path, form: str, read: Callable[[dict], Any], trouble: str = "form_broken") -> Any:
    """Reads a TOML document and turns every mistake in it into trouble.

    Args:
        file: the document.
        form: id of the form, or of whatever the folder describes.
        read: makes something of the document; raises :class:`Mistake`.
        trouble: id of the trouble; its details are form, file, line, key and problem.

    Raises:
        Trouble: as named.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Trouble(trouble, form=form, file=file.name, line=0, key="–", problem="unreadable file") from None
    try:
        return read(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        problem = str(error).split(" (at ")[0]
        raise Trouble(trouble, form=form, file=file.name, line=line, key="–", problem=problem) from None
    except Mistake as mistake:
        key = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in mistake.where).lstrip(".")
        raise Trouble(
            trouble,
            form=form,
            file=file.name,
            line=find_line(text, mistake.where),
            key=key or "–",
            problem=mistake.problem,
        ) from None


def find_line(text: str, where: tuple[str | int, ...]) -> int:
    """The line, from 1, of a place in a TOML document; the nearest enclosing one that can be found.

    tomllib keeps no positions, so headers and keys are looked for in the text.
    """
    lines = text.split("\n")
    start, rest = _find_header(lines, where)
    end = next((i for i in range(start + 1, len(lines)) if lines[i].startswith("[")), len(lines))
    keys = [step for step in rest if isinstance(step, str)]
    line = start
    for key in (keys[0], keys[-1]) if keys else ():  # the outermost that leads to it, and from there on the key itself
        pattern = re.compile(rf'(^\s*|[{{,.]\s*)"?{re.escape(key)}"?\s*[=.]')
        line = next((i for i in range(line, end) if pattern.search(lines[i])), line)
    return line + 1


def _find_header(lines: list[str], where: tuple[str | int, ...]) -> tuple[int, tuple[str | int, ...]]:
    """The line of the innermost header around a place, from 0, and the way from there on."""
    for length in range(len(where), 0, -1):
        names = r"\s*\.\s*".join(rf'"?{re.escape(step)}"?' for step in where[:length] if isinstance(step, str))
        headers = [i for i, line in enumerate(lines) if re.match(rf"\[\[?\s*{names}\s*\]", line)]
        step = where[length - 1]
        position = step if isinstance(step, int) else 0
        if position < len(headers):
            return headers[position], where[length:]
    return 0, where


def near_word(word: str, known: Iterable[str]) -> str:
    """The end of a problem: the known word that was probably meant, if any."""
    near = difflib.get_close_matches(word, list(known), 1)
    return f"; did you mean '{near[0]}'?" if near else ""
