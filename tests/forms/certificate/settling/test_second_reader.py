"""The second reader: absent, crashing, hanging, and when it agrees."""

from __future__ import annotations

import gc
import logging

import numpy as np
import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.engines.tesseract import Tesseract
from forms.certificate.pixels.clearing import ink_image
from forms.certificate.pixels.pages import Page
from forms.certificate.settling.second_reader import SecondReader
from forms.fields import Kind
from tests.forms.certificate.lines import printed
from tools.sheets.canvas import Canvas


@pytest.fixture
def entry() -> Entry:
    value = Value("東京都千代田区", "東京都千代田区", 0.7, True, (printed("東京都千代田区", 60.0),))
    return Entry("new_address", Kind.ADDRESS, value)


@pytest.fixture
def page() -> Page:
    """The words of the entry in print, where its segment says they are."""
    sheet = Canvas((60, 20))
    sheet.text(0, 2.54, "東京都千代田区", 14.4)
    image = np.asarray(sheet.image)[:, :, ::-1].copy()
    return Page(image, np.eye(3), (), ink_image(image))


def stub(folder, body: str) -> None:
    program = folder / "tesseract"
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)


def seen(caplog) -> list[str]:
    return [record.getMessage() for record in caplog.records]


def test_it_agrees_with_what_is_printed(entry, page):
    assert SecondReader().check([entry], page, [True])[0].agreed


def test_it_does_not_agree_with_another_text(entry, page):
    other = Entry(entry.path, entry.kind, Value("東京都千代日区", "", 0.7, True, entry.value.segments))
    assert not SecondReader().check([other], page, [True])[0].agreed


def test_nothing_is_asked_where_nothing_is_doubtful(entry, page, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert SecondReader().check([entry], page, [False]) == [entry]


@pytest.mark.expected_log("forms.second_reader_gone")
@pytest.mark.parametrize("fault", ["absent", "crashes", "hangs"])
def test_its_failure_leaves_the_value_doubtful_and_is_logged_once(entry, page, monkeypatch, tmp_path, caplog, fault):
    if fault == "crashes":
        stub(tmp_path, "kill -SEGV $$")
    elif fault == "hangs":
        stub(tmp_path, "exec /bin/sleep 60")
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(tmp_path))
        reader = SecondReader(timeout=1.0)
        with caplog.at_level(logging.INFO):
            for _ in range(2):
                assert not reader.check([entry], page, [True])[0].agreed
    assert seen(caplog) == ["forms.second_reader_gone"]
    # And it is asked again, without a restart.
    with caplog.at_level(logging.INFO):
        reader._timeout = 30.0
        assert reader.check([entry], page, [True])[0].agreed
    assert seen(caplog) == ["forms.second_reader_gone", "forms.second_reader_back"]


def test_what_was_started_before_is_asked_and_ends_where_nothing_is(entry, page, monkeypatch, tmp_path):
    reader = SecondReader()
    reader.prepare()
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(tmp_path))  # another one could not be started
        assert reader.check([entry], page, [True])[0].agreed
    reader.prepare()
    process = reader._ready._process
    reader.rest()
    assert process.returncode is not None


def test_one_that_was_started_before_and_is_gone_does_no_harm(entry, page, monkeypatch, tmp_path):
    stub(tmp_path, "exit 1")
    reader = SecondReader()
    with monkeypatch.context() as patch:
        patch.setenv("PATH", str(tmp_path))
        reader.prepare()
        reader._ready._process.wait()
    assert reader.check([entry], page, [True])[0].agreed


def test_it_ends_with_the_one_who_started_it():
    tesseract = Tesseract("jpn", ())
    process = tesseract._process
    assert tesseract.is_waiting
    del tesseract
    gc.collect()
    assert process.returncode is not None
