"""People in numbered lines beneath one line of joined labels, in whose order each one's values stand.

続柄・氏名・よみがな／生年月日・性別 over 1. 妻　山田　花子（ヤマダ　ハナコ） and, on the next line,
昭和60年3月14日生　女. Or 異動者（続柄・氏名・生年月日・性別・振り仮名の順に記載） over such lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from forms.certificate.arranging.labels.cell_labels import labels_of
from forms.certificate.arranging.labels.pieces import Piece
from forms.certificate.arranging.lines.joined import Places, in_one, parts, rows_beneath
from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.arranging.text.wholeness import is_whole
from forms.certificate.runs.segments import Segment, in_reading_order
from forms.certificate.words.catalogue import BORN, KANA, NAME, RELATIONSHIP, SEX, words

MIN_LABELS = 3
"""So many labels in one line are a head of a list."""
_NUMBER = r"(?P<number>\d{1,2})(?: ?[.．,、)）・] ?| )"
_BETWEEN = r"[ \n/／・]*"
_ERA = r"[明大昭平令][治正和成]? ?|[MTSHR][.．]? ?"
_DAY = r"[\d元][\d ]*[年.．/][\d ]+[月.．/][\d ]+日?"
_WORD = "[ァ-ヺーぁ-ゖｦ-ﾟ][ァ-ヺーぁ-ゖｦ-ﾟO0〇]*"
"""A word in kana; within one ロ may have been taken for a round letter."""
_IN_ORDER = re.compile(r"[(（](.+?)の?順")
_VALUES = {
    NAME: r"(VALUE[^()（）\d\n]+?)",
    KANA: rf"[(（]?(VALUE(?<=[(（])[^()（）\n]+|{_WORD}(?: {_WORD})*)(?:[)）]|(?=[ \n]))",
    BORN: f"(VALUE(?:{_ERA})?{_DAY})(?: ?生(?:まれ)?)?",
    SEX: r"(VALUE[男女])(?=[ \n/／・]|$)",
}


def take_listed(segments: Sequence[Segment]) -> tuple[list[Hit], list[Segment]]:
    """The values of people in such a list, and the text that is no part of it; all text where there is no list.

    The values are clear where every number begins a person who has them all.
    """
    for head in segments:
        labels = _labels_joined_in(head)
        if not _is_head(labels):
            continue
        text, places = in_one(rows_beneath(head, segments))
        people = list(_pattern(labels).finditer(text))
        count = len(re.findall(f"^{_NUMBER}", text, re.MULTILINE))
        numbers = [int(each["number"]) for each in people]
        if numbers and numbers[0] > 0 and all(one < other for one, other in pairwise(numbers)):
            return _hits(head, labels, people, places, len(people) == count), _left(segments, head, people, places)
    return [], list(segments)


def _labels_joined_in(line: Segment) -> list[Piece]:
    """The labels that a line consists of, or that it says the values are in the order of."""
    told = _IN_ORDER.search(line.text)
    return labels_of([(told and line.part_of_text(*told.span(1))) or line])


def _is_head(labels: Sequence[Piece]) -> bool:
    targets = [label.target for label in labels]
    known = {*_VALUES, RELATIONSHIP}
    return len(targets) >= MIN_LABELS and NAME in targets and set(targets) <= known


def _pattern(labels: Sequence[Piece]) -> re.Pattern[str]:
    """What one person's text is like, in the order of the labels; each value is a group of its own, named by it."""
    known = "|".join(sorted(map(re.escape, words().relationships), key=len, reverse=True))
    # A relationship and a name have a blank between them, or one might be part of the other: 子 安 and 子安.
    values = {**_VALUES, RELATIONSHIP: f"(VALUE{known})(?=[ \\n/／・])"}
    parts = [
        values[label.target or ""].replace("(VALUE", f"(?P<{_group(at)}>") + _BETWEEN for at, label in enumerate(labels)
    ]
    return re.compile(f"^{_NUMBER}{''.join(parts)}", re.MULTILINE)


def _group(at: int) -> str:
    return f"value{at}"


def _hits(
    head: Segment, labels: Sequence[Piece], people: Sequence[re.Match[str]], places: Places, clear: bool
) -> list[Hit]:
    """The labels, each with a value of every person; none for one who was not understood."""
    by_number = {int(each["number"]): each for each in people}
    hits = []
    for at, label in enumerate(labels):
        spots = tuple(
            Spot(parts(places[slice(*by_number[number].span(_group(at)))]) if number in by_number else ())
            for number in range(1, max(by_number) + 1)
        )
        whole = all(is_whole(label.target or "", spot.segments) for spot in spots)
        hits.append(Hit(label.target or "", head, spots, 0, clear and whole))
    return hits


def _left(segments: Sequence[Segment], head: Segment, people: Sequence[re.Match[str]], places: Places) -> list[Segment]:
    """The text of a page without the head and what was taken for people's."""
    taken = {at for each in people for at in range(*each.span())}
    rest = parts([place if at not in taken else None for at, place in enumerate(places)])
    rows = {id(place[0]) for place in places if place}
    others = [each for each in segments if each is not head and id(each) not in rows]
    return in_reading_order([*others, *rest])
