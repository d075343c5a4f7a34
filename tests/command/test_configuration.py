"""The configuration: every setting declared once; an error names the line and the nearest right word."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from base import texts
from base.trouble import Trouble
from command import configuration


@pytest.fixture
def load(tmp_path: Path):
    def write_and_load(text: str) -> configuration.Configuration:
        file = tmp_path / "kakanai.toml"
        file.write_text(text, encoding="utf-8")
        return configuration.load(file)

    return write_and_load


def test_the_file_that_explains_everything_is_right_and_changes_nothing(load) -> None:
    explained = load(configuration.explain())
    assert dict(explained.values) == {setting.name: setting.default for setting in configuration.SETTINGS}
    assert len(tomllib.loads(configuration.explain())) == 6


def test_a_silent_file_leaves_the_defaults(load) -> None:
    assert load("")["office.ward"] == "千代田区"
    assert load("[kiosk]\nidle_seconds = 120")["kiosk.idle_seconds"] == 120


@pytest.mark.parametrize(
    ("text", "id", "details"),
    [
        ("[office]\nward = 千代田", "config_broken", {"line": 2}),
        ("[offise]\nward = 'x'", "config_unknown", {"line": 2, "name": "offise.ward", "near": "office.ward"}),
        ("\n[kiosk]\nidle_secnods = 5", "config_unknown", {"line": 3, "near": "kiosk.idle_seconds"}),
        ("ward = 'x'", "config_unknown", {"line": 1, "name": "ward"}),
        ("[kiosk]\nidle_seconds = 5", "config_wrong", {"line": 2, "name": "kiosk.idle_seconds"}),
        ("[kiosk]\nidle_seconds = '90'", "config_wrong", {"line": 2}),
        ("[devices]\nvirtual = 1", "config_wrong", {"line": 2, "expected": "true / false"}),
        ("[devices]\n\nscanner = 'twain'", "config_wrong", {"line": 3, "expected": "sane / virtual / none"}),
    ],
)
def test_an_error_names_the_line_and_the_nearest_right_word(load, text: str, id: str, details: dict) -> None:
    with pytest.raises(Trouble) as caught:
        load(text)
    assert caught.value.id == id
    assert caught.value.details.items() >= details.items()
    assert texts.message(caught.value) and texts.action(caught.value)


def test_a_missing_file_is_named_and_never_replaced_by_defaults(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="config_missing"):
        configuration.load(tmp_path / "none.toml")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "kakanai.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Trouble, match="config_broken"):
        configuration.load(file)


def test_the_environment_names_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "office.toml"
    file.write_text("[office]\nward = '台東区'", encoding="utf-8")
    monkeypatch.setenv("KAKANAI_CONFIG", str(file))
    assert configuration.load()["office.ward"] == "台東区"


def test_the_key_never_lies_in_the_data_folder(load) -> None:
    settings = load("")
    assert settings.data_folder not in settings.key_file.parents


def test_devices_are_real_unless_said_otherwise() -> None:
    defaults = {setting.name: setting.default for setting in configuration.SETTINGS}
    assert defaults["devices.virtual"] is False
    assert "virtual" not in [value for name, value in defaults.items() if name.startswith("devices.")]
