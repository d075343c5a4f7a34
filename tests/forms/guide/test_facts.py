from datetime import date

import pytest

from forms.guide.facts import Facts, facts_of, school_years

from .conftest import TODAY


def births(*days: str) -> Facts:
    return facts_of(
        {f"members[{i}].birth_date": day for i, day in enumerate(days) if day != "-"}
        | ({f"members[{i}].name": "?" for i in range(len(days))}),
        TODAY,
    )


def test_anyone_is_true_as_soon_as_one_is_and_false_only_when_all_are_known() -> None:
    assert births("1940-01-01", "-").test("anyone_aged", "75-") is True
    assert births("1990-01-01", "-").test("anyone_aged", "75-") is None
    assert births("1990-01-01", "2000-01-01").test("anyone_aged", "75-") is False
    assert births().test("anyone_aged", "0-") is None


@pytest.mark.parametrize(("born", "old_enough"), [("1951-11-21", True), ("1951-11-22", False)])
def test_age_is_complete_on_the_birthday(born: str, old_enough: bool) -> None:
    assert births(born).test("anyone_aged", "75-") is old_enough


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        ("2020-04-01", "2026-04-01", 6),  # 早生まれ: goes to school in the April of the sixth birthday
        ("2020-04-02", "2026-04-01", 5),
        ("2020-04-02", "2027-03-31", 5),
        ("2020-04-02", "2027-04-01", 6),
        ("2008-04-02", "2027-03-31", 17),
        ("2008-04-01", "2026-04-01", 18),
        ("2026-11-20", "2026-11-21", 0),
    ],
)
def test_school_years_turn_on_the_first_of_april(born: str, day: str, years: int) -> None:
    assert school_years(date.fromisoformat(born), date.fromisoformat(day)) == years


def test_kind_and_notifier_are_unknown_until_somebody_says() -> None:
    empty, said = facts_of({}, TODAY), facts_of({"kind": "moving_out", "notifier.relation": "agent"}, TODAY)
    assert empty.test("kind", "moving_in") is None and empty.test("notifier", "agent") is None
    assert said.test("kind", "moving_in") is False and said.test("kind", "moving_out") is True
    assert said.test("notifier", "agent") is True
    assert empty.test("several_people", "yes") is None
    assert births("-", "-").test("several_people", "yes") is True
    assert births("-").test("several_people", "yes") is False


def test_nationality_counts_and_a_registered_domicile_is_a_citizens() -> None:
    people = {"members[0].name": "?"}
    assert facts_of(people | {"members[0].nationality": "ブラジル"}, TODAY).test("anyone_foreign", "yes") is True
    assert facts_of(people | {"registered_domicile": "東京都"}, TODAY).test("anyone_foreign", "yes") is False
    assert facts_of(people, TODAY).test("anyone_foreign", "yes") is None
    assert facts_of(people, TODAY).test("anyone_foreign", "no") is None
    assert facts_of(people | {"members[1].status_of_residence": "永住者"}, TODAY).test("anyone_foreign", "no") is False


def test_cards() -> None:
    people = {"members[0].name": "?", "members[1].name": "?"}

    def cards(**known) -> bool | None:
        return facts_of(people, TODAY, **known).test("anyone_holds_card", "yes")

    assert cards() is None
    assert cards(card_holders=frozenset({1})) is True
    assert cards(without_card=frozenset({0})) is None
    assert cards(without_card=frozenset({0, 1})) is False


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("加入", ""), True),
        (("無", "なし"), False),
        (("無", "＊＊＊"), None),
        (("", "－"), None),
        (("ナシ", "有"), True),
    ],
)
def test_insurance_as_certificates_write_it(texts, said) -> None:
    facts = facts_of({f"members[{i}].health_insurance": text for i, text in enumerate(texts)}, TODAY)
    assert facts.test("anyone_has", "health_insurance") is said


def test_days() -> None:
    facts = facts_of({"moved_on": "2026-11-15", "planned_on": "no date"}, TODAY, days={"born_on": date(2026, 11, 1)})
    assert facts.days == {"moved_on": date(2026, 11, 15), "notified_on": TODAY, "born_on": date(2026, 11, 1)}
    assert facts_of({"moved_on": "2026-11-15"}, TODAY, days={"moved_on": TODAY}).days["moved_on"] == TODAY
