"""A mistake in a guide is told with file, line, key and the nearest right word."""

from __future__ import annotations

from datetime import date

import pytest

from base.trouble import Trouble
from forms.guide.description import GUIDES_FOLDER, Deadline, get_guide, guide_ids
from forms.guide.parsing import parse_guide
from forms.guide.wording import answer_text, phrase


def test_small_guide_is_read(write_guide) -> None:
    guide = parse_guide(write_guide())
    assert list(guide.questions) == ["event", "children", "agent"]
    assert guide.questions["agent"].words == ("yes", "no", "unsure")
    assert guide.questions["children"].provenance.checked_on == date(2026, 11, 22)
    assert not guide.questions["event"].provenance.checked
    assert [rule.id for rule in guide.rules] == ["move", "allowance", "birth"]
    assert guide.rules[0].form == "move_notification" and guide.rules[1].form is None
    assert guide.rules[2].deadline == Deadline("born_on", "days", 14, True, "law 6")
    assert guide.rules[0].counter.floor == "2F"
    assert answer_text(guide, guide.questions["event"], "birth", "en") == "b"
    assert answer_text(guide, guide.questions["agent"], "unsure", "ko") == "모르겠습니다"


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "key", "says"),
    [
        ("guide.toml", "max_questions = 4", "max_question = 4", 1, "–", "lacks 'max_questions'"),
        ("guide.toml", "max_questions = 4", "max_questions = 0", 1, "max_questions", "between 1"),
        ("guide.toml", '"power"', '"papers"', 2, "items", "twice"),
        ("guide.toml", 'floor = "2F"', 'flor = "2F"', 10, "counter.hall.flor", "did you mean 'floor'"),
        ("guide.toml", 'number = "1"', 'numbr = "1"', 9, "counter.hall.numbr", "did you mean 'number'"),
        ("guide.toml", "counter.hall", "counter.Hall", 8, "counter.Hall", "is no name"),
        ("guide.toml", 'question = "event"', 'question = "evnt"', 5, "changed_on.question", "did you mean 'event'"),
        ("guide.toml", 'moving_in = "moved_on"', 'moving_on = "moved_on"', 6, "changed_on.moving_on", "'moving_in'"),
        ("guide.toml", 'moving_in = "moved_on"', 'moving_in = "moved"', 6, "changed_on.moving_in", "'moved_on'"),
        ("questions.toml", 'id = "children"', 'id = "event"', 11, "question[1].id", "two questions 'event'"),
        ("questions.toml", 'id = "children"', 'id = "any"', 11, "question[1].id", "is no name"),
        ("questions.toml", 'kind = "choice"', 'kind = "choise"', 3, "question[0].kind", "did you mean 'choice'"),
        ("questions.toml", '["moving_in", "birth"]', '["moving_in"]', 4, "question[0].choices", "two or more"),
        ("questions.toml", "answered_by.moving_in", "answered_by.moving_on", 5, "question[0].answered_by.moving_on",
         "did you mean 'moving_in'"),
        ("questions.toml", "kind = [", "kint = [", 5, "question[0].answered_by.moving_in.kint", "did you mean 'kind'"),
        ("questions.toml", '"from_abroad"]', '"abroad"]', 5, "question[0].answered_by.moving_in.kind", "from_abroad"),
        ("questions.toml", '"0-17"', '"17-0"', 13, "question[1].answered_by.anyone_in_school_years", "from-to"),
        ("questions.toml", 'when = { event', 'when = { evnt', 12, "question[1].when.evnt", "did you mean 'event'"),
        ("questions.toml", 'when = { event', 'when = { agent', 12, "question[1].when.agent", "asked later"),
        ("questions.toml", 'when = { event', 'when = { children', 12, "question[1].when.children", "asked later"),
        ("questions.toml", '"moving_in" }', '"moving_on" }', 12, "question[1].when.event", "did you mean 'moving_in'"),
        ("questions.toml", "checked = false", "checked = true", 6, "question[0].checked", "must be false"),
        ("questions.toml", "checked = false\n", "", 1, "question[0]", "lacks 'checked'"),
        ("questions.toml", "2026-11-22", "2026-11-20", 14, "question[1].checked", "not before"),
        ("questions.toml", "2026-11-22", "2026-11-22T10:00:00", 14, "question[1].checked", "date"),
        ("questions.toml", "written_on = 2026-11-21", 'written_on = "2026-11-21"', 7, "question[0].written_on", "type"),
        ("questions.toml", "written_on = 2026-11-21", "written_on = 2026-11-21T01:00:00", 7, "question[0].written_on",
         "without a time"),
        ("questions.toml", 'source = "law 1"', 'sauce = "law 1"', 1, "question[0]", "lacks 'source'"),
        ("procedures.toml", 'counter = "hall"', 'counter = "hal"', 4, "procedure[0].counter", "did you mean 'hall'"),
        ("procedures.toml", 'form = "move', 'form = "moove', 7, "procedure[0].form", "'move_notification'"),
        ("procedures.toml", '["papers", {', '["paper", {', 6, "procedure[0].bring[0]", "did you mean 'papers'"),
        ("procedures.toml", 'item = "power"', 'item = "papers"', 6, "procedure[0].bring[1]", "twice"),
        ("procedures.toml", '"unsure"]', '"maybe"]', 6, "procedure[0].bring[1].when.agent", "no answer to 'agent'"),
        ("procedures.toml", "days = 14, a", "day = 14, a", 5, "procedure[0].deadline", "exactly one of"),
        ("procedures.toml", "days = 14, a", "days = 0, a", 5, "procedure[0].deadline.days", "between 1"),
        ("procedures.toml", "days = 14, a", "months = 1, counts_first_day = true, a", 5,
         "procedure[0].deadline.counts_first_day", "days only"),
        ("procedures.toml", '"moved_on"', '"moved"', 5, "procedure[0].deadline.after", "did you mean 'moved_on'"),
        ("procedures.toml", 'id = "allowance"', 'id = "move"', 13, "procedure[1].id", "two procedures"),
        ("procedures.toml", "[[procedure]]", "[[procedur]]", 0, "–", ""),
        ("words/ko.toml", 'name = "Somewhere"', "name = 1", 1, "name", "must be a text"),
        ("words/ko.toml", 'name = "Somewhere"', 'name = " x"', 1, "name", "blanks"),
        ("words/zh.toml", 'name = "Somewhere"', f'name = "{"x" * 300}"', 1, "name", "longer"),
        ("words/ja.toml", 'name = "Somewhere"', "name = ", 1, "–", "nvalid"),
    ],
)  # fmt: skip
def test_mistake_is_told_with_its_place(write_guide, file, old, new, line, key, says) -> None:
    with pytest.raises(Trouble) as caught:
        parse_guide(write_guide(file, old, new))
    details = caught.value.details
    assert caught.value.id == "guide_broken"
    assert details["form"] == "somewhere" and details["file"] == file.split("/")[-1]
    if line:
        assert (details["line"], details["key"]) == (line, key), details
    assert says in details["problem"]


@pytest.mark.parametrize(("file", "key"), [("questions.toml", "question"), ("procedures.toml", "procedure")])
def test_guide_without_content_is_refused(write_guide, file: str, key: str) -> None:
    folder = write_guide()
    (folder / file).write_text(f"{key} = []\n", encoding="utf-8")
    with pytest.raises(Trouble) as caught:
        parse_guide(folder)
    assert "must have between 1 and" in caught.value.details["problem"]


def test_guide_need_not_say_what_changed_on_stands_for(write_guide) -> None:
    guide = parse_guide(write_guide("guide.toml", '[changed_on]\nquestion = "event"\nmoving_in = "moved_on"\n', ""))
    assert guide.changed_on == ("", {})


def test_missing_file_is_told(write_guide) -> None:
    folder = write_guide()
    (folder / "procedures.toml").unlink()
    with pytest.raises(Trouble) as caught:
        parse_guide(folder)
    assert caught.value.details["file"] == "procedures.toml"


def test_text_that_even_japanese_lacks_is_trouble(write_guide) -> None:
    guide = parse_guide(write_guide("words/ja.toml", 'name = "Somewhere"', ""))
    assert phrase(guide, "name", "en") == "Somewhere"
    with pytest.raises(Trouble, match="guide_text_missing"):
        phrase(guide, "name", "ja")


@pytest.mark.parametrize("id", guide_ids())
def test_background_knowledge_is_marked_as_unchecked(id: str) -> None:
    guide = get_guide(id)
    assert guide.folder == GUIDES_FOLDER / id
    for each in (*guide.questions.values(), *guide.rules):
        assert not each.provenance.checked and each.provenance.source
