"""What only the network finds of a page."""

from __future__ import annotations

from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.learned.agreement import Compared
from forms.certificate.learned.filling import filled
from tests.forms.certificate.lines import segment
from tests.forms.certificate.opinions import told

NAME, BORN, PLANNED = "members[].name", "members[].birth_date", "planned_on"
HEAD = "register_head"


def test_what_a_page_has_once_is_certain_whoever_the_rules_take_its_people_for() -> None:
    texts = ["佐藤一郎", "昭和60年3月14日", "高橋花子", "平成2年4月1日", "令和8年4月1日"]
    lines = [segment(text, 600 * (at % 2), 100 * (at // 2)) for at, text in enumerate(texts)]
    # The rules see one person, and have no doubt of that.
    hits = [Hit(target, lines[0], (Spot((line,)),), 0) for target, line in zip((NAME, BORN), lines, strict=False)]
    for other, certain in ((1, True), (None, False)):
        opinion = told(lines, [NAME, BORN, NAME, BORN, PLANNED], [0, 0, 1, other, None])
        sheet = Sheet(hits, lines[2:])
        found = filled(sheet, Compared(sheet, opinion), lines).hits
        assert [spot.confirmed for hit in found for spot in hit.spots if hit.target == PLANNED] == [certain]


def test_the_given_name_is_less_than_the_whole_of_the_head_of_register() -> None:
    lines = [segment(text, x, 0) for text, x in (("二階堂", 300), ("龍之介", 520))]
    sheet = Sheet([Hit(HEAD, segment("筆頭者", 100, 0), (Spot(tuple(lines)),), None, False)])
    compared = Compared(sheet, told(lines, ["", HEAD]))
    (hit,) = filled(Sheet(compared.told(), []), compared, lines).hits
    assert hit.spots[0].text == "二階堂龍之介"
