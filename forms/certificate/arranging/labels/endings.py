"""Which label begins at a character of a line: the longest one that what stands behind it does not deny."""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.arranging.labels.misread import doubts, nearest
from forms.certificate.arranging.labels.notes import behind_note
from forms.certificate.arranging.text.fitting import MAY, SUITS, fit
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import FOLLOWS, HIDDEN, IGNORED, NAME, Words, normalised, words
from forms.certificate.words.composed import composed
from forms.certificate.words.numbering import BRACKETS, CODE, COLONS, ITEM, JOINS, framed

MIN_LABEL = 2
"""The shortest label."""
MIN_TIGHT_WORD = 4
"""A word this long is a label even where its value follows without a colon or a gap."""
TIGHT_GAP_EM = 0.3
"""White between a label set in small type and its value."""
WIDE_AFTER_LABEL_EM = 0.8
"""A gap that ends a label."""
SMALL_PITCH_EM = -0.25
"""White between the characters of a label in small type, at most, in em of its line: a quarter less than none."""
HELD_GAP_EM = 0.25
"""White between a label and its value where both would be a longer label: the narrowest blank of any face."""
MIN_BLANKS = 2
"""One such mark may be a stroke or a point between two words."""


def label_at(segment: Segment, plain: list[str], index: int) -> tuple[str | None, int]:
    """The label of the catalogue that begins at a character of a line, and how many characters it has there.

    It stands there as it is, or is meant: with a character misread, or put together by a city itself.

    Args:
        plain: the normalised characters of the line.
    """
    word = _written_at(segment, plain, index, words())
    length = glyphs_of(plain, index, word) if word else 0
    closed = _closed_at(plain, index)
    # [生年　月　H] is no 生年, though there is white behind that.
    if not word or (closed and index + length < closed):
        meant, longer = _meant_at(segment, plain, index)
        word, length = (meant, longer) if meant or not word else (word, length)
    return word, length


def holds_value(segment: Segment, plain: Sequence[str], start: int, end: int) -> bool:
    """Whether a label is a shorter one, and behind white that is wider than any within that its value: 加入."""
    for at in range(start + MIN_LABEL, end):
        told = normalised(words().told(words().targets.get("".join(plain[start:at]), "")))
        if "".join(plain[at : _end_of(segment, plain, at)]) in told:
            within = max(segment.gap_before(inner) for inner in range(start + 1, at))
            return segment.gap_before(at) - max(within, 0.0) >= HELD_GAP_EM
    return False


def is_open(word: str, behind: str) -> bool:
    """Whether a label is one only without its last bracket, and goes on: 氏名（カナ of 氏名（カナ氏名）."""
    return "(" in word and ")" not in word and bool(behind)


def suits_tightly(target: str, text: str, gap: float) -> bool:
    """Whether what follows a label without much white can only be its value, or with a little white may be it."""
    suits = fit(target, text) if target != FOLLOWS and target != IGNORED else 0.0
    return suits >= SUITS or (suits >= MAY and gap >= TIGHT_GAP_EM)


def are_labels(text: str, catalogue: Words) -> bool:
    """Whether a text is nothing but labels: フリガナ氏名, 続柄住民票コード."""
    if text in catalogue.targets:
        return True
    ends = range(MIN_LABEL, len(text) - MIN_LABEL + 1)
    return any(text[:end] in catalogue.targets and are_labels(text[end:], catalogue) for end in ends)


def _written_at(segment: Segment, plain: list[str], index: int, catalogue: Words) -> str | None:
    rest = "".join(plain[index:])
    for length in range(min(len(rest), catalogue.longest), 0, -1):
        word = rest[:length]
        if word not in catalogue.targets or is_open(word, rest[length:]):
            continue
        end = index + glyphs_of(plain, index, word)
        if length == 1 and not _stands_alone(segment, plain, index):
            continue
        if holds_value(segment, plain, index, end):
            continue  # 国民健康保険　加入 beside 国民年金　第1号
        if end == _closed_at(plain, index):
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
        labels = any(are_labels(JOINS.sub("", text, count=1), catalogue) for text in (behind, rest[length:]))
        gap = max(segment.gap_before(end), _spread(segment, index, end))
        gap = max(gap, TIGHT_GAP_EM) if _is_smaller(segment, index, end) else gap
        if labels or suits_tightly(catalogue.targets[word], behind, gap):
            return word
        # 氏　名　南　祐子: the surname is one character, which alone may be anything.
        if catalogue.targets[word] == NAME and suits_tightly(NAME, rest[length:], gap):
            return word
    return None


def _meant_at(segment: Segment, plain: list[str], index: int) -> tuple[str | None, int]:
    """The label that is meant by what reaches to a colon, a wide gap or the end, and how many characters that has:
    one with a character misread, or one that a city put together itself."""
    end = index if plain[index] in COLONS else _end_within(segment, plain, index)
    text = "".join(plain[index:end])
    if framed(text) or CODE.match(text) or (not index and ITEM.match(text)) or JOINS.match(text)[0]:
        return None, 0  # the label begins behind the bracket, the code, or what joins it to the one before
    return nearest(text, doubts(segment.glyphs[index:end])) or composed(text), end - index


def glyphs_of(plain: list[str], index: int, word: str) -> int:
    """How many characters of the line make up the word: one may normalise to several."""
    length = count = 0
    while length < len(word):
        length += len(plain[index + count])
        count += 1
    return count


def _is_blank(behind: str) -> bool:
    """Whether what follows a label is two or more of the marks that are printed where nobody has a value."""
    return len(behind) >= MIN_BLANKS and set(behind) <= words().blanks


def _spread(segment: Segment, start: int, end: int) -> float:
    """The white between all characters of a label, in em: where it is spread over its cell (お　名　前), it ends as
    clearly where its value is set close."""
    return min((segment.gap_before(at) for at in range(start + 1, end)), default=0.0)


def _is_smaller(segment: Segment, start: int, end: int) -> bool:
    """Whether a label is set in smaller type than what follows it: its characters stand closer."""
    within = max((segment.gap_before(at) for at in range(start + 1, end)), default=0.0)
    return within <= SMALL_PITCH_EM and segment.gap_before(end) - within >= -SMALL_PITCH_EM


def _stands_alone(segment: Segment, plain: list[str], start: int) -> bool:
    """Whether a word of one character, which may be a part of anything, is all of a line or has one of the few values
    behind it that it can have: 性　女."""
    end = start + 1
    if end == len(plain):
        return not start
    behind = "".join(plain[end : _end_of(segment, plain, end)]).strip(COLONS)
    return behind in normalised(words().told(words().targets[plain[start]]))


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
    """The same, within the bracket that opens right before the start, however wide a label is set: 【代理人の氏名】."""
    closed = _closed_at(plain, start)
    return closed if closed and set(COLONS).isdisjoint(plain[start:closed]) else _end_of(segment, plain, start)


def _closed_at(plain: Sequence[str], start: int) -> int | None:
    """Where the bracket closes that opens right before a character."""
    bracket = plain[start - 1] if start else ""
    depth = 1 if bracket in BRACKETS else 0
    for at in range(start, len(plain) if depth else start):
        depth += (plain[at] == bracket) - (plain[at] == BRACKETS[bracket])
        if not depth:
            return at if at > start else None
    return None
