"""Doubtful lines, read again in another picture."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from forms.certificate.engines.recogniser import Character, Line, Recogniser
from forms.certificate.reader import CertificateReader
from forms.certificate.runs.retried import IN_DOUBT, read_again
from tools.sheets.canvas import GOTHIC, font

QUAD = np.float32([[20, 20], [320, 20], [320, 60], [20, 60]])


@pytest.fixture(scope="module")
def recogniser(certificate_reader: CertificateReader) -> Recogniser:
    return certificate_reader.recogniser


def _page(text: str) -> np.ndarray:
    """A red channel with a line of text in QUAD, warm grey paper around it."""
    page = Image.new("L", (360, 80), 225)
    ImageDraw.Draw(page).text((30, 40), text, font=font(GOTHIC, 30), fill=60, anchor="lm")
    return cv2.GaussianBlur(np.asarray(page), (0, 0), 1.2)


def _read(text: str, confidence: float) -> Line:
    characters = tuple(Character(char, confidence, (at + 0.5) / len(text)) for at, char in enumerate(text))
    return Line(characters, np.zeros((1, 12), int), np.zeros((1, 12)), 1.0)


def test_a_doubtful_line_is_put_right_but_left_in_doubt(recogniser: Recogniser) -> None:
    (line,) = read_again([_read("山形県上山市莱山", 0.5)], [QUAD], _page("山形県上山市葉山"), recogniser)
    assert line.text == "山形県上山市葉山"
    assert max(character.confidence for character in line.characters) <= IN_DOUBT
    again = recogniser.decode(line, frozenset("山形県上市葉"))
    assert max(character.confidence for character in again.characters) <= IN_DOUBT


@pytest.mark.parametrize("confidence", [0.85, 0.99])
def test_a_line_read_with_confidence_is_left_alone(recogniser: Recogniser, confidence: float) -> None:
    line = _read("山形県上山市莱山", confidence)
    assert read_again([line], [QUAD], _page("山形県上山市葉山"), recogniser) == [line]


def test_a_line_that_is_no_clearer_the_second_time_stays(recogniser: Recogniser) -> None:
    line = _read("山形", 0.5)
    assert read_again([line], [QUAD], np.full((80, 360), 225, np.uint8), recogniser) == [line]


@pytest.mark.parametrize("said", ["口山形県上山市葉山", "山形県ー上山市葉山"])
def test_a_line_that_only_lacks_a_box_or_a_blank_the_second_time_stays(recogniser: Recogniser, said: str) -> None:
    line = _read(said, 0.5)
    assert read_again([line], [QUAD], _page("山形県上山市葉山"), recogniser) == [line]


def test_kana_in_half_width_are_left_to_their_own_model(recogniser: Recogniser) -> None:
    line = _read("ヤマザキミサキヤマザキミサキヤマザキミサキ", 0.5)
    assert read_again([line], [QUAD], _page("山形県上山市葉山"), recogniser) == [line]


def test_a_page_without_doubtful_lines_costs_nothing(recogniser: Recogniser) -> None:
    assert read_again([], [], _page(""), recogniser) == []
