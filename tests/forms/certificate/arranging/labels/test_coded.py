"""Values as codes, and the legend that says what they mean."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.labels.coded import with_codes_told
from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.arranging.unlabelled.named import with_unlabelled_names
from forms.certificate.data.values import read_value
from forms.certificate.engines.recogniser import Recogniser
from forms.certificate.words.catalogue import BORN
from forms.fields import Kind
from tests.forms.certificate.lines import segment

LEGEND = "元号1:明治2:大正3:昭和4:平成5:令和0:西暦／性別1:男2:女"


class NoRuling:
    cells = ()


def told(*segments) -> list[str]:
    return [each.text for each in with_codes_told(segments, NoRuling())]


def sheet(born: str, sex: str, *legends: str):
    values = [segment("1", 100, 100), segment("生年月日", 400, 0), segment("性別", 800, 0)]
    values += [segment(born, 400, 100), segment(sex, 820, 100)]
    return [*values, *(segment(legend, 100, 300 + 100 * at) for at, legend in enumerate(legends))]


@pytest.mark.parametrize(
    ("born", "said"),
    [
        ("3-621225", "昭和62年12月25日"),
        ("5-050319", "令和05年03月19日"),
        ("4.010108", "平成01年01月08日"),
        ("3621225", "昭和62年12月25日"),
        ("3-62.12.25", "昭和62年12月25日"),
        ("0-19871225", "1987年12月25日"),
        ("3-651225", "3-651225"),
        ("3-621325", "3-621325"),
        ("6-010101", "6-010101"),
    ],
)
def test_the_legend_says_the_era(born, said):
    found = told(*sheet(born, "2", LEGEND))
    assert found == ["1", "生年月日", "性別", said, "女"]


def test_another_legend_counts_otherwise():
    legend = "1=大正 2=昭和 3=平成 4=令和".replace(" ", "")
    assert told(*sheet("2-621225", "1", legend))[3:5] == ["昭和62年12月25日", "1"]


@pytest.mark.parametrize("legend", ["3:令和4:平成5:昭和", "3:昭和4:令和"])
def test_a_legend_whose_eras_are_out_of_order_is_misread_and_the_usual_one_is_never_sure(legend):
    found = with_codes_told(sheet("3-621225", "1", legend), NoRuling())[3]
    assert found.text == "昭和62年12月25日" and max(glyph.confidence for glyph in found.glyphs) < 0.3


def test_without_a_legend_an_era_is_in_doubt_and_a_sex_not_told():
    found = with_codes_told(sheet("3-621225", "1"), NoRuling())
    assert [each.text for each in found[3:]] == ["昭和62年12月25日", "1"]
    assert max(glyph.confidence for glyph in found[3].glyphs) < 0.3


def test_what_stands_elsewhere_is_no_date():
    assert told(segment("備考", 0, 0), segment("3-621225", 200, 0)) == ["備考", "3-621225"]


def test_choices_of_everybody_are_no_legend():
    rows = [segment("性別", 800, 0), segment("1男2女", 800, 100), segment("1男2女", 800, 200)]
    assert told(*rows) == ["性別", "1男2女", "1男2女"]


def test_what_a_code_means_is_not_decoded_again():
    found = with_codes_told(sheet("3-621225", "1", LEGEND), NoRuling())[3]
    recogniser = Recogniser.__new__(Recogniser)
    value = read_value(Kind.DATE, [found], recogniser, BORN)
    assert (value.value, value.holds, value.confidence) == ("1987-12-25", True, 0.99)


def test_people_without_labels_of_their_own_lead_no_line():
    born = Hit(BORN, segment("生年月日", 0, 0), (Spot((segment("昭和62年1月2日", 0, 100),)),) * 2, 0)
    assert with_unlabelled_names(Sheet([born], [])).hits == [born]


def test_a_code_right_behind_the_label_of_a_date_is_one_and_what_follows_another_text_is_none() -> None:
    label, code = segment("生年月日", 100, 0), segment("3-621225", 400, 0)
    assert told(label, code) == ["生年月日", "昭和62年12月25日"]
    assert told(label, segment("昭和", 300, 0), code)[2] == "3-621225"
