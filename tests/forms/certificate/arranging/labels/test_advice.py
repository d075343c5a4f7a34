"""Advice beside a certificate: nothing in it is a label or a value."""

from __future__ import annotations

from forms.certificate.arranging.labels.advice import without_advice
from tests.forms.certificate.lines import segment


def kept(*rows: tuple[str, float, float]) -> list[str]:
    return [each.text for each in without_advice([segment(*row) for row in rows])]


def test_what_a_sentence_goes_on_with_is_no_value():
    sentence = ("・在留カードをお持ちの方は、全員の分をお持ちくだ", 1500, 500)
    assert kept(sentence, ("さい。", 1500, 560), ("山田太郎", 500, 560)) == [sentence[0], "山田太郎"]
    ended = ("上記のとおり相違ないことを証明します", 200, 500)
    assert kept(ended, ("大阪市長", 200, 560)) == [ended[0], "大阪市長"]
    title = ("次の者の届出の内容に相違ないことをここに証明し", 200, 500)
    assert kept(title, ("氏名：山田太郎", 200, 560)) == [title[0], "氏名：山田太郎"]


def test_what_a_list_of_advice_counts_is_no_value():
    rows = [
        ("・代理人の方は、委任状が必要です。", 1500, 500),
        ("・転出をとりやめたときは、この証明書を返して", 1500, 560),
        ("　ください。", 1520, 620),
        ("・問い合わせ先　市民課　電話　0866-12-3456", 1500, 680),
        ("・筆頭者　山田太郎", 200, 680),
    ]
    assert kept(*rows) == [rows[0][0], rows[1][0], rows[4][0]]


def test_a_list_of_labels_with_one_sentence_is_a_list_of_labels():
    rows = [
        ("・本籍　大阪市北区", 200, 500),
        ("・筆頭者　山田太郎", 200, 560),
        ("・届出は14日以内にしてください。", 200, 620),
    ]
    assert kept(*rows) == [row[0] for row in rows]


def test_an_example_of_how_to_fill_in_is_nobody_s():
    example = ("12記入例氏名住基太郎生年月日", 1500, 500)
    rows = [example, ("昭和55年1月1日", 1500, 560), ("続柄世帯主", 1900, 560)]
    assert kept(*rows, ("続柄", 200, 560), ("子", 500, 560)) == [example[0], "続柄", "子"]
