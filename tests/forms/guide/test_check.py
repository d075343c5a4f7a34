"""The validator: each kind of nonsense is found, and what is shipped has none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from base.texts import LANGUAGES, has_text
from forms.guide import paths
from forms.guide.check import FINDINGS, check
from forms.guide.conditions import Is
from forms.guide.description import get_guide, guide_ids
from forms.guide.facts import facts_of
from forms.guide.parsing import parse_guide
from forms.guide.paths import find_dead_end, find_path, longest_path
from forms.guide.walk import next_question, procedures
from forms.guide.wording import needed_keys

from .conftest import TODAY


@pytest.mark.parametrize("id", guide_ids())
def test_shipped_guides_make_sense(id: str) -> None:
    assert check(get_guide(id)) == []


def test_shipped_guide_is_as_long_as_the_wards_example() -> None:
    guide = get_guide("chiyoda_like")
    assert longest_path(guide)[0] == 27
    everything = {id: "yes" if "yes" in each.words else "both" for id, each in guide.questions.items()}
    everything |= {"event": "moving_in", "name_kind": "alias", "from_abroad": "no"}
    assert len(procedures(guide, everything, facts_of({}, TODAY))) >= 14
    assert set(guide.questions["event"].words) == {
        "moving_in", "change_of_address", "moving_out", "birth", "marriage", "divorce", "death", "name_change",
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_shipped_texts_are_in_every_language(language: str) -> None:
    guide = get_guide("chiyoda_like")
    assert set(guide.words[language]) == set(needed_keys(guide))
    if language in ("en", "ko"):
        for key, text in guide.words[language].items():
            assert text != guide.words["ja"][key], key


def test_small_guide_makes_sense(write_guide) -> None:
    assert check(parse_guide(write_guide())) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "id", "where"),
    [
        (
            "questions.toml",
            'any = [{ event = "birth" }, { children = "no" }]',
            'event = "birth", children = "no"',
            "question_unreachable",
            "question.agent",
        ),
        (
            "questions.toml",
            '{ children = "no" }]',
            '{ children = "no", event = "birth" }]',
            "contradiction",
            "question.agent",
        ),
        ("procedures.toml", '"yes", "unsure"', '"yes"', None, ""),
        (
            "procedures.toml",
            '{ agent = ["yes", "unsure"] }',
            '{ event = "birth" }',
            "contradiction",
            "procedure.move.bring.power",
        ),
        (
            "procedures.toml",
            '{ agent = ["yes", "unsure"] }',
            '{ event = "moving_in" }',
            "question_without_effect",
            "question.agent",
        ),
        (
            "procedures.toml",
            'when = { children = "yes" }',
            'when = { children = "yes", event = "birth" }',
            "procedure_unreachable",
            "procedure.allowance",
        ),
        (
            "procedures.toml",
            'when = { not = { event = "moving_in" } }',
            'when = { event = "birth", agent = "yes" }',
            "dead_end",
            "procedures.toml",
        ),
        ("guide.toml", "max_questions = 4", "max_questions = 2", "too_many_questions", "questions.toml"),
        (
            "guide.toml",
            "[counter.hall]",
            '[counter.spare]\nfloor = "1F"\n[counter.hall]',
            "counter_unused",
            "counter.spare",
        ),
        ("guide.toml", '"power"]', '"power", "seal"]', "item_unused", "items: seal"),
        ("words/ko.toml", 'text = "t", help = "h", m', 'text = "t", m', "text_missing",
         "words/ko.toml: question.event.help"),
        ("words/zh.toml", "power =", "powder =", "text_unused", "words/zh.toml: bring.powder"),
        ("words/en.toml", 'title = "t", note = "n"', 'title = "t"', "text_missing",
         "words/en.toml: procedure.move.note"),
    ],
)  # fmt: skip
def test_nonsense_is_found(write_guide, file, old, new, id, where) -> None:
    found = check(parse_guide(write_guide(file, old, new)))
    if id is None:
        assert found == []
    else:
        assert (id, where) in [(each.id, each.where) for each in found], found
        assert {each.id for each in found} <= set(FINDINGS)


def test_wrong_key_names_the_right_one(write_guide) -> None:
    found = check(parse_guide(write_guide("words/zh.toml", "power =", "powder =")))
    assert ("text_missing", "bring.powder") in [(each.id, each.detail) for each in found]


def test_language_without_a_file_lacks_everything(write_guide) -> None:
    folder = write_guide()
    (folder / "words/ko.toml").unlink()
    found = check(parse_guide(folder))
    assert {each.id for each in found} == {"text_missing"}
    assert len(found) == len(list(needed_keys(parse_guide(folder))))


def test_dead_end_is_shown_by_its_answers(write_guide) -> None:
    guide = parse_guide(
        write_guide("procedures.toml", 'not = { event = "moving_in" }', 'event = "birth", agent = "no"')
    )
    dead = find_dead_end(guide)
    assert dead["event"] == "birth" and dead["agent"] != "no"
    nothing = facts_of({}, TODAY)
    assert next_question(guide, dead, nothing) is None
    assert procedures(guide, dead, nothing) == ()


def test_path_that_is_found_leads_there() -> None:
    guide = get_guide("chiyoda_like")
    for rule in guide.rules:
        path = find_path(guide, rule.when)
        assert rule.id in [each.id for each in procedures(guide, path, facts_of({}, TODAY))]
    assert find_path(guide, Is("dog", ("unheard",))) is None


def test_entangled_guide_is_told_as_such(write_guide, monkeypatch) -> None:
    monkeypatch.setattr(paths, "MOST_STEPS", 3)
    guide = parse_guide(write_guide())
    assert {each.id for each in check(guide)} == {"too_entangled"}


def test_every_finding_has_its_sentence() -> None:
    for id in FINDINGS:
        for language in LANGUAGES:
            assert has_text(f"guide.finding.{id}", language)


def test_guide_without_rules_for_a_word_is_still_searched(write_guide) -> None:
    guide = parse_guide(write_guide())
    assert longest_path(replace(guide, max_questions=9))[0] == 3
