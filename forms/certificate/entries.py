"""What a page says, field by field, before anybody has judged how sure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from forms.certificate.blackout import hidden_kind
from forms.certificate.catalogue import HIDDEN, normalise
from forms.certificate.hits import Sheet
from forms.certificate.labels import is_prose
from forms.certificate.one_line import part_lines
from forms.certificate.recogniser import Line, Recogniser
from forms.certificate.segments import Segment, in_reading_order, same_row
from forms.certificate.values import Value, read_value, written
from forms.dates import find_date
from forms.fields import MAX_MEMBERS, Kind, get_field_type, member_path
from forms.kana import is_katakana, to_katakana

_MAYOR = re.compile(r".{1,12}?(?:[市区町村]長|[都道府県]知事)")
MIN_MEMBER_VALUES = 2
"""A row with fewer values is an unused one, whatever stands in it."""
NEAR_HEIGHTS = 4.0
"""How far the date of issue stands from the mayor, in heights of that line."""
SECRET = ("members[].resident_code",)
"""Never leaves the picture."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a page.

    Attributes:
        path: its path.
        kind: its kind.
        value: what was read.
        candidates: what else it may be, most likely first.
        placed: whether nothing else can have come to stand in its place.
        firm: whether every character that has look-alike variants was told for certain.
        shaky: whether a second reader must agree whatever the confidence is.
        agreed: whether the second reader says the same.
        vouched: whether each glyph, looked at by itself, is the character read.
        narrow: a reading's line as the model of half-width kana reads it, where it is set so.
    """

    path: str
    kind: Kind
    value: Value
    candidates: tuple[str, ...] = ()
    placed: bool = True
    firm: bool = True
    shaky: bool = False
    agreed: bool = False
    vouched: bool = False
    narrow: Line | None = None


def collect(sheet: Sheet, recogniser: Recogniser, first_member: int = 0) -> list[Entry]:
    """The fields of a page, at most one a path.

    Args:
        first_member: the index of the first person on this page; sheets may be continued.
    """
    found: dict[str, Entry] = {}
    people: dict[int, dict[str, Entry]] = {}
    for hit in part_lines(sheet).hits:
        if hit.target in HIDDEN or hit.target in SECRET:
            continue
        kind = get_field_type(hit.target.replace("[]", "[0]")).kind
        for place, spot in enumerate(hit.spots):
            value = read_value(kind, spot.segments, recogniser, hit.target)
            if value is None or _tells_number(value):
                continue
            clear = hit.clear if spot.confirmed is None else spot.confirmed
            whole = kind is not Kind.NAME or not _runs_over_lines(value)
            entry = Entry(hit.target, kind, value, placed=whole and clear)
            if hit.member is None:
                found.setdefault(hit.target, entry)
            else:
                name = hit.target.removeprefix("members[].")
                people.setdefault(hit.member + place, {}).setdefault(name, entry)
    entries = list(found.values())
    kept = [at for at, row in sorted(people.items()) if len(row) >= MIN_MEMBER_VALUES and _is_person(row)]
    real = [people[at] for at in kept]
    for row in real:
        if "name" in row and is_katakana(to_katakana(row["name"].value.text)):
            if "kana" not in row:
                # The reading may have come to stand where the name should.
                row["name"] = replace(row["name"], placed=False)
            elif not row["kana"].value.holds:
                row["name"], row["kana"] = (
                    replace(row[own], value=value, placed=False)
                    for own, other in (("name", "kana"), ("kana", "name"))
                    if (value := read_value(row[own].kind, row[other].value.segments, recogniser))
                )
    # Where somebody before them could not be read, it is not certain whose values these are.
    certain = next((at for at, index in enumerate(kept) if index != at), len(kept))
    for row in real[certain:]:
        row |= {name: replace(entry, placed=False) for name, entry in row.items()}
    for index, row in enumerate(real[: MAX_MEMBERS - first_member]):
        entries += [replace(entry, path=member_path(first_member + index, name)) for name, entry in row.items()]
    return entries + _from_foot(sheet, found, recogniser)


def _runs_over_lines(value: Value) -> bool:
    """Whether a name in kanji stands on two lines: the other one may be its reading, or somebody else."""
    first = value.segments[0]
    return not value.text.isascii() and any(not same_row(first, segment) for segment in value.segments[1:])


def _tells_number(value: Value) -> bool:
    """Whether a number to be hidden came to stand where a value should: no label can vouch for what is beside it."""
    return bool(hidden_kind(value.text) or hidden_kind("".join(segment.text for segment in value.segments)))


def _is_person(row: dict[str, Entry]) -> bool:
    """Whether a row has a name, or a date of birth where the name could not be read."""
    return any(name in row and row[name].value.holds for name in ("name", "birth_date"))


def _from_foot(sheet: Sheet, found: dict[str, Entry], recogniser: Recogniser) -> list[Entry]:
    """Date of issue and mayor, which stand at the foot of many sheets without a label."""
    entries: list[Entry] = []
    lowest = max(
        (part.bottom for hit in sheet.hits for part in (hit.label, *(s for spot in hit.spots for s in spot.segments))),
        default=0.0,
    )
    highest = min((hit.label.top for hit in sheet.hits), default=0.0)
    foot = [_dated(segment) for segment in in_reading_order(sheet.loose) if segment.top > lowest]
    head = [_dated(segment) for segment in sheet.loose if segment.bottom < highest]
    mayor = next((row for row in (*foot, *head) if _MAYOR.match(row.text)), None)
    dates = [row for row in (*foot, *head) if find_date(row.text)]
    if mayor:
        dates.sort(key=lambda row: abs(row.middle - mayor.middle))
    dated = dates[0] if dates else None
    if "issued_on" not in found and dated and (value := read_value(Kind.DATE, [dated], recogniser)):
        # Of several dates that nobody else has, only the one beside the mayor can be that of issue.
        near = mayor and abs(dated.middle - mayor.middle) < NEAR_HEIGHTS * (mayor.bottom - mayor.top)
        entries.append(Entry("issued_on", Kind.DATE, value, placed=len(dates) == 1 or bool(near)))
    if "issuer" not in found:
        # Some print the mayor at the head of the sheet.
        for line in (*foot, *(row for row in sheet.loose if row.bottom < highest)):
            match = _MAYOR.match(line.text)
            if match and (part := _issuer_part(line, match.end())):
                text = written(part)
                confidence = min(glyph.confidence for glyph in part.glyphs)
                entries.append(Entry("issuer", Kind.TEXT, Value(text, text, confidence, True, (part,))))
                break
    return entries


def _dated(line: Segment) -> Segment:
    """The date in a line that says little else, as in 令和8年5月1日発行 or behind a sentence; otherwise the line."""
    if find_date(line.text):
        return line
    found = list(_DATE.finditer(line.text))
    rest = "".join(_DATE.sub("", line.text).split())
    if len(found) != 1 or not (_ISSUED.fullmatch(rest) or is_prose(normalise(rest))):
        return line
    starts = [sum(len(glyph.text) for glyph in line.glyphs[:at]) for at in range(len(line.glyphs) + 1)]
    if found[0].start() not in starts or found[0].end() not in starts:
        return line
    return line.part(starts.index(found[0].start()), starts.index(found[0].end()))


_DATE = re.compile(
    "(?:令和|西暦|[12][0-9]{3}年).{2,14}?日|(?:令和|[RＲ][.．]?)[0-9０-９元]{1,2}([-./．／・])[0-9０-９]{1,2}\\1[0-9０-９]{1,2}"
)
_ISSUED = re.compile("[(（【]?(?:発行|交付|証明|作成)(?:日|年月日|の日|する|します|した|しました)?[)）】]?[:：。]?")


def _issuer_part(line: Segment, end: int) -> Segment | None:
    """The office without the name of who holds it: 堺市長　見本　太郎 gives 堺市長."""
    if end < len(line.glyphs) and line.gap_before(end) < 0.4:
        return None
    return line.part(0, end)
