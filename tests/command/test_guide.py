"""``kakanai guide``: check, run, ask, as a user types them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .test_command import ROOT, kakanai, trouble

SHIPPED = ROOT / "forms/guide/municipalities/chiyoda_like"
VISIT = {
    "visit": {"values": {"kind": "moving_in", "moved_on": "2026-11-15", "members[0].birth_date": "1985-03-14"}},
    "today": "2026-11-21",
}


@pytest.fixture
def answers(tmp_path: Path):
    """Writes a file of answers."""

    def write(row: object) -> Path:
        file = tmp_path / "answers.json"
        file.write_text(json.dumps(row), encoding="utf-8")
        return file

    return write


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the shipped guide, to be bent."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "ours"))


def test_shipped_guide_is_sound() -> None:
    done = kakanai("guide", "check", "--json")
    row = json.loads(done.stdout)
    assert done.returncode == 0
    assert (row["findings"], row["longest_path"]) == ([], 27)
    assert row["unchecked"] == row["questions"] + row["procedures"]


def test_what_makes_no_sense_is_listed_with_status_three(own: Path) -> None:
    file = own / "words/ko.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("photo = ", "foto = "), encoding="utf-8")
    done = kakanai("guide", "check", own, "--json")
    assert trouble(done) == "guide_faulty"
    assert [(each["id"], each["where"]) for each in json.loads(done.stdout)["findings"]] == [
        ("text_missing", "words/ko.toml: bring.photo"),
        ("text_unused", "words/ko.toml: bring.foto"),
    ]
    plain = kakanai("guide", "check", own)
    assert plain.returncode == 3
    assert "bring.photo" in plain.stdout.decode() and "[guide_faulty]" in plain.stderr.decode()


def test_mistake_names_file_and_line(own: Path) -> None:
    file = own / "questions.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('kind = "choice"', 'kind = "choise"', 1), encoding="utf-8")
    done = kakanai("guide", "check", own, "--json")
    assert trouble(done) == "guide_broken"
    assert "choice" in done.stdout.decode() and "questions.toml" in done.stdout.decode()
    assert trouble(kakanai("guide", "check", own / "nowhere", "--json")) == "guide_broken"


def test_procedures_follow_from_a_visit_and_answers(answers) -> None:
    row = {**VISIT, "answers": {"belongings": "dog"}, "language": "en"}
    done = kakanai("guide", "run", "--answers", answers(row), "--json")
    result = json.loads(done.stdout)
    assert result["next_question"] == "agent"
    assert result["progress"]["known"] > 4
    moving = result["procedures"][0]
    assert (moving["id"], moving["title"]) == ("moving_in", "Moving-in notification")
    assert (moving["last_day"], moving["form"], moving["checked"]) == ("2026-11-30", "move_notification", False)
    dog = next(each for each in result["procedures"] if each["id"] == "dog")
    assert dog["deadline"] == "By 2026-12-15 (within 30 days of the move)"
    assert dog["bring"] == [{"id": "dog_tag", "name": "Dog tag and vaccination tag"}]


def test_sheet_is_written_beside_the_list(answers, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    done = kakanai("guide", "run", "--answers", answers(VISIT), "--sheet", sheet)
    assert done.returncode == 0, done.stderr.decode()
    assert "転入届" in done.stdout.decode()
    assert sheet.read_bytes().startswith(b"%PDF")


def test_sheet_is_filled_like_any_other_form(tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    sample = ROOT / "forms/paper/guide_sheet/sample.json"
    done = kakanai("forms", "fill", "guide_sheet", "--data", sample, "--out", out, "--json")
    assert json.loads(done.stdout) == {"form": "guide_sheet", "pages": 2, "flagged": []}


@pytest.mark.parametrize(
    ("row", "id"),
    [
        ({"answer": {}}, "data_invalid"),
        ({"answers": []}, "data_invalid"),
        ({"days": {"born": "2026-11-01"}}, "data_invalid"),
        ({"days": {"born_on": "1.11."}}, "data_invalid"),
        ({"today": 5}, "data_invalid"),
        ({"language": "xx"}, "data_invalid"),
        ({"visit": {"values": {"kind": "転入"}}}, "data_invalid"),
        ({"answers": {"event": "moving"}}, "guide_answer_invalid"),
        ([], "data_invalid"),
    ],
)
def test_wrong_answers_are_trouble(answers, row: object, id: str) -> None:
    assert trouble(kakanai("guide", "run", "--answers", answers(row), "--json")) == id


def test_questions_are_asked_in_the_terminal_until_the_list_is_complete() -> None:
    # A birth: its first answers, then "no" to what is left; wrong input is asked again.
    done = kakanai("guide", "ask", "--language", "en", data=b"9\nx\n4\n" + b"2\n" * 30)
    assert done.returncode == 0
    assert "What brings you here today?" in done.stderr.decode()
    assert "Birth notification" in done.stdout.decode()
    assert "within 14 days of the birth" in done.stdout.decode()


def test_end_of_input_ends_the_asking() -> None:
    assert kakanai("guide", "ask", data=b"1\n").returncode == 2
