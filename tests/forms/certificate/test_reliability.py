"""What is told of how far values can be trusted."""

from __future__ import annotations

from xml.etree import ElementTree

from tools.sheets.reliability import Read, drawn, lines, tally

VALUES = [
    Read("members[0].name", 0.99, True, True),
    Read("members[1].name", 0.95, False, True),
    Read("members[1].name", 0.3, False, False),
    Read("new_address", 0.7, False, True),
]


def test_each_class_of_each_kind_is_counted():
    table = tally(VALUES)
    assert list(table) == ["all", "address", "name"]
    assert table["all"] == {
        "sure": (1, 1),
        "doubtful, from 0.9": (1, 1),
        "0.5 to 0.9": (1, 1),
        "below 0.5": (1, 0),
    }
    assert table["address"] == {"0.5 to 0.9": (1, 1)}
    assert lines(table)[3] == "| address | – | – | 1 of 1 | – |"


def test_the_picture_is_one():
    root = ElementTree.fromstring(drawn(tally(VALUES)))
    assert "0 of 1" in [element.text for element in root]
