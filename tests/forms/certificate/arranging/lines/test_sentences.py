"""Values that stand in sentences, and marks of notes behind values."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.lines.sentences import take_sentences
from forms.certificate.arranging.text.note_marks import without_note_marks
from forms.certificate.layout import arrange
from forms.certificate.runs.segments import Segment
from tests.forms.certificate.framed import bare
from tests.forms.certificate.lines import segment

WIDE = 44
"""Characters of a line."""
FACTS = (
    "堺市北区百舌鳥町１丁２番に住所を有し、見本一郎を世帯主とする世帯に属する下記の者は、"
    "令和9年1月1日に東京都板橋区高島平3丁目26番18号へ転出する旨を、令和8年12月10日に届け出たことを証明します。"
)
OTHERWISE = (
    "下記の者は、世帯主見本一郎（住所堺市北区百舌鳥町１丁２番）の世帯員であって、令和9年1月1日をもって"
    "東京都板橋区高島平3丁目26番18号に転出するものであり、その届出が令和8年12月10日にあったことを証明する。"
)
ONCE_MORE = (
    "下記の者から、令和8年12月10日、堺市北区百舌鳥町１丁２番（世帯主見本一郎）から"
    "東京都板橋区高島平3丁目26番18号へ令和9年1月1日に転出する届出があったので、これを証明します。"
)
SAID = {
    "former_address": "堺市北区百舌鳥町１丁２番",
    "householder.former": "見本一郎",
    "planned_on": "令和9年1月1日",
    "new_address": "東京都板橋区高島平3丁目26番18号",
    "notified_on": "令和8年12月10日",
}
ONE = "（1）見本一郎（みほんいちろう）は、昭和51年9月5日生まれの男性であり、世帯主との続柄は世帯主である。"
TWO = "（2）昭和52年4月3日に生まれた女性、見本かおる（みほんかおる）。続柄は妻である。"


def page(*paragraphs: str) -> list[Segment]:
    """Paragraphs, wrapped, with white between them."""
    found, top = [], 200.0
    for text in paragraphs:
        for start in range(0, len(text), WIDE):
            found.append(segment(text[start : start + WIDE], 300, top))
            top += 90
        top += 80
    return found


def said(segments: list[Segment]) -> dict[str, tuple[str, bool]]:
    hits, _, _ = take_sentences(segments)
    return {
        hit.target.replace("[]", f"[{hit.member}]"): (
            "".join(part.text for spot in hit.spots for part in spot.segments),
            hit.clear,
        )
        for hit in hits
    }


@pytest.mark.parametrize("text", [FACTS, OTHERWISE, ONCE_MORE])
def test_what_stands_around_a_value_says_what_it_is(text):
    assert said(page(text)) == {target: (value, True) for target, value in SAID.items()}


@pytest.mark.parametrize("where", ["次の住所へ", "下記の住所地へ", "次のところに", "後記の転出先に"])
def test_where_somebody_moves_may_stand_elsewhere_on_the_sheet(where):
    text = f"下記の者は、令和8年12月12日をもって{where}転出する旨の届出を行ったことを証明する。"
    assert said(page(text)) == {"planned_on": ("令和8年12月12日", True)}


def test_people_stand_in_numbered_sentences():
    found = said(page(ONE, TWO))
    assert found["members[0].name"] == ("見本一郎", True)
    assert found["members[0].relationship"] == ("世帯主", True)
    assert found["members[1].name"] == ("見本かおる", True)
    assert found["members[1].kana"] == ("みほんかおる", True)
    assert found["members[1].birth_date"] == ("昭和52年4月3日", True)
    assert found["members[1].sex"] == ("女", True)


def test_nobody_is_certain_where_one_lacks_what_everybody_has():
    found = said(page(ONE, TWO.replace("に生まれた女性", "に生まれ")))
    assert found["members[0].name"] == ("見本一郎", False)
    assert not any(clear for target, (_, clear) in found.items() if target.startswith("members"))


def test_a_sentence_that_says_something_strange_is_doubtful():
    found = said(page(FACTS.replace("を証明します", "を丙区を経て証明します")))
    assert found["planned_on"] == ("令和9年1月1日", False)


def test_all_of_a_person_may_stand_in_brackets():
    found = said(page("氏名山田花子（ヤマダハナコ、昭和60年3月14日生、女、妻）"))
    assert {target: value for target, (value, _) in found.items()} == {
        "members[0].name": "山田花子",
        "members[0].kana": "ヤマダハナコ",
        "members[0].birth_date": "昭和60年3月14日",
        "members[0].sex": "女",
        "members[0].relationship": "妻",
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "本籍は東京都千代田区千代田１番で、筆頭者は見本一郎です。",
            {"registered_domicile": ("東京都千代田区千代田１番", True), "register_head": ("見本一郎", True)},
        ),
        ("世帯主は、見本一郎です。", {"householder.former": ("見本一郎", True)}),
        (
            "転出先は堺市北区百舌鳥町１丁２番、転出予定日は令和8年10月9日とする。",
            {"new_address": ("堺市北区百舌鳥町１丁２番", True), "planned_on": ("令和8年10月9日", True)},
        ),
    ],
)
def test_several_values_stand_in_one_sentence_by_their_labels(text, found):
    assert said(page(text)) == found


def test_whose_values_of_several_people_in_one_paragraph_are_nobody_tells():
    text = (
        "見本一郎（みほんいちろう）、昭和51年9月5日生、男、世帯主。見本花子（みほんはなこ）、昭和53年9月5日生、女、妻。"
    )
    assert said(page(text)) == {}


def test_a_day_that_may_be_another_one_is_doubtful():
    found = said(
        page(
            "下記の者は、令和8年9月3日、東京都北区滝野川１丁目２番３号から大阪府吹田市千里山西６－２７－２２へ転出することを証明します。"
        )
    )
    assert found == {
        "former_address": ("東京都北区滝野川１丁目２番３号", True),
        "new_address": ("大阪府吹田市千里山西６－２７－２２", True),
        "planned_on": ("令和8年9月3日", False),
    }


def test_notes_name_their_values_by_labels():
    notes = [
        "注1　旧住所の世帯主は、見本一郎です。",
        "注2　本籍は、堺市北区百舌鳥町１丁２番です。筆頭者は、見本花子です。",
    ]
    assert said([segment(text.replace("　", ""), 200, 300 + 60 * at) for at, text in enumerate(notes)]) == {
        "householder.former": ("見本一郎", True),
        "registered_domicile": ("堺市北区百舌鳥町１丁２番", True),
        "register_head": ("見本花子", True),
    }


@pytest.mark.parametrize(
    "text",
    [
        "転入の届出は、新しい住所に住み始めてから14日以内にしてください。",
        "有効期限は、令和9年1月1日です。",
        "世帯主は下記の者である。",
        "転出先の世帯主は、届出書に記入してください。",
        "本籍は、必要な方だけ記載されます。",
        "上記の者が転出の届出をしたことを証明する。",
    ],
)
def test_sentences_without_values_stay_as_they_are(text):
    segments = page(text)
    assert take_sentences(segments) == ([], segments, [])


def test_what_has_a_label_counts_and_is_doubtful_where_a_sentence_says_something_else():
    rows = [segment("届出日", 200, 100), segment("令和8年12月9日", 500, 100)]
    sheet = arrange([*rows, *page(FACTS)], bare())
    (notified,) = [hit for hit in sheet.hits if hit.target == "notified_on"]
    assert notified.spots[0].segments[0].text == "令和8年12月9日"
    assert not notified.clear
    assert any(hit.target == "new_address" and hit.clear for hit in sheet.hits)


@pytest.mark.parametrize("mark", ["注1", "※2", "（注3）", "*4"])
def test_a_mark_of_a_note_is_no_part_of_a_value(mark):
    value = segment("シティテラス905号室" + mark, 300, 100)
    alone, note = segment(mark, 1020, 200), segment(mark + "旧住所の世帯主は、見本一郎です。", 200, 900)
    texts = [each.text for each in without_note_marks([value, segment("見本一郎", 800, 200), alone, note])]
    assert texts == ["シティテラス905号室", "見本一郎", note.text]


def test_a_date_far_before_a_sentence_is_none_of_it():
    apart = [segment("令和8年11月14日", 300, 200), segment("転出届を受理したことを証明します。", 800, 200)]
    assert said(apart) == {}
    assert said(page("令和8年11月14日転出届を受理したことを証明します。")) == {"notified_on": ("令和8年11月14日", True)}
    assert said(page("令和8年11月14日転出証明書を交付する。")) == {}


def test_a_mayor_far_behind_the_end_of_a_sentence_is_none_of_it():
    note, mayor = segment("この証明書は、転入届に必要です。", 300, 200), segment("草加市長見本", 1100, 200)
    goes_on = segment("転入した日から14日以内に、この証明書を添えて届け出てください。", 300, 290)
    assert said([note, mayor, goes_on]) == {}
    assert take_sentences([note, mayor, goes_on])[1] == [note, mayor, goes_on]
