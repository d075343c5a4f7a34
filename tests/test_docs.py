"""The documents stay true: links lead somewhere, commands exist, settings are what the table says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from base import events
from base.texts import ROOMS
from command import configuration, main

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(
    [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *(file for room in (*ROOMS, "tools") for file in (ROOT / room).rglob("*.md")),
    ]
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
CODE_PATH = re.compile(
    r"`((?:base|forms|devices|db|look|kiosk|counter|command|installer|tools|tests|samples)/[\w./-]*)`"
)
COMMAND = re.compile(r"^(?:\./)?kakanai ([a-z]+)", re.MULTILINE)
SETTING = re.compile(r"`((?:office|store|devices|kiosk|counter|log)\.[a-z_]+)(?: = [^`]*)?`")


def words() -> set[str]:
    """The first words that the command takes."""
    (action,) = (each for each in main.parser()._actions if each.dest == "word")
    return set(action.choices)


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_what_a_document_names_is_there(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for target in LINK.findall(text):
        if "://" not in target:
            assert (file.parent / target).exists(), f"dead link: {target}"
    for path in CODE_PATH.findall(text):
        assert (ROOT / path).exists(), f"no such file: {path}"
    assert set(COMMAND.findall(text)) <= words()
    known = {setting.name for setting in configuration.SETTINGS} | set(events.catalogue())
    unknown = {name for name in set(SETTING.findall(text)) - known if not name.endswith((".toml", ".py"))}
    assert not unknown, f"no such setting or event: {sorted(unknown)}"


def test_every_decision_is_listed() -> None:
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    for file in (ROOT / "docs" / "decisions").glob("0*.md"):
        assert f"({file.name})" in index


def test_every_module_that_reads_certificates_is_told_of() -> None:
    text = (ROOT / "docs" / "certificates.md").read_text(encoding="utf-8")
    modules = {file.stem for file in (ROOT / "forms" / "certificate").rglob("*.py")} - {"__init__"}
    assert not {module for module in modules if f"`{module}`" not in text}


def test_no_source_holds_invisible_or_bidirectional_characters() -> None:
    """They hide what code does. Variation selectors belong into data and are written as escapes in code."""
    banned = {*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF, *range(0xE0100, 0xE01F0)}
    for room in (*ROOMS, "tools", "installer", "tests"):
        for file in (ROOT / room).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            wrong = {f"U+{ord(char):04X}" for char in text if ord(char) in banned}
            assert not wrong, f"{file.relative_to(ROOT)}: {sorted(wrong)}"


def test_every_fault_says_where_it_is_caused() -> None:
    """All 32 rows, and each file of tests/faults in the row whose number it bears."""
    rows = re.findall(r"^\| (\d+) \|[^|]*\|(.*)\|$", (ROOT / "docs/faults.md").read_text("utf-8"), re.MULTILINE)
    assert {int(number) for number, _ in rows} == set(range(1, 33))
    named = {(int(number), file) for number, text in rows for file in re.findall(r"`(tests/[^`]+)`", text)}
    assert all((ROOT / file).is_file() for _, file in named)
    files = {file.relative_to(ROOT).as_posix() for file in (ROOT / "tests/faults").glob("test_*.py")}
    assert {(int(file.rpartition("/")[2][5:7]), file) for file in files} <= named
