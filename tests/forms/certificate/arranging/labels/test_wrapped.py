"""Labels that were broken into lines."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from forms.certificate.arranging.labels.wrapped import join_wrapped
from tests.forms.certificate.lines import segment


@pytest.mark.parametrize(
    ("below", "joined"),
    [
        (segment("の続柄", 110, 145), True),
        # The em of a short line may be told a third too large; then the height of its box counts.
        (replace(segment("の続柄", 110, 145), em=52.0), True),
        (segment("の続柄", 110, 145, em=80.0), False),
    ],
)
def test_two_lines_are_one_label_where_their_size_is_about_the_same(below, joined):
    found = [each.text for each in join_wrapped([segment("世帯主と", 100, 100), below])]
    assert found == (["世帯主との続柄"] if joined else ["世帯主と", "の続柄"])


@pytest.mark.parametrize(("em", "joined"), [(40.0, True), (50.0, False)])
def test_one_of_a_fields_few_words_set_larger_beneath_its_label_is_its_value(em, joined):
    found = [each.text for each in join_wrapped([segment("国民健康保険", 100, 100), segment("加入", 100, 145, em=em)])]
    assert found == (["国民健康保険加入"] if joined else ["国民健康保険", "加入"])


@pytest.mark.parametrize(("em", "high", "joined"), [(28.0, 57, False), (28.0, 44, True)])
def test_where_the_em_of_a_short_label_is_told_too_large_the_step_of_its_characters_tells_that_its_value_is_larger(
    em, high, joined
):
    label = replace(segment("国保", 100, 100, em=18.0), em=32.0)
    value = segment("加入", 100, 145, em=em)
    label, value = (
        replace(each, quad=np.float32([[100, top], [160, top], [160, bottom], [100, bottom]]))
        for each, top, bottom in ((label, 100, 144), (value, 145, 145 + high))
    )
    found = [each.text for each in join_wrapped([label, value])]
    assert found == (["国保加入"] if joined else ["国保", "加入"])


@pytest.mark.parametrize(
    ("labels", "values", "joined"),
    [
        (("住所", "方書"), ("北海道函館市大町29番13号", "ドミール中央911"), False),
        (("住所", "方書"), ("北海道函館市大町29番13号", ""), True),
        (("転出先", "住所"), ("北海道函館市大町", "29番13号"), True),
    ],
)
def test_two_labels_in_one_cell_are_two_where_each_has_what_suits_only_it(labels, values, joined):
    tops = (100, 155)
    page = [segment(text, 100, top, cell=0) for text, top in zip(labels, tops, strict=True)]
    page += [segment(text, 500, top, cell=1) for text, top in zip(values, tops, strict=True) if text]
    found = [each.text for each in join_wrapped(page)]
    assert ("".join(labels) in found) is joined
