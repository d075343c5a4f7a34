"""Filling a form: values laid over its background.

Three steps: what stands on which page (:func:`compose`, pure geometry that tests measure), the drawing of it, and the
laying of the drawing on the form's background. The same data gives the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from base.trouble import Trouble
from forms.fields import FIELDS
from forms.paper.description import Box, Form, Sheet, Style, Term, TextSpot, get_form
from forms.paper.glyphs import shape
from forms.paper.layout import Setting, set_text
from forms.paper.painter import Painter
from forms.paper.values import FormData, Place, common, holds, written
from forms.visit_code import visit_code

_MARK_STYLE = Style("gothic_bold", 11, 6, 1, "center")
_LINE = 0.22
"""In mm, a little more than half of the firmest line around a row (:data:`forms.paper.painter.FIRM`)."""
_NOTE_STYLE = Style("gothic", 7.5, 5, 2, "left", "top")


@dataclass(frozen=True, slots=True)
class Flagged:
    """A value with a character that could not be printed as it is.

    Attributes:
        path: the field.
        characters: each as in the data, selector included.
        page: where it stands, from 1.
    """

    path: str
    characters: tuple[str, ...]
    page: int


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text on a page, with the paths of the values in it."""

    setting: Setting
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """One page before it is drawn. ``blank`` is where rows stood that the data has not."""

    sheet: Sheet
    texts: tuple[PlacedText, ...]
    ticks: tuple[Box, ...]
    flagged: tuple[Flagged, ...]
    blank: Box | None = None


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A filled form.

    Attributes:
        pdf: the file.
        pages: how many.
        flagged: what somebody has to complete by hand; the page says so too.
    """

    pdf: bytes
    pages: int
    flagged: tuple[Flagged, ...]


def fill(form_id: str, data: FormData) -> bytes:
    """The filled form as a PDF.

    Raises:
        Trouble: ``form_unknown``, ``form_broken``, ``data_invalid``, ``font_missing``.
    """
    return fill_form(get_form(form_id), data).pdf


def fill_form(form: Form, data: FormData) -> FilledForm:
    """The filled form, with what has to be completed by hand.

    Raises:
        Trouble: ``form_broken``, ``data_invalid``, ``font_missing``.
    """
    pages = compose(form, data)
    painter = Painter(form.size)
    for page in pages:
        _paint(painter, page, form, data)
        painter.next_page()
    with _background(form) as background, pikepdf.new() as pdf:
        overlays = painter.finish(pdf)
        for page, overlay in zip(pages, list(overlays), strict=True):
            if not 1 <= page.sheet.background <= len(background.pages):
                raise _broken(form, f"has no page {page.sheet.background}")
            pdf.pages.append(background.pages[page.sheet.background - 1])
            _lay(overlay, pdf.pages[-1])
        del pdf.pages[: len(pages)]
        return FilledForm(save(pdf, form.title), len(pages), tuple(f for page in pages for f in page.flagged))


def _lay(overlay: pikepdf.Page, page: pikepdf.Page) -> None:
    """Lays a page over another. pikepdf's own way gives the overlay a random name: no two files would be the same."""
    page.add_resource(overlay.as_form_xobject(), pikepdf.Name.XObject, pikepdf.Name("/Filled"))
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ q /Filled Do Q")


def save(pdf: pikepdf.Pdf, title: str) -> bytes:
    """The bytes of a finished PDF: the same for the same content, with no name in its metadata but the form's.

    Viewers are asked to print it at its true size (ISO 32000-1, 12.2).
    """
    pdf.docinfo["/Title"] = title
    pdf.Root.Lang = pikepdf.String("ja-JP")
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True, PrintScaling=pikepdf.Name("/None"))
    pdf.remove_unreferenced_resources()
    out = BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def compose(form: Form, data: FormData) -> list[PlacedPage]:
    """What stands where on each page.

    Raises:
        Trouble: ``data_invalid``, ``font_missing``.
    """
    data.check()
    data.check_inputs(form)
    sheets = _sheets(form, data)
    return [
        _placed_page(form, sheet, data, Place(number, len(sheets), first))
        for number, (sheet, first) in enumerate(sheets, start=1)
    ]


def _sheets(form: Form, data: FormData) -> list[tuple[Sheet, int]]:
    """The pages to print, each with the row of its list that comes first.

    A form without a continuation page shows the rows it has room for; it is not about the others.
    """
    pages: list[tuple[Sheet, int]] = []
    first = dict.fromkeys((sheet.rows_of for sheet in form.sheets), 0)
    for sheet in form.sheets:
        if not sheet.continues:
            pages.append((sheet, first[sheet.rows_of]))
            first[sheet.rows_of] += sheet.rows
    for sheet in form.sheets:
        while sheet.continues and first[sheet.rows_of] < data.rows(sheet.rows_of):
            pages.append((sheet, first[sheet.rows_of]))
            first[sheet.rows_of] += sheet.rows
    return pages


def _placed_page(form: Form, sheet: Sheet, data: FormData, place: Place) -> PlacedPage:
    texts: list[PlacedText] = []
    ticks: list[Box] = []
    for spot in form.texts:
        for box, at in _boxes(spot.box, spot.of_row, sheet, place) if sheet.id in spot.sheets else ():
            if text := _placed_text(spot, box, form, data, at):
                texts.append(text)
    for spot in form.ticks:
        for box, at in _boxes(spot.box, spot.of_row, sheet, place) if sheet.id in spot.sheets else ():
            if holds(spot.when, form, data, at):
                ticks.append(box)
    flagged = [
        Flagged(text.paths[0] if text.paths else "–", characters, place.page)
        for text in texts
        if (characters := tuple(g.text for line in text.setting.lines for g in line.glyphs if g.flagged))
    ]
    # In the order in which a clerk goes down the page: the visit's own values, then person by person.
    flagged.sort(key=lambda flag: flag.path.startswith("members[") and 1 + int(flag.path[8:].split("]")[0]))
    return PlacedPage(sheet, tuple(texts), tuple(ticks), tuple(flagged), _blank(sheet, data, place))


def _blank(sheet: Sheet, data: FormData, place: Place) -> Box | None:
    """Where the rows stand that the data has not, with their lines; the lower line of the last row stays."""
    used = min(max(data.rows(sheet.rows_of) - place.first, 0), sheet.rows)
    if sheet.empty_row is None or used == sheet.rows:
        return None
    first = sheet.empty_row.moved(used * sheet.pitch)
    return Box(first.left - _LINE, first.top + _LINE, first.width + 2 * _LINE, (sheet.rows - used) * sheet.pitch)


def _boxes(box: Box, of_row: bool, sheet: Sheet, place: Place) -> list[tuple[Box, Place]]:
    rows = range(sheet.rows if of_row else 1)
    return [(box.moved(row * sheet.pitch), Place(place.page, place.pages, place.first, row)) for row in rows]


def _placed_text(spot: TextSpot, box: Box, form: Form, data: FormData, place: Place) -> PlacedText | None:
    if not holds(spot.when, form, data, place):
        return None
    parts, paths = [], []
    for part in spot.parts:
        terms = {piece: written(piece, form, data, place) for piece in part if isinstance(piece, Term)}
        if all(terms.values()):
            parts.append("".join(terms[piece] if isinstance(piece, Term) else piece for piece in part))
            paths += [term.path.replace("[]", f"[{place.first + place.row}]") for term in terms]
    text = spot.join.join(parts)
    if not text:
        return None
    return PlacedText(set_text(shape(text, spot.style.font), box, spot.style), tuple(paths))


def _paint(painter: Painter, page: PlacedPage, form: Form, data: FormData) -> None:
    if page.blank:
        painter.rectangle(page.blank, fill=1.0)
    for text in page.texts:
        painter.text(text.setting)
    for box in page.ticks:
        painter.tick(box)
    code = data.code or (visit_code(data.visit_id) if data.visit_id else None)
    if page.sheet.code and code:
        painter.code(code, page.sheet.code)
    if data.virtual:
        _paint_mark(painter, page.sheet, form)
    if page.flagged:
        places = "、".join(dict.fromkeys(_label(flag.path, form) for flag in page.flagged))
        box = page.sheet.note or Box(12, form.size[1] - 12, form.size[0] - 24, 7)
        painter.words(common()["mark"]["flagged"].format(places=places), box, _NOTE_STYLE)


def _paint_mark(painter: Painter, sheet: Sheet, form: Form) -> None:
    box = sheet.mark or Box(form.size[0] / 2 - 40, 5, 80, 7)
    painter.rectangle(box, 0.4)
    inside = Box(box.left + 2, box.top + 0.8, box.width - 4, box.height - 1.6)
    painter.words(common()["mark"]["virtual"], inside, _MARK_STYLE)


def _label(path: str, form: Form) -> str:
    """How a page names a value to the clerk: 2人目の氏名."""
    if path.startswith("form."):
        row = re.search(r"\[(\d+)\]", path)
        asked = form.inputs.get(re.sub(r"\[\d+\]", "[]", path[5:]))
        label = asked.label if asked else ""
        return f"{int(row[1]) + 1}件目の{label}" if row else label
    member = re.fullmatch(r"members\[(\d+)\]\.(\w+)", path)
    pattern = f"members[].{member[2]}" if member else path
    label = common()["label"].get(pattern) or next((row.label for row in FIELDS if row.pattern == pattern), "")
    return f"{int(member[1]) + 1}人目の{label}" if member else label


def _background(form: Form) -> pikepdf.Pdf:
    try:
        return pikepdf.open(form.background)
    except (OSError, pikepdf.PdfError):
        raise _broken(form, "is missing or no PDF") from None


def _broken(form: Form, problem: str) -> Trouble:
    return Trouble("form_broken", form=form.id, file=form.background.name, line=0, key="–", problem=problem)
