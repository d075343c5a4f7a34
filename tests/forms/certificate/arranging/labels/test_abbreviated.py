"""Labels of a character or two."""

from __future__ import annotations

from forms.certificate.arranging.labels.abbreviated import with_abbreviations_told
from forms.certificate.runs.segments import Segment
from tests.forms.certificate.lines import segment

NEW = "新住東京都中野区鷺宮1-20-17"


def told(*texts: str) -> list[str]:
    found: list[Segment] = with_abbreviations_told([segment(text, 100, 100 * at) for at, text in enumerate(texts)])
    return [each.text for each in found]


def test_abbreviated_labels_are_written_out_and_parted_from_their_values():
    found = told(NEW, "氏氏家　太郎", "生昭49.12.13", "性男", "続子の妻", "方三上荘6号室", "方", "筆頭渡辺善之")
    assert found[:8] == ["新住所", NEW[2:], "氏名", "氏家　太郎", "生年月日", "昭49.12.13", "性別", "男"]
    assert found[8:] == ["続柄", "子の妻", "方書", "三上荘6号室", "方書", "筆頭者", "渡辺善之"]


def test_whole_labels_and_what_cannot_be_a_value_stay_as_they_are():
    known = ["生昭49.12.13", "性男", "続子", NEW]
    assert told(*known, "本籍千葉市", "氏名渡辺善之", "転出者", "名古屋市")[8:] == [
        "本籍千葉市",
        "氏名渡辺善之",
        "転出者",
        "名古屋市",
    ]


def test_a_page_with_few_of_them_has_none():
    texts = ("氏家太郎", "生昭49.12.13", "転出令和8年10月22日", "性男")
    assert told(*texts) == list(texts)


def test_only_the_beginning_of_a_cell_is_an_abbreviation():
    lines = [segment(text, 100, 100 * at, at) for at, text in enumerate(("生昭49.12.13", "性男", "続子", NEW))]
    more = segment("氏家太郎", 400, 0, 0)
    assert with_abbreviations_told([*lines, more])[-1].text == "氏家太郎"
