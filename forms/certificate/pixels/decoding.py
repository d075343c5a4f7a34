"""Decodes a stranger's file; runs in a child of :mod:`base.child` and nowhere else.

The answer is one line of JSON, ``[[height, width, bytes, deflated], …]``, and then for each page its BGR pixels. The
first page is given as it is, because to deflate a photograph and to inflate it takes a quarter of a second, and most
papers have one page; the others are deflated, because eight would fill the memory. A page is copied no more often than
it must be: a system takes longer to hand out 26 MB than to fill them.
"""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from base.trouble import Trouble

MAX_PIXELS = 50_000_000
"""Of one page: A4 at 600 dpi has 35 million."""
MAX_PAGES = 8
"""A household of twenty fits on five sheets."""
MAX_SIDE_PX = 4400
"""A larger page is brought down to this longer side, A4 at 375 dpi."""
MAX_KEPT_PIXELS = 14_600_000
"""And to so many pixels, 44 MB, whatever its shape: whoever asked grows by them. A photograph of 4:3 has as many at the
longer side above."""
MIN_SIDE_PX = 16
"""What is smaller is no picture of anything."""
MAX_ASPECT = 20
"""No sheet is longer than this many times its width."""
POINTS_AN_INCH, PDF_DPI = 72, 300
STRIP_ROWS = 128
"""Rows of a page that are given at once, 1 MB: they stay near the processor."""


def serve(data: bytes) -> Iterable[bytes]:
    """Every page of a PNG, JPEG, TIFF or PDF.

    Raises:
        Trouble: ``not_a_picture``, ``picture_too_large``, ``empty_document``, ``document_damaged``,
            ``document_locked`` or ``too_many_pages``.
    """
    # A PDF may have some bytes before its mark.
    pages = _pdf_pages(data) if b"%PDF-" in data[:1024] else _picture_pages(data)
    try:
        first = next(pages)
        rows, packed = [[first.height, first.width, 3 * first.height * first.width, False]], []
        for image in pages:
            packed.append(zlib.compress(image.tobytes("raw", "BGR"), 1))
            rows.append([image.height, image.width, len(packed[-1]), True])
    except MemoryError:
        raise Trouble("picture_too_large") from None
    return chain([json.dumps(rows).encode() + b"\n"], _strips(first), packed)


def _strips(image: Image.Image) -> Iterator[bytes]:
    """The BGR pixels of a page."""
    for top in range(0, image.height, STRIP_ROWS):
        strip = image.crop((0, top, image.width, min(top + STRIP_ROWS, image.height)))
        yield strip.tobytes("raw", "BGR")


def _check(width: float, height: float) -> None:
    """Refuses a page by its size, before it is decoded."""
    if max(width, height) > MAX_ASPECT * min(width, height) or width * height > MAX_PIXELS:
        raise Trouble("picture_too_large")
    if min(width, height) < MIN_SIDE_PX:
        raise Trouble("not_a_picture")


def _plain(image: Image.Image) -> Image.Image:
    """On white paper, without an alpha channel, not larger than a page is read at."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        image = paper
    if image.mode.startswith(("I", "F")):
        # 16 bits a pixel: converting would cut off instead of scaling.
        low, high = image.getextrema()
        image = image.point(lambda value: (value - low) * 255.0 / max(1, high - low)).convert("L")
    if image.mode != "RGB":
        image = image.convert("RGB")
    within = min(1.0, (MAX_KEPT_PIXELS / (image.width * image.height)) ** 0.5)
    side = min(MAX_SIDE_PX, int(max(image.size) * within))
    image.thumbnail((side, side), Image.Resampling.LANCZOS)
    return image


def _pdf_pages(data: bytes) -> Iterator[Image.Image]:
    """Draws every page at 300 dpi. Scripts, forms and attachments are not touched."""
    import pypdfium2  # pictures need not wait for it
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == FPDF_ERR_PASSWORD
        raise Trouble("document_locked" if locked else "document_damaged") from None
    if len(document) == 0:
        raise Trouble("empty_document")
    if len(document) > MAX_PAGES:
        raise Trouble("too_many_pages")
    for number in range(len(document)):
        try:
            page = document[number]
            size = page.get_size()
            scale = min(PDF_DPI / POINTS_AN_INCH, MAX_SIDE_PX / max(1.0, *size))
            _check(size[0] * scale, size[1] * scale)
            image = page.render(scale=scale).to_pil()
        except pypdfium2.PdfiumError:
            raise Trouble("document_damaged") from None
        yield _plain(image)


def _upright(image: Image.Image) -> Image.Image:
    """As its camera says that it was held."""
    held = image.getexif().get(ExifTags.Base.Orientation, 1)
    return image if held == 1 else ImageOps.exif_transpose(image)


def _picture_pages(data: bytes) -> Iterator[Image.Image]:
    """Decodes a picture file, every page of a TIFF."""
    # The cap of our own comes first and has an id; Pillow's would only warn.
    Image.MAX_IMAGE_PIXELS = None
    try:
        image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF"))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise Trouble("not_a_picture") from None
    try:
        frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
        if frames > MAX_PAGES:
            raise Trouble("too_many_pages")
        for number in range(frames):
            image.seek(number)
            _check(*image.size)
            image.load()
            # What is made smaller is made so in place, which a file with further pages could not go on from.
            yield _plain(_upright(image if frames == 1 else image.copy()))
    except (OSError, SyntaxError, ValueError, EOFError, TypeError, KeyError, IndexError, OverflowError):
        # What Pillow's decoders raise on damaged data.
        raise Trouble("document_damaged") from None
