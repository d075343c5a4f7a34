"""Who moves out notifies the city that is left (住民基本台帳法 art. 24), and that one issues the certificate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from forms.addresses import find_municipality, find_prefecture, is_municipality
from forms.certificate.entries import Entry

_OFFICE = re.compile(r"[\s\u3000]*長$")


def hold_against_issuer(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; a former address in another city than the issuer's is never sure: it may be another field's."""
    issuer = next((entry.value.value for entry in entries if entry.path == "issuer"), "")
    city = _OFFICE.sub("", issuer.removeprefix(find_prefecture(issuer) or ""))
    if not city or city == issuer or not is_municipality(city):
        return list(entries)  # misread, or one that the postal data has not got
    return [
        replace(entry, placed=False)
        if entry.path == "former_address" and not _is_in(entry.value.value, city)
        else entry
        for entry in entries
    ]


def _is_in(address: str, city: str) -> bool:
    home = find_municipality(address)
    return home is None or city in home[1]
