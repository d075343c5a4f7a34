"""A small guide that tests bend, and the facts of a visit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from base.texts import LANGUAGES
from forms.guide.facts import Facts

TODAY = date(2026, 11, 21)
NOTHING = Facts(TODAY)

GUIDE = """max_questions = 4
items = ["papers", "power"]

[changed_on]
question = "event"
moving_in = "moved_on"

[counter.hall]
number = "1"
floor = "2F"
"""
QUESTIONS = """[[question]]
id = "event"
kind = "choice"
choices = ["moving_in", "birth"]
answered_by.moving_in = { kind = ["moving_in", "from_abroad"] }
checked = false
written_on = 2026-11-21
source = "law 1"

[[question]]
id = "children"
when = { event = "moving_in" }
answered_by = { anyone_in_school_years = "0-17" }
checked = 2026-11-22
written_on = 2026-11-21
source = "law 2"

[[question]]
id = "agent"
kind = "yes_no_unsure"
when = { any = [{ event = "birth" }, { children = "no" }] }
checked = false
written_on = 2026-11-21
source = "law 3"
"""
PROCEDURES = """[[procedure]]
id = "move"
when = { event = "moving_in" }
counter = "hall"
deadline = { days = 14, after = "moved_on", law = "law 4" }
bring = ["papers", { item = "power", when = { agent = ["yes", "unsure"] } }]
form = "move_notification"
checked = false
written_on = 2026-11-21
source = "law 4"

[[procedure]]
id = "allowance"
when = { children = "yes" }
counter = "hall"
bring = ["papers"]
checked = false
written_on = 2026-11-21
source = "law 5"

[[procedure]]
id = "birth"
when = { not = { event = "moving_in" } }
counter = "hall"
deadline = { days = 14, after = "born_on", counts_first_day = true, law = "law 6" }
bring = []
checked = false
written_on = 2026-11-21
source = "law 6"
"""
WORDS = """name = "Somewhere"
question.event = { text = "t", help = "h", moving_in = "m", birth = "b" }
question.children = { text = "t", help = "h" }
question.agent = { text = "t", help = "h" }
procedure.move = { title = "t", note = "n" }
procedure.allowance.title = "t"
procedure.birth.title = "t"
counter.hall = "Hall"
bring = { papers = "p", power = "q" }
"""


@pytest.fixture
def write_guide(tmp_path: Path):
    """Writes a guide's folder, with one text replaced in one file: ``write_guide("questions.toml", old, new)``."""

    def write(file: str = "", old: str = "", new: str = "") -> Path:
        folder = tmp_path / "somewhere"
        (folder / "words").mkdir(parents=True, exist_ok=True)
        texts = {"guide.toml": GUIDE, "questions.toml": QUESTIONS, "procedures.toml": PROCEDURES}
        texts |= {f"words/{language}.toml": WORDS for language in LANGUAGES}
        if file:
            assert old in texts[file]
            texts[file] = texts[file].replace(old, new, 1)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        return folder

    return write
