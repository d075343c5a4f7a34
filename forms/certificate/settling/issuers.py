"""Who moves out notifies the city that is left (住民基本台帳法 art. 24), and that one issues the certificate.

So the issuer says which of a page's addresses is the former one, whatever label it stands by: that in the issuer's
city, where any other one there is known; and where all but one are known, the last one is, too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from operator import ne

from forms.addresses import (
    PREFECTURES,
    find_municipality,
    find_prefecture,
    is_known_place,
    is_municipality,
    municipality_as_known,
)
from forms.certificate.arranging.entries import Entry
from forms.certificate.arranging.text.wholeness import is_aligned, is_ended, is_whole
from forms.certificate.data.scripts import with_prefecture
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import ADDRESSES

_OFFICE = re.compile(r"[\s\u3000]*長$")
_NUMBERED = re.compile("[0-9０-９](?:丁目|番|号|[-－ー―][0-9０-９])")
_REST = re.compile("[0-9０-９]+(?:丁目|番|号)")
"""What the second line of an address may begin with, where it stands alone."""
_GOES_ON = re.compile("[0-9０-９番号丁目地のノ之－ー―-]")
BELOW_HEIGHTS, ASIDE_EM = 1.5, 4.0
"""How far below an address its next line may stand, and how far aside it may begin or end."""


def hold_against_issuer(entries: Sequence[Entry], segments: Sequence[Segment]) -> list[Entry]:
    """The entries, the issuer's city spelt as the postal data has it: 横手市長 for 橫手市長, each has one name.

    An issuer whose city it has not got needs a second reader or every glyph.
    A former address in another city than the issuer's is never sure: it may be another field's.

    One in that city, and then the new one, is certain where the page has no further address that it may be.

    Args:
        segments: all lines of the page.
    """
    entries = [_spelt(entry) if entry.path == "issuer" else entry for entry in entries]
    issuer = next((entry.value.value for entry in entries if entry.path == "issuer"), "")
    city = _city(issuer)
    if not city or city == issuer or not is_municipality(city):
        # Misread, or one that the postal data has not got.
        mayor = bool(city and _OFFICE.search(issuer))  # and no governor
        left = next((entry.value.value for entry in entries if entry.path == "former_address"), "")
        return [
            replace(_as_left(entry, city, left), shaky=True) if mayor and entry.path == "issuer" else entry
            for entry in entries
        ]
    told = {entry.path: entry for entry in entries if entry.path in ADDRESSES}
    former = told.get("former_address")
    if former and not _is_in(former, city):
        told[former.path] = replace(former, placed=False)
    elif not _has_further_address(segments, entries, city):
        for path in ("former_address", "new_address"):
            entry = told.get(path)
            if entry and not entry.placed and _is_last(entry, told.values(), city) and _is_whole(entry, segments):
                told[path] = replace(entry, placed=True)
    return [told.get(entry.path, entry) for entry in entries]


def _city(issuer: str) -> str:
    return _OFFICE.sub("", issuer.removeprefix(find_prefecture(issuer) or ""))


def _spelt(entry: Entry) -> Entry:
    """The issuer with its prefecture and city as the postal data has them, and what was read as a candidate."""
    said = entry.value.value
    told = with_prefecture(said)
    city = _city(told)
    told = told.replace(city, municipality_as_known(city)) if city else told
    if told == said:
        return entry
    return replace(entry, value=replace(entry.value, value=told), candidates=(*entry.candidates, said))


def _as_left(entry: Entry, city: str, address: str) -> Entry:
    """The issuer, whose city nobody has, as that of the address that is left where only one character differs, in
    doubt: 菡館市長 issues nothing for 北海道函館市."""
    home = find_municipality(address)
    for known in (home[1][: len(city)], home[1][-len(city) :]) if home else ():
        if len(known) == len(city) and sum(map(ne, known, city)) == 1:
            said = entry.value.value
            value = replace(entry.value, value=said.replace(city, known))
            return replace(entry, value=value, firm=False, candidates=(*entry.candidates, said))
    return entry


def _is_in(entry: Entry, city: str) -> bool:
    home = find_municipality(entry.value.value)
    return home is None or city in home[1]


def _is_last(entry: Entry, addresses: Collection[Entry], city: str) -> bool:
    """Whether an address is where it belongs, in the city or outside, and all others there are known."""
    here = _is_in(entry, city)
    if here != (entry.path == "former_address"):
        return False
    return all(
        other.placed or _is_in(other, city) != here
        for other in addresses
        if other is not entry and other.value.value != entry.value.value
    )


def _has_further_address(page: Sequence[Segment], entries: Sequence[Entry], city: str) -> bool:
    """Whether the page has what may be an address, or the rest of one, and is no field's."""
    taken = {id(segment.quad) for entry in entries for segment in entry.value.segments}
    names = (*PREFECTURES, city)
    return any(
        _REST.match(line.text) or (_NUMBERED.search(line.text) and any(name in line.text for name in names))
        for line in page
        if id(line.quad) not in taken
    )


def _is_whole(entry: Entry, page: Sequence[Segment]) -> bool:
    """Whether an address is known to its end, and no line beneath it goes on with it."""
    text, own = entry.value.value, entry.value.segments
    if not (entry.value.holds and is_known_place(text) and is_ended(text) and is_whole(entry.path, own)):
        return False
    last = own[-1]
    height = last.bottom - last.top
    return not any(
        -0.3 * height < line.top - last.bottom < BELOW_HEIGHTS * height
        and is_aligned(line, own, ASIDE_EM * last.em)
        and _GOES_ON.match(line.text)
        for line in page
        if all(line.quad is not part.quad for part in own)
    )
