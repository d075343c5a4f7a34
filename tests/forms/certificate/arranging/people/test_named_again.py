"""Parts of a page below the table of all that name people again."""

from __future__ import annotations

from forms.certificate.arranging.people.named_again import with_named, without_stub
from forms.certificate.arranging.places.hits import Hit, Spot
from tests.forms.certificate.lines import segment


def hit(target: str, member: int, *texts: str, top: float = 500) -> Hit:
    spots = tuple(
        Spot(tuple(segment(line, 300, top + 100 * at + 30 * row) for row, line in enumerate(text.split("\n"))))
        for at, text in enumerate(texts)
    )
    return Hit(target, segment("見出し", 300, top - 60), spots, member)


PEOPLE = hit("members[].name", 0, "やまだたろう\n山田太郎", "やまだはなこ\n山田花子", "石井浩")
BORN = hit("members[].birth_date", 0, "昭和60年3月14日", "平成2年5月6日", "平成3年7月8日")


def told(*hits: Hit) -> list[tuple[str, int | None, list[str]]]:
    found = with_named([PEOPLE, BORN, *hits])[2:]
    return [
        (each.target, each.member, ["".join(part.text for part in spot.segments) for spot in each.spots])
        for each in found
    ]


def test_values_beside_names_that_came_before_are_these_peoples():
    names = hit("members[].name", 1, "石井浩", "山田花子", top=1500)
    pension = hit("members[].pension", 1, "第1号", "第3号", top=1500)
    number = hit("individual_number", 1, "300518722895", top=1500)
    assert told(names, pension, number) == [
        ("members[].pension", 2, ["第1号"]),
        ("members[].pension", 1, ["第3号"]),
        ("individual_number", 1, ["300518722895"]),
    ]


def test_a_part_with_a_name_that_nobody_has_or_another_date_of_birth_is_other_peoples():
    other = hit("members[].name", 1, "山田花子", "山田次郎", top=1500)
    assert [each[0] for each in told(other)] == ["members[].name"]
    again, born = (
        hit("members[].name", 1, "石井浩", top=1500),
        hit("members[].birth_date", 1, "令和2年2月2日", top=1500),
    )
    assert [each[0] for each in told(again, born)] == ["members[].name", "members[].birth_date"]
    same = hit("members[].birth_date", 1, "平成3年7月8日", top=1500)
    assert told(again, same, hit("members[].pension", 1, "第1号")) == [("members[].pension", 2, ["第1号"])]


def test_marks_for_nobody_are_no_names():
    unused = [hit("members[].name", member, "－－－－", top=1000 + 100 * member) for member in (3, 4)]
    assert [each[1] for each in told(*unused)] == [3, 4]


def _labelled(target: str, left: float, top: float, value: str) -> Hit:
    return Hit(target, segment("氏名", left, top), (Spot((segment(value, left + 300, top),)),))


def test_names_on_a_part_that_the_holder_keeps_are_nobody_else():
    whole = [
        _labelled("members[].name", 1500, 100, "見本太郎"),
        _labelled("members[].birth_date", 1500, 160, "平成元年5月1日"),
    ]
    stub = [_labelled("members[].name", 100, 100, "見本太郎"), _labelled("members[].name", 100, 160, "見本花子")]
    assert without_stub([*stub, *whole]) == [stub[1], *whole]


def test_people_beside_each_other_stay_though_they_have_one_name():
    hits = [_labelled("members[].name", left, 100, "見本太郎") for left in (100, 1500)]
    hits += [_labelled("members[].birth_date", left, 160, "平成元年5月1日") for left in (100, 1500)]
    assert without_stub(hits) == hits
