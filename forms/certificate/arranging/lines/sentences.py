"""Values that stand in sentences, of a certificate in prose or in the notes at its foot.

堺市北区百舌鳥町１丁２番に住所を有し … に転出する旨を … に届け出たことを証明します。 本籍は … です。
（1）見本　一郎（みほん　いちろう）は、昭和51年9月5日生まれの男性であり、世帯主との続柄は世帯主である。
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from forms.addresses import find_municipality
from forms.certificate.arranging.lines.joined import parts
from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.arranging.text.fitting import MAY, NEUTRAL, fit
from forms.certificate.arranging.text.prose import is_example
from forms.certificate.arranging.text.wholeness import is_whole
from forms.certificate.runs.segments import Segment, in_reading_order, rows_of, text_of
from forms.certificate.words.catalogue import (
    FOLLOWS,
    HIDDEN,
    IGNORED,
    NAME,
    NAMES,
    TELLING,
    is_of_person,
    normalise,
    words,
)
from forms.certificate.words.composed import composed
from forms.certificate.words.numbering import bare
from forms.certificate.words.sentences import ADDRESS, DATE, sentences

SPACED_HEIGHTS = 1.5
"""White between two lines of a paragraph at most, in heights of a line: formal ones are set as wide as 1.1."""
SAME_EM = 0.25
"""By what share the sizes of two lines of a paragraph differ at most, as they are measured."""
SHORT_EM = 2.5
"""By how much less far a wrapped line reaches at most, in em: 、 and ） must not begin a line."""
APART_EM = 2.0
"""White between a sentence and what stands beside it without being of it, at least, in em: a date before its beginning,
a mayor behind its end."""
_PARTICLE = re.compile("[はをにがでとへ、]")
"""What hardly any line of a sentence is without, and labels and values are."""
_SENTENCE = re.compile("[ぁ-ん)][。.](?!\\d)|(?:です|である|ます)$|日生[,・][^。]*\\)$")
_COUNTED = re.compile(r"(?:\(?\d{1,2}[).]|[①-⑳]|[(]?[注※*]\d{0,2}[)]?|[・●○■□◆◇])")
"""What a paragraph of its own begins with."""
_DATE = re.compile(
    r"(?:(?:明治|大正|昭和|平成|令和|西暦)?(?:\d{1,4}|元)年\d{1,2}月\d{1,2}日|[MTSHR]?\d{1,4}([./])\d{1,2}\1\d{1,2})"
)
_BEFORE_ADDRESS = frozenset(",。(はにへらり者日、")
"""Behind which an address may begin: 住所は, 者から, をもって is followed by another one's."""
_BEHIND_ADDRESS = re.compile(
    rf"に(?:住所|居住|お?住|転|移|異|引|{DATE})|から|より|[へヘ](?:の|転|移|異|引|住|,|{DATE})|[(),。]|の世帯|を|で[すあし,]"
)
_SAID = re.compile(
    rf"(?:^|[,。)])(?:なお,?|また,?)?(?P<label>[^,。は{ADDRESS}{DATE}]{{2,16}})は,?(?P<value>[^,。]+?)(?:で[すあし,]|とする|[,。])"
)
"""本籍は、…です。"""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Text that flows on over lines.

    Attributes:
        text: in one width and without blanks.
        places: where each of its characters stands.
        lines: what it was put together from.
    """

    text: str
    places: tuple[tuple[Segment, int], ...]
    lines: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A value in a paragraph: its field, its characters from the one to before the other, and whether it can only be
    this."""

    target: str
    start: int
    end: int
    sure: bool = True


def take_sentences(segments: Sequence[Segment]) -> tuple[list[Hit], list[Segment], list[Segment]]:
    """The values that sentences of a page say, the other text, and what is left of sentences that were strange.

    A value is clear where nothing in its sentence was strange, and people's where each of them has a number and what
    everybody has.
    """
    facts: list[Hit] = []
    people: list[list[Hit]] = []
    counted, left, gone = [], [], set()
    for paragraph in _paragraphs(segments):
        said, clear = _told(paragraph)
        if _tells_of_several(said):
            counted.append(False)
            said = [each for each in said if not is_of_person(each.target)]
        if not said:
            continue
        gone |= {id(line) for line in paragraph.lines}
        left += [] if clear else _left(paragraph, said)
        hits = [_hit(each, paragraph, clear) for each in said]
        facts += [hit for hit in hits if not is_of_person(hit.target)]
        own = [hit for hit in hits if is_of_person(hit.target)]
        if own:
            people.append(own)
            counted.append(bool(_COUNTED.match(paragraph.text)))
    found = _once(facts) + _numbered(people, all(counted))
    return found, [each for each in segments if id(each) not in gone], left


def with_said(hits: Sequence[Hit], said: Sequence[Hit]) -> list[Hit]:
    """The labels and values of a page with what its sentences say besides.

    What has a label of its own, and people of whom the page has more than sentences, stay as they are; where a sentence
    says something else, they are doubtful.
    """
    had = {hit.target: _text(hit) for hit in hits if _text(hit)}
    people = any(is_of_person(target) for target in had)
    added = [hit for hit in said if hit.target not in had and not (people and is_of_person(hit.target))]
    told = {hit.target: _text(hit) for hit in said if not is_of_person(hit.target)}
    kept = [hit for hit in hits if _text(hit) or all(hit.target != each.target for each in added)]
    return [
        replace(hit, clear=False) if told.get(hit.target, _text(hit)) != _text(hit) else hit for hit in kept
    ] + added


def _paragraphs(segments: Sequence[Segment]) -> Iterator[_Paragraph]:
    """The paragraphs of a page that hold a sentence."""
    blocks: list[list[list[Segment]]] = []
    beside: list[list[list[Segment]]] = []
    for whole in map(_without_date, rows_of(in_reading_order(segments))):
        row, rest = _to_its_end(whole)
        beside += [[rest]] if rest else []
        if blocks and _goes_on(blocks[-1][-1], row):
            blocks[-1].append(row)
        else:
            blocks.append([row])
    for block in (*blocks, *beside):
        lines = tuple(segment for row in block for segment in row)
        placed = [
            (char, (line, at)) for line in lines for at, glyph in enumerate(line.glyphs) for char in _plain(glyph.text)
        ]
        text = "".join(char for char, _ in placed)
        if _SENTENCE.search(text) and not is_example(normalise(text)):
            yield _Paragraph(text, tuple(place for _, place in placed), lines)


def _without_date(row: list[Segment]) -> list[Segment]:
    """A row without the date of issue, which stands far before the sentence: 令和8年11月14日　　届出を受理した…."""
    if len(row) < 2 or not _DATE.fullmatch(_plain(row[0].text)):
        return row
    return row[1:] if row[1].left - row[0].right >= APART_EM * row[0].em else row


def _to_its_end(row: list[Segment]) -> tuple[list[Segment], list[Segment]]:
    """A row to the end of its sentence, and what stands far behind it: a note beside the mayor."""
    for at, (last, behind) in enumerate(pairwise(row), start=1):
        if last.text.endswith("。") and behind.left - last.right >= APART_EM * last.em:
            return row[:at], row[at:]
    return row, []


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("、", ",").replace("．", ".").replace(" ", "")


def _goes_on(before: Sequence[Segment], row: Sequence[Segment]) -> bool:
    """Whether a row goes on with the sentence of the one above it."""
    last, first = before[-1], row[0]
    high = last.bottom - last.top
    near = -high < first.top - last.bottom < SPACED_HEIGHTS * high and first.cell == last.cell
    alike = abs(first.em - before[0].em) < SAME_EM * before[0].em
    full = last.right > row[-1].right - SHORT_EM * last.em and _PARTICLE.search(text_of(before))
    text = _plain(text_of(row))
    return bool(near and alike and full) and not last.text.endswith("。") and not _COUNTED.match(text)


def _told(paragraph: _Paragraph) -> tuple[list[_Said], bool]:
    """The values of a paragraph in their order, and whether it says nothing else that is not known."""
    masked = _masked(paragraph.text)
    found: list[_Said] = []
    known = [(match.start(), match.end()) for match in [_COUNTED.match(masked)] if match]
    for match in _all(_SAID, masked, "value"):
        target = _named(match["label"])
        value = paragraph.text[slice(*match.span("value"))]
        if target and fit(target, value) >= (NEUTRAL if target in NAMES else MAY):
            found.append(_Said(target, *match.span("value")))
            known.append(match.span("label"))
    for table, sure in ((sentences().patterns, True), (sentences().unsure, False)):
        for target, pattern in ((target, each) for target, patterns in table.items() for each in patterns):
            found += [_Said(target, *match.span(1), sure) for match in _all(pattern, masked)]
    found = [each for each in dict.fromkeys(found) if _may_be(each, paragraph.text)]
    said = [each for each in found if not any(_is_within(each, other) for other in found)]
    known += [(each.start, each.end) for each in said]
    rest = "".join(char for at, char in enumerate(masked) if not any(start <= at < end for start, end in known))
    return sorted(said, key=lambda each: each.start), bool(sentences().known.fullmatch(rest))


def _all(pattern: re.Pattern[str], text: str, value: str | int = 1) -> Iterator[re.Match[str]]:
    """Everything that fits, also where what stands behind one value stands before the next one."""
    match = pattern.search(text)
    while match:
        yield match
        match = pattern.search(text, match.end(value))


def _masked(text: str) -> str:
    """The text with its addresses and dates hidden: 町 and 月 are no words there."""
    for match in _DATE.finditer(text):
        text = text[: match.start()] + DATE * (match.end() - match.start()) + text[match.end() :]
    start = 0
    while start < len(text):
        before = text[start - 1] if start else ","
        if (before in _BEFORE_ADDRESS or before == DATE or _after_label(text[:start])) and find_municipality(
            text[start:]
        ):
            end = _BEHIND_ADDRESS.search(text, start)
            stop = end.start() if end else len(text)
            text = text[:start] + ADDRESS * (stop - start) + text[stop:]
            start = stop
        start += 1
    return text


def _after_label(text: str) -> bool:
    return text.endswith(("住所", "住所地", "もって", "付けで", "本籍", "、"))


def _named(label: str) -> str | None:
    """The field that a label of a sentence means, if it is one."""
    plain = bare(_COUNTED.sub("", label, count=1))
    word = plain if plain in words().targets else composed(plain)
    target = words().targets.get(word) if word else None
    return None if target in (None, FOLLOWS, IGNORED, *HIDDEN) else target


def _may_be(said: _Said, text: str) -> bool:
    value = text[said.start : said.end]
    if said.target in NAMES or said.target.startswith("householder"):
        return not any(word in value for word in sentences().no_name) and normalise(value) not in words().targets
    return fit(said.target, value) >= NEUTRAL


def _is_within(one: _Said, other: _Said) -> bool:
    """Whether a value is only a part of another one, or the same that something else tells for certain."""
    longer = other.end - other.start > one.end - one.start or (other.sure and not one.sure)
    return longer and other.start <= one.start and one.end <= other.end


def _hit(said: _Said, paragraph: _Paragraph, clear: bool) -> Hit:
    text = parts(paragraph.places[said.start : said.end])
    return Hit(said.target, text[0], (Spot(text),), None, clear and said.sure and is_whole(said.target, text))


def _tells_of_several(said: Sequence[_Said]) -> bool:
    """Whether one paragraph tells of several people: whose a value is, nothing says."""
    counts = Counter(each.target for each in said if is_of_person(each.target))
    return any(count > 1 for count in counts.values())


def _once(facts: Sequence[Hit]) -> list[Hit]:
    """Each fact once; one that is said in two ways is doubtful."""
    found: dict[str, Hit] = {}
    for hit in facts:
        first = found.setdefault(hit.target, hit)
        if _text(first) != _text(hit):
            found[hit.target] = replace(first, clear=False)
    return list(found.values())


def _text(hit: Hit) -> str:
    return normalise(text_of(hit.spots))


def _numbered(people: Sequence[Sequence[Hit]], counted: bool) -> list[Hit]:
    """People's values, with whose they are."""
    people = [own for own in people if len(own) > 1]
    whole = counted and all({hit.target for hit in own} >= {*TELLING} for own in people)
    named = [own for own in people if any(hit.target == NAME for hit in own)]
    whole = whole and len(named) == len(people)
    return [replace(hit, member=at, clear=hit.clear and whole) for at, own in enumerate(named) for hit in own]


def _left(paragraph: _Paragraph, said: Sequence[_Said]) -> list[Segment]:
    taken = {at for each in said for at in range(each.start, each.end)}
    return list(parts([None if at in taken else place for at, place in enumerate(paragraph.places)]))
