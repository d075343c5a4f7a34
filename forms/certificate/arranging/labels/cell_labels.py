"""The labels of a cell that holds nothing else, in one line or several, and in several languages."""

from __future__ import annotations

from collections.abc import Sequence

from forms.certificate.arranging.labels.assembly import is_told_beneath, may_be_told_beneath
from forms.certificate.arranging.labels.endings import holds_value, is_open
from forms.certificate.arranging.labels.misread import doubts, nearest
from forms.certificate.arranging.labels.notes import behind_note, behind_translation
from forms.certificate.arranging.labels.pieces import Piece
from forms.certificate.arranging.text.fitting import SUITS, fit
from forms.certificate.arranging.text.prose import is_translation
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import IGNORED, SEXES, are_name_and_reading, normalise, normalised, words
from forms.certificate.words.composed import composed
from forms.certificate.words.numbering import BULLETS, CODE, COLONS, ITEM, JOINS, NUMBERED, framed

MIN_LANGUAGES = 3
"""Lines of a label that is written in several languages."""
SMALLER = 0.8
"""Type of translations to that of their label, at most."""


def labels_of(segments: Sequence[Segment]) -> list[Piece]:
    """The labels of a cell that holds nothing else, but for their English; empty when it holds anything else.

    A label may be broken into two lines, and a cell may hold two labels (性別　続柄).
    """
    if found := _in_many_languages(segments):
        return found
    segments = [segment for segment in segments if not is_translation(normalise(segment.text))]
    if not segments:
        return []
    segments = _from_top(segments)
    if len(segments) > 1 and is_told_beneath(segments[:-1], segments[-1]):
        return []
    if any(_begins_with_value(segment) for segment in segments):
        return []  # 国保　加入 beneath 国民健康保険・国民年金
    if (found := _one_by_one(segments)) is None:
        return _as_one(segments)
    catalogue = words()
    if len(found) == 2 and catalogue.says.get(found[1][0]) == catalogue.targets[found[0][0]]:
        return []  # the label, and beneath it the value
    found = [row for at, row in enumerate(found) if not _meanings(row[0]) & _targets(found[:at])]
    begins = _begins(segments)
    last = [max(at for at, begin in enumerate(begins) if begin <= start) for _, start in found]
    return [
        Piece(_part_of(segments[at], start - begins[at], word, last.count(at)), catalogue.targets[word], word)
        for (word, start), at in zip(found, last, strict=True)
    ]


def _inner(segments: Sequence[Segment]) -> tuple[str, int]:
    """The text of a cell without what counts or frames its labels, and behind how many characters it ends."""
    text = _text(segments).strip(COLONS)
    inner = framed(text)
    rest = inner or text
    if rest in words().targets:
        return rest, len(text) - bool(inner)  # 30条45区分 is counted by nothing
    rest = rest[match.end() :] if (match := CODE.match(rest) or ITEM.match(rest)) else rest
    return NUMBERED.sub("", rest).lstrip("".join(BULLETS - {"("})) or rest, len(text) - bool(inner)


def _one_by_one(segments: Sequence[Segment]) -> list[tuple[str, int]] | None:
    """The labels that follow each other in a cell, each with where it begins; None where anything else does."""
    catalogue, begins = words(), _begins(segments)
    rest, length = _inner(segments)
    found: list[tuple[str, int]] = []
    joined = False
    while rest:
        lines = [begin - (length - len(rest)) for begin in begins]
        word = _first_label(rest, lines, joined)
        if word is None:
            return None
        found.append((word if word in catalogue.targets else catalogue.joint[word], length - len(rest)))
        rest = rest[len(word) :]
        rest = rest[behind_note(rest, 0) :]
        joined = bool(JOINS.match(rest)[0])
        rest = JOINS.sub("", rest)
        rest = rest[behind_translation(rest, 0) :]
    return found


def _begins_with_value(segment: Segment) -> bool:
    """Whether a line of a cell is a label and, behind white, its value, although both together may be a label, too."""
    plain = [normalise(glyph.text) or glyph.text for glyph in segment.glyphs]
    return holds_value(segment, plain, 0, len(plain))


def _first_label(rest: str, lines: Sequence[int], joined: bool) -> str | None:
    """The longest label that a text begins with.

    Args:
        lines: where the lines of the cell begin in it.
        joined: whether a mark joins it with the label before it.
    """
    catalogue = words()
    for end in range(catalogue.longest, 0, -1):
        word = rest[:end]
        if word not in catalogue.targets and not (joined and word in catalogue.joint):
            continue
        two = any(0 < line < end and are_name_and_reading((rest[:line], rest[line:end])) for line in lines)
        if not two and not is_open(word, rest[end:]):
            return word
    return None


def _as_one(segments: Sequence[Segment]) -> list[Piece]:
    """The label of a cell of which not everything is one: misread, put together by a city, or a label a line."""
    # 世帯主 and 無 beneath each other are two values, not 世帯主名 misread; nor is 兼, which is 無, the end of a label.
    several = len(segments) > 1
    if several and (any(map(_is_told, segments)) or may_be_told_beneath(segments[:-1], segments[-1])):
        return []
    whole, _ = _inner(segments)
    doubted = "".join(doubts(segment.glyphs) for segment in segments)[_text(segments).find(whole) :]
    if meant := nearest(whole, doubted) or composed(whole):
        return [Piece(segments[0], words().targets[meant], meant)]
    lines = [labels_of([segment]) for segment in segments] if several else []
    return [piece for line in lines for piece in line] if all(lines) else []


def _text(segments: Sequence[Segment]) -> str:
    return "".join(normalise(segment.text) for segment in segments)


def _in_many_languages(segments: Sequence[Segment]) -> list[Piece]:
    """The label of a cell whose second line is its English and that goes on in smaller type: 原住址, and what is made
    of hangul; empty where that is not so. A value is set no smaller than its label.
    """
    if len(segments) < MIN_LANGUAGES:
        return []
    first, second, *others = _from_top(segments)
    if is_translation(normalise(first.text)) or not is_translation(normalise(second.text)):
        return []
    found = labels_of([first])
    if len(found) != 1 or min(each.em for each in others) > SMALLER * first.em:
        return []
    target = found[0].target or IGNORED
    more = {piece.target for each in others for piece in labels_of([each])} - {target}
    return [] if more or any(fit(target, each.text) >= SUITS for each in others) else found


def _from_top(segments: Sequence[Segment]) -> Sequence[Segment]:
    """Lines above each other from the top, however much their boxes overlap; others as they are."""
    left, right = max(each.left for each in segments), min(each.right for each in segments)
    return sorted(segments, key=lambda each: each.middle) if left < right else segments


def _is_told(segment: Segment) -> bool:
    """Whether a line is one of the few values that some field can have."""
    text = normalise(segment.text)
    return text in SEXES or any(text in normalised(closed) for closed in words().closed.values())


def _part_of(segment: Segment, start: int, word: str, count: int) -> Segment:
    """The characters of one of several labels that were found as one line."""
    if count == 1:
        return segment
    plain = [normalise(glyph.text) or glyph.text for glyph in segment.glyphs]
    first = length = 0
    while first < len(plain) - 1 and length < start:
        length += len(plain[first])
        first += 1
    end = first
    while end < len(plain) and length < start + len(word):
        length += len(plain[end])
        end += 1
    return segment.part(first, max(end, first + 1))


def _meanings(word: str) -> set[str]:
    """What a label may name: 住所 beneath 転出先 is the rest of that, and no former address."""
    return {words().targets[word], *words().sided.get(word, {}).values()}


def _targets(found: Sequence[tuple[str, int]]) -> set[str]:
    return {words().targets[word] for word, _ in found}


def _begins(segments: Sequence[Segment]) -> list[int]:
    """For each segment how many normalised characters come before it."""
    begins, length = [], 0
    for segment in segments:
        begins.append(length)
        length += len(normalise(segment.text))
    return begins
