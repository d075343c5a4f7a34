"""One whole visit on real daemons, as a new user sees it: ``kakanai demo``."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from base.trouble import Trouble
from db.crypto import KeyRing
from db.store import Store
from forms.actions import ActionType, Status

ROOT = Path(__file__).resolve().parents[2]
HOUSEHOLD = json.loads((ROOT / "samples" / "household.json").read_text(encoding="utf-8"))
NAMES = [HOUSEHOLD[f"members[{n}].name"] for n in range(3)]
INDIVIDUAL_NUMBERS = ("123456789018",)

pytestmark = pytest.mark.daemon


def play(out: Path, *words: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-P", "-X", "utf8", "-m", "command", "demo", "--out", str(out), "--json", *words],
        capture_output=True,
        cwd="/",
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo") / "out"
    (out.parent / "row.json").write_text(json.dumps(play(out)), encoding="utf-8")
    return out


@pytest.fixture(scope="module")
def row(folder: Path) -> dict:
    return json.loads((folder.parent / "row.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def store(folder: Path) -> Iterator[Store]:
    with Store.open(
        f"sqlite:///{folder / 'store' / 'kakanai.sqlite'}", KeyRing.load(folder / "keys" / "store.keys")
    ) as store:
        yield store


def test_every_field_of_the_household_comes_out_exactly(row: dict) -> None:
    values = {field["path"]: field["value"] for field in row["fields"]}
    wrong = {path: values.get(path) for path, truth in HOUSEHOLD.items() if values.get(path) != truth}
    assert not wrong


def test_every_field_has_its_evidence_and_is_settled(row: dict) -> None:
    for field in row["fields"]:
        assert field["state"] in ("agreed", "single", "confirmed"), field["path"]
        assert field["evidence"] or field["decided_by"], field["path"]
    agreed = {field["path"]: {each["source"] for each in field["evidence"]} for field in row["fields"]}
    assert agreed["members[0].birth_date"] == {"preentry", "certificate", "mynumber"}


def test_the_printed_form_holds_every_exact_name(folder: Path, row: dict) -> None:
    (name,) = row["printed"]
    pdf = folder / "printed" / name
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    for name in NAMES:
        assert name in text
    assert row["reception_number"] in text
    assert "仮想の機器" in text
    assert "手続案内票" in text and "国民健康保険" in text


def test_the_visit_is_filed_in_the_store_with_every_action(store: Store, row: dict) -> None:
    visit = store.visit(row["visit"])
    assert visit.status is Status.FILED
    assert visit.documents == ("my_number_card",)
    done = [action.type for action in store.actions(row["visit"])]
    assert done[0] is ActionType.OPEN
    assert done[-1] is ActionType.FILE
    assert done.count(ActionType.READ) >= 3
    assert ActionType.ANSWER in done and visit.advice.left == ()
    told = [each.id for each in visit.advice.procedures]
    assert {"moving_in", "record_copy", "health_insurance_join"} <= set(told)
    forms = [each.data["form"] for each in store.actions(row["visit"]) if each.type is ActionType.PRINT]
    assert forms == ["move_notification", "resident_record_copy", "guide_sheet"]
    for type in (ActionType.CONFIRM, ActionType.SUBMIT, ActionType.PRINT, ActionType.TAKE, ActionType.CHECK_IDENTITY):
        assert type in done


def everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    """All bytes of the folder: files as they are, PDF streams inflated, pictures as pixels."""
    import pikepdf

    for file in folder.rglob("*"):
        if not file.is_file():
            continue
        data = file.read_bytes()
        yield str(file), data
        if file.suffix == ".pdf":
            with pikepdf.open(file) as pdf:
                out = io.BytesIO()
                pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
            yield f"{file} inflated", out.getvalue()
        if zipfile.is_zipfile(file):
            raise AssertionError("no archive was expected")


def test_no_individual_number_is_anywhere_in_the_folder(folder: Path, store: Store, row: dict) -> None:
    for number in INDIVIDUAL_NUMBERS:
        wide = "".join(chr(ord(digit) + 0xFEE0) for digit in number)
        forms = [text.encode(coding) for text in (number, wide) for coding in ("utf-8", "utf-16-le", "utf-16-be")]
        forms.append(bytes.fromhex(number))
        for name, data in everything(folder):
            assert not any(form in data for form in forms), name
        for action in store.actions(row["visit"]):
            assert number not in json.dumps(dict(action.data), ensure_ascii=False)


def test_no_individual_number_can_be_read_from_a_stored_page(folder: Path) -> None:
    import pytesseract
    from PIL import Image

    pages = sorted((folder / "pages").glob("*.png"))
    assert pages
    for page in pages:
        digits = "".join(
            c for c in pytesseract.image_to_string(Image.open(page), lang="jpn", timeout=60) if c.isdigit()
        )
        for number in INDIVIDUAL_NUMBERS:
            assert number not in digits
            assert number[:8] not in digits


def test_names_are_in_no_log_and_in_no_file_name(folder: Path) -> None:
    log = (folder / "kakanai.log").read_text(encoding="utf-8")
    assert "devices.virtual_in_use" in log
    for name in NAMES:
        assert name not in log
        assert name.encode("unicode_escape").decode() not in log
        for part in name.split("　"):
            assert not any(part in file.name for file in folder.rglob("*"))


def test_names_are_sealed_in_the_database_file(folder: Path) -> None:
    for file in (folder / "store").iterdir():
        for name in NAMES:
            assert name.encode() not in file.read_bytes(), file.name
    assert not list((folder / "store").glob("*.keys"))


def test_the_key_is_needed(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="key_(missing|wrong)"):
        Store.open(f"sqlite:///{folder / 'store' / 'kakanai.sqlite'}", KeyRing.create(tmp_path / "other.keys"))


def test_a_folder_with_files_in_it_is_left_alone(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    done = subprocess.run(
        [sys.executable, "-P", "-m", "command", "demo", "--out", str(folder), "--json"],
        capture_output=True,
        cwd="/",
        timeout=120,
        check=False,
    )
    assert done.returncode == 3
    assert json.loads(done.stdout)["error"]["id"] == "demo_folder_in_use"
    assert sorted(folder.rglob("*")) == before


def test_it_prints_through_a_real_cups(tmp_path: Path) -> None:
    row = play(tmp_path / "out", "--cups")
    (name,) = row["printed"]
    pdf = tmp_path / "out" / "printed" / name
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    assert NAMES[0] in text
