"""A former address is held against the city that issued the sheet."""

from __future__ import annotations

import pytest

from forms.certificate.entries import Entry
from forms.certificate.issuers import hold_against_issuer
from forms.certificate.values import Value
from forms.fields import Kind


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
    former, new, _ = hold_against_issuer(entries)
    assert (former.placed, new.placed) == (placed, True)
