"""Reading a certificate: pictures in; fields, and pictures without the hidden numbers, out."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from base.trouble import Trouble
from forms.addresses import find_municipality
from forms.certificate.blackout import Blackout, locate, paint
from forms.certificate.copies import is_photocopy
from forms.certificate.entries import collect
from forms.certificate.glyphs import known
from forms.certificate.half_width import reread
from forms.certificate.hits import Sheet
from forms.certificate.labels import HIDDEN, normalise, words
from forms.certificate.layout import arrange
from forms.certificate.leftover import doubt
from forms.certificate.pages import Page, rectify
from forms.certificate.papers import certificate_titled, other_paper
from forms.certificate.partings import part_alike
from forms.certificate.readings import hold_against_names
from forms.certificate.recogniser import Recogniser
from forms.certificate.rings import settle_rings
from forms.certificate.ruling import Ruling
from forms.certificate.second_reader import SecondReader
from forms.certificate.segments import Segment, read_segments
from forms.certificate.spelling import spell
from forms.certificate.trust import judge, worth_asking
from forms.certificate.vouching import vouch
from forms.certificate.widths import settle
from forms.characters import fold_variants
from forms.fields import member_of, paper_order
from forms.reading import ReadField, Reading, Source

MIN_LABELS = 4
"""Different fields that a page with the title must have to be taken for a certificate."""
MIN_LABELS_UNTITLED = 7
"""The same for a page without the title: a continuation sheet, or a title that could not be read."""


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
    """One page on its way."""

    page: Page
    ruling: Ruling
    sheet: Sheet
    segments: list[Segment]
    blackout: Blackout
    photocopy: bool
    document: str | None
    other: str | None


class CertificateReader:
    """Reads certificates. The models are loaded at the first page and stay; any thread may call.

    Args:
        second: who is asked about doubtful values; Tesseract where nothing is given.
    """

    def __init__(self, second: SecondReader | None = None) -> None:
        self._lock = threading.Lock()
        self._recogniser: Recogniser | None = None
        self._second = second or SecondReader()

    def read(self, pictures: Sequence[np.ndarray]) -> CertificateResult:
        """Reads the pages of one certificate.

        Args:
            pictures: BGR uint8, as :func:`forms.certificate.pictures.load_pictures` gives them.

        Raises:
            Trouble: ``other_paper`` where the pages say that they are another one, ``not_a_certificate``, or
                ``empty_document`` where there is no page.
        """
        if not pictures:
            raise Trouble("empty_document")
        # One page at a time: it uses both cores, and memory stays bounded.
        with self._lock:
            return self._read(pictures, self._loaded())

    def warm_up(self) -> None:
        """Loads the models and the tables, so that the first page need not wait for them."""
        tables = threading.Thread(target=_load_tables, name="tables")
        tables.start()
        with self._lock:
            self._loaded()
        tables.join()

    @property
    def recogniser(self) -> Recogniser:
        """The first reader, for others who read with it; loaded at the first call."""
        with self._lock:
            return self._loaded()

    def _loaded(self) -> Recogniser:
        if self._recogniser is None:
            self._recogniser = Recogniser()
        return self._recogniser

    def _read(self, pictures: Sequence[np.ndarray], recogniser: Recogniser) -> CertificateResult:
        reads = [self._read_page(picture, recogniser) for picture in pictures]
        if not any(_is_certificate(read) for read in reads):
            other = next((read.other for read in reads if read.other), None)
            raise Trouble("other_paper", paper=other) if other else Trouble("not_a_certificate")
        fields: dict[str, ReadField] = {}
        for number, read in enumerate(reads):
            first = 1 + max((index for path in fields if (index := member_of(path)) is not None), default=-1)
            if read.other:
                continue  # its names and dates are none of the certificate's
            entries = spell(reread(collect(read.sheet, recogniser, first), read.page), read.page)
            entries = part_alike(hold_against_names(vouch(entries, read.page)))
            entries = settle_rings(settle(entries, read.segments), read.page)
            entries = doubt(entries, read.page, read.ruling, read.segments)
            entries = self._second.check(entries, read.page, [worth_asking(entry) for entry in entries])
            for entry in entries:
                fields.setdefault(entry.path, judge(entry, read.page, number))
        if not any(member_of(path) is not None and field.value for path, field in fields.items()):
            raise Trouble("not_a_certificate")  # an empty form has the labels of one
        kept = tuple(_keepable(picture, read) for picture, read in zip(pictures, reads, strict=True))
        seen = {kind for read in reads for kind in read.blackout.kinds}
        reading = Reading(
            Source.CERTIFICATE,
            tuple(sorted(fields.values(), key=lambda field: paper_order(field.path))),
            next((read.document for read in reads if read.document), "moving_out_certificate"),
            len(pictures),
            tuple(kind for kind in HIDDEN if kind in seen),
            tuple(_warnings(reads, kept)),
        )
        return CertificateResult(reading, kept)

    def _read_page(self, picture: np.ndarray, recogniser: Recogniser) -> _Read:
        page = rectify(picture, recogniser)
        ruling = Ruling(page.image)
        segments = read_segments(page, ruling, recogniser)
        sheet = arrange(segments, ruling)
        copied = any(normalise(segment.text) in words().copies for segment in sheet.loose)
        copied = copied or is_photocopy(page.image, recogniser)
        document = certificate_titled(segments)
        other = None if document else other_paper(segments)
        blackout = locate(sheet.hits, segments, page.image.shape[1])
        return _Read(page, ruling, sheet, segments, blackout, copied, document, other)


def _load_tables() -> None:
    """What is loaded once for all pages: postal data, variants, the model of single glyphs."""
    find_municipality("東京都")
    fold_variants("髙")
    known()


def _is_certificate(read: _Read) -> bool:
    labels = {hit.target for hit in read.sheet.hits}
    if read.other or "members[].name" not in labels:
        return False
    return len(labels) >= (MIN_LABELS if read.document else MIN_LABELS_UNTITLED)


def _keepable(picture: np.ndarray, read: _Read) -> np.ndarray | None:
    if not read.blackout.certain:
        return None
    return paint(picture, read.blackout.quads, read.page.to_given)


def _warnings(reads: Sequence[_Read], kept: Sequence[np.ndarray | None]) -> list[str]:
    warnings = []
    if any(picture is None for picture in kept):
        warnings.append("page_not_kept")
    if any(read.photocopy for read in reads):
        warnings.append("photocopy")
    if any(read.other for read in reads):
        warnings.append("other_page")
    return warnings
