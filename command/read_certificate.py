"""``kakanai read certificate``: pages of one certificate, or with ``--each`` many certificates beside each other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from base.trouble import Trouble
from command.papers import write

if TYPE_CHECKING:
    from forms.certificate.reader import CertificateReader, CertificateResult
    from forms.reading import Reading

AT_ONCE = 2
"""Certificates that are read beside each other: a page uses both cores, but not at every step."""


def read_one(files: list[Path], blacked_out: Path | None) -> Reading:
    """The reading of one certificate, whose pages may lie in several files.

    Args:
        blacked_out: a folder for the pages without the hidden numbers.

    Raises:
        Trouble: as the reader of certificates and of files.
    """
    from forms.certificate.pixels.pictures import load_pictures

    # Files are decoded by a child each; the models are loaded meanwhile.
    with ThreadPoolExecutor(1, thread_name_prefix="decoding") as decoding:
        pages = [decoding.submit(load_pictures, file) for file in files]
        reader = _warm_reader()
        pictures = [picture for page in pages for picture in page.result()]
    result = reader.read(pictures)
    _keep(result, blacked_out, "")
    return result.reading


def read_each(files: list[Path], blacked_out: Path | None) -> list[Reading | Trouble]:
    """The reading of each file, a certificate of its own, in the order given; or why there is none.

    Args:
        blacked_out: a folder for the pages without the hidden numbers.
    """
    reader = _warm_reader()

    def read(numbered: tuple[int, Path]) -> Reading | Trouble:
        from forms.certificate.pixels.pictures import load_pictures

        number, file = numbered
        try:
            result = reader.read(load_pictures(file))
        except Trouble as trouble:
            return trouble
        _keep(result, blacked_out, f"{number}-")
        return result.reading

    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="certificates") as several:
        return list(several.map(read, enumerate(files, 1)))


def _warm_reader() -> CertificateReader:
    from forms.certificate.reader import CertificateReader

    reader = CertificateReader()
    reader.warm_up()
    return reader


def _keep(result: CertificateResult, folder: Path | None, before: str) -> None:
    if folder is None:
        return
    import cv2

    folder.mkdir(parents=True, exist_ok=True)
    for number, picture in enumerate(result.pictures, 1):
        if picture is not None:
            write(folder / f"{before}page-{number}.png", cv2.imencode(".png", picture)[1].tobytes())
