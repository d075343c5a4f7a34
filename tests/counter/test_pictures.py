"""Pictures of pages: decoded with a cap, at several sizes, found by their evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtGui import QColor, QImage

from base.clock import JAPAN
from base.trouble import Trouble
from counter.crop import MOST_LINES, lines_in
from counter.pictures import MAX_PIXELS, Page, PageCache, decode, page_id_of
from counter.sample import png
from forms.actions import Status
from forms.fusing import Evidence
from forms.reading import ReadField, Reading, Source
from forms.visit import Visit


def picture(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return png(image)


def test_levels_halve_until_they_are_small() -> None:
    page = Page.decode(picture(2480, 3508))
    assert [level.width() for level in page.levels] == [2480, 1240, 620, 310]
    image, share = page.level_for(0.3)
    assert (image.width(), share) == (1240, 0.5)
    assert page.level_for(2.0)[1] == 1.0


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, picture(30, 30)[:50]])
def test_what_is_no_picture_is_trouble(data: bytes) -> None:
    with pytest.raises(Trouble) as refused:
        decode(data)
    assert refused.value.id == "page_unreadable"


def test_a_flood_of_pixels_is_refused_unread() -> None:
    side = int(MAX_PIXELS**0.5) + 100
    header = bytearray(picture(8, 8))
    header[16:24] = side.to_bytes(4, "big") + side.to_bytes(4, "big")
    import zlib

    header[29:33] = zlib.crc32(bytes(header[12:29])).to_bytes(4, "big")
    with pytest.raises(Trouble):
        decode(bytes(header))


def test_the_cache_forgets_what_is_oldest() -> None:
    asked: list[str] = []

    def fetch(page_id: str) -> bytes:
        asked.append(page_id)
        return picture(20, 20)

    cache = PageCache(limit=2)
    for page_id in ("a", "b", "a", "c", "a", "b"):
        cache.get(page_id, fetch)
    assert asked == ["a", "b", "c", "b"]


FIELD = ReadField("phone", "1", "1", page=0, box=(1, 2, 3, 4))
SHEETS = Reading(Source.CERTIFICATE, (FIELD,), "moving_out_certificate", 2)
QR = Reading(Source.PRE_ENTRY, ())
VISIT = Visit("v", "moving_in", Status.WAITING, "ja", datetime(2026, 11, 21, tzinfo=JAPAN))


def test_a_page_is_found_behind_the_readings_before_it() -> None:
    visit = replace(VISIT, readings=(SHEETS, QR, SHEETS), page_ids=("a", "b", "c", "d"))
    assert page_id_of(visit, Evidence(Source.CERTIFICATE, 0, FIELD)) == "a"
    assert page_id_of(visit, Evidence(Source.CERTIFICATE, 2, replace(FIELD, page=1))) == "d"
    assert page_id_of(visit, Evidence(Source.PRE_ENTRY, 1, replace(FIELD, page=None))) is None


def test_no_picture_rather_than_a_wrong_one() -> None:
    visit = replace(VISIT, readings=(SHEETS, SHEETS), page_ids=("a", "c", "d"))
    assert page_id_of(visit, Evidence(Source.CERTIFICATE, 1, FIELD)) is None


def test_a_crop_stays_inside_the_page() -> None:
    crop = Page.decode(picture(100, 100)).crop((90, 90, 120, 120))
    assert (crop.width(), crop.height()) == (16, 16)


@pytest.mark.parametrize(
    ("width", "height", "text", "lines"),
    [
        (44, 44, "男", 1),
        (240, 56, "髙橋　美﨑", 1),
        (500, 56, "髙　橋　　美　﨑", 1),
        (200, 56, "ﾀｶﾊｼ ﾐｻｷ", 1),
        (330, 56, "令和8年11月14日", 1),
        (700, 130, "大阪府堺市堺区南瓦町３番１号九段サンプルハイツ１０１号室", 2),
        (80, 900, "い" * 40, MOST_LINES),
    ],
)
def test_on_how_many_lines_a_value_stands(width: int, height: int, text: str, lines: int) -> None:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    assert lines_in(image, text) == lines
