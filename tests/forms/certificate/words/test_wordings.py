"""Every wording of ``wordings.toml`` through what finds labels, values and titles: a word that is added to
``labels.toml`` for one form must not take another form's away."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from forms import dates, kana
from forms.certificate.arranging.labels.cell_labels import labels_of
from forms.certificate.arranging.labels.pieces import Piece, find_pieces
from forms.certificate.arranging.text.fitting import SUITS, fit, is_nothing
from forms.certificate.arranging.text.prose import is_translation
from forms.certificate.data.absent import is_blank
from forms.certificate.data.written_dates import date_in
from forms.certificate.papers import certificate_titled
from forms.certificate.runs.segments import text_of
from forms.certificate.words.catalogue import BORN, FOLLOWS, IGNORED, normalise, unblanked, words
from tests.forms.certificate.lines import printed, segment

TABLE = tomllib.loads(Path(__file__).with_name("wordings.toml").read_text(encoding="utf-8"))
NAMED = {"nothing": IGNORED, "follows": FOLLOWS}
"""What the table calls targets that are no fields."""


def expanded(wordings: str) -> Iterator[str]:
    """The words of a section, each that holds {former} or {new} once for each of those."""
    for word in wordings.split():
        part = next((part for part in TABLE["parts"] if f"{{{part}}}" in word), None)
        each = TABLE["parts"][part].split() if part else [""]
        yield from (word.replace(f"{{{part}}}", text) for text in each)


@pytest.mark.parametrize("field", TABLE["labels"])
@pytest.mark.parametrize(
    "set_as",
    [
        lambda word: find_pieces(segment(word, 100, 100)),
        lambda word: labels_of([segment(word, 100, 100)]),
        lambda word: find_pieces(printed(f"{word}：＊＊＊＊"))[:1],
        lambda word: find_pieces(printed(f"({word})")),
    ],
    ids=["alone", "in_its_cell", "before_a_colon", "in_brackets"],
)
def test_a_label_names_its_field(field: str, set_as: Callable[[str], list[Piece]]) -> None:
    target = NAMED.get(field, field)
    found = {word: [piece.target for piece in set_as(word)] for word in expanded(TABLE["labels"][field])}
    assert {word: targets for word, targets in found.items() if targets != [target]} == {}


def test_line_printers_set_labels_in_half_width_kana_without_small_ones() -> None:
    found = {word: field for field in TABLE["labels"] for word in expanded(TABLE["labels"][field])}
    for word in filter(kana.is_katakana, found):
        narrow = kana.to_half_width(word.translate(_LARGE))
        assert words().targets[normalise(narrow)] == NAMED.get(found[word], found[word]), narrow


def test_a_given_name_is_no_label_that_lost_a_kana() -> None:
    names = ["ユウセイ", "ユウシ", "ジュリ", "コウキ", "ショウメイ", "メイ", "ヨミ"]
    assert [name for name in names if find_pieces(segment(name, 0, 0))[0].target is not None] == []


_LARGE = str.maketrans("ァィゥェォッャュョ", "アイウエオツヤユヨ")


@pytest.mark.parametrize("field", TABLE["values"])
def test_a_value_suits_its_field_and_is_no_label(field: str) -> None:
    known = words().told(field)
    for word in TABLE["values"][field].split():
        assert fit(field, word) >= SUITS, word
        assert not is_blank(segment(word, 0, 0), known), word
        labels = [piece for piece in find_pieces(segment(word, 0, 0)) if piece.target is not None]
        assert not labels or words().says.get(normalise(word)) == field, word


def test_each_word_of_a_closed_set_is_in_the_table() -> None:
    """No later word may take one away that is added to ``[closed]``."""
    for field, known in words().closed.items():
        kept = set(map(normalise, TABLE["values"][field].split()))
        assert {word for word in known if normalise(word) not in kept} == set(), field


def test_what_says_that_there_is_no_value() -> None:
    for word in TABLE["absent"]["words"].split():
        assert is_blank(segment(word, 0, 0)), word
        assert is_nothing(word), word


@pytest.mark.parametrize("document", TABLE["titles"])
def test_a_title_tells_the_paper(document: str) -> None:
    for title in TABLE["titles"][document].split():
        assert certificate_titled([segment(title, 0, 0)]) == document, title


def test_english_beneath_a_label_is_no_value_and_a_name_is_none_of_it() -> None:
    assert [text for text in TABLE["english"]["captions"] if not is_translation(normalise(text))] == []
    assert [text for text in TABLE["english"]["names"] if is_translation(normalise(text))] == []


@pytest.mark.parametrize("line", TABLE["prose"]["lines"])
def test_nothing_in_a_sentence_is_a_label(line: str) -> None:
    assert [piece.word for piece in find_pieces(segment(line, 0, 0))] == [""]


@pytest.mark.parametrize("day", TABLE["dates"])
def test_a_date_is_known_however_it_is_written(day: str) -> None:
    for text in TABLE["dates"][day]:
        assert fit(BORN, text) >= SUITS, text
        (found,) = date_in((printed(text),))
        assert dates.find_date(unblanked(text_of([found])).lstrip("(")) == date.fromisoformat(day), text
