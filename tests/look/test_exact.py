"""Variation sequences and rare characters are drawn as written, out of the file they were shaped with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter

from look import exact, fonts, phrases
from look.colours import LIGHT

IVS = "邉\U000e0110"


def drawn(text: str, official: bool = True) -> bytes:
    image = QImage(400, 100, QImage.Format.Format_RGB32)
    image.fill(LIGHT.paper)
    painter = QPainter(image)
    exact.shape(text, 64, official).paint(painter, 8, 72, LIGHT.ink)
    painter.end()
    return bytes(image.constBits())


def test_a_variation_sequence_is_not_its_base():
    assert len(exact.clusters(IVS)) == 1
    assert drawn(IVS) != drawn("邉")


@pytest.mark.parametrize(("one", "other"), [("髙", "高"), ("𠮷", "吉"), ("﨑", "崎"), ("土", "士")])
def test_look_alikes_stay_apart(one, other):
    assert drawn(one) != drawn(other)


@pytest.mark.parametrize("family", [fonts.MINCHO, fonts.GOTHIC, "Noto Sans CJK JP", "Noto Serif CJK JP"])
@pytest.mark.parametrize("px", [16, 38, 48, 88])
def test_what_is_shaped_and_what_is_drawn_come_from_one_file(family, px):
    raw = exact._raw(family, px)
    assert raw.isValid() and raw.pixelSize() == px
    for char in "一郎美橋":
        assert raw.glyphIndexesForString(char) == [exact._shaper(family).get_nominal_glyph(ord(char))]


def test_a_value_is_never_half_in_one_face():
    assert not exact.needs_mincho("髙橋　美﨑")
    assert exact.needs_mincho(f"渡{IVS}　𠮷江")
    assert {family for family, _glyphs, _places in exact.shape(f"渡{IVS}", 40, False).runs} == {fonts.MINCHO}


def test_what_no_face_has_is_told_and_marked():
    private = "\ue000"
    assert exact.unwritable(f"髙{private}") == [private]
    assert drawn(private) == drawn(exact.MISSING)


def test_faces_are_there():
    assert fonts.missing() == []
    fonts.require()


@given(
    st.text(alphabet="髙橋一郎𠮷江﨑　 東京都千代田区九段南丁目１２３番号", min_size=1, max_size=40),
    st.integers(60, 800),
)
def test_wrapping_loses_nothing_and_fits(text, room):
    rows = exact.wrap(text, 40, True, room)
    blanks = "　 "
    assert "".join(rows).replace("　", "").replace(" ", "") == text.replace("　", "").replace(" ", "")
    for row in rows:
        assert exact.width(row, 40) <= room or len(exact.clusters(row.strip(blanks))) <= 2


SENTENCES = st.lists(
    st.sampled_from(["お持ちの", "ものを", "読み取って、", "「書類」を", "お作りします。", "カード"]),
    min_size=1,
    max_size=12,
).map("".join)


@given(SENTENCES, st.integers(10, 30))
def test_lines_lose_nothing_fit_and_begin_with_nothing_forbidden(text, width):
    rows = phrases.lines(text, "ja", width, len)
    assert "".join(rows) == text
    assert all(len(row) <= width for row in rows)
    assert all(row[0] not in "、。）」ー" and row[-1] not in "「（" for row in rows)


def test_spaces_and_brackets_break_where_a_writer_would():
    assert phrases.split("住民票・印鑑証明・児童手当", "ja")[0] == "住民票・"
    assert any(piece.startswith("（") for piece in phrases.split("迁出证明书（転出証明書）", "zh"))
    assert all("（" not in piece[:1] for piece in phrases.split("持（も）って いる もの", "ja-easy"))


@pytest.mark.parametrize("px", [12, 48, 64, 65, 88, 176])
@pytest.mark.parametrize("text", ["髙", "邉\U000e0110", "𠮷", "Smith"])
def test_every_size_leaves_ink(qapp, text, px):
    picture = QImage(800, 300, QImage.Format.Format_Grayscale8)
    picture.fill(255)
    painter = QPainter(picture)
    exact.shape(text, px).paint(painter, 20, 220, "#000000")
    painter.end()
    dark = sum(byte < 128 for byte in bytes(picture.constBits()))
    assert dark > px * px * 0.05 * len(exact.clusters(text)) * (0.4 if text.isascii() else 1)
