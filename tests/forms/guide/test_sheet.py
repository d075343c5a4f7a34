"""手続案内票: what the sheet shows, in every language."""

from __future__ import annotations

import subprocess

import pypdfium2
import pytest

from base.texts import LANGUAGES
from forms.guide.description import Procedure, get_guide
from forms.guide.facts import facts_of
from forms.guide.sheet import FORM, sheet_data
from forms.guide.walk import procedures
from forms.guide.wording import phrase
from forms.paper.description import get_form
from forms.paper.fill import compose, fill

from .conftest import TODAY

WARD = get_guide("chiyoda_like")
FACTS = facts_of({"kind": "moving_in", "moved_on": "2026-11-03"}, TODAY)
EVERYTHING = {id: "yes" for id, each in WARD.questions.items() if "yes" in each.words} | {"from_abroad": "no"}
EVERYTHING |= {id: "both" for id, each in WARD.questions.items() if "both" in each.words}


def everything(language: str):
    return sheet_data(WARD, procedures(WARD, EVERYTHING, FACTS), language, TODAY)


def day_of(rule) -> str:
    return rule.deadline.day if rule.deadline else ""


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, timeout=60, check=True)
    return done.stdout.decode("utf-8")


def test_sheet_lists_every_procedure_with_place_deadline_and_things_to_bring() -> None:
    text = text_of(fill(FORM, everything("ja")))
    found = procedures(WARD, EVERYTHING, FACTS)
    assert len(found) > 16
    for each in found:
        assert phrase(WARD, f"procedure.{each.id}.title") in text.replace("\n", "")
    for words in (
        "2F　1番",
        "保健所",
        "2026年12月3日まで",
        "2026年11月17日（過ぎています）",
        "犬の鑑札と注射済票",
        "済",
    ):
        assert words in text, words
    assert text.count("手続案内票（続き）") == (len(found) - 1) // 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheet_prints_every_character_of_every_language_and_clips_nothing(language: str) -> None:
    """Every procedure of the guide, so that every text of it is set once."""
    for first in range(0, len(WARD.rules), 40):
        rules = WARD.rules[first : first + 40]
        listed = [
            Procedure(n, rule, tuple(item.id for item in rule.bring), day_of(rule), None, False)
            for n, rule in enumerate(rules, start=1)
        ]
        for page in compose(get_form(FORM), sheet_data(WARD, listed, language, TODAY)):
            assert not page.flagged
            for text in page.texts:
                assert text.setting.points >= 5.4, text.paths


@pytest.mark.parametrize("count", [1, 8, 9])
def test_rows_without_a_procedure_are_not_printed(count: int) -> None:
    """Box for box: a tick box is there for each procedure and for nothing else."""
    listed = procedures(WARD, EVERYTHING, FACTS)[:count]
    with pypdfium2.PdfDocument(fill(FORM, sheet_data(WARD, listed, "ja", TODAY))) as document:
        pages = [page.render(scale=2).to_pil().convert("L") for page in document]
    row, first = 27 * 72 / 25.4 * 2, (58, 38)
    for number, page in enumerate(pages):
        for at in range(8):
            # The line between the number and the procedure, half-way down the row.
            x, y = round(28.5 / 25.4 * 144), round((first[number] / 25.4 * 144) + row * (at + 0.5))
            dark = min(page.getpixel((x + dx, y)) for dx in (-1, 0, 1)) < 128
            assert dark == (number * 8 + at < count), (number, at)
    assert len(pages) == (count - 1) // 8 + 1


def test_japanese_title_stands_under_the_visitors() -> None:
    data = everything("en")
    assert data.values["form.procedure[0].title"] == "※ Moving-in notification"
    assert data.values["form.procedure[0].japanese"] == "転入届"
    assert "form.procedure[0].japanese" not in everything("ja").values


def test_unchecked_rules_are_marked_and_explained() -> None:
    text = text_of(fill(FORM, everything("ja")))
    assert "※ 転入届" in text and "※ の手続きは、内容を区が確かめる前のものです。" in text
    assert "※" not in text_of(fill(FORM, sheet_data(WARD, [], "ja", TODAY)))


def test_sheet_names_nobody() -> None:
    facts = facts_of(
        {"kind": "moving_in", "members[0].name": "髙橋　一郎", "members[0].birth_date": "1985-03-14"}, TODAY
    )
    data = sheet_data(WARD, procedures(WARD, EVERYTHING, facts), "ja", TODAY)
    assert not any("髙橋" in value or "1985" in value for value in data.values.values())
