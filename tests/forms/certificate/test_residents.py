"""Households of web pages: names of all tables, buildings and addresses put together, everything where it belongs."""

from __future__ import annotations

import random
import re
from collections import Counter

from forms.addresses import find_municipality
from forms.scripts import KATAKANA
from tools.sheets.people import Family, make_family
from tools.sheets.web import look as looks
from tools.sheets.web.groups import Item
from tools.sheets.web.household import BARE, Household
from tools.sheets.web.people import _printed
from tools.sheets.web.residents import widen

COUNT = 200
MOST_ALIKE = 0.1
"""Of all names, how many may have one surname: the corpus's families share 150."""


def _families() -> list[Family]:
    found = []
    for number in range(COUNT):
        rng = random.Random(f"residents {number}")
        family = make_family(rng)
        widen(rng, family)
        found.append(family)
    return found


def test_households_have_names_that_one_another_have_not() -> None:
    families = _families()
    heads = Counter(family.people[0].values["name"].split("\u3000")[0] for family in families)
    assert heads.most_common(1)[0][1] < MOST_ALIKE * COUNT
    for person in (person for family in families for person in family.people):
        surname, *given = re.split("[\u3000 ]", person.values["name"])
        assert surname and given and all(given)
        assert re.fullmatch(f"[{KATAKANA}ー・\u3000]*", person.values["kana"])


def test_addresses_stay_in_their_places_and_a_householder_may_stay_behind() -> None:
    families = _families()
    for family in families:
        for path in ("former_address", "new_address"):
            assert find_municipality(family.values[path])
    # Whoever is householder and does not move is none of the people, and none of these is called 世帯主.
    left = [family for family in families if family.values["householder.former"] != family.people[0].values["name"]]
    assert 0 < len(left) < COUNT / 3
    assert all(family.people[0].values["relationship"] != "世帯主" for family in left)


def test_some_pages_have_hardly_anything_but_people() -> None:
    homes = [Household(number) for number in range(COUNT)]
    bare = [home for home in homes if home.bare]
    assert 0 < len(bare) < COUNT / 5
    for home in bare:
        head, person = home.fields()
        assert len(head) < 4 and "name" in person and set(person) <= set(BARE)


def test_a_line_printer_s_columns_are_as_wide_in_each_row() -> None:
    rows = [
        {"name": Item("氏名", name), "sex": Item("性別", "女")} for name in ("佐藤　葵", "長谷川　ひかり", "LEE ANNE")
    ]
    rng = random.Random(1)
    markup = _printed(rng, rows, looks.choose(rng, 10), "")
    lines = [line for line in re.sub("<[^>]*>", "", markup).split("\n") if "女" in line]
    places = {sum(1 + (ord(char) > 0x2E7F) for char in line[: line.index("女")]) for line in lines}
    assert len(lines) == len(rows) and len(places) == 1
