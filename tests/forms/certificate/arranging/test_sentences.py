"""Values within sentences."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.hits import Hit, Spot
from forms.certificate.arranging.note_marks import without_note_marks
from forms.certificate.arranging.sentences import said, with_said
from forms.certificate.runs.segments import Segment
from tests.forms.certificate.lines import EM, segment


def lines(*texts: str) -> list[Segment]:
    """Lines close beneath each other."""
    return [segment(text, 100, 100 + 1.6 * EM * at) for at, text in enumerate(texts)]


def told(hits: list[Hit]) -> dict[str, str]:
    return {
        f"{hit.target} {'' if hit.member is None else hit.member}".strip(): "".join(
            each.text for each in hit.spots[0].segments
        )
        for hit in hits
    }


@pytest.mark.parametrize(
    "texts",
    [
        (
            "下記の者は、令和8年9月3日、東京都北区滝野川１丁目２番３号から大阪府吹田",
            "市千里山西６－２７－２２へ転出することを証明します。",
        ),
        (
            "東京都北区滝野川１丁目２番３号に住所を有する下記の者は、令和8年9月3日に大阪府吹田",
            "市千里山西６－２７－２２へ転出する旨を届け出たことを証明する。",
        ),
    ],
)
def test_a_sentence_tells_both_addresses_and_the_day(texts):
    assert told(said(lines(*texts))) == {
        "former_address": "東京都北区滝野川１丁目２番３号",
        "new_address": "大阪府吹田市千里山西６－２７－２２",
        "planned_on": "令和8年9月3日",
    }


@pytest.mark.parametrize(
    "text",
    [
        "（1）山田花子（ヤマダハナコ）は、昭和60年3月14日生まれの女性であり、世帯主との続柄は妻である。",
        "（1）昭和60年3月14日に生まれた女性、山田花子（ヤマダハナコ）。続柄は妻である。",
        "氏名　山田花子（ヤマダハナコ、昭和60年3月14日生、女、妻）",
    ],
)
def test_a_sentence_about_a_person_tells_all_of_it_and_nothing_for_certain(text):
    hits = said(lines(text))
    assert told(hits) == {
        "members[].name 0": "山田花子",
        "members[].kana 0": "ヤマダハナコ",
        "members[].birth_date 0": "昭和60年3月14日",
        "members[].sex 0": "女",
        "members[].relationship 0": "妻",
    }
    assert not any(hit.clear for hit in hits)


def test_advice_names_nobody():
    assert said(lines("転出先の世帯主は、届出書に記入してください。", "本籍は、必要な方だけ記載されます。")) == []


def test_sentences_add_what_no_label_has_for_certain():
    sentence = said(lines("本籍は、香川県丸亀市飯山町川原７６５番地です。"))
    text = segment("愛媛県松山市堀之内１番地", 500, 900)
    label = Hit("registered_domicile", segment("本籍", 100, 900), (Spot((text,)),))
    assert with_said([label], sentence) == [label]
    assert with_said([], sentence) == sentence


def test_marks_of_footnotes_are_no_part_of_values():
    marked = ["第二寮203号室注2", "令和8年12月1日※3", "加藤　圭吾（注4）", "注1　届出日"]
    texts = [line.text for line in without_note_marks([segment(text, 100, 100) for text in marked])]
    assert texts == ["第二寮203号室", "令和8年12月1日", "加藤　圭吾", "注1　届出日"]
