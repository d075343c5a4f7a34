"""Reading a certificate: pictures in; fields, and pictures without the hidden numbers, out."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np

from base.memory import give_back
from base.remembered import forget
from base.trouble import Trouble
from forms.addresses import find_municipality
from forms.certificate.about import About, are_certificate, document_of, may_lack_people, refusal, warnings
from forms.certificate.arranging.continued import count_people, doubt_everybody, doubt_unless_as_many, first_member
from forms.certificate.arranging.entries import Entry, collect
from forms.certificate.arranging.labels import misread
from forms.certificate.arranging.people.numbered_people import told_by_number
from forms.certificate.arranging.places.hits import Sheet
from forms.certificate.arranging.text import prose
from forms.certificate.blackout import locate, paint
from forms.certificate.engines.recogniser import Recogniser
from forms.certificate.layout import arrange
from forms.certificate.learned import arranger
from forms.certificate.names.half_width import with_readings
from forms.certificate.names.narrow_labels import with_narrow_labels
from forms.certificate.overlooked import holds_overlooked_number
from forms.certificate.papers import certificate_titled, other_paper
from forms.certificate.pixels.pages import Page
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs import ticks
from forms.certificate.runs.segments import Segment
from forms.certificate.runs.ticks import without_unticked
from forms.certificate.settled import settled
from forms.certificate.settling.second_reader import SecondReader
from forms.certificate.settling.trust import judge, unless_denied, worth_asking
from forms.certificate.shapes import variants
from forms.certificate.shapes.glyphs import known
from forms.certificate.transcript import Transcript, transcribe
from forms.certificate.words.catalogue import HIDDEN, normalise, words
from forms.certificate.words.sentences import sentences
from forms.characters import fold_variants
from forms.fields import member_of, paper_order
from forms.names import spellings as names
from forms.reading import ReadField, Reading, Source


@dataclass(frozen=True, slots=True)
class CertificateResult:
    """What came of reading.

    Attributes:
        reading: the fields.
        pictures: the pages as given, BGR uint8, the hidden numbers painted over; None for a page on which they could
            not be located for certain and which must not be kept.
    """

    reading: Reading
    pictures: tuple[np.ndarray | None, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """One page on its way: as it was read, and as it was arranged.

    Attributes:
        segments: its text, marks of choice and half-width kana told.
        sheet: its labels and values.
    """

    page: Page
    ruling: Ruling
    segments: list[Segment]
    sheet: Sheet
    about: About


class CertificateReader:
    """Reads certificates. Models and tables are loaded from :meth:`begin` or the first page on, beside what can be done
    without them, and stay; any thread may call.

    Each page is transcribed, arranged and settled, in this order; what the pages give together is the certificate.

    Args:
        second: who is asked about doubtful values; Tesseract where nothing is given.
        recogniser: the first reader, where it is being loaded already.
    """

    def __init__(self, second: SecondReader | None = None, recogniser: Recogniser | None = None) -> None:
        self._loading, self._reading = threading.Lock(), threading.Lock()
        self._recogniser = recogniser
        self._loading_tables: Future[None] | None = None
        self._under_way = 0
        self._second = second or SecondReader()

    def begin(self) -> None:
        """Begins to load the models and the tables, without waiting for them."""
        _ = self.recogniser, self._tables

    def warm_up(self) -> None:
        """Loads the models and the tables, so that the first page need not wait for them."""
        self.begin()
        self.recogniser.wait()
        self._tables.result()

    @property
    def recogniser(self) -> Recogniser:
        """The first reader, for others who read with it; loaded at the first call."""
        with self._loading:
            if self._recogniser is None:
                self._recogniser = Recogniser()
            return self._recogniser

    @property
    def _tables(self) -> Future[None]:
        with self._loading:
            if self._loading_tables is None:
                beside = ThreadPoolExecutor(1, thread_name_prefix="tables")
                self._loading_tables = beside.submit(_load_tables)
                beside.shutdown(wait=False)
            return self._loading_tables

    def read(self, pictures: Sequence[np.ndarray], begun: Future[Transcript] | None = None) -> CertificateResult:
        """Reads the pages of one certificate.

        Args:
            pictures: BGR uint8, as :func:`forms.certificate.pixels.pictures.load_pictures` gives them.
            begun: the first of them, where somebody has begun to read it with the same recogniser.

        Raises:
            Trouble: ``other_paper`` where the pages say that they are another one, ``not_a_certificate``, or
                ``empty_document`` where there is no page.
        """
        if not pictures:
            raise Trouble("empty_document")
        self.begin()
        # To settle what a page says takes one core. The other one looks meanwhile for numbers that nobody has read on
        # it, and begins to read the next page.
        with self._at_work(), _lane("overlooked") as beside, _lane("pages") as ahead:
            coming = [
                ahead.submit(self._read_page, picture, None if number else begun)
                for number, picture in enumerate(pictures)
            ]
            return self._put_together(pictures, coming, beside)

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """While a certificate is read; behind the last one under way everybody rests."""
        with self._loading:
            self._under_way += 1
        try:
            yield
        finally:
            with self._loading:
                self._under_way -= 1
                idle = not self._under_way
            if idle:  # another certificate's may be waiting for its lines
                self._second.rest()
                forget()
            give_back()

    def _read_page(self, picture: np.ndarray, begun: Future[Transcript] | None = None) -> _Read:
        """A page transcribed and arranged."""
        # One page at a time, whoever asks: it uses both cores, and memory stays bounded.
        with self._reading:
            if begun:
                read = begun.result()
            else:
                give_back()  # what the page before has left
                read = transcribe(picture, self.recogniser)
            self._second.prepare()  # on the core that is idle from here on
            self._tables.result()
            segments = with_readings(without_unticked(read.segments, read.page), read.page)
            segments = with_narrow_labels(segments, read.page)
            sheet = arrange(segments, read.ruling)
            return _Read(read.page, read.ruling, segments, sheet, _about(read, segments, sheet))

    def _put_together(
        self, pictures: Sequence[np.ndarray], coming: list[Future[_Read]], beside: Executor
    ) -> CertificateResult:
        """The certificate that pages make, each settled as soon as those up to it are known to be one."""
        fields: dict[str, ReadField] = {}
        pages: list[About] = []
        overlooked: list[Future[bool]] = []
        waiting: list[tuple[int, _Read]] = []
        while coming:
            read = coming.pop(0).result()  # and let go of: a page is large
            if not read.about.other:  # whose names and dates are none of the certificate's
                waiting.append((len(pages), read))
            pages.append(read.about)
            overlooked.append(beside.submit(_has_overlooked_number, read))
            # Nothing is settled of what may turn out to be no certificate.
            while waiting and are_certificate(pages):
                number, read = waiting.pop(0)
                missed = may_lack_people(pages[:number], read.about)
                for entry in self._entries(read, fields, missed):
                    field = judge(entry, read.page, number)
                    fields[entry.path] = unless_denied(fields.get(entry.path, field), field)
        if not are_certificate(pages):
            raise refusal(pages)
        if not any(member_of(path) is not None and field.value for path, field in fields.items()):
            raise Trouble("not_a_certificate")  # an empty form has the labels of one
        kept = tuple(
            paint(picture, page.blackout.quads, page.to_given) if page.blackout.certain and not found.result() else None
            for picture, page, found in zip(pictures, pages, overlooked, strict=True)
        )
        return CertificateResult(_reading(fields, pages, all(picture is not None for picture in kept)), kept)

    def _entries(self, read: _Read, told: Collection[str], missed: bool) -> list[Entry]:
        """The entries of a page behind others, each at the person whose it is.

        Args:
            told: paths of the fields that the pages before have given.
            missed: whether people of the pages before may have been overlooked.
        """
        entries = self._counted(read, told)
        return doubt_everybody(entries) if missed else entries

    def _counted(self, read: _Read, told: Collection[str]) -> list[Entry]:
        if sheet := told_by_number(read.sheet, read.segments, count_people(told)):
            return self._settled(replace(read, sheet=sheet), None)
        return doubt_unless_as_many(self._settled(read, first_member(read.sheet, told)), told)

    def _settled(self, read: _Read, first: int | None) -> list[Entry]:
        """The entries of a page, checked by all readers.

        Args:
            first: number of the first person on this page; None where the page numbers them itself.
        """
        entries = settled(
            collect(read.sheet, self.recogniser, first),
            *(read.page, read.ruling, read.segments, read.sheet, self.recogniser.readable),
        )
        return self._second.check(entries, read.page, [worth_asking(entry) for entry in entries])


def _load_tables() -> None:
    """What is loaded once for all pages: words, postal data, names, variants, the models of our own, typefaces."""
    words()
    sentences()
    arranger.warm_up()
    find_municipality("東京都")
    names.warm_up()
    fold_variants("髙")
    known()
    variants.warm_up()
    for tables in (ticks, prose, misread):
        tables.warm_up()


@contextmanager
def _lane(name: str) -> Iterator[Executor]:
    """A thread beside others; what it has not begun when its certificate is given up is never done."""
    lane = ThreadPoolExecutor(1, thread_name_prefix=name)
    try:
        yield lane
    finally:
        lane.shutdown(cancel_futures=True)


def _about(read: Transcript, segments: Sequence[Segment], sheet: Sheet) -> About:
    document = certificate_titled(segments)
    return About(
        frozenset(hit.target for hit in sheet.hits),
        document,
        None if document else other_paper(segments),
        read.photocopy or any(normalise(segment.text) in words().copies for segment in sheet.loose),
        locate(sheet.hits, segments, read.page.image.shape[1], read.ruling.cells),
        read.page.to_given,
        not sheet.hits and float((read.page.ink < PRINT).mean()) > PRINTED,
    )


PRINT, PRINTED = 128, 0.001
"""Levels of grey that are print, and the part of a page that has it where anything is printed; a sheet's empty back has
none."""


def _has_overlooked_number(read: _Read) -> bool:
    quads = read.about.blackout.quads
    return read.about.blackout.certain and holds_overlooked_number(read.page.ink, read.segments, quads)


def _reading(fields: Mapping[str, ReadField], pages: Sequence[About], kept: bool) -> Reading:
    seen = {kind for page in pages for kind in page.blackout.kinds}
    return Reading(
        Source.CERTIFICATE,
        tuple(sorted(fields.values(), key=lambda field: paper_order(field.path))),
        document_of(pages) or "moving_out_certificate",
        len(pages),
        tuple(kind for kind in HIDDEN if kind in seen),
        tuple(warnings(pages, kept)),
    )
