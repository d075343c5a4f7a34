"""Every sample is read strictly right, in any orientation; what is no certificate is refused."""

from __future__ import annotations

import gc
import sys
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest

from base.trouble import Trouble
from forms.certificate.pixels.pictures import load_pictures
from forms.certificate.settling.second_reader import SecondReader
from forms.certificate.transcript import transcribe
from forms.characters import without_selectors
from forms.reading import Source
from tests.forms.certificate.conftest import SAMPLES

SHEETS = ("certificate-grid.png", "certificate-list.png", "certificate-grid.pdf", "certificate-camera.jpg")
NOT_ON_THE_SHEET = {"kind", "moved_on", "notified_on", "householder.new", "phone"}
"""Of the visit, not of the certificate; the notifier neither."""


def on_the_sheet(household: dict[str, str]) -> dict[str, str]:
    # The pixels of a variation sequence do not say which one it is: the base character is what can be read.
    return {
        path: without_selectors(value)
        for path, value in household.items()
        if path not in NOT_ON_THE_SHEET and not path.startswith("notifier.")
    }


@pytest.mark.parametrize("name", SHEETS)
def test_every_field_of_a_sample_is_strictly_right(read_sample, household, name):
    reading = read_sample(name).reading
    assert {field.path: field.value for field in reading} == on_the_sheet(household)
    assert (reading.source, reading.document, reading.pages) == (Source.CERTIFICATE, "moving_out_certificate", 1)
    assert reading.warnings == ()


def test_no_cache_keeps_what_a_page_said(certificate_reader, household):
    certificate_reader.read(load_pictures(SAMPLES / "certificate-list.png"))
    personal = {household[path] for path in ("members[1].name", "members[1].kana", "new_address", "register_head")}
    personal |= {part for text in personal for part in text.split("\u3000")} | {
        "".join(text.split()) for text in personal
    }
    kept = [
        (function.__qualname__, text)
        for module in [module for name, module in sys.modules.items() if name.startswith(("forms.", "base."))]
        for function in vars(module).values()
        if hasattr(function, "cache_info")
        for table in gc.get_referents(function)
        if isinstance(table, dict)
        for key in table
        for text in ([key] if isinstance(key, str) else key if isinstance(key, (list, tuple)) else [])
        if text in personal
    ]
    assert kept == []


@pytest.mark.parametrize("name", SHEETS)
def test_nearly_every_field_is_sure(read_sample, name):
    fields = read_sample(name).reading.fields
    assert sum(field.sure for field in fields) >= 0.9 * len(fields)


@pytest.mark.parametrize("name", SHEETS)
def test_a_name_that_could_be_spelt_otherwise_offers_the_other_spelling(read_sample, name):
    field = read_sample(name).reading.find("members[2].name")
    assert "渡邉　吉江" in field.candidates or field.sure


@pytest.mark.parametrize("name", SHEETS)
def test_each_box_lies_in_the_picture_as_given_and_holds_ink(read_sample, name):
    result = read_sample(name)
    (picture,) = result.pictures
    for field in result.reading:
        left, top, right, bottom = field.box
        assert 0 <= left < right <= picture.shape[1]
        assert 0 <= top < bottom <= picture.shape[0]
        assert field.page == 0
        crop = picture[top:bottom, left:right, 2]
        assert 0.01 < (crop < crop.max() * 0.6).mean() < 0.6, field.path


def test_text_is_as_written_and_value_is_data(read_sample):
    field = read_sample("certificate-grid.png").reading.find("members[0].birth_date")
    assert (field.text, field.value) == ("昭和６０年３月１４日", "1985-03-14")


def test_a_page_that_lies_on_its_side_and_upside_down_is_read(certificate_reader, household):
    turns = 3  # needs a quarter turn and then half a turn
    (picture,) = load_pictures(SAMPLES / "certificate-list.png")
    small = cv2.resize(picture, None, fx=0.8, fy=0.8, interpolation=cv2.INTER_AREA)
    result = certificate_reader.read([np.rot90(small, turns).copy()])
    truth = on_the_sheet(household)
    read = {field.path: field.value for field in result.reading}
    names = [path for path in truth if path.endswith(("birth_date", "sex", "relationship", "kana", "address"))]
    assert {path: read.get(path) for path in names} == {path: truth[path] for path in names}
    # Boxes and picture are in the frame of the page as given.
    assert result.pictures[0].shape == np.rot90(small, turns).shape


def test_a_continuation_sheet_adds_people(certificate_reader, read_sample):
    (picture,) = load_pictures(SAMPLES / "certificate-list.png")
    reading = certificate_reader.read([picture, picture]).reading
    assert reading.pages == 2
    assert reading.value("members[3].name") == reading.value("members[0].name") == "髙橋　一郎"
    assert reading.find("members[3].name").page == 1


def test_a_page_that_somebody_has_begun_to_read_is_not_read_again(certificate_reader, read_sample, monkeypatch):
    whole = read_sample("certificate-grid.png")
    (picture,) = load_pictures(SAMPLES / "certificate-grid.png")
    with ThreadPoolExecutor(1) as ahead:
        begun = ahead.submit(transcribe, picture, certificate_reader.recogniser)
        begun.result()
        monkeypatch.setattr("forms.certificate.reader.transcribe", None)
        result = certificate_reader.read([picture], begun)
    assert result.reading == whole.reading
    assert np.array_equal(result.pictures[0], whole.pictures[0])


def blank() -> np.ndarray:
    return np.full((1754, 1240, 3), 250, np.uint8)


def shapes() -> np.ndarray:
    """A picture with things in it and no text."""
    picture = blank()
    cv2.circle(picture, (600, 700), 300, (90, 140, 200), -1)
    cv2.ellipse(picture, (600, 1300), (400, 200), 20, 0, 300, (30, 60, 30), 30)
    return picture


def web_page() -> np.ndarray:
    picture = blank()
    for line in range(30):
        cv2.putText(picture, f"Order {line}: best offers today", (80, 90 + 50 * line), 0, 1.2, (20, 20, 20), 2)
    return picture


@pytest.mark.parametrize("make", [blank, shapes, web_page])
def test_what_is_no_certificate_is_refused(certificate_reader, make):
    with pytest.raises(Trouble, match="not_a_certificate"):
        certificate_reader.read([make()])


@pytest.mark.parametrize(("make", "sure"), [(blank, True), (shapes, False)])
def test_people_behind_a_page_that_was_not_read_are_in_doubt(certificate_reader, make, sure):
    (picture,) = load_pictures(SAMPLES / "certificate-list.png")
    reading = certificate_reader.read([make(), picture]).reading
    assert any(field.sure for field in reading if field.path.startswith("members[")) is sure
    assert next(field.sure for field in reading if field.path == "planned_on")


def test_no_page_at_all_is_refused(certificate_reader):
    with pytest.raises(Trouble, match="empty_document"):
        certificate_reader.read([])


@pytest.mark.expected_log("forms.second_reader_gone")
def test_without_tesseract_the_certificate_is_read_all_the_same(certificate_reader, monkeypatch, household, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(certificate_reader, "_second", SecondReader())
    (picture,) = load_pictures(SAMPLES / "certificate-camera.jpg")
    told = on_the_sheet(household)
    assert {field.path: field.value for field in certificate_reader.read([picture]).reading} == told
    blurred = certificate_reader.read([cv2.GaussianBlur(picture, (0, 0), 1.5)]).reading
    assert any(not field.sure for field in blurred)
    assert all(told[field.path] == field.value for field in blurred if field.sure)
