"""Names put right by their readings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.certificate.names.misnamed import doubt_odd_surnames, tell_by_readings
from forms.certificate.names.readings import hold_against_names
from forms.fields import Kind
from tests.forms.certificate.names.test_readings import entry


def told(name: str, said: str, **state: bool):
    rows = [
        entry("members[0].name", Kind.NAME, name, {}, ""),
        entry("members[0].kana", Kind.KANA, said, {}, ""),
        entry("householder.former", Kind.NAME, name, {}, ""),
    ]
    return [row for row in tell_by_readings([replace(row, **state) for row in rows]) if row.kind is Kind.NAME]


def test_a_look_alike_that_alone_explains_the_reading_is_taken_wherever_the_name_stands():
    for row in told("士方　歳三", "ヒジカタ　トシゾウ"):
        assert row.value.value == "土方　歳三" and not row.firm and row.candidates[0] == "士方　歳三"


def test_what_reads_like_a_name_with_a_variant_is_offered_with_both_and_never_sure():
    rows = [
        entry("members[0].name", Kind.NAME, "告田　絹代", {}, ""),
        entry("members[0].kana", Kind.KANA, "ヨシダ　キヌヨ", {}, ""),
    ]
    name = hold_against_names(tell_by_readings(rows))[0]
    assert name.value.value == "吉田　絹代" and "𠮷田　絹代" in name.candidates and not name.firm


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("土方　歳三", "ヒジカタ　トシゾウ"),  # as it is read
        ("士方　歳三", "シカタ　トシゾウ"),  # there is such a name
        ("士方　歳三", "ミズノ　トシゾウ"),  # no look-alike is read so
        ("士方", "ヒジカタ"),
        ("髙木　凜々子", "タカギ　リリコ"),  # 凛 is read like 凜
    ],
)
def test_other_names_stay(name, said):
    assert {row.value.value for row in told(name, said)} == {name}


def test_what_each_glyph_speaks_for_stays():
    assert {row.value.value for row in told("士方　歳三", "ヒジカタ　トシゾウ", vouched=True)} == {"士方　歳三"}


@pytest.mark.parametrize(
    ("names", "firm"),
    [
        (("士反　力", "士反　禅", "土反　羽琉"), (True, True, False)),
        (("士反　力", "土反　羽琉"), (False, False)),
        (("佐藤　力", "加藤　羽琉"), (True, True)),
        (("髙橋　力", "高橋　羽琉", "髙橋　禅"), (True, False, True)),
        (("ALI　MARIA", "力", "士反　力"), (True, True, True)),
    ],
)
def test_a_surname_unlike_a_more_frequent_one_in_a_look_alike_only_is_never_sure(names, firm):
    rows = [entry(f"members[{at}].name", Kind.NAME, name, {}, "") for at, name in enumerate(names)]
    assert tuple(row.firm for row in doubt_odd_surnames(rows)) == firm


@pytest.mark.parametrize(
    ("kana", "given", "firm"),
    [
        ("ヨシダ　サクラ", "紗希", (True, True, False)),
        ("ウラタ　サキ", "紗希", (True, True, True)),
        ("ウラタ　サキ", "恵子", (True, True, False)),
    ],
)
def test_a_surname_with_anothers_reading_or_given_name_is_never_sure(kana, given, firm):
    rows = [
        entry("register_head", Kind.NAME, "𠮷田　恵子", {}, ""),
        entry("members[0].name", Kind.NAME, "𠮷田　恵子", {}, ""),
        entry("members[1].name", Kind.NAME, f"占田　{given}", {}, ""),
        entry("members[0].kana", Kind.KANA, "ヨシダ　ケイコ", {}, ""),
        entry("members[1].kana", Kind.KANA, kana, {}, ""),
    ]
    assert tuple(row.firm for row in doubt_odd_surnames(rows)[:3]) == firm


@pytest.mark.parametrize(
    ("offered", "vouched", "given"),
    [
        ("桒原　芽依", True, "桒原　芽依"),
        ("桒原　芽依", False, "来原　芽依"),  # nobody is certain of that surname
        ("耒原　芽依", True, "来原　芽依"),  # its own glyphs say nothing of it
    ],
)
def test_a_surname_that_others_are_certain_of_is_taken_where_a_names_own_glyphs_offer_it(offered, vouched, given):
    rows = [
        replace(entry("members[0].name", Kind.NAME, "桒原　德男", {}, ""), vouched=vouched),
        replace(entry("members[1].name", Kind.NAME, "来原　芽依", {}, ""), firm=False, candidates=(offered,)),
    ]
    name = doubt_odd_surnames(rows)[1]
    assert name.value.value == given and not name.firm and ("来原　芽依" in (given, *name.candidates))
