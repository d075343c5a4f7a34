"""From what is written to data, by the kind of the field, and whether the kind's own rules hold it possible."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from forms import addresses, dates, kana
from forms.certificate.data.absent import has_star, is_blank, is_dash
from forms.certificate.data.blanks import PLACES, is_letter, written
from forms.certificate.data.closed_sets import (
    characters_of,
    circled,
    in_script_of,
    is_another_word,
    with_twins,
    without_initial,
)
from forms.certificate.data.honorifics import without_honorific
from forms.certificate.data.pitch import NARROW
from forms.certificate.data.places import DIRT, as_address, as_building
from forms.certificate.data.scripts import in_their_script
from forms.certificate.data.written_dates import (
    PAPER_DATES,
    date_characters,
    date_in,
    is_unevenly_padded,
    lost_beginning,
    offers_eras,
    without_reiwa,
    without_specks,
)
from forms.certificate.engines.recogniser import Recogniser
from forms.certificate.runs.segments import BROKEN_GAP_EM, WIDE_GAP_EM, Segment, same_row, text_of
from forms.certificate.words.catalogue import FORMER_SURNAME, SEX_WRITTEN, normalise, words
from forms.fields import Kind
from forms.names.readings import find_readings
from forms.names.spellings import Sort
from forms.scripts import HIRAGANA, KATAKANA

SEXES = {"男": "male", "女": "female", "男性": "male", "女性": "female", "M": "male", "F": "female", "不明": "unknown"}
_KATAKANA = frozenset(map(chr, range(0x30A1, 0x30FB))) | {"ー", "・"}
_HIRAGANA = frozenset(map(chr, range(0x3041, 0x3095))) | {"ー"}
_BAD_NAME = re.compile(rf"[0-9０-９/／{re.escape(DIRT)}]")


@dataclass(frozen=True, slots=True)
class Value:
    """A value as read.

    Attributes:
        text: what is written.
        value: as data.
        confidence: that of its least certain character.
        holds: whether the rules of its kind hold it possible.
        segments: the text it came from, as finally decoded.
        seen: the same as first read, where its kind allows only some characters: what is none of them is lost.
    """

    text: str
    value: str
    confidence: float
    holds: bool
    segments: tuple[Segment, ...]
    seen: tuple[Segment, ...] = ()


def read_value(kind: Kind, segments: Sequence[Segment], recogniser: Recogniser, target: str = "") -> Value | None:
    """The value of a field, or None where the place is blank or crossed out.

    Args:
        target: the field's pattern; some have a closed set of values.
    """
    known = words().closed.get(target)
    rows = tuple(segment for segment in segments if not is_blank(segment, words().told(target)))
    if not rows or (known and is_dash(rows)):
        return None
    offered = kind is Kind.DATE and offers_eras(text_of(rows))
    if kind is Kind.DATE and not offered:
        rows = date_in(rows)
    if kind is Kind.SEX:
        rows = tuple(map(_bare_sex, rows))
    seen = rows = without_initial(rows, known, target) if known else rows
    if allowed := with_twins(characters_of(known)) if known else _allowed(kind, rows):
        rows = tuple(segment.decoded(recogniser, allowed) for segment in rows)
        rows = tuple(in_script_of(known, segment) for segment in rows) if known else rows
        if all(map(is_blank, rows)) and has_star(seen):
            return None
    if known and is_another_word(seen, rows, known):
        rows = seen
    rows = in_their_script(kind, without_honorific(rows) if kind is Kind.NAME else rows)
    text = _together(kind, rows)
    text = circled(text) if known else text
    value, holds = _PARSERS[kind](text)
    if kind is Kind.DATE and not value:
        value, holds = _date(lost_beginning(text, target) + text)[0], False
    if kind is Kind.RELATIONSHIP and not holds:
        value = _completed(text, normalise(text_of(seen))) or value
    if known:
        holds = holds and text.translate(NARROW) in known
    if target == FORMER_SURNAME:
        holds = holds or (len(value) == 1 and bool(find_readings(value, Sort.SURNAME)))  # 辻; no name is one character
    # 1 behind ニ is half of コ.
    holds = holds and not (kind is Kind.KANA and _lacks_any(seen, rows))
    # Which of 大 昭 平 令 before one year counts, a ring or a stroke tells, never that it stands last.
    holds = holds and not offered
    glyphs = [glyph for segment in rows for glyph in segment.glyphs]
    if kind is Kind.DATE and target in PAPER_DATES:
        glyphs = without_reiwa(glyphs)
    confidence = min(glyph.confidence for glyph in glyphs)
    return Value(text, value, float(min(1.0, max(0.0, confidence))), holds, rows, seen)


def _completed(text: str, read: str) -> str:
    """The one relationship of as many characters as were read that begins with what is left: 世帯主 of 世帯ì."""
    lost = len(read) - len(text)
    known = (word for word in words().relationships if len(word) == len(read) and word.startswith(text))
    found = sorted(known) if lost == 1 and len(text) >= MIN_LEFT and read.startswith(normalise(text)) else []
    return found[0] if len(found) == 1 else ""


MIN_LEFT = 2
"""Characters of a relationship that must be left for its last one to be known."""


def _lacks_any(seen: Sequence[Segment], rows: Sequence[Segment]) -> bool:
    """Whether a digit or a letter that was seen is gone, and nothing that a reading has stands in for it."""
    strange = any(glyph.text.isascii() and glyph.text.isalnum() for segment in seen for glyph in segment.glyphs)
    return strange and sum(len(row.glyphs) for row in rows) < sum(len(segment.glyphs) for segment in seen)


def respelt(value: Value, segments: Sequence[Segment], kind: Kind = Kind.NAME) -> Value:
    """A value with some of its characters told anew."""
    text = _together(kind, segments)
    told, holds = _PARSERS[kind](text)
    return replace(value, text=text, value=told, holds=holds, segments=tuple(segments))


def _together(kind: Kind, rows: Sequence[Segment]) -> str:
    """What is written in several lines or runs."""
    text = ""
    for at, row in enumerate(rows):
        part = written(row, kind in PLACES, len(rows) == 1)
        blank = _PARTED.get(kind, "") if text else ""
        if at and kind in PLACES and _are_parted(rows[at - 1], row) and not _ends_in_city(text, rows[at - 1], row):
            blank = "\u3000"
        # The words of a Latin name are parted by a narrow blank, also where they stand far apart.
        text += (" " if blank and is_letter(text[-1:]) and is_letter(part[:1]) else blank) + part
    return text


def _ends_in_city(text: str, before: Segment, after: Segment) -> bool:
    """Whether a text is a city and nothing else, and what follows stands in a column of its own: no blank was typed."""
    found = addresses.find_municipality(text)
    return bool(found and found[1] and text.endswith(found[1])) and after.left - before.right > BROKEN_GAP_EM * after.em


def _are_parted(before: Segment, after: Segment) -> bool:
    """Whether two runs of one line have a blank between them."""
    return same_row(before, after) and after.left - before.right > WIDE_GAP_EM * after.em


def _allowed(kind: Kind, rows: Sequence[Segment]) -> frozenset[str] | None:
    if kind is Kind.DATE:
        return date_characters()
    if kind is Kind.SEX:
        return frozenset("".join(SEXES) + "ＭＦ")
    if kind is Kind.RELATIONSHIP:
        return characters_of(words().relationships)
    if kind is Kind.KANA:
        texts = text_of(rows)
        return _HIRAGANA if sum(c in _HIRAGANA for c in texts) > len(texts) / 2 else _KATAKANA
    return None


def _date(text: str) -> tuple[str, bool]:
    said = re.sub(r"[ \u3000]", "", text).lstrip("(（")  # (2027年9月30日まで)
    clean = without_specks(said)
    day = dates.find_date(clean)
    # Such a point may also be what is left of a digit.
    return (day.isoformat(), clean == said and not is_unevenly_padded(said)) if day else ("", False)


def _bare_sex(row: Segment) -> Segment:
    """A sex without the brackets around it or the code before it: （男）, 1 男."""
    found = SEX_WRITTEN.fullmatch(normalise(row.text))
    return (found and row.part_of_text(*found.span(1))) or row


def _sex(text: str) -> tuple[str, bool]:
    plain = text.translate(NARROW)
    return (SEXES[plain], True) if plain in SEXES else ("", False)


def is_name(text: str) -> bool:
    """Whether a text may be somebody's name as it is."""
    return _name(text)[1]


def _name(text: str) -> tuple[str, bool]:
    # A speck in the blank between the names; 中点 is ・, and no name begins with it. A point stands behind Latin
    # letters only.
    told = text if "\u3000" in text else re.sub(r"(?<=\w)[·•∙‧](?=\w)", "\u3000", text)
    told = re.sub("[·•∙‧]|^・|(?<![A-Za-zＡ-Ｚａ-ｚ])[.．,，、。]", "", told)
    holds = len(told) > 1 and told == text and told[0] not in "(（" and not _BAD_NAME.search(told)
    return told, holds and not _mixes_scripts(told) and not _ends_in_other(told)


def _ends_in_other(name: str) -> bool:
    """Whether a name ends in what none does: 様 that was left behind a single kanji, a dash behind no kana."""
    return name.endswith(tuple(words().honorifics)) or bool(re.search(f"[-－―‐]$|[^{HIRAGANA}{KATAKANA}]ー$", name))


def _mixes_scripts(name: str) -> bool:
    """Whether a word has Latin letters beside other ones: メ is read as X where it is blurred."""
    return any(0 < sum(map(is_letter, word)) < len(word) for word in name.split() if word.isalpha())


def _kana(text: str) -> tuple[str, bool]:
    value = kana.to_katakana(text)
    return value, kana.is_katakana(value)


def _relationship(text: str) -> tuple[str, bool]:
    return text, text.replace("（", "(").replace("）", ")") in words().relationships


def _plain(text: str) -> tuple[str, bool]:
    return text, bool(text)


_PARSERS: dict[Kind, Callable[[str], tuple[str, bool]]] = {
    Kind.DATE: _date,
    Kind.SEX: _sex,
    Kind.NAME: _name,
    Kind.KANA: _kana,
    Kind.ADDRESS: as_address,
    Kind.RELATIONSHIP: _relationship,
    Kind.BUILDING: as_building,
    Kind.TEXT: _plain,
    Kind.CODE: _plain,
    Kind.PHONE: _plain,
    Kind.CHOICE: _plain,
}
_PARTED = {Kind.NAME: "\u3000", Kind.KANA: "\u3000"}
"""What joins two lines, or two runs, of one value."""
