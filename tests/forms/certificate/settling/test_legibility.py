"""Pages that are hardly legible as a whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.runs.segments import Segment
from forms.certificate.settling.legibility import doubt_where_hardly_legible
from forms.certificate.settling.trust import is_doubtful
from forms.fields import Kind
from tests.forms.certificate.lines import segment


def line(confidence: float) -> Segment:
    whole = segment("住民票コード", 100, 100)
    return replace(whole, glyphs=tuple(replace(glyph, confidence=confidence) for glyph in whole.glyphs))


def date(confidence: float) -> Entry:
    return Entry("issued_on", Kind.DATE, Value("令和8年2月22日", "2026-02-22", confidence, True, (line(confidence),)))


@pytest.mark.parametrize(("doubtful", "confidence", "sure"), [(9, 0.87, False), (9, 0.99, True), (4, 0.87, True)])
def test_confidence_alone_does_not_do_on_a_page_that_is_hardly_legible(
    doubtful: int, confidence: float, sure: bool
) -> None:
    page = [line(0.4 if at < doubtful else 0.99) for at in range(20)]
    (entry,) = doubt_where_hardly_legible([date(confidence)], page)
    assert is_doubtful(entry) is not sure


def test_a_page_of_few_lines_says_nothing_about_itself() -> None:
    (entry,) = doubt_where_hardly_legible([date(0.87)], [line(0.4)] * 5)
    assert not is_doubtful(entry)
