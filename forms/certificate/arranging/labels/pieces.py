"""Finding the labels of certificates in a line of text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from forms.certificate.arranging.labels.misread import doubts, nearest
from forms.certificate.arranging.labels.notes import behind_note, behind_translation
from forms.certificate.arranging.text.fitting import MAY, SUITS, fit
from forms.certificate.arranging.text.prose import is_prose, is_translation
from forms.certificate.runs.segments import BROKEN_GAP_EM, Segment
from forms.certificate.words.catalogue import (
    BORN,
    DATES,
    FOLLOWS,
    HIDDEN,
    IGNORED,
    KANA,
    NAME,
    SEXES,
    Words,
    normalise,
    normalised,
    words,
)
from forms.certificate.words.composed import composed
from forms.certificate.words.numbering import BRACKETS, BULLETS, CODE, COLONS, ITEM, framed, is_heading
from forms.kana import is_katakana

MIN_TIGHT_WORD = 4
"""A word this long is a label even where its value follows without a colon or a gap."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a segment: a label, or what stands between labels.

    Attributes:
        segment: its characters and place.
        target: for a label what it names, otherwise None.
        word: for a label the normalised word; none for prose, whose target is IGNORED.
        colon: whether a colon stands right behind it: what follows is its value, or another label.
    """

    segment: Segment
    target: str | None = None
    word: str = ""
    colon: bool = False


def find_pieces(segment: Segment) -> list[Piece]:
    """A line taken apart into labels and the values between them, from left to right."""
    catalogue = words()
    plain = _with_bars([normalise(glyph.text) or glyph.text for glyph in segment.glyphs])
    if is_translation("".join(plain)):
        return []
    if is_prose("".join(plain)):
        return [Piece(segment, IGNORED)]
    pieces, start, index = [], 0, 0
    while index < len(plain):
        word = None
        if _may_begin(segment, plain, start, index):
            if word := _label_at(segment, plain, index, catalogue):
                length = _glyphs_of(plain, index, word)
            else:
                word, length = _meant_at(segment, plain, index)
        if word is None:
            index += 1
            continue
        if not _is_code(plain, start, index):
            pieces += _values(segment, plain, start, index, pieces)
        label, behind = segment.part(index, index + length), index + length
        if behind < len(plain) and index and BRACKETS.get(plain[index - 1]) == plain[behind]:
            behind += 1
        index = behind_translation(plain, behind_note(plain, behind))
        if catalogue.targets[word] == KANA and _is_name_too("".join(plain[index:])):
            index = len(plain)
        start = index
        while index < len(plain) and plain[index] in COLONS:
            index += 1
        pieces.append(Piece(label, catalogue.targets[word], word, index > start))
        start = index
    return pieces + _values(segment, plain, start, len(plain), pieces)


def _with_bars(plain: list[str]) -> list[str]:
    """Characters of a line, those that the long bar between two katakana may be taken for as that: 在留カ-ド番号."""
    return [
        "ー" if char in "-一" and 0 < at < len(plain) - 1 and is_katakana(plain[at - 1] + plain[at + 1]) else char
        for at, char in enumerate(plain)
    ]


def _is_name_too(behind: str) -> bool:
    """Whether what stands behind the label of readings says only that the names stand beneath them: フリガナ／氏名, of
    which the stroke may be taken for ノ. Side by side they would be two columns."""
    return behind[:1] in ("/", "ノ") and words().targets.get(behind[1:]) == NAME


JOINS = re.compile("(?:[・/,:]|及び|および|並びに|ならびに|と(?=[^の]))*")
"""What stands between two labels: 性別・続柄, 本籍及び筆頭者."""


def _values(segment: Segment, plain: list[str], start: int, end: int, before: Sequence[Piece]) -> list[Piece]:
    """What stands behind a label of a line, parted where one of the few words that the label's field has ends at white:
    what follows belongs to a label that was misread, as 国保 有　初ン 1号, of which ﾈﾝｷﾝ is half as wide."""
    known = normalised(words().closed.get(before[-1].target or "", frozenset())) if before else frozenset()
    for at in range(start + 1, end):
        if segment.gap_before(at) >= TOLD_GAP_EM and "".join(plain[start:at]).lstrip(COLONS) in known:
            return _value(segment, plain, start, at) + _value(segment, plain, at, end)
    return _value(segment, plain, start, end)


TOLD_GAP_EM = 1.0
"""White behind such a word that ends a value: line printers leave three half widths between two fields. Within the
values of one field there is one blank at most."""


def _value(segment: Segment, plain: list[str], start: int, end: int) -> list[Piece]:
    while start < end and (plain[start] in COLONS or plain[start] in BRACKETS.values()):
        start += 1
    # The bracket that a label behind it begins with is none of the value's.
    while start < end and plain[end - 1] in BRACKETS:
        end -= 1
    if start >= end or (start and end < len(plain) and JOINS.fullmatch("".join(plain[start:end]))):
        return []
    return [Piece(segment.part(start, end))]


_SQUARES = frozenset("○●■□◆◇")
BULLET_GAP_EM = 0.4
"""White before a bullet within a line: a label begins behind it."""


def _has_colon(plain: list[str], index: int) -> bool:
    """Whether a label with a colon behind it begins here: 本籍：見本町1番地筆頭者：見本太郎."""
    rest = "".join(plain[index : index + words().longest + 1])
    end = rest.find(":")
    return end > 1 and rest[:end] in words().targets


def _may_begin(segment: Segment, plain: list[str], start: int, index: int) -> bool:
    if _has_colon(plain, index) or (0 < start < index and JOINS.fullmatch("".join(plain[start:index]))):
        return True
    if segment.gap_before(index) >= BROKEN_GAP_EM * 0.8:
        return True
    if index and plain[index - 1] in "【[<〔〈" and segment.gap_before(index - 1) >= BULLET_GAP_EM:
        return True
    if index and plain[index - 1] in _SQUARES and segment.gap_before(index - 1) >= BULLET_GAP_EM:
        return True
    if _is_code(plain, start, index):
        return True
    if "".join(plain[start:index]) in words().counting and _is_labels("".join(plain[index:]), words()):
        return True
    before = "".join(plain[start:index])
    if before and is_heading(before):
        return True  # 異動者(1) 続柄：子
    if segment.gap_before(index) >= TIGHT_GAP_EM and before and _is_told(before):
        return True  # 男　続柄 妻, 昭和63年8月22日　性 男: a small label between two values
    if segment.gap_before(index) >= FULL_BLANK_EM and _is_dated("".join(plain[index:])):
        return True  # 証明番号 26-50332　交付日 令和8年12月28日
    # Bullets and numbers may precede a label, as in (1)氏名; a colon may not: what follows it is a value.
    after_colon = index > 0 and plain[index - 1] in COLONS
    return not after_colon and all(character in BULLETS for character in plain[start:index])


FULL_BLANK_EM = 0.8
"""A full-width blank at least, as it is measured."""


def _is_dated(plain: str) -> bool:
    """Whether a text is the label of a date with one behind it."""
    catalogue = words()
    ends = range(MIN_LABEL, min(len(plain), catalogue.longest + 1))
    targets = ((catalogue.targets.get(plain[:end]), plain[end:].lstrip(COLONS)) for end in ends)
    return any(target in DATES and fit(target, behind) >= SUITS for target, behind in targets)


def _is_told(plain: str) -> bool:
    """Whether a text can only be a sex or a date: what follows is no part of it."""
    return plain in SEXES or bool(_DAY.fullmatch(plain)) or (plain.endswith(("日", "生")) and fit(BORN, plain) >= SUITS)


_DAY = re.compile("(?:[0-9]{1,2}月)?[0-9]{1,2}日生?")
"""The end of a date whose parts came apart: 平成　5年　1月　3日."""


def _is_code(plain: list[str], start: int, index: int) -> bool:
    """Whether what stands before a label only counts it; 第1号 does so at the beginning of a line."""
    text = "".join(plain[start:index])
    return bool(CODE.fullmatch(text) or (not start and ITEM.fullmatch(text)))


def _label_at(segment: Segment, plain: list[str], index: int, catalogue: Words) -> str | None:
    rest = "".join(plain[index:])
    for length in range(min(len(rest), catalogue.longest), 0, -1):
        word = rest[:length]
        if word not in catalogue.targets or is_open(word, rest[length:]):
            continue
        end = index + _glyphs_of(plain, index, word)
        if length == 1 and not _stands_alone(segment, plain, index):
            continue
        if holds_value(segment, plain, index, end):
            continue  # 国民健康保険　加入 beside 国民年金　第1号
        if end < len(plain) and index and BRACKETS.get(plain[index - 1]) == plain[end]:
            return word  # 【氏名】
        if end == len(plain) or plain[end] in COLONS or segment.gap_before(end) >= WIDE_AFTER_LABEL_EM:
            return word
        # 性別女 is a label and its value: what follows is one of the few things that can follow it.
        behind = "".join(plain[end : _end_of(segment, plain, end)])
        if behind in normalised(catalogue.told(catalogue.targets[word])):
            return word
        if length >= MIN_TIGHT_WORD and _may_follow(plain[end], catalogue.targets[word]):
            # 在留期間満了予定日 is another label.
            return None if composed("".join(plain[index : _end_within(segment, plain, index)])) else word
        if plain[end] == "(" and behind_note(plain, end) > end:
            return word
        if length > 1 and catalogue.targets[word] in catalogue.closed and _is_blank(behind):
            return word  # 介護 --
        labels = any(_is_labels(JOINS.sub("", text, count=1), catalogue) for text in (behind, rest[length:]))
        gap = max(segment.gap_before(end), _spread(segment, index, end))
        if labels or suits_tightly(catalogue.targets[word], behind, gap):
            return word
        # 氏　名　南　祐子: the surname is one character, which alone may be anything.
        if catalogue.targets[word] == NAME and suits_tightly(NAME, rest[length:], gap):
            return word
    return None


def _is_blank(behind: str) -> bool:
    """Whether what follows a label is two or more of the marks that are printed where nobody has a value."""
    return len(behind) >= MIN_BLANKS and set(behind) <= words().blanks


MIN_BLANKS = 2
"""One such mark may be a stroke or a point between two words."""


def holds_value(segment: Segment, plain: Sequence[str], start: int, end: int) -> bool:
    """Whether a label is a shorter one, and behind white that is wider than any within that its value: 加入."""
    for at in range(start + MIN_LABEL, end):
        told = normalised(words().told(words().targets.get("".join(plain[start:at]), "")))
        if "".join(plain[at : _end_of(segment, plain, at)]) in told:
            within = max(segment.gap_before(inner) for inner in range(start + 1, at))
            return segment.gap_before(at) - max(within, 0.0) >= HELD_GAP_EM
    return False


HELD_GAP_EM = 0.25
"""White between a label and its value where both would be a longer label: the narrowest blank of any face."""


def _spread(segment: Segment, start: int, end: int) -> float:
    """The white between all characters of a label, in em: where it is spread over its cell (お　名　前), it ends as
    clearly where its value is set close."""
    return min((segment.gap_before(at) for at in range(start + 1, end)), default=0.0)


def _stands_alone(segment: Segment, plain: list[str], start: int) -> bool:
    """Whether a word of one character, which may be a part of anything, is all of a line or has one of the few values
    behind it that it can have: 性　女."""
    end = start + 1
    if end == len(plain):
        return not start
    behind = "".join(plain[end : _end_of(segment, plain, end)]).strip(COLONS)
    return behind in normalised(words().told(words().targets[plain[start]]))


def is_open(word: str, behind: str) -> bool:
    """Whether a label is one only without its last bracket, and goes on: 氏名（カナ of 氏名（カナ氏名）."""
    return "(" in word and ")" not in word and bool(behind)


def suits_tightly(target: str, text: str, gap: float) -> bool:
    """Whether what follows a label without much white can only be its value, or with a little white may be it."""
    suits = fit(target, text) if target != FOLLOWS and target != IGNORED else 0.0
    return suits >= SUITS or (suits >= MAY and gap >= TIGHT_GAP_EM)


TIGHT_GAP_EM = 0.3
"""White between a label set in small type and its value."""


def _is_labels(text: str, catalogue: Words) -> bool:
    """Whether a text is nothing but labels: フリガナ氏名, 続柄住民票コード."""
    if text in catalogue.targets:
        return True
    ends = range(MIN_LABEL, len(text) - MIN_LABEL + 1)
    return any(text[:end] in catalogue.targets and _is_labels(text[end:], catalogue) for end in ends)


MIN_LABEL = 2
"""The shortest label."""


def _may_follow(character: str, target: str) -> bool:
    """Whether a value may begin so right behind its label; 個人番号カード is no label and a value."""
    if target in HIDDEN:
        return character.isdecimal() or character in words().blanks
    return not "\u3040" < character < "\u30a0" and character not in "、,。.・)及"


def _end_of(segment: Segment, plain: list[str], start: int) -> int:
    """Behind the last character before a wide gap or a colon."""
    end = start + 1
    while end < len(plain) and plain[end] not in COLONS and segment.gap_before(end) < WIDE_AFTER_LABEL_EM:
        end += 1
    return end


def _end_within(segment: Segment, plain: list[str], start: int) -> int:
    """The same, without the bracket that closes one right before the start: 【代理人の氏名】."""
    end = _end_of(segment, plain, start)
    return end - 1 if end - start > 1 and start and BRACKETS.get(plain[start - 1]) == plain[end - 1] else end


def _meant_at(segment: Segment, plain: list[str], index: int) -> tuple[str | None, int]:
    """The label that is meant by what reaches to a colon, a wide gap or the end, and how many characters that has:
    one with a character misread, or one that a city put together itself."""
    end = index if plain[index] in COLONS else _end_within(segment, plain, index)
    text = "".join(plain[index:end])
    if framed(text) or CODE.match(text) or (not index and ITEM.match(text)) or JOINS.match(text)[0]:
        return None, 0  # the label begins behind the bracket, the code, or what joins it to the one before
    return nearest(text, doubts(segment.glyphs[index:end])) or composed(text), end - index


WIDE_AFTER_LABEL_EM = 0.8
"""A gap that ends a label."""


def _glyphs_of(plain: list[str], index: int, word: str) -> int:
    """How many characters of the line make up the word: one may normalise to several."""
    length = count = 0
    while length < len(word):
        length += len(plain[index + count])
        count += 1
    return count
