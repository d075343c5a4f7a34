"""From the TOML of a form's folder to its description."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from forms.fields import FIELDS, find_field_type
from forms.paper.description import Condition, Form, Input, Sheet, Style, Term, TextSpot, TickSpot
from forms.paper.fonts import FALLBACKS
from forms.paper.strict import Mistake, Table, near_word, read_strictly
from forms.paper.values import DERIVED, FORMATS

_TERM = re.compile(r"\{([^{}:]+)(?::([a-z_]+))?\}")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def parse_form(folder: Path) -> Form:
    """The form that a folder describes.

    Raises:
        Trouble: ``form_broken`` with file, line, key and problem.
    """
    file = folder / "form.toml"
    return read_strictly(file, folder.name, lambda document: _form(document, folder))


def _form(document: dict, folder: Path) -> Form:
    root = Table(document, ())
    title = root.get("title", str)
    size = root.get("size", list, [210, 297])
    if len(size) != 2 or not all(isinstance(n, int | float) and 20 <= n <= 1000 for n in size):
        raise Mistake(("size",), "must be [width, height] in millimetres")
    page = (float(size[0]), float(size[1]))
    inputs = _inputs(root.get("input", dict, {}), ("input",))
    lists = root.get("rows", dict, {})
    for name, columns in lists.items():
        if not _NAME.fullmatch(name) or name in inputs or name == "members":
            raise Mistake(("rows", name), "is no name for rows, or names something else")
        inputs |= _inputs(columns, ("rows", name), f"{name}[].")
    sheets = tuple(_sheet(row, page, ("members", *lists)) for row in root.tables("sheet"))
    if not sheets:
        raise Mistake((), "lacks a 'sheet'")
    styles = {name: _style(Table(row, ("style", name)), Style()) for name, row in root.get("style", dict, {}).items()}
    texts = tuple(_text(row, page, sheets, styles, inputs) for row in root.tables("text"))
    ticks = tuple(_tick(row, page, sheets, inputs) for row in root.tables("tick"))
    root.done()
    return Form(folder.name, title, folder, page, sheets, texts, ticks, inputs)


def _inputs(table: dict, where: tuple[str, ...], prefix: str = "") -> dict[str, Input]:
    found = {}
    for name, row in Table(table, where).table.items():
        here = Table(row, (*where, name))
        if not _NAME.fullmatch(name):
            raise Mistake(here.where, "is no name: lower-case letters, digits, underscores")
        choices = here.get("choices", dict, {})
        default = here.get("default", str, "")
        if not all(isinstance(word, str) and "," not in key for key, word in choices.items()):
            raise Mistake((*here.where, "choices"), "must map words without a comma to texts")
        many = here.get("many", bool, False)
        length = int(here.number("max_length", 1, 400, 40))
        found[prefix + name] = Input(prefix + name, here.get("label", str), choices, many, length, default)
        here.done()
    return found


def _sheet(row: Table, page: tuple[float, float], lists: tuple[str, ...]) -> Sheet:
    sheet = Sheet(
        row.get("id", str),
        int(row.number("background", 1, 99)),
        int(row.number("rows", 0, 40, 0)),
        row.word("rows_of", lists, "members"),
        row.number("pitch", 0, page[1], 0),
        row.get("continues", bool, False),
        row.box("code", page, None),
        row.box("mark", page, None),
        row.box("note", page, None),
        row.box("empty_row", page, None),
    )
    if sheet.continues and not sheet.rows:
        raise Mistake(row.where, "continues and so needs 'rows'")
    if sheet.rows > 1 and not sheet.pitch:
        raise Mistake(row.where, "has rows and so needs 'pitch'")
    row.done()
    return sheet


def _style(row: Table, base: Style, done: bool = True) -> Style:
    style = Style(
        row.word("font", FALLBACKS, base.font),
        row.number("size", 3, 72, base.size),
        row.number("min_size", 3, 72, base.min_size),
        int(row.number("lines", 1, 20, base.lines)),
        row.word("align", ("left", "center", "right"), base.align),
        row.word("valign", ("top", "middle", "bottom"), base.valign),
    )
    if done:
        row.done()
    return style


def _text(
    row: Table,
    page: tuple[float, float],
    sheets: tuple[Sheet, ...],
    styles: dict[str, Style],
    inputs: dict[str, Input],
) -> TextSpot:
    base = styles[row.word("style", styles)] if "style" in row.table else Style()
    row.asked.append("style")
    spot = TextSpot(
        _sheet_ids(row, sheets),
        row.box("box", page),
        tuple(_part(text, (*row.where, "text"), inputs) for text in row.texts("text")),
        row.get("join", str, "　"),
        _style(row, base, done=False),
        _condition(row, inputs),
    )
    row.done()
    _check_rows(row, spot, sheets, page)
    return spot


def _tick(row: Table, page: tuple[float, float], sheets: tuple[Sheet, ...], inputs: dict[str, Input]) -> TickSpot:
    spot = TickSpot(_sheet_ids(row, sheets), row.box("box", page), _condition(row, inputs))
    if not spot.when.tests:
        raise Mistake(row.where, "lacks 'when'")
    row.done()
    _check_rows(row, spot, sheets, page)
    return spot


def _sheet_ids(row: Table, sheets: tuple[Sheet, ...]) -> tuple[str, ...]:
    known = [sheet.id for sheet in sheets]
    ids = row.texts("sheet", known[:1])
    for id in ids:
        if id not in known:
            raise Mistake((*row.where, "sheet"), f"there is no sheet '{id}'{near_word(id, known)}")
    return ids


def _check_rows(row: Table, spot: TextSpot | TickSpot, sheets: tuple[Sheet, ...], page: tuple[float, float]) -> None:
    if not spot.of_row:
        return
    terms = spot.terms if isinstance(spot, TextSpot) else tuple(term for term, _ in spot.when.tests)
    lists = {term.rows_of for term in terms if term.of_row}
    for sheet in sheets:
        if sheet.id in spot.sheets:
            if not sheet.rows:
                raise Mistake(row.where, f"names {min(lists)}[], but sheet '{sheet.id}' has no rows")
            if lists != {sheet.rows_of}:
                raise Mistake(
                    row.where, f"names {', '.join(sorted(lists))}, but sheet '{sheet.id}' has {sheet.rows_of}"
                )
            if spot.box.bottom + (sheet.rows - 1) * sheet.pitch > page[1] + 1e-6:
                raise Mistake((*row.where, "box"), "its last row reaches over the edge of the page")


def _part(text: str, where: tuple[str | int, ...], inputs: dict[str, Input]) -> tuple[str | Term, ...]:
    pieces: list[str | Term] = []
    position = 0
    for match in _TERM.finditer(text):
        pieces += [text[position : match.start()], _term(match[1], match[2] or "plain", where, inputs)]
        position = match.end()
    pieces.append(text[position:])
    if any(isinstance(piece, str) and ("{" in piece or "}" in piece) for piece in pieces):
        raise Mistake(where, "has a brace that holds no path")
    return tuple(piece for piece in pieces if piece)


def _condition(row: Table, inputs: dict[str, Input]) -> Condition:
    tests = []
    table = Table(row.get("when", dict, {}), (*row.where, "when"))
    for key in table.table:
        path, _, format = key.partition(":")
        term = _term(path, format or "plain", (*table.where, key), inputs)
        words = table.texts(key)
        _check_words(term, words, (*table.where, key), inputs)
        tests.append((term, words))
    return Condition(tuple(tests))


def _check_words(term: Term, words: tuple[str, ...], where: tuple[str | int, ...], inputs: dict[str, Input]) -> None:
    if term.format != "plain":
        return
    if term.path.startswith("form."):
        asked = inputs.get(term.path[5:])
        choices: Iterable[str] = asked.choices if asked else ()
    else:
        row = find_field_type(term.path.replace("[]", "[0]"))
        choices = row.choices if row else ()
    for word in words:
        if choices and word not in ("", "*", *choices):
            raise Mistake(where, f"'{word}' is none of its choices{near_word(word, choices)}")


def _term(path: str, format: str, where: tuple[str | int, ...], inputs: dict[str, Input]) -> Term:
    known = {row.pattern for row in FIELDS} | set(DERIVED) | {f"form.{name}" for name in inputs}
    known |= {f"form.{name.split('[')[0]}{end}" for name in inputs if "[]." in name for end in ("[].number", ".count")}
    if path not in known and find_field_type(path) is None:
        raise Mistake(where, f"there is no field '{path}'{near_word(path, known)}")
    if format not in FORMATS:
        raise Mistake(where, f"there is no format '{format}'{near_word(format, FORMATS)}")
    return Term(path, format)
