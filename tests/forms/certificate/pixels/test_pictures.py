"""Files that strangers hand in: read, or refused with an id in bounded time, memory and without a crash."""

from __future__ import annotations

import io
import os
import struct
import zlib

import numpy as np
import pikepdf
import pytest
from PIL import Image

from base import child
from base.trouble import Trouble
from forms.certificate.pixels import pictures
from forms.certificate.pixels.pictures import decode_pictures, load_pictures


def encoded(format: str, image: Image.Image | None = None, **options) -> bytes:
    out = io.BytesIO()
    (image or Image.new("RGB", (60, 40), (255, 0, 0))).save(out, format, **options)
    return out.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has that many pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 4096))
        + chunk(b"IEND", b"")
    )


def pdf(pages: int, size: tuple[float, float] = (595, 842), **save) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=size)
    out = io.BytesIO()
    document.save(out, **save)
    return out.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(Trouble) as caught:
        decode_pictures(data)
    return caught.value.id


@pytest.mark.parametrize("format", ["PNG", "JPEG", "TIFF"])
def test_a_picture_comes_as_blue_green_red(format):
    (picture,) = decode_pictures(encoded(format))
    assert picture.shape == (40, 60, 3)
    assert picture.dtype == np.uint8
    assert picture[20, 30, 2] > 240
    assert picture[20, 30, 0] < 15


def test_transparency_becomes_white_paper():
    (picture,) = decode_pictures(encoded("PNG", Image.new("RGBA", (40, 40), (0, 0, 0, 0))))
    assert (picture == 255).all()


def test_sixteen_bits_keep_their_picture():
    ramp = (np.arange(64 * 64, dtype=np.uint16).reshape(64, 64)) * 16
    (picture,) = decode_pictures(encoded("PNG", Image.fromarray(ramp)))
    assert picture[0, 0, 0] < 10
    assert picture[-1, -1, 0] > 245
    assert 100 < picture[32, 0, 0] < 155


def test_every_page_of_a_tiff_and_of_a_pdf_is_read():
    greys = (255, 128, 3)
    pages = [Image.new("L", (40, 50), grey) for grey in greys]
    read = decode_pictures(encoded("TIFF", pages[0], save_all=True, append_images=pages[1:]))
    assert [(page.shape, set(page.ravel())) for page in read] == [((50, 40, 3), {grey}) for grey in greys]
    # 300 dpi; the renderer rounds up.
    shapes = [picture.shape for picture in decode_pictures(pdf(2, (576, 864)))]
    assert len(shapes) == 2
    assert set(shapes) <= {(3600, 2400, 3), (3601, 2400, 3)}


def test_a_page_larger_than_needed_is_brought_down():
    (picture,) = decode_pictures(encoded("PNG", Image.new("L", (6000, 3000), 255)))
    assert picture.shape == (2200, 4400, 3)
    (photograph,) = decode_pictures(encoded("PNG", Image.new("L", (4400, 3300), 255)))
    assert photograph.shape == (3300, 4400, 3)


@pytest.mark.parametrize(
    ("data", "id"),
    [
        (b"", "empty_document"),
        (b"hello, I am a text file", "not_a_picture"),
        (b"\x89PNG\r\n\x1a\n", "not_a_picture"),
        (b"%PDF-1.7\nnothing", "document_damaged"),
        (encoded("GIF", Image.new("L", (40, 40))), "not_a_picture"),
        (encoded("PNG", Image.new("L", (4, 4))), "not_a_picture"),
        (encoded("PNG", Image.new("RGB", (300, 300), "red"))[:200], "document_damaged"),
        (encoded("JPEG", Image.effect_noise((400, 400), 90))[:3000], "document_damaged"),
        (png_claiming(13_000, 13_000), "picture_too_large"),
        (png_claiming(2**31 - 1, 2**31 - 1), "picture_too_large"),
        (png_claiming(100_000, 100), "picture_too_large"),
        (png_claiming(3000, 3000), "document_damaged"),
        (pdf(9), "too_many_pages"),
        (pdf(1, (14_000, 20)), "picture_too_large"),
        (pdf(1, encryption=pikepdf.Encryption(user="u", owner="o")), "document_locked"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_files_are_refused_by_name(data, id):
    assert refused(data) == id


def test_a_pdf_of_ten_thousand_pages_is_refused():
    assert refused(pdf(10_000)) == "too_many_pages"


def test_a_pdf_that_contains_itself_ends():
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(300, 300))
    form = document.make_stream(b"/Me Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 300, 300])
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Me=form))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Me=form))
    page.Contents = document.make_stream(b"/Me Do")
    out = io.BytesIO()
    document.save(out)
    (picture,) = decode_pictures(out.getvalue())
    assert picture.shape[2] == 3


def test_a_pdf_with_a_script_is_drawn_and_the_script_is_not_run():
    document = pikepdf.open(io.BytesIO(pdf(1)))
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="while(true){}")
    out = io.BytesIO()
    document.save(out)
    assert len(decode_pictures(out.getvalue())) == 1


def test_a_file_that_is_too_large_is_not_even_read_to_its_end(tmp_path):
    file = tmp_path / "large.png"
    with file.open("wb") as out:
        out.truncate(pictures.MAX_FILE_BYTES + 10)
    with pytest.raises(Trouble, match="picture_too_large"):
        load_pictures(file)


@pytest.mark.parametrize("name", ["absent.png", "."])
def test_a_file_that_cannot_be_opened(tmp_path, name):
    with pytest.raises(Trouble, match="file_unreadable"):
        load_pictures(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such pipes there")
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(Trouble, match="file_unreadable"):
        load_pictures(tmp_path / "pipe.png")


def test_a_form_that_draws_itself_without_end_is_refused():
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    form = document.make_stream(b"/X Do /X Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    form.BBox = pikepdf.Array([0, 0, 595, 842])
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    page.Resources = form.Resources
    page.Contents = document.make_stream(b"/X Do")
    out = io.BytesIO()
    document.save(out)
    assert refused(out.getvalue()) == "document_damaged"


@pytest.mark.parametrize(("reason", "trouble"), [("crashed", "document_damaged"), ("timed_out", "document_slow")])
def test_a_decoder_that_crashes_or_runs_out_of_time_says_which(monkeypatch, reason, trouble):
    def fail(*_, **__):
        raise child.ChildFailed(reason)

    monkeypatch.setattr(child, "run_mapped", fail)
    assert refused(encoded("PNG")) == trouble


def test_the_parent_grows_by_little_more_than_the_picture():
    resource = pytest.importorskip("resource")
    bombs = [png_claiming(7000, 7000), encoded("PNG", Image.new("L", (7000, 7000), 255))]
    decode_pictures(encoded("PNG"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refused(bombs[0]) == "document_damaged"
    (picture,) = decode_pictures(bombs[1])
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    assert picture.nbytes < 45_000_000
    assert grown < picture.nbytes + 50_000_000
