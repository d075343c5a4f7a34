"""Who may know whom: parses every import and fails on one that the rooms do not allow (docs/architecture.md)."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAY_IMPORT = {
    "base": set(),
    "forms": {"base"},
    "devices": {"base"},
    "db": {"base", "forms"},
    "look": {"base", "forms"},
    "kiosk": {"base", "forms", "devices", "db", "look"},
    "counter": {"base", "forms", "devices", "db", "look"},
    "command": {"base", "forms", "devices", "db", "look", "kiosk", "counter", "tools"},
}
ROOMS = {*MAY_IMPORT, "tools", "tests", "installer"}
WITHOUT_WIDGETS = ("base", "forms", "devices", "db")
WITHOUT_STORE = ("base", "forms", "devices", "look")
STEPS_OF_READING = (
    *("engines", "pixels", "words", "runs", "data"),
    *("shapes", "arranging", "learned", "names", "settling"),
)
"""Packages of forms/certificate: each may know those before it."""
STEPS_OF_ARRANGING = ("text", "labels", "places", "tables", "lines", "unlabelled", "people")
"""Packages of forms/certificate/arranging: each may know those before it."""


def modules(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imports(file: Path) -> set[str]:
    """The dotted names that a file imports anywhere in it, relative ones included."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                found.add(".".join(file.relative_to(ROOT).parts[:1]))
            elif node.module:
                found.add(node.module)
    return found


def tops(file: Path) -> set[str]:
    return {name.split(".")[0] for name in imports(file)}


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_whom_it_may_know(room: str) -> None:
    assert modules(room), f"{room} is empty"
    for file in modules(room):
        wrong = (tops(file) & ROOMS) - MAY_IMPORT[room] - {room}
        assert not wrong, f"{file.relative_to(ROOT)} imports {sorted(wrong)}"


@pytest.mark.parametrize("room", WITHOUT_WIDGETS)
def test_no_qt_below_the_screens(room: str) -> None:
    for file in modules(room):
        assert "PySide6" not in tops(file), file


@pytest.mark.parametrize("room", WITHOUT_STORE)
def test_no_database_outside_the_store(room: str) -> None:
    for file in modules(room):
        assert not tops(file) & {"sqlalchemy", "alembic", "psycopg", "sqlite3"}, file


@pytest.mark.parametrize("room", ["kiosk", "counter"])
def test_screens_leave_sql_to_the_store(room: str) -> None:
    for file in modules(room):
        assert not tops(file) & {"sqlalchemy", "alembic", "psycopg", "sqlite3"}, file


@pytest.mark.parametrize(
    ("folder", "steps"),
    [("forms/certificate", STEPS_OF_READING), ("forms/certificate/arranging", STEPS_OF_ARRANGING)],
)
def test_each_step_of_reading_knows_only_those_before_it(folder: str, steps: Sequence[str]) -> None:
    here, room = ROOT / folder, folder.replace("/", ".")
    assert {each.parent.name for each in here.glob("*/__init__.py")} == set(steps)
    depth = room.count(".") + 2
    for at, step in enumerate(steps):
        allowed = {f"{room}.{each}" for each in steps[: at + 1]}
        for file in (here / step).rglob("*.py"):
            known = {".".join(name.split(".")[:depth]) for name in imports(file) if name.startswith(f"{room}.")}
            assert known <= allowed, f"{file.relative_to(ROOT)} imports {sorted(known - allowed)}"


def test_one_opencv_only() -> None:
    """The plain wheel brings its own Qt and bends ours; only the headless one may be in the lock file."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "opencv-python-headless==" in lock
    assert "\nopencv-python==" not in lock
    assert "\nopencv-contrib-python==" not in lock


def test_the_lock_file_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    names = [line for line in lock.splitlines() if line[:1].isalnum()]
    assert all("==" in line for line in names)
    assert lock.count("--hash=sha256:") >= len(names)
