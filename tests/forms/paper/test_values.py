import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.trouble import Trouble
from forms.paper.description import Condition, Term, get_form
from forms.paper.values import FormData, Place, holds, written

FORM = get_form("move_notification")
COPY = get_form("resident_record_copy")
PLACE = Place()


def write(path: str, format: str = "plain", place: Place = PLACE, form=FORM, **data) -> str:
    values = data.pop("values", {})
    return written(Term(path, format), form, FormData(values, **data), place)


@pytest.mark.parametrize(
    ("day", "era"),
    [
        ("2026-11-21", "令和 8年11月21日"),
        ("2019-05-01", "令和元年 5月 1日"),
        ("2019-04-30", "平成31年 4月30日"),
        ("1985-03-14", "昭和60年 3月14日"),
    ],
)
def test_date_is_written_in_its_era_with_digits_in_columns(day: str, era: str) -> None:
    assert write("moved_on", "era", values={"moved_on": day}) == era.replace(" ", "\u2007")


def test_date_in_parts_for_forms_that_print_the_eras() -> None:
    values = {"moved_on": "2019-05-01"}
    parts = [write("moved_on", name, values=values) for name in ("era_name", "era_year", "month", "day", "year")]
    assert parts == ["令和", "元", "5", "1", "2019"]


def test_words_for_coded_values() -> None:
    values = {"members[1].sex": "female", "notifier.relation": "agent", "form.items": "domicile,relationship"}
    assert write("members[].sex", "word", Place(row=1), values=values) == "女"
    assert write("notifier.relation", "word", values=values) == "代理人"
    assert write("form.items", "word", form=COPY, values=values) == "本籍・筆頭者・世帯主・続柄"


def test_row_shows_the_member_of_its_sheet() -> None:
    values = {"members[6].name": "髙橋　蓮"}
    assert write("members[].name", place=Place(first=5, row=1), values=values) == "髙橋　蓮"
    assert write("members[].number", place=Place(first=5, row=1)) == "7"


def test_card_is_ticked_only_for_whom_somebody_asked() -> None:
    asked = {"card_holders": frozenset({0}), "without_card": frozenset({2})}
    assert [write("members[].card", place=Place(row=row), **asked) for row in range(3)] == ["yes", "", "no"]


def test_householder_has_the_kana_of_the_one_member_of_that_name() -> None:
    values = {
        "householder.new": "髙橋　一郎",
        "members[0].name": "髙橋　一郎",
        "members[0].kana": "タカハシ　イチロウ",
        "members[1].name": "高橋　一郎",
        "members[1].kana": "タカハシ　カズロウ",
    }
    assert write("householder.new_kana", values=values) == "タカハシ　イチロウ"
    namesakes = values | {"members[1].name": "髙橋　一郎"}
    assert write("householder.new_kana", values=namesakes) == ""


def test_former_surname_and_alias_share_a_line() -> None:
    values = {"members[0].former_surname": "佐藤", "members[0].alias": "山田　花"}
    assert write("members[].other_names", values=values) == "旧氏　佐藤　通称　山田　花"


def test_overdue_begins_after_the_fourteenth_day() -> None:
    assert [write("overdue", days_since_move=days) for days in (0, 14, 15)] == ["", "", "yes"]


def test_sources_are_named_once_each() -> None:
    assert write("sources", sources=("certificate", "mynumber", "certificate")) == "転出証明書・マイナンバーカード"


def test_input_falls_back_to_its_default() -> None:
    assert write("form.addressee") == "千代田区長"
    assert write("form.addressee", values={"form.addressee": "台東区長"}) == "台東区長"


def test_condition_on_any_value_and_on_none() -> None:
    def test(word: str, **values: str) -> bool:
        return holds(Condition(((Term("new_building"), (word,)),)), FORM, FormData(values), PLACE)

    assert test("*", new_building="１号棟") and not test("*")
    assert test("") and not test("", new_building="１号棟")


def test_flat_object_of_paths_is_taken_as_values() -> None:
    assert FormData.from_json({"kind": "moving_in"}).values == {"kind": "moving_in"}


@pytest.mark.parametrize(
    ("row", "path"),
    [
        ([], "–"),
        ("text", "–"),
        ({"values": []}, "values"),
        ({"values": {}, "resident": 1}, "resident"),
        ({"new_adress": "x"}, "new_adress"),
        ({"members[20].name": "x"}, "members[20].name"),
        ({"members[0].name": 7}, "members[0].name"),
        ({"members[0].name": "髙" * 81}, "members[0].name"),
        ({"members[0].name": "髙橋\n一郎"}, "members[0].name"),
        ({"members[0].name": "髙橋\u202e一郎"}, "members[0].name"),
        ({"members[0].name": "\ud867"}, "members[0].name"),
        ({"members[0].sex": "男"}, "members[0].sex"),
        ({"members[0].birth_date": "1985-02-30"}, "members[0].birth_date"),
        ({"members[0].birth_date": "昭和60年3月14日"}, "members[0].birth_date"),
        ({"moved_on": "1868-01-24"}, "moved_on"),
        ({"kind": "転入"}, "kind"),
        ({"髙橋　一郎": "x"}, "–"),
        ({"values": {}, "reception_number": "髙橋"}, "reception_number"),
        ({"values": {}, "reception_number": 42}, "reception_number"),
        ({"values": {}, "visit_id": "0042"}, "visit_id"),
        ({"values": {}, "sources": ["rumour"]}, "sources"),
        ({"values": {}, "sources": "certificate"}, "sources"),
        ({"values": {}, "days_since_move": -1}, "days_since_move"),
        ({"values": {}, "days_since_move": True}, "days_since_move"),
        ({"values": {}, "days_since_move": "6"}, "days_since_move"),
        ({"values": {}, "card_holders": [20]}, "card_holders"),
        ({"values": {}, "card_holders": ["0"]}, "card_holders"),
        ({"values": {}, "card_holders": [0], "without_card": [0]}, "without_card"),
        ({"values": {}, "virtual": "no"}, "virtual"),
    ],
)
def test_wrong_data_names_its_path(row, path: str) -> None:
    with pytest.raises(Trouble) as caught:
        FormData.from_json(row)
    assert caught.value.id == "data_invalid"
    assert caught.value.details == {"path": path}


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"form.copies": "123"}, "form.copies"),
        ({"form.document": "passport"}, "form.document"),
        ({"form.items": "domicile,passport"}, "form.items"),
        ({"form.whole_household": "all"}, "form.whole_household"),
    ],
)
def test_what_the_form_does_not_ask_is_refused(values, path: str) -> None:
    with pytest.raises(Trouble) as caught:
        FormData.from_json(values).check_inputs(COPY)
    assert caught.value.details == {"path": path}


def test_selectors_do_not_count_as_characters() -> None:
    assert FormData.from_json({"members[0].former_surname": "邉\U000e0110" * 40})
    with pytest.raises(Trouble):
        FormData.from_json({"members[0].former_surname": "邉\U000e0110" * 41})


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
_NAMES = st.sampled_from(list(FormData.__slots__)) | st.text(max_size=6)


@given(st.dictionaries(_NAMES, _JSON, max_size=5) | _JSON)
def test_anything_foreign_is_taken_whole_or_refused_in_words(row) -> None:
    try:
        data = FormData.from_json(row)
    except Trouble as trouble:
        assert trouble.id == "data_invalid"
    else:
        data.check()
