"""Date of issue and mayor, which most sheets print without a label: at the foot or head, by the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from forms.addresses import find_prefecture, is_municipality
from forms.certificate.arranging.labels.assembly import put_together
from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.arranging.text.prose import is_prose
from forms.certificate.data.written_dates import without_specks
from forms.certificate.runs.segments import Segment, in_reading_order, same_row, text_of
from forms.certificate.words.catalogue import is_of_person, normalise
from forms.dates import find_date
from forms.scripts import HIRAGANA

ISSUE = ("issued_on", "issuer")
"""What is told by where it stands: at the foot of a sheet, or at its head."""
NEAR_HEIGHTS = 4.0
"""How far the date of issue stands from the mayor, and beneath the sentence, in heights of a line."""
TORN_EM, TORN_ALIKE = 2.0, 0.8
"""White between the pieces of one date at most, in em, and the share that the smaller type is of the larger."""
OFFICE_EM = 0.4
"""So much white at least is between an office and who holds it."""
MAYOR = re.compile(r"\D{1,12}?(?:[市区町村]長|[都道府県]知事)")
"""Who issues certificates: a mayor, a governor."""
_GOES_ON = re.compile(f"[{HIRAGANA}様殿宛]|職務|代理")
"""In what follows an office and is not its seal: who is written to, or who acts for the mayor."""
_CERTIFIED = re.compile("証明|交付")
_DATE = re.compile(
    "(?:令和|西暦|[12][0-9]{3}年).{2,14}?日|(?:令和|[RＲ][.．]?)[0-9０-９元]{1,2}([-./．／・])[0-9０-９]{1,2}\\1[0-9０-９]{1,2}"
)
_BEGUN = re.compile("(?:令和|[RＲ][.．]?)[0-9０-９元]{1,2}([-./．／・])[0-9０-９]{1,2}\\1")
"""A date that lacks its day, which is the third piece: 令和 8. | 9. | 6."""
_REIWA = re.compile("^[合今含会](?=和[0-9０-９元]{1,2}年)")
"""What a fax makes of 令: no sheet was issued in another era with 和 in its name."""
_ISSUED = re.compile("[(（【]?(?:発行|交付|証明|作成)(?:日|年月日|の日|する|します|した|しました)?[)）】]?[:：。]?")


@dataclass(frozen=True, slots=True)
class Issue:
    """Who issued a sheet, and when, as far as no label says so.

    Attributes:
        date: the date of issue, or None.
        certain: whether no other date without a label may be it.
        office: the mayor, without the name of who that is, or None.
    """

    date: Segment | None
    certain: bool
    office: Segment | None


def find_issue(sheet: Sheet) -> Issue:
    """The mayor and the date of issue among the text that no label has.

    What stands below or above all else is preferred; in columns both stand beside other people's values. A label of
    these two that has nothing is itself a part of the foot or the head: 発行 behind the date, 交付 in a stamp.
    """
    others = [hit for hit in sheet.hits if hit.target not in ISSUE or hit.has_text]
    lowest = max(
        (part.bottom for hit in others for part in (hit.label, *(s for spot in hit.spots for s in spot.segments))),
        default=0.0,
    )
    highest = min((hit.label.top for hit in others if not _is_said(hit)), default=0.0)
    lines = _with_whole_dates(in_reading_order(sheet.loose))
    foot = [line for line in lines if line.top > lowest]
    head = [line for line in lines if line.bottom < highest and line.top <= lowest]
    amid = [line for line in lines if highest <= line.bottom and line.top <= lowest]
    offices = ((line, office) for line in (*foot, *head, *amid) if (office := _office(line)))
    mayor, office = next(offices, (None, None))
    dates = _dates([*foot, *head])
    if mayor is not None:
        dates.sort(key=lambda date: abs(date.middle - mayor.middle))
    near = dates and mayor is not None and _is_near(dates[0], mayor)
    if not dates:
        sentences = [line for line in lines if is_prose(normalise(line.text)) and _CERTIFIED.search(line.text)]
        dates = [
            date
            for date in _dates(amid)
            if (mayor is not None and _is_near(date, mayor) and _share_a_column(date, mayor))
            or any(_stands_beneath(date, sentence) or _stands_before(date, sentence) for sentence in sentences)
        ]
    return Issue(dates[0] if dates else None, len(dates) == 1 or bool(near), office)


def without_mayors(hits: Sequence[Hit]) -> tuple[list[Hit], list[Segment]]:
    """The hits, people's labels without the mayor beneath their column; and the text that is nobody's now."""
    found: list[Hit] = []
    loose: list[Segment] = []
    for hit in hits:
        are = [is_of_person(hit.target) and _is_mayor(spot.segments) for spot in hit.spots]
        told = list(zip(hit.spots, are, strict=True))
        loose += [segment for spot, is_mayor in told if is_mayor for segment in spot.segments]
        spots = tuple(Spot(()) if is_mayor else spot for spot, is_mayor in told)
        found.append(replace(hit, spots=spots) if any(are) else hit)
    return found, loose


def mayors_refused(texts: Sequence[Segment], hits: Sequence[Hit]) -> list[Segment]:
    """The mayors among texts that labels have taken, and that no hit has: beside 交付 in a stamp there is no date."""
    given = {glyph for hit in hits for spot in hit.spots for glyph in spot.glyph_ids}
    return [text for text in texts if _is_mayor([text]) and given.isdisjoint(id(glyph) for glyph in text.glyphs)]


def _is_mayor(rows: Sequence[Segment]) -> bool:
    """Whether a text is an office, alone or with who holds it behind some white: 射水市長　見本."""
    return bool(MAYOR.fullmatch(text_of(rows))) or (len(rows) == 1 and _office(rows[0]) is not None)


def _is_said(hit: Hit) -> bool:
    """Whether a value has no label but the sentence that it stands in, which may be the first line of a letter."""
    return any(part is hit.label for spot in hit.spots for part in spot.segments)


def _dates(lines: Sequence[Segment]) -> list[Segment]:
    return [date for date in map(_dated, lines) if _is_date(date)]


def _with_whole_dates(lines: Sequence[Segment]) -> list[Segment]:
    """The lines, a date that was found in two or three pieces as one: 令和 8年 2月 and 1日, set an em apart."""
    found: list[Segment] = []
    last = None
    for line in lines:
        if last is not None and _are_one_date(found[-1], last, line):
            found[-1] = put_together((found[-1], line))
        else:
            found.append(line)
        last = line
    return found


def _are_one_date(begun: Segment, first: Segment, second: Segment) -> bool:
    """Whether a text goes on what was begun, of which `first` is the last piece."""
    em = max(first.em, second.em)
    near = second.left - first.right < TORN_EM * em and _are_alike(first, second)
    near = near and first.cell == second.cell and same_row(first, second)
    text = begun.text + second.text
    return near and not _is_date(begun) and bool(_DATE.fullmatch(text) or _BEGUN.fullmatch(text))


def _are_alike(first: Segment, second: Segment) -> bool:
    """Whether two texts are of one size, by their characters' squares or their heights: few digits tell no square."""
    sizes = ((first.em, second.em), (first.bottom - first.top, second.bottom - second.top))
    return any(min(pair) > TORN_ALIKE * max(pair) for pair in sizes)


def _is_date(line: Segment) -> bool:
    return find_date(without_specks(line.text)) is not None


def _dated(line: Segment) -> Segment:
    """The date in a line that says little else: 令和8年5月1日発行, behind a sentence, before the mayor. Or the line."""
    if _REIWA.match(line.text):
        line = replace(line, glyphs=(replace(line.glyphs[0], text="令"), *line.glyphs[1:]))
    if _is_date(line):
        return line
    found = list(_DATE.finditer(line.text))
    rest = "".join(_DATE.sub("", line.text).split())
    if len(found) != 1 or not (_ISSUED.fullmatch(rest) or is_prose(normalise(rest)) or MAYOR.match(rest)):
        return line
    return line.part_of_text(*found[0].span()) or line


def _office(line: Segment) -> Segment | None:
    """The office without the name of who holds it or the date before it: 堺市長　見本　太郎 gives 堺市長."""
    date = _DATE.match(line.text)
    if date and date.end() < len(line.text):
        line = line.part_of_text(date.end(), len(line.text)) or line
    match = MAYOR.match(line.text)
    end = line.glyph_at(match.end()) if match else None
    if match is None or end is None:
        return None
    whole = end == len(line.glyphs) or line.gap_before(end) >= OFFICE_EM
    return line.part(0, end) if whole or _is_before_seal(match[0], line.text[match.end() :]) else None


def _is_before_seal(office: str, behind: str) -> bool:
    """Whether what stands right behind the mayor of a city that the postal data has is no more of that: a colon, or
    characters of the seal that is set over the name, 横浜市港北区長之北浜."""
    city = office.removeprefix(find_prefecture(office) or "").removesuffix("長")
    return is_municipality(city) and not _GOES_ON.search(behind)


def _is_near(date: Segment, mayor: Segment) -> bool:
    return abs(date.middle - mayor.middle) < NEAR_HEIGHTS * (mayor.bottom - mayor.top)


def _share_a_column(date: Segment, mayor: Segment) -> bool:
    """Whether one begins above or below the other."""
    return date.left < mayor.right and mayor.left < date.right


def _stands_beneath(date: Segment, sentence: Segment) -> bool:
    below = date.top - sentence.bottom
    return 0 <= below < NEAR_HEIGHTS * (sentence.bottom - sentence.top) and _share_a_column(date, sentence)


def _stands_before(date: Segment, sentence: Segment) -> bool:
    """Whether a date stands in line with a sentence, at its left: 令和8年10月7日　転出届を受理したことを証明します。"""
    return date.right <= sentence.left and same_row(date, sentence)
