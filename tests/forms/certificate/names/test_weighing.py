"""Readings in half width, weighed against what their name can be read as."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from forms.certificate.names.half_width import ALPHABET, decoded
from forms.certificate.names.likelihood import log_likelihoods
from forms.certificate.names.readings import hold_against_names
from forms.certificate.names.weighing import weigh
from forms.fields import Kind
from forms.kana import to_katakana
from tests.forms.certificate.names.test_readings import entry


def odds(*steps: dict[str, float]) -> np.ndarray:
    """What the model would give: for each character its step, and one of nothing behind it; the rest is nothing."""
    found = np.zeros((2 * len(steps), 1 + len(ALPHABET)))
    found[:, 0] = 1.0
    for at, step in enumerate(steps):
        for char, likely in step.items():
            found[2 * at, 1 + ALPHABET.index(char)] = likely
        found[2 * at, 0] = 1 - sum(step.values())
    return found


def line(text: str, **instead: tuple[str, float]) -> np.ndarray:
    """Odds of a text read well, but for characters that may be others, or nothing: ``at3=("ﾀ", 0.4)``."""
    steps = [{char: 0.999} for char in text]
    for name, (char, likely) in instead.items():
        at = int(name.removeprefix("at"))
        steps[at] = {text[at]: 0.999 - likely} | ({char: likely} if char else {})
    return odds(*steps)


def test_all_ways_to_share_out_the_steps_are_summed():
    given = np.array([[0.6, 0.3, 0.1], [0.5, 0.3, 0.2], [0.2, 0.3, 0.5]])
    one, two, twice = np.exp(log_likelihoods(given, [[1], [1, 2], [1, 1]]))
    ways = [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (0, 1, 1), (1, 1, 1)]
    assert one == pytest.approx(sum(np.prod([given[at, each] for at, each in enumerate(way)]) for way in ways))
    assert two == pytest.approx(0.3 * 0.5 * 0.5 + 0.3 * 0.2 * 0.2 + 0.3 * 0.3 * 0.5 + 0.6 * 0.3 * 0.5 + 0.3 * 0.2 * 0.5)
    assert twice == pytest.approx(0.3 * 0.5 * 0.3)


def test_of_no_text_nothing_is_likely():
    assert log_likelihoods(np.array([[0.6, 0.4]]), []).tolist() == []


def test_a_sign_alone_and_a_name_that_no_table_has_are_no_reading():
    best, *_ = weigh(line("ﾞｷ ﾞ"), "榊錦　鱶鰭")
    assert not best.known


def test_a_kana_is_put_right_by_the_name_where_nobody_is_called_what_was_read():
    told = held("服部　桜", line("ﾊｯﾄﾘ ｻｸﾗ", at2=("ｲ", 0.75)))
    assert told.value.value == "ハットリ　サクラ" and told.vouched and told.firm


def test_a_kana_is_put_right_by_the_name_and_stays_doubtful_where_it_was_read_plainly():
    told = held("服部　桜", line("ﾊｯﾄﾘ ｻｸﾗ", at2=("ｲ", 0.98)))
    assert told.value.value == "ハットリ　サクラ" and not told.vouched and not told.firm


def test_a_kana_is_put_right_by_the_name_and_stays_doubtful_where_what_was_read_may_be_said_of_it():
    told = held("中村　節子", line("ﾅｶﾑﾗ ｾﾂｼ", at4=("", 0.7), at7=("ｺ", 0.4)))
    assert told.value.value == "ナカムラ　セツコ" and not told.vouched and not told.firm


def test_what_may_be_said_beside_a_known_reading_is_weighed_whatever_was_read():
    told = weigh(line("ﾓﾘｶﾞﾜ ｻｸﾗ", at1=("ﾂ", 0.6), at3=("", 0.5)), "森川　桜")
    assert [each.reading for each in told[:2]] == ["モリカワ　サクラ", "モリガワ　サクラ"] and told[0].share < 0.99


def test_a_household_reads_its_surname_in_one_way():
    plain, lost = line("ﾔﾏｻﾞｷ ﾀﾛｳ"), line("ﾔﾏｻﾞｷ ﾊﾅ", at3=("", 0.6))
    assert not held("山崎　ハナ", lost).vouched
    _, first, _, second = hold_against_names([*read("山崎　太郎", plain), *read("山崎　ハナ", lost, 1)])
    assert first.vouched and second.vouched and second.value.value == "ヤマザキ　ハナ"
    _, first, _, second = hold_against_names([*read("川崎　太郎", line("ｶﾜｻﾞｷ ﾀﾛｳ")), *read("山崎　ハナ", lost, 1)])
    assert not second.vouched


def test_a_surname_that_a_page_reads_in_two_ways_says_nothing_of_a_third_line():
    two = [*read("山崎　太郎", line("ﾔﾏｻﾞｷ ﾀﾛｳ")), *read("山崎　節子", line("ﾔﾏｻｷ ｾﾂｺ"), 1)]
    lost = read("山崎　ハナ", line("ﾔﾏｻﾞｷ ﾊﾅ", at3=("", 0.6)), 2)
    assert not hold_against_names([*two, *lost])[-1].vouched


def test_a_reading_that_sounds_as_its_name_in_kana_is_that_and_no_other():
    told = held("森　かほる", line("ﾓﾘ ｶｵﾙ"))
    assert told.value.value == "モリ　カオル" and told.vouched and told.firm


def test_one_kana_that_is_hardly_told_does_not_keep_a_reading_from_being_confirmed():
    told = held("武田　節子", line("ﾀｹﾀﾞ ｾﾂｺ", at5=("ﾋ", 0.45)))
    assert told.value.value == "タケダ　セツコ" and told.vouched and told.firm


def test_two_readings_of_the_same_name_are_not_told_apart_by_it():
    best, second, *_ = weigh(line("ﾔﾏｻﾞｷ ﾊﾅ", at3=("", 0.49)), "山崎　ハナ")
    assert {best.reading, second.reading} == {"ヤマザキ　ハナ", "ヤマサキ　ハナ"} and best.share < 0.9
    assert not held("山崎　ハナ", line("ﾔﾏｻﾞｷ ﾊﾅ", at3=("", 0.49))).vouched


def test_a_rare_reading_that_is_plain_to_see_is_not_forced_into_a_usual_one():
    told = held("武田　節子", line("ﾀｹﾀﾞ ﾐﾁﾙ"))
    assert told.value.value == "タケダ　ミチル" and not told.vouched


def test_a_blank_that_was_not_seen_is_where_the_name_has_it():
    told = held("岩崎　清", line("ｲﾜｻｷ ｷﾖｼ", at4=("", 0.7)))
    assert told.value.value == "イワサキ　キヨシ" and told.vouched


def held(name: str, given: np.ndarray):
    """The reading of a name whose line in half width the model sees so."""
    return hold_against_names(read(name, given))[1]


def read(name: str, given: np.ndarray, member: int = 0):
    """A person's name and the reading whose line in half width the model sees so."""
    line, text = decoded(given)
    said = "\u3000".join(map(to_katakana, text.split()))
    own = entry(f"members[{member}].name", Kind.NAME, name, {}, "")
    reading = entry(f"members[{member}].kana", Kind.KANA, said, {}, "")
    return [own, replace(reading, value=replace(reading.value, confidence=0.4), narrow=line)]
