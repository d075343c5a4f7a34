"""The catalogue of labels: what is wrong in the file is told when it is read, not when a page has such a label."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.certificate.words import catalogue


def read_with(old: str, new: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> catalogue.Words:
    text = catalogue.LABELS.read_text(encoding="utf-8")
    assert text.count(old) == 1
    changed = folder / "labels.toml"
    changed.write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.setattr(catalogue, "LABELS", changed)
    return catalogue.words.__wrapped__()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("planned_on = [", "planed_on = [", "no field 'planed_on'"),
        ('former_address = "former_building"', 'former_adress = "former_building"', "no field 'former_adress'"),
        ('new = "new_building" }\n"建物名"', 'new = "building" }\n"建物名"', "no field 'building'"),
        ('"members[].nationality" = """', '"members[].nation" = """', "no field 'members[].nation'"),
        ("individual_number = [", "my_number = [", "'my_number' is no number that is hidden"),
        ('"満了" = "満了日"', '"満了" = "満期日"', "'満期日' is no label"),
        ('"続" = "続柄"', '"続" = "続がわ"', "'続がわ' is no label"),
        ('means = "在留期間の満了日"', 'means = "満期"', "'満期' is no label"),
        ('register_head = ["筆頭者"', 'register_head = ["本籍", "筆頭者"', "'本籍' stands for two fields"),
    ],
)
def test_what_a_table_names_and_nobody_has(
    old: str, new: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValueError, match=r"^labels\.toml: ") as told:
        read_with(old, new, tmp_path, monkeypatch)
    assert str(told.value).endswith(says)


def test_a_label_more_is_a_line_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = read_with(
        'register_head = ["筆頭者"', 'register_head = ["戸籍のはじめの人", "筆頭者"', tmp_path, monkeypatch
    )
    assert words.targets["戸籍のはじめの人"] == "register_head"


def test_a_heading_of_a_part_is_a_caption_too() -> None:
    words = catalogue.words()
    assert {words.sides[each] for each in words.headings} == {"former", "new"}
    assert words.headings < words.sides.keys()
    assert "転出前" in words.sides
    assert "転出前" not in words.headings
