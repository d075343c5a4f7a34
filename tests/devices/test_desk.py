"""The desk: what is real is decided in one place, and nothing virtual comes in by accident."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.trouble import Trouble
from devices.camera.virtual import VirtualCamera
from devices.desk import CHOICES, DeskSettings, check_settings, open_desk
from devices.printer.folder import FolderPrinter
from devices.printer.virtual import VirtualPrinter
from devices.scanner.virtual import VirtualScanner

ROOT = Path(__file__).resolve().parents[2]
COMBINATIONS = [dict(zip(CHOICES, kinds, strict=True)) for kinds in itertools.product(*CHOICES.values())]
FOLDER = Path("unused")


def trouble_of(settings: DeskSettings) -> Trouble:
    with pytest.raises(Trouble) as caught:
        open_desk(settings)
    return caught.value


@pytest.mark.parametrize("kinds", COMBINATIONS, ids=lambda kinds: "-".join(kinds.values()))
def test_without_permission_no_combination_makes_a_virtual_device(kinds: dict[str, str]) -> None:
    settings = DeskSettings(**kinds, printer_folder=FOLDER)
    if "virtual" in kinds.values():
        assert trouble_of(settings).id == "virtual_not_allowed"
        return
    with open_desk(settings) as desk:
        assert not desk.is_virtual
        parts = [desk.scanner, desk.camera, desk.printer, desk.cards]
        assert not any("virtual" in type(part).__module__ for part in parts if part is not None)
        assert desk.cards is None or desk.cards._settings.allow_virtual is False


@given(st.sampled_from(COMBINATIONS), st.sampled_from(["true", "yes", 1, "virtual", [True], object()]))
def test_only_the_truth_value_itself_is_a_permission(kinds: dict[str, str], almost: object) -> None:
    settings = DeskSettings(**kinds, printer_folder=FOLDER, virtual=almost)
    if "virtual" in kinds.values():
        with pytest.raises(Trouble, match="virtual_not_allowed"):
            check_settings(settings)
    else:
        check_settings(settings)


@given(st.sampled_from(list(CHOICES)), st.text(max_size=12))
def test_an_unknown_kind_is_refused_and_the_choices_are_named(device: str, kind: str) -> None:
    if kind in CHOICES[device]:
        return
    with pytest.raises(Trouble, match="device_setting_unknown") as caught:
        check_settings(replace(DeskSettings(), **{device: kind}))
    assert caught.value.details["choices"] == ", ".join(CHOICES[device])


@pytest.mark.expected_log("devices.virtual_in_use", "devices.virtual_reader_allowed")
def test_with_permission_the_virtual_ones_are_made_and_it_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    kinds = dict.fromkeys(CHOICES, "virtual")
    with open_desk(DeskSettings(**kinds, virtual=True)) as desk:
        assert desk.is_virtual
        assert isinstance(desk.scanner, VirtualScanner)
        assert isinstance(desk.camera, VirtualCamera)
        assert isinstance(desk.printer, VirtualPrinter)
        assert desk.cards is not None
        assert desk.bus is not None
    [record] = [r for r in caplog.records if r.getMessage() == "devices.virtual_in_use"]
    assert record.data == {"devices": "card_reader,scanner,camera,printer,voice"}


def test_a_desk_may_have_nothing_at_all() -> None:
    with open_desk(DeskSettings(**dict.fromkeys(CHOICES, "none"))) as desk:
        assert (desk.cards, desk.bus, desk.scanner, desk.camera, desk.printer) == (None,) * 5


def test_printing_into_a_folder_is_real_and_needs_the_folder(tmp_path: Path) -> None:
    kinds = dict.fromkeys(CHOICES, "none") | {"printer": "folder"}
    assert trouble_of(DeskSettings(**kinds)).id == "print_folder_missing"
    with open_desk(DeskSettings(**kinds, printer_folder=tmp_path)) as desk:
        assert isinstance(desk.printer, FolderPrinter)
        assert not desk.is_virtual


def loaded_after(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after this code."""
    code += "\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_real_devices_load_no_virtual_one() -> None:
    loaded = loaded_after(
        "from devices.desk import *\n"
        "open_desk(DeskSettings()).close()\n"
        "import devices.selftest, devices.printer.folder, devices.camera.judge"
    )
    ours = {name for name in loaded if name.startswith("devices")}
    assert {"devices.scanner.sane", "devices.camera.opencv", "devices.printer.cups", "devices.card.session"} <= ours
    assert {name for name in ours if "virtual" in name or "private" in name or "world" in name} == set()


def test_naming_the_desk_loads_nothing_heavy() -> None:
    loaded = loaded_after("import devices.desk, devices.selftest")
    assert not loaded & {"cv2", "numpy", "smartcard", "cups", "reportlab", "zxingcpp", "PySide6"}
