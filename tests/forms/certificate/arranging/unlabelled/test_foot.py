"""Date of issue and mayor without a label, wherever on the sheet they stand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.arranging.unlabelled.foot import find_issue, mayors_refused, without_mayors
from tests.forms.certificate.lines import printed, segment

SENTENCE = "左記の者が転出の届出をしたことを証明します。"


def sheet(*loose: tuple[str, float, float], lowest: float = 1800) -> Sheet:
    """A sheet with a label at the top and one far down in the right column."""
    hits = [
        Hit("former_address", segment("住所", 200, 300), (Spot((segment("堺市", 500, 300),)),)),
        Hit("members[].sex", segment("性別", 1300, lowest), (Spot((segment("男", 1500, lowest),)),), 0),
    ]
    return Sheet(hits, [segment(*each) for each in loose])


def told(found: Sheet) -> tuple[str, bool, str]:
    issue = find_issue(found)
    return issue.date.text if issue.date else "", issue.certain, issue.office.text if issue.office else ""


def test_at_the_foot_of_a_column_beside_people_of_the_other_one() -> None:
    rows = [(SENTENCE, 200, 1500), ("令和8年4月13日", 200, 1600), ("福岡市長", 260, 1720), ("福岡太郎", 600, 1720)]
    assert told(sheet(*rows)) == ("令和8年4月13日", True, "福岡市長")


def test_beneath_the_sentence_where_the_mayor_could_not_be_read() -> None:
    rows = [(SENTENCE, 200, 1500), ("令和8年4月13日", 200, 1600), ("福岡", 260, 1720)]
    assert told(sheet(*rows)) == ("令和8年4月13日", True, "")


def test_before_the_sentence_on_its_line() -> None:
    rows = [("令和8年4月13日", 200, 1500), (SENTENCE, 620, 1500), ("福岡市長", 900, 1720)]
    assert told(sheet(*rows)) == ("令和8年4月13日", True, "福岡市長")
    rows = [(SENTENCE, 200, 1500), ("令和8年4月13日", 1200, 1500), ("福岡市長", 260, 1900)]
    assert told(sheet(*rows)) == ("", False, "福岡市長")


def test_two_dates_beneath_it_are_not_certain() -> None:
    rows = [(SENTENCE, 200, 1500), ("令和8年4月13日", 200, 1580), ("令和8年4月14日", 200, 1640)]
    assert told(sheet(*rows)) == ("令和8年4月13日", False, "")


def test_a_date_of_the_other_column_or_far_away_is_none_of_issue() -> None:
    assert told(sheet(("福岡市長", 260, 1500), ("令和8年4月13日", 1300, 1500))) == ("", False, "福岡市長")
    assert told(sheet(("福岡市長", 260, 1500), ("令和8年4月13日", 260, 900))) == ("", False, "福岡市長")


def test_a_label_of_issue_that_has_nothing_belongs_to_the_head_or_the_foot() -> None:
    head = sheet(("令和8年4月13日", 1500, 120))
    head.hits.append(Hit("issued_on", segment("発行", 1800, 115), (Spot(()),)))
    assert told(head) == ("令和8年4月13日", True, "")
    foot = sheet(("令和8年4月13日", 1300, 2000), ("福岡市長", 1300, 2100))
    foot.hits.append(Hit("issued_on", segment("交付", 200, 2150), (Spot(()),)))
    assert told(foot) == ("令和8年4月13日", True, "福岡市長")


def test_a_mayor_whom_a_label_took_and_could_not_use_is_left_over() -> None:
    mayor, town = segment("福岡市長", 1300, 2100), segment("福岡市", 1300, 2200)
    assert mayors_refused([mayor, town], sheet().hits) == [mayor]
    given = Hit("issuer", segment("発行者", 200, 2100), (Spot((mayor,)),))
    assert mayors_refused([mayor, town], [given]) == []


def test_a_mayor_with_who_that_is_is_nobodys_value_either() -> None:
    mayor = printed("福岡市長　見本")
    assert mayors_refused([mayor], sheet().hits) == [mayor]


def test_a_date_found_in_three_pieces_is_one() -> None:
    torn = sheet(("令和8.", 200, 2000), ("9.", 380, 2000), ("6", 480, 2000), ("福岡市長", 260, 2100))
    assert told(torn) == ("令和8.9.6", True, "福岡市長")
    torn = sheet(("令和8.", 200, 2000), ("9.", 380, 2000), ("6", 780, 2000), ("福岡市長", 260, 2100))
    assert told(torn)[0] == ""


def test_a_date_found_in_two_pieces_is_one() -> None:
    torn = sheet(("令和8年4月", 200, 2000), ("13日", 480, 2000), ("福岡市長", 260, 2100))
    assert told(torn) == ("令和8年4月13日", True, "福岡市長")
    apart = sheet(("令和8年4月", 200, 2000), ("13日", 900, 2000), ("福岡市長", 260, 2100))
    assert told(apart)[0] == ""


def test_few_digits_are_as_large_as_the_date_that_they_end_by_their_height() -> None:
    torn = sheet(("令和8.", 200, 2000), ("1.1", 380, 2000), ("福岡市長", 260, 2100))
    torn.loose[1] = replace(torn.loose[1], em=1.4 * torn.loose[1].em)
    assert told(torn) == ("令和8.1.1", True, "福岡市長")
    apart = replace(torn.loose[1], quad=torn.loose[1].quad * np.float32([1, 1.4]) - np.float32([0, 0.4 * 2000]))
    assert told(Sheet(torn.hits, [torn.loose[0], apart, torn.loose[2]]))[0] == ""


def test_below_all_else_comes_first() -> None:
    rows = [
        ("令和8年4月13日", 200, 2000),
        ("大津市長", 260, 2100),
        ("福岡市長", 260, 1500),
        ("令和8年1月1日", 260, 1450),
    ]
    assert told(sheet(*rows)) == ("令和8年4月13日", True, "大津市長")
    assert told(sheet()) == ("", False, "")


def test_a_date_right_before_the_mayor_is_not_the_office() -> None:
    assert told(sheet(("令和8年4月13日福岡市長", 200, 2000))) == ("令和8年4月13日", True, "福岡市長")


def test_an_era_that_a_fax_has_spoilt_is_the_present_one() -> None:
    assert told(sheet(("合和8年4月13日", 200, 2000), ("福岡市長", 260, 2100)))[0] == "令和8年4月13日"
    assert told(sheet(("昭和8年4月13日", 200, 2000), ("福岡市長", 260, 2100)))[0] == "昭和8年4月13日"


def test_dirt_in_a_date_does_not_hide_it() -> None:
    assert told(sheet(("令和8年9.月14日", 200, 2000), ("福岡市長", 260, 2100)))[0] == "令和8年9.月14日"


def test_what_is_one_sign_of_two_characters_stands_before_the_office() -> None:
    line = printed("富山市長　見本太郎")
    line = replace(line, glyphs=(replace(line.glyphs[0], text="富山"), *line.glyphs[2:]))
    office = find_issue(Sheet(sheet().hits, [line])).office
    assert office is not None and office.text == "富山市長"


def test_beneath_a_sentence_at_the_head_that_said_something() -> None:
    """下記の者は、令和8年12月12日をもって次の住所へ転出する…: it is no label above which a letter's head would end."""
    page = sheet(("令和8年12月1日", 1300, 200), ("芦屋市長", 800, 260))
    day = segment("令和8年12月12日", 400, 120)
    page.hits.append(Hit("planned_on", day, (Spot((day,)),)))
    assert told(page) == ("令和8年12月1日", True, "芦屋市長")


def test_the_mayor_beneath_a_column_of_labels_is_nobodys_relationship():
    own = Hit("members[].relationship", segment("続柄", 1300, 900), (Spot((segment("夫", 1500, 900),)),))
    far = tuple(Spot((segment(text, 1300, top),) if text else ()) for text, top in (("", 0), ("倉敷市長", 1800)))
    issuer = Hit("issuer", segment("発行者", 1300, 1800), (Spot((segment("倉敷市長", 1500, 1800),)),))
    found, loose = without_mayors([replace(own, spots=far), own, issuer])
    assert [["".join(each.text for each in spot.segments) for spot in hit.spots] for hit in found] == [
        ["", ""],
        ["夫"],
        ["倉敷市長"],
    ]
    assert [each.text for each in loose] == ["倉敷市長"]


def test_what_a_seal_leaves_right_behind_the_mayor_of_a_known_city_is_none_of_the_office() -> None:
    def office(text: str) -> str:
        return told(sheet(("令和8年4月13日", 200, 2000), (text, 260, 2100)))[2]

    assert office("横浜市港北区長之北浜") == "横浜市港北区長"
    assert office("山形県鶴岡市長：") == "山形県鶴岡市長"
    assert office("鶴岡市長職務代理者") == ""
    assert office("鶴岡市長様") == ""
    assert office("嶋岡市長之印") == ""  # whom nobody has
