import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.guide.conditions import ALWAYS, All, Any, Is, Not, judge, names_of, parse_condition
from forms.paper.strict import Mistake

NAMES = ("a", "b", "c")
CONDITIONS = st.recursive(
    st.builds(Is, st.sampled_from(NAMES), st.lists(st.sampled_from("xy"), min_size=1, max_size=2).map(tuple)),
    lambda inner: st.one_of(
        st.builds(All, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Any, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=8,
)


def among(words):
    """A test over known words; None where a name has none."""
    return lambda name, word: None if words.get(name) is None else words[name] == word


def parse(value):
    def check(name, word, where):
        if name not in NAMES:
            raise Mistake(where, "unknown")

    return parse_condition(value, ("when",), check)


def test_all_keys_of_a_table_have_to_hold() -> None:
    condition = parse({"a": "x", "b": ["x", "y"], "not": {"c": "x"}})
    assert judge(condition, among({"a": "x", "b": "y", "c": "y"})) is True
    assert judge(condition, among({"a": "x", "b": "y", "c": "x"})) is False
    assert judge(condition, among({"a": "x", "b": "y"})) is None
    assert judge(condition, among({"a": "y"})) is False
    assert names_of(condition) == {"a", "b", "c"}


def test_any_holds_as_soon_as_one_part_does() -> None:
    condition = parse({"any": [{"a": "x"}, {"b": "x"}]})
    assert judge(condition, among({"b": "x"})) is True
    assert judge(condition, among({"b": "y"})) is None
    assert judge(condition, among({"a": "y", "b": "y"})) is False
    assert judge(ALWAYS, among({})) is True


@given(CONDITIONS, st.fixed_dictionaries({name: st.sampled_from([None, "x", "y", "z"]) for name in NAMES}))
def test_what_is_certain_stays_so_whatever_is_said_later(condition, words) -> None:
    said = judge(condition, among(words))
    for rest in ("x", "y", "z"):
        full = judge(condition, among({name: word or rest for name, word in words.items()}))
        assert full is not None
        if said is not None:
            assert full == said


@pytest.mark.parametrize(
    ("value", "where"),
    [
        ([], ("when",)),
        ({}, ("when",)),
        ({"a": []}, ("when", "a")),
        ({"a": 1}, ("when", "a")),
        ({"a": ["x", "x"]}, ("when", "a")),
        ({"any": {"a": "x"}}, ("when", "any")),
        ({"any": []}, ("when", "any")),
        ({"all": [{"a": "x"}, {"d": "x"}]}, ("when", "all", 1, "d")),
        ({"not": "a"}, ("when", "not")),
        ({"not": {}}, ("when", "not")),
    ],
)
def test_mistake_names_its_place(value, where) -> None:
    with pytest.raises(Mistake) as caught:
        parse(value)
    assert caught.value.where == where


def test_nesting_ends() -> None:
    value = {"a": "x"}
    for _ in range(10):
        value = {"not": value}
    with pytest.raises(Mistake, match="nested"):
        parse(value)
