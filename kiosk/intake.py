"""From devices to readings, and from a visit to paper. Everything here blocks: it runs on threads of :mod:`kiosk.jobs`.

The heavy engines (OCR, PDF) are imported where they are used, so that the welcome screen does not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from base import events
from base.clock import Clock, today
from base.trouble import Trouble
from forms.actions import Action, ActionType
from forms.reading import Reading
from forms.visit import new_id
from kiosk.draft import Box, Draft
from kiosk.frames import Told, frames

if TYPE_CHECKING:
    import numpy as np

    from devices.camera.api import Camera
    from devices.card.readers import CardReader
    from devices.printer.api import Printer
    from devices.scanner.api import Scanner
    from devices.voice.api import Voice
    from forms.guide.advice import Advice
    from forms.guide.questions import Questions
    from forms.paper.values import FormData
    from kiosk.calling import Calls
    from kiosk.leaving import Journeys

GUIDE_SHEET = "guide_sheet"
COPY = "visitor_copy"
PRINT_TITLE = "kakanai"
"""The spooler shows and logs it: the same for everybody."""
CUT_MARGIN = 0.35
"""Of the height of a field's box, left around it."""
STILL_EVERY = 20
"""Every so many frames the slower second decoder has a look, too."""


class Bus(Protocol):
    """The thread that owns the card reader."""

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]: ...


class Desk(Protocol):
    """What is plugged in. A device that the office does not have is None."""

    cards: CardReader | None
    bus: Bus
    scanner: Scanner | None
    camera: Camera | None
    printer: Printer | None
    voice: Voice | None

    @property
    def is_virtual(self) -> bool: ...


class Visits(Protocol):
    """What the kiosk needs of the store."""

    def add(self, actions: list[Action], *, pages: dict[str, bytes] = ...) -> int: ...

    def next_reception_number(self, day: Any) -> str: ...

    @property
    def calls(self) -> Calls: ...

    @property
    def journeys(self) -> Journeys: ...


def watch_for_code(
    camera: Camera,
    now: Callable[[], datetime],
    wanted: Callable[[], bool],
    on_frame: Callable[[np.ndarray], None],
    on_trouble: Callable[[Trouble], None],
    on_part: Callable[[int, int], None],
) -> Reading | None:
    """Looks through the camera until it has seen a whole pre-entry, or nobody wants it any more.

    Args:
        camera: asked frame by frame, closed at the end.
        now: the wall clock.
        wanted: asked between frames; False ends the watch.
        on_frame: each picture, height × width × 3, blue-green-red.
        on_trouble: a wrong code, or a camera that shows nothing; once each time it changes.
        on_part: how many of how many codes have been seen, for an entry split over several.

    Returns:
        The reading, or None when nobody wanted it any more.
    """
    from forms.preentry.framing import Parts
    from forms.preentry.payload import PreEntry
    from forms.preentry.qr import collect, read_codes

    found: Parts | PreEntry = Parts()
    told = Told(on_trouble)
    with closing(frames(camera, wanted, on_frame, told)) as pictures:
        for number, picture in enumerate(pictures, start=1):
            try:
                codes = read_codes(picture, second_opinion=number % STILL_EVERY == 0)
                if codes:
                    found = collect(codes, now(), found)
                    told.well()
            except Trouble as refused:
                told.say(refused)
                continue
            if isinstance(found, PreEntry):
                return found.to_reading()
            if found.total and codes:
                on_part(found.total - len(found.missing), found.total)
    return None


def read_paper(scanner: Scanner, progress: Callable[[float], None]) -> tuple[Reading, tuple[bytes, ...]]:
    """Scans what lies there and reads it as a moving-out certificate.

    Returns:
        The reading, and its pages as PNG, blacked out.

    Raises:
        Trouble: what the scanner and the certificate reader raise.
    """
    from forms.certificate.kept import read_kept

    return read_kept([page.pixels for page in scanner.scan(progress)])


def cut_out(reading: Reading, pictures: tuple[bytes, ...]) -> tuple[dict[Box, bytes], ...]:
    """Cuts what each field was read from out of its page, with a margin, ahead of the screens that show it.

    Args:
        reading: with boxes in the frame of its pages.
        pictures: the pages as PNG.

    Returns:
        For each page: box → PNG.
    """
    import cv2
    import numpy as np

    from forms.certificate.kept import png

    pieces: tuple[dict[Box, bytes], ...] = tuple({} for _ in pictures)
    whole = [cv2.imdecode(np.frombuffer(each, np.uint8), cv2.IMREAD_COLOR) for each in pictures]
    for field in reading.fields:
        if field.box is None or field.page is None or field.page >= len(whole):
            continue
        left, top, right, low = field.box
        margin = round((low - top) * CUT_MARGIN)
        piece = whole[field.page][max(0, top - margin) : low + margin, max(0, left - margin) : right + margin]
        if piece.size:
            pieces[field.page][field.box] = png(piece)
    return pieces


def warm_up() -> None:
    """Loads the engines ahead of the first visitor: loading a library holds up every thread for a moment."""
    import cv2  # noqa: F401
    import zxingcpp  # noqa: F401

    import forms.preentry.payload
    import forms.preentry.qr  # noqa: F401
    from forms.certificate.kept import get_reader
    from forms.names import spellings
    from forms.paper.description import get_form
    from forms.paper.fill import fill_form
    from forms.paper.of_visit import NOTIFICATION, form_data

    get_reader().warm_up()
    spellings.warm_up()
    # A sheet for nobody: the typefaces are read with it.
    fill_form(
        get_form(NOTIFICATION), form_data({}, "moving_in", reception_number="0000", visit_id=new_id(), virtual=True)
    )


def number(
    store: Visits,
    draft: Draft,
    clock: Clock,
    language: str,
    actor: str,
    place: str,
    advice: Advice | None = None,
) -> Draft:
    """Gives the visit its reception number and makes the actions that store it, once.

    Args:
        advice: what the procedures guide told the visitor, where there is a guide.

    Raises:
        Trouble: what the store raises.
    """
    if draft.submission:
        return draft
    given = store.next_reception_number(today(clock))
    return draft.submitted(given, language, actor, place, clock.now(), advice)


def send(store: Visits, draft: Draft) -> Draft:
    """Stores a numbered visit in one piece.

    Raises:
        Trouble: what the store raises. Nothing was stored then, or, after a lost answer, all of it: sending the very
            same actions again is right in both cases.
    """
    store.add(list(draft.submission), pages=draft.pages)
    return draft


def guide_sheet(questions: Questions, draft: Draft, language: str, clock: Clock, virtual: bool) -> FormData | None:
    """The visitor's procedures as the data of the guide sheet, or None where there are none."""
    from forms.guide.sheet import sheet_data

    found = questions.procedures
    if not found:
        return None
    return sheet_data(
        questions.guide,
        found,
        language,
        today(clock),
        reception_number=draft.reception_number,
        visit_id=draft.visit_id,
        virtual=virtual,
    )


def print_out(
    printer: Printer | None,
    draft: Draft,
    addressee: str,
    virtual: bool,
    on_status: Callable[[str], None],
    sheet: FormData | None = None,
    language: str = "ja",
    others: Sequence[str] = (),
) -> dict[str, int]:
    """Prints the form that the visit is about, the visitor's copy, every other form and the guide sheet; returns once
    the printer says that it is done.

    All of it is one job: there is one moment at which it may go wrong, and one answer to "has the paper come out?".

    Args:
        addressee: the mayor whom it is addressed to.
        sheet: see :func:`guide_sheet`; None prints none.
        language: of the visitor; see :func:`forms.paper.copying.copy_data`.
        others: ids of the forms that belong to the procedures; pre-filled as far as the visit tells.

    Returns:
        Form → how many pages, in order.

    Raises:
        Trouble: what filling the form and the printer raise, ``kiosk_no_printer``. Nothing waits to be printed then.
    """
    if printer is None:
        raise Trouble("kiosk_no_printer")
    from forms.paper.copying import copy_data
    from forms.paper.joining import fill_all
    from forms.paper.of_visit import form_data, form_of

    def of_visit(form: str) -> FormData:
        return form_data(
            draft.fields,
            draft.kind,
            form=form,
            reception_number=draft.reception_number,
            visit_id=draft.visit_id,
            addressee=addressee,
            virtual=virtual,
        )

    form = form_of(draft.kind)
    data = of_visit(form)
    papers: dict[str, FormData | None] = {form: data, COPY: copy_data(data, language)}
    papers |= {each: of_visit(each) for each in others if each != form}
    papers[GUIDE_SHEET] = sheet
    document, pages = fill_all({form: each for form, each in papers.items() if each is not None}, PRINT_TITLE)
    printer.wait(printer.print_pdf(document, PRINT_TITLE), lambda status: on_status(str(status)))
    return pages


def record_print(store: Visits, draft: Draft, pages: Mapping[str, int], actor: str, at: datetime) -> None:
    """Adds to the visit that it was printed. The visit stands without it, so a trouble is logged, not shown."""
    actions = [
        Action(new_id(), draft.visit_id, ActionType.PRINT, at, actor, {"form": form, "pages": count})
        for form, count in pages.items()
    ]
    try:
        store.add(actions)
    except Trouble as refused:
        events.log("kiosk.print_not_recorded", trouble=refused.id)
