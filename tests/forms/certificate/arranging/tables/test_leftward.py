"""People beside each other who are counted from the right."""

from __future__ import annotations

from forms.certificate.layout import arrange
from tests.forms.certificate.test_layout import ruled, values


def counted(*heads: str) -> dict[str, list[list[str]]]:
    """What is read of a table with two people and room for a third, whose labels stand at its right."""
    people = [
        ["渡邊葵", "渡邊蓮", "氏名"],
        ["平成2年4月1日", "令和2年5月6日", "生年月日"],
        ["女", "男", "性別"],
        ["妻", "世帯主", "続柄"],
    ]
    rows = [[*row[:2], "", row[2]] if heads[0] == "一" else ["", *row] for row in people]
    return values(arrange(*ruled([[300, 800, 1300, 1800, 2200]] * 5, [[*heads, "異動者"], *rows])))


def test_people_whose_labels_stand_at_the_right_are_counted_from_there():
    found = counted("三", "二", "一")
    assert found["members[].name"] == [["渡邊蓮"], ["渡邊葵"]]
    assert found["members[].birth_date"] == [["令和2年5月6日"], ["平成2年4月1日"]]
    assert found["members[].relationship"] == [["世帯主"], ["妻"]]
    assert "householder.former" not in found


def test_numbers_above_people_tell_how_they_are_counted_wherever_their_labels_stand():
    found = counted("一", "二", "三")
    assert found["members[].name"] == [["渡邊葵"], ["渡邊蓮"]]
    assert found["members[].sex"] == [["女"], ["男"]]
