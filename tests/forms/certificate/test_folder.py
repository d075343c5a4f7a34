"""What is told of how a folder of certificates is read: never a value."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from base.trouble import Trouble
from forms.reading import ReadField, Reading, Source
from tools.sheets.folder import Verdict, changes, judge, read_folder, summary

TRUTH = {"members[0].name": "見本　花子", "members[0].sex": "female", "new_building": "", "issuer": "見本市長"}
NAME, SEX, BUILDING = "members[0].name", "members[0].sex", "new_building"


def reading(*fields: ReadField, **other) -> Reading:
    return Reading(Source.CERTIFICATE, fields, **other)


def field(path: str, value: str, sure: bool = True) -> ReadField:
    return ReadField(path, value, value, sure=sure)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in (9, 10):
        sheet = {"files": [f"{number}.png"], "truth": TRUTH, "copy": number == 10, "layout": "grid"}
        (tmp_path / f"{number}.json").write_text(json.dumps(sheet), encoding="utf-8")
    return tmp_path


def test_each_value_is_right_or_wrong_and_sure_or_not():
    assert judge(TRUTH, [field(NAME, "見本　花子"), field(SEX, "female", sure=False)]) == {
        NAME: Verdict.SURE,
        SEX: Verdict.DOUBTED,
        "issuer": Verdict.MISSING,
    }


def test_what_was_read_where_nothing_stands_is_wrong():
    assert judge(TRUTH, [field(BUILDING, "見本荘")])[BUILDING] is Verdict.DANGEROUS
    assert judge(TRUTH, [field(BUILDING, "見本荘", sure=False)])[BUILDING] is Verdict.WRONG


def test_certificates_are_read_in_their_turn_and_told_without_their_values(folder: Path):
    read, said = [], []

    def reader(files: list[Path]) -> Reading:
        read.extend(file.name for file in files)
        return reading(field(NAME, "見本　花字"), field(SEX, "female"), warnings=("photocopy",))

    found = read_folder(folder, reader, said.append)
    assert read == ["9.png", "10.png"]
    assert found["9"] == {NAME: Verdict.DANGEROUS, SEX: Verdict.SURE, "issuer": Verdict.MISSING}
    assert summary(found) == "6 values, 33.3% right, 33.3% right and sure, 2 wrong though sure"
    assert [line.rpartition("; ")[2] for line in said if line.startswith("9 grid")] == ["taken for a copy"]
    assert not [line for line in said for value in TRUTH.values() if value and value in line]


def test_a_certificate_that_is_refused_has_all_its_values_missing(folder: Path):
    said = []

    def refuses(files: list[Path]) -> Reading:
        raise Trouble("not_a_certificate")

    found = read_folder(folder, refuses, said.append)
    assert set(found["10"].values()) == {Verdict.MISSING}
    assert "refused: not_a_certificate" in said[0]


def test_what_got_worst_is_told_first():
    before = {"9": {NAME: Verdict.SURE, SEX: Verdict.MISSING}, "8": {SEX: Verdict.SURE}}
    now = {"9": {NAME: Verdict.DANGEROUS, SEX: Verdict.SURE, BUILDING: Verdict.WRONG}}
    assert list(changes(before, now)) == [
        f"9 {NAME}: right and sure → wrong though sure",
        f"9 {BUILDING}: not there → wrong, in doubt",
        f"9 {SEX}: missing → right and sure",
    ]
