"""A former address is held against the city that issued the sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import Value
from forms.certificate.settling.issuers import hold_against_issuer
from forms.fields import Kind
from tests.forms.certificate.lines import segment


@pytest.mark.parametrize(
    ("address", "issuer", "placed"),
    [
        ("大阪府堺市堺区南瓦町3番1号", "堺市長", True),
        ("大阪府堺市堺区南瓦町3番1号", "大阪府堺市堺区長", True),
        ("山形県東置賜郡高畠町柏木目６丁目", "高畠町長", True),
        ("山形県東置賜郡高畠町柏木目６丁目", "三原市長", False),
        ("山形県東置賜郡高畠町柏木目６丁目", "見本市長", True),
        ("山形県東置賜郡高畠町柏木目６丁目", "証明", True),
    ],
)
def test_a_former_address_in_another_city_than_the_issuers_is_never_sure(address, issuer, placed):
    entries = [
        Entry(path, Kind.ADDRESS, Value(text, text, 1.0, True, ()))
        for path, text in (("former_address", address), ("new_address", address), ("issuer", issuer))
    ]
    former, new, _ = hold_against_issuer(entries, [])
    assert (former.placed, new.placed) == (placed, True)


FORMER, NEW = "大阪府堺市堺区南瓦町3番1号", "山形県東置賜郡高畠町柏木目6番地2"
HERE, ELSEWHERE = "大阪府堺市北区長曽根町5番7号", "島根県益田市あけぼの本町15番1号"


@pytest.mark.parametrize(
    ("new", "domicile", "domicile_placed", "beside", "told"),
    [
        (NEW, ELSEWHERE, True, "転出証明書", (True, True)),
        (NEW, ELSEWHERE, False, "転出証明書", (True, False)),
        (NEW, HERE, True, "14日以内に堺市役所へ", (True, True)),
        (NEW, HERE, False, "転出証明書", (False, True)),
        (NEW, ELSEWHERE, True, "堺市南区桃山台1丁1番1号", (False, False)),
        (NEW, ELSEWHERE, True, "2番地8", (False, False)),
        (HERE, ELSEWHERE, True, "転出証明書", (False, False)),
    ],
)
def test_the_address_that_is_left_in_the_issuers_city_is_the_former_one(new, domicile, domicile_placed, beside, told):
    texts = {"former_address": FORMER, "new_address": new, "registered_domicile": domicile}
    page = [segment(text, 300, 100 * at) for at, text in enumerate((*texts.values(), beside))]
    entries = [
        Entry(path, Kind.ADDRESS, Value(text, text, 1.0, True, (line,)), placed=False)
        for (path, text), line in zip(texts.items(), page, strict=False)
    ]
    entries[2] = replace(entries[2], placed=domicile_placed)
    office = Entry("issuer", Kind.TEXT, Value("堺市長", "堺市長", 1.0, True, ()))
    former, second, *_ = hold_against_issuer([*entries, office], page)
    assert (former.placed, second.placed) == told


def test_an_address_in_two_places_of_a_line_is_not_taken_for_whole():
    # A form has a place for the municipality and one for the rest: nothing tells whether a blank is between them.
    whole = "大阪府堺市堺区　南瓦町3番1号"
    issuer = Entry("issuer", Kind.TEXT, Value("堺市長", "堺市長", 1.0, True, ()))
    for left, placed in ((400, True), (1900, False)):
        parts = (segment("大阪府堺市堺区", 100, 100), segment("南瓦町3番1号", left, 100))
        former = Entry("former_address", Kind.ADDRESS, Value(whole, whole, 1.0, True, parts), placed=False)
        assert hold_against_issuer([former, issuer], parts)[0].placed is placed


@pytest.mark.parametrize("left", [300, 620])
def test_an_address_that_goes_on_beneath_is_not_taken_for_whole(left):
    # Lines that are set to the right end beneath each other.
    page = [segment("大阪府堺市堺区南瓦町3番", 300, 100), segment("-12", left, 150)]
    former = Entry(
        "former_address", Kind.ADDRESS, Value(page[0].text, page[0].text, 1.0, True, (page[0],)), placed=False
    )
    office = Entry("issuer", Kind.TEXT, Value("堺市長", "堺市長", 1.0, True, ()))
    assert not hold_against_issuer([former, office], page)[0].placed
    assert hold_against_issuer([former, office], page[:1])[0].placed


@pytest.mark.parametrize(
    ("read", "told"),
    [
        ("橫手市長", "横手市長"),
        ("秋田県橫手市長", "秋田県横手市長"),
        ("德島県阿南市長", "徳島県阿南市長"),
        ("五条市長", "五條市長"),
        ("川邊町長", "川辺町長"),
        ("鹿嶋市長", "鹿嶋市長"),
        ("鹿島市長", "鹿島市長"),
        ("袖ヶ浦市長", "袖ヶ浦市長"),
        ("見本市長", "見本市長"),
    ],
)
def test_the_issuers_city_is_spelt_as_the_postal_data_has_it(read, told):
    (issuer,) = hold_against_issuer([Entry("issuer", Kind.TEXT, Value(read, read, 1.0, True, ()))], [])
    assert issuer.value.value == told
    assert issuer.candidates == ((read,) if told != read else ())


@pytest.mark.parametrize(
    ("office", "shaky"), [("構手市長", True), ("横手市長", False), ("五條市長", False), ("東京都知事", False)]
)
def test_an_issuer_whose_city_is_not_in_the_postal_data_needs_another_reader(office, shaky):
    (issuer,) = hold_against_issuer([Entry("issuer", Kind.TEXT, Value(office, office, 1.0, True, ()))], [])
    assert issuer.shaky is shaky


@pytest.mark.parametrize(
    ("address", "read", "told"),
    [
        ("北海道函館市本町1番1号", "菡館市長", "函館市長"),
        ("山形県東置賜郡高畠町柏木目6番地2", "山形県高昌町長", "山形県高畠町長"),
        ("大阪府堺市堺区南瓦町3番1号", "菡館市長", "菡館市長"),
    ],
)
def test_an_issuer_misread_in_a_character_is_the_city_that_is_left_in_doubt(address, read, told):
    entries = [
        Entry("former_address", Kind.ADDRESS, Value(address, address, 1.0, True, ())),
        Entry("issuer", Kind.TEXT, Value(read, read, 1.0, True, ())),
    ]
    _, issuer = hold_against_issuer(entries, [])
    assert issuer.value.value == told
    assert (issuer.firm, issuer.candidates) == ((True, ()) if told == read else (False, (read,)))
