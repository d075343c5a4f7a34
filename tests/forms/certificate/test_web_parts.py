"""Parts of web pages: boxes for a date's figures, remarks, a line printer's labels."""

from __future__ import annotations

import random
import re
from unicodedata import east_asian_width

from tools.sheets.people import make_family
from tools.sheets.web import figures, words
from tools.sheets.web.household import Household
from tools.sheets.web.remarks import receiver

DATES = ("令和8年11月5日", "S60.3.14", "2026/04/09", "令和 7年 4月 1日")


def test_boxes_leave_a_date_as_it_is() -> None:
    rng, kinds = random.Random(1), set()
    for _ in range(400):
        boxes = figures.choose(rng)
        if not boxes:
            continue
        kinds.add((boxes.single, boxes.marks))
        for printed in DATES:
            markup = boxes.around(printed)
            assert re.sub("<[^>]*>", "", markup) == printed.replace(" ", "")
            ruled = re.findall(r"border[^>]*>([^<]*)<", markup)
            assert all(len(text) == 1 for text in ruled if text.isdecimal()) or not boxes.single
            assert boxes.marks or all(text.isdecimal() for text in ruled)
    assert len(kinds) == 4


def test_a_line_printers_labels_are_half_width_all_of_them() -> None:
    rng = random.Random(2)
    cities = [words.choose(rng) for _ in range(200)]
    half = [city for city in cities if east_asian_width(city["birth_date"][0]) == "H"]
    assert half
    for city in half:
        assert all(east_asian_width(char) in "HNa" for name in words.HALF_WIDTH for char in city[name])
    assert any("ｼﾞﾕｳ" in "".join(city.values()) for city in half)  # without small kana
    assert any("ｼﾞｭｳ" in "".join(city.values()) for city in half)


def test_what_is_no_value_has_no_path() -> None:
    home = Household(5)
    texts = [home.remark() for _ in range(40)] + [receiver(home.rng, make_family(home.rng))]
    assert len(set(texts)) > 30
    assert not any("data-path" in text for text in texts)
    assert not home.sheet.values
