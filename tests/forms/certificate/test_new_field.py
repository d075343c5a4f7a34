"""A field more: a row of the vocabulary and its labels in ``labels.toml`` are all that reading needs.

The network, which was trained before, neither knows the field nor stands in its way.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from forms import fields
from forms.certificate.arranging.places.nodes import Place, box_of
from forms.certificate.arranging.places.torn import with_halves
from forms.certificate.layout import arrange
from forms.certificate.learned.arranger import VALUES, opinion
from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.words import catalogue
from forms.fields import FIELDS, FieldType, Kind, Privacy
from tests.forms.certificate.lines import EM, segment

NEW = FieldType("members[].blood_type", "血液型", "blood type", Kind.TEXT, Privacy.PERSONAL, 4)
LINES = [
    ("氏名", "鈴木　花子", "岡田　一郎"),
    ("生年月日", "昭和60年3月14日", "平成元年5月6日"),
    ("性別", "女", "男"),
    ("続柄", "世帯主", "夫"),
    ("血液型", "Ａ型", "ＡＢ型"),
    ("国民年金", "第1号", "第2号"),
]


@pytest.fixture
def with_field(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    text = catalogue.LABELS.read_text(encoding="utf-8")
    labels = tmp_path / "labels.toml"
    assert NEW.label not in text
    text = text.replace("\n[fields]\n", f'\n[fields]\n"{NEW.pattern}" = ["{NEW.label}"]\n')
    text = text.replace("\n[closed]\n", f'\n[closed]\n"{NEW.pattern}" = "A型 B型 O型 AB型 稀型 常型"\n')
    labels.write_text(text, encoding="utf-8")
    monkeypatch.setattr(catalogue, "LABELS", labels)
    for module in (fields, catalogue):
        monkeypatch.setattr(module, "FIELDS", (*FIELDS, NEW))
    monkeypatch.setitem(fields._BY_PATTERN, NEW.pattern, NEW)
    cached = (fields.find_field_type, catalogue.words)
    for each in cached:
        each.cache_clear()
    yield
    for each in cached:
        each.cache_clear()


@pytest.mark.usefixtures("with_field")
def test_a_field_that_the_network_does_not_know_is_read_by_its_label() -> None:
    rows = [(line[0], line[at]) for at in (1, 2) for line in LINES]
    lines = [
        segment(text, 100 + 400 * at, 100 + 100 * row) for row, pair in enumerate(rows) for at, text in enumerate(pair)
    ]
    blank = Ruling(np.full((1754, 1240, 3), 255, np.uint8))
    assert NEW.pattern not in VALUES and opinion(lines, blank.cells) is not None
    hits = [hit for hit in arrange(lines, blank).hits if hit.target == NEW.pattern]
    assert [(hit.member, spot.text) for hit in hits for spot in hit.spots] == [(0, "Ａ型"), (1, "ＡＢ型")]


@pytest.mark.parametrize("known", [False, True])
def test_words_of_its_closed_set_are_values_and_no_halves_of_a_name(
    known: bool, request: pytest.FixtureRequest
) -> None:
    if known:
        request.getfixturevalue("with_field")
    rows = [segment("稀型", 300, 100), segment("常型", 300 + 3 * EM, 100)]
    assert (len(with_halves([Place((row,), box_of(row), OUTSIDE, OUTSIDE) for row in rows])) == 1) is not known
