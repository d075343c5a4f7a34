"""Values as codes, as a host prints them: 3-621225 for 昭和62年12月25日, 1 for 男.

What a code means is said by a legend on the page (元号 3:昭和 4:平成 性別 1:男 2:女). Without one the era is that of
coded data (JIS X 0301), never sure, and a sex is not told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from forms.certificate.pixels.cells import OUTSIDE
from forms.certificate.pixels.ruling import Ruling
from forms.certificate.runs.restated import recoded
from forms.certificate.runs.segments import Segment, same_row
from forms.certificate.words.catalogue import BORN, SEX, words
from forms.certificate.words.numbering import bare
from forms.dates import ERAS, find_date

DOUBTED = 0.2
"""Confidence in what no legend says: below it no second reader is asked."""
MEANT = f"{'|'.join(era.name for era in ERAS)}|西暦|男性?|女性?"
_CODE_FIRST = re.compile(f"([0-9])[:.=]?({MEANT})")
_WORD_FIRST = re.compile(f"({MEANT})[:=]([0-9])")
_SIGNS = "[/・,;()※*]"
"""What else than words stands between the entries of a legend."""
_DATE = re.compile(
    r"([0-9])([-.:]?)(?:([0-9]{2}|[0-9]{4})([0-9]{2})([0-9]{2})|([0-9]{1,2})([./-])([0-9]{1,2})\7([0-9]{1,2}))"
)


@dataclass(frozen=True, slots=True)
class _Legend:
    """What a page says of its codes.

    Attributes:
        eras: code → 昭和 or 西暦.
        sexes: code → 男.
    """

    eras: Mapping[str, str]
    sexes: Mapping[str, str]


def with_codes_told(segments: Sequence[Segment], ruling: Ruling) -> list[Segment]:
    """The segments, codes as what they mean, and without the legend that says so."""
    legend, lines = _legend(segments)
    told = {id(each): found for each in segments if (found := _told(each, segments, legend, ruling))}
    # What offers choices to tick or to ring is no legend: then nothing is a code.
    dropped = {id(line) for line in lines} if told else set()
    return [told.get(id(each), each) for each in segments if id(each) not in dropped]


def _plain(segment: Segment) -> str:
    """A segment's text with blanks and widths folded, its dashes as one, as long as its glyphs."""
    return unicodedata.normalize("NFKC", segment.text).translate(_DASHES)


_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−ー"), "-")


def _legend(segments: Sequence[Segment]) -> tuple[_Legend, list[Segment]]:
    """What the codes of a page mean, and the lines that say nothing else."""
    eras: dict[str, str] = {}
    sexes: list[dict[str, str]] = []
    lines = []
    for segment in segments:
        entries = _entries(_plain(segment))
        own = {code: word for code, word in entries if word[0] in "男女"}
        if not entries or (len(entries) < 2 and own):
            continue  # 1 男 is a value
        lines.append(segment)
        eras |= {code: word for code, word in entries if word[0] not in "男女"}
        sexes += [own] if len(own) == 2 else []
    usual = {era.name: era.code for era in ERAS}
    named = {code: word for code, word in eras.items() if word != "西暦"}
    shift = {int(code) - usual[word] for code, word in named.items()}
    # Codes go up with time: another legend was misread. A sex is offered once, not to each person.
    in_order = len(named) > 1 and len(shift) == 1
    return _Legend(eras if in_order else {}, sexes[0] if len(sexes) == 1 else {}), lines


def _entries(text: str) -> list[tuple[str, str]]:
    """Codes with what they mean, of a text that holds nothing else."""
    pairs = [(code, word) for word, code in _WORD_FIRST.findall(text)]
    pattern = _WORD_FIRST if len(pairs) > 1 else _CODE_FIRST
    found = pairs if len(pairs) > 1 else _CODE_FIRST.findall(text)
    return found if re.fullmatch(f"(?:{'|'.join(words().legend)}|{_SIGNS})*", pattern.sub("", text)) else []


def _told(segment: Segment, segments: Sequence[Segment], legend: _Legend, ruling: Ruling) -> Segment | None:
    """A code as what it means, or None where it is no code or nobody says what it means."""
    text = _plain(segment)
    if len(text) != len(segment.glyphs):
        return None
    if (word := legend.sexes.get(text.removeprefix("0"))) and _is_of(SEX, segment, segments, ruling):
        return recoded(segment, [(0, word[0])], 1.0)
    match = _DATE.fullmatch(text)
    if not match:
        return None
    eras = legend.eras or {str(era.code): era.name for era in ERAS}
    era = eras.get(match[1])
    if not era or not (legend.eras and match[2]) and not _is_of(BORN, segment, segments, ruling):
        return None
    parts = list(_dated(match, era))
    said = "".join(part for _, part in parts)
    return recoded(segment, parts, 1.0 if legend.eras else DOUBTED) if find_date(said) else None


def _dated(match: re.Match[str], era: str) -> Iterator[tuple[int, str]]:
    """The characters of a coded date as what it says, each with its index in the code: 昭和, 6, 2年, …"""
    yield 0, "" if era == "西暦" else era
    for numbers, mark in (((3, 6), "年"), ((4, 8), "月"), ((5, 9), "日")):
        number = next(each for each in numbers if match[each])
        start, end = match.span(number)
        for at in range(start, end):
            yield at, match.string[at] + (mark if at == end - 1 else "")


def _is_of(target: str, segment: Segment, segments: Sequence[Segment], ruling: Ruling) -> bool:
    """Whether a segment stands beneath a label of a field, or next to the right of one."""
    for label in segments:
        if words().targets.get(bare(label.text)) != target:
            continue
        if same_row(label, segment) and label.right < segment.left:
            return not any(
                same_row(label, each) and label.right < each.left < segment.left
                for each in segments
                if each is not label
            )
        if label.middle < segment.top and _stand_under(label, segment, ruling):
            return True
    return False


def _stand_under(label: Segment, value: Segment, ruling: Ruling) -> bool:
    (left, right), (start, end) = _extent(label, ruling), _extent(value, ruling)
    return min(right, end) - max(left, start) > min(right - left, end - start) / 2


def _extent(segment: Segment, ruling: Ruling) -> tuple[float, float]:
    """Left and right end of a segment's cell, or of itself where it has none."""
    if segment.cell == OUTSIDE:
        return segment.left, segment.right
    cell = ruling.cells[segment.cell]
    return cell.left, cell.right
