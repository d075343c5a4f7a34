"""Other papers that come to the counter are told by their names, and never read as a certificate."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from base import texts
from base.trouble import Trouble
from forms.certificate.engines.recogniser import Line
from forms.certificate.papers import certificate_titled, other_paper, other_papers
from forms.certificate.runs.segments import Glyph, Segment, width_em
from forms.paper.fonts import font_path

EM = 40.0


def segment(text: str, left: float = 100.0, top: float = 100.0) -> Segment:
    glyphs, x = [], left
    for character in text:
        wide = width_em(character) * EM
        if not character.isspace():
            glyphs.append(Glyph(character, 0.99, x + wide / 2))
        x += wide
    quad = np.float32([[left, top], [x, top], [x, top + EM], [left, top + EM]])
    return Segment(
        tuple(glyphs), quad, -1, Line((), np.zeros((1, 1), int), np.zeros((1, 1)), 1.0), EM, np.ones(9, bool)
    )


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["日本国政府", "在留カード"], "在留カード"),
        (["GOVERNMENT OF JAPAN", "RESIDENCE CARD"], "在留カード"),
        (["特別永住者証明書"], "特別永住者証明書"),
        (["国民健康保険", "資格確認書"], "資格確認書"),
        (["住　民　票"], "住民票の写し"),
        (["氏名", "この写しは、世帯全員の住民票の原本と相違ないことを証明する。"], "住民票の写し"),
        (["運転免許証"], "運転免許証"),
        (["戸籍の附票の写し"], "戸籍の証明書"),
        (["印鑑登録証明書"], "印鑑登録証明書"),
        (["住民異動届"], "届出書"),
    ],
)
def test_a_paper_is_told_by_what_stands_on_it(lines, name):
    assert other_paper([segment(line, top=100 + 90 * at) for at, line in enumerate(lines)]) == name


def test_a_title_set_wide_is_read_across_its_row():
    assert other_paper([segment(text, left=100 + 200 * at) for at, text in enumerate("住民票")]) == "住民票の写し"


def test_the_title_of_a_certificate_is_read_across_its_row_too():
    title = [segment(char, 400 + 300 * at) for at, char in enumerate("転出証明書")]
    assert certificate_titled([segment("1/1枚", 100, 20), *title]) == "moving_out_certificate"
    assert certificate_titled([segment(char, 400, 100 + 90 * at) for at, char in enumerate("転出証明書")]) is None


@pytest.mark.parametrize(
    "line",
    ["住民票コード", "在留カード等の番号", "在留カード番号", "個人番号", "運転", "住民票コード11111111113", "猫の写真"],
)
def test_labels_of_a_certificate_name_no_paper(line):
    assert other_paper([segment(line)]) is None


@pytest.mark.parametrize(
    ("line", "document"),
    [
        ("転　出　証　明　書", "moving_out_certificate"),
        ("転出証明書に準ずる証明書", "moving_out_certificate_equivalent"),
        ("住民票", None),
    ],
)
def test_a_certificate_is_told_by_its_title(line, document):
    assert certificate_titled([segment("千代田区"), segment(line, top=200)]) == document


def test_every_paper_has_a_name_of_its_own():
    names = [paper.name for paper in other_papers()]
    assert len(set(names)) == len(names)


def page(*lines: str) -> np.ndarray:
    """A4 at 200 dpi, the first line as its title."""
    picture = Image.new("RGB", (1654, 2339), "white")
    draw = ImageDraw.Draw(picture)
    for at, line in enumerate(lines):
        font = ImageFont.truetype(str(font_path("mincho")), 64 if at == 0 else 34)
        draw.text((160, 160 + 110 * at), line, "black", font)
    return np.asarray(picture)[:, :, ::-1].copy()


RESIDENT_RECORD = (
    "住　民　票",
    "住所　　堺市北区百舌鳥町１丁２番",
    "世帯主　　髙橋　一郎",
    "氏名　　髙橋　一郎",
    "生年月日　　昭和６０年３月１４日",
    "性別　　男　　　　続柄　　世帯主",
    "本籍　　堺市北区百舌鳥町１丁２番",
    "筆頭者　　髙橋　一郎",
    "個人番号　　省略",
    "この写しは、住民票の原本と相違ないことを証明する。",
)


def test_a_resident_record_has_the_labels_of_a_certificate_and_is_refused_by_its_name(certificate_reader):
    with pytest.raises(Trouble, match="other_paper") as raised:
        certificate_reader.read([page(*RESIDENT_RECORD)])
    assert raised.value.details == {"paper": "住民票の写し"}
    for language in texts.LANGUAGES:
        assert "住民票の写し" in texts.message(raised.value, language)


def test_beside_a_certificate_another_paper_adds_nothing_and_is_reported(certificate_reader, read_sample):
    from forms.certificate.pixels.pictures import load_pictures
    from tests.forms.certificate.conftest import SAMPLES

    alone = read_sample("certificate-list.png").reading
    (certificate,) = load_pictures(SAMPLES / "certificate-list.png")
    both = certificate_reader.read([certificate, page(*RESIDENT_RECORD)]).reading
    assert [(row.path, row.value) for row in both] == [(row.path, row.value) for row in alone]
    assert "other_page" in both.warnings
    assert "other_page" not in alone.warnings
