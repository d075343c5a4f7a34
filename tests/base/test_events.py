"""The log: only what the catalogue knows, one line an event, nothing personal."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from base import events


@pytest.fixture
def log_file(tmp_path: Path):
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    file = tmp_path / "log"
    events.start_log(file)
    yield file
    for handler in root.handlers:
        handler.close()
    root.handlers[:], root.level = handlers, level


def test_an_event_is_one_line_of_json(log_file: Path) -> None:
    events.log("command.trouble", id="a\nb\u2028c")
    (line,) = log_file.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["event"] == "command.trouble"
    assert json.loads(line)["id"] == "a\nb\u2028c"


def test_an_unknown_event_or_datum_is_a_bug() -> None:
    with pytest.raises(KeyError):
        events.log("command.no_such_event")
    with pytest.raises(KeyError):
        events.log("command.trouble", name="髙橋")


@pytest.mark.expected_log("could not parse 髙橋　一郎")
def test_what_a_library_logs_stays_out_of_the_file(log_file: Path) -> None:
    logging.getLogger("some.library").warning("could not parse %s", "髙橋　一郎")
    text = log_file.read_text(encoding="utf-8")
    assert "base.foreign_log" in text
    assert "髙橋" not in text and "\\u9ad9" not in text
