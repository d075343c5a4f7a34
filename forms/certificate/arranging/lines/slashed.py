"""Values joined by strokes beneath labels joined alike: 旧住所／方書／世帯主 over 東京都…／コーポ２０２／山田　花子."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from forms.certificate.arranging.labels.cell_labels import labels_of
from forms.certificate.arranging.labels.pieces import Piece
from forms.certificate.arranging.lines.joined import Places, in_one, parts, rows_beneath
from forms.certificate.arranging.places.hits import Hit, Spot
from forms.certificate.arranging.places.sharing import LIKE_STROKE
from forms.certificate.arranging.text.fitting import MAY, NEVER, SUITS, fit
from forms.certificate.runs.segments import Segment
from forms.certificate.words.catalogue import BORN, FOLLOWS, HIDDEN, IGNORED, NAME, words

ASIDE_EM = 6.0
"""How far from where the labels begin the values begin at most."""
_STROKE = re.compile("[/／]")
_LIKE_STROKE = re.compile(f"[/／{LIKE_STROKE}]")
_NUMBER = re.compile(r"^ *[0-9０-９]{1,2}[.．)）]? +")


def take_slashed(segments: Sequence[Segment]) -> tuple[list[Hit], list[Segment]]:
    """The values of such a page, and the text that is no part of them.

    Clear are those whose strokes were all read, and which may all be what their labels name.
    """
    hits: list[Hit] = []
    used: set[int] = set()
    for head in segments:
        labels = _labels(head)
        if len(labels) < 2:
            continue
        rows = rows_beneath(head, segments)
        of_people = any(label.target == NAME for label in labels)
        found = _people(labels, rows) if of_people else _values(labels, rows[:1], None)
        if found:
            used |= {id(head), *(id(each) for row, _ in found for each in row)}
            hits += [hit for _, own in found for hit in own]
    return hits, [segment for segment in segments if id(segment) not in used]


def without_strokes(segments: Sequence[Segment], taken: Collection[int]) -> list[Segment]:
    """The segments, some of them in the pieces that strokes join: each by itself, as in a table.

    Args:
        taken: ids of those that :func:`take_slashed` took.
    """
    return [
        part
        for each in segments
        for part in (_apart(each) if id(each) in taken and len(each.text) == len(each.glyphs) else [each])
    ]


def _apart(segment: Segment) -> list[Segment]:
    return [segment.part(*piece) for piece in _between(segment.text, _STROKE) if piece[0] < piece[1]]


def _labels(head: Segment) -> list[Piece]:
    """The labels of a line that strokes join, each meaning what it means behind those before; none where a part of the
    line is none."""
    found: list[Piece] = []
    pieces = _between(head.text, _LIKE_STROKE)
    if len(pieces) < 2 or len(head.text) != len(head.glyphs):
        return []
    last = None
    for start, end in pieces:
        own = labels_of([head.part(start, end)]) if end > start else []
        own = own[1:] if len(own) == 2 and own[0].target == IGNORED else own  # 番号　氏名
        if len(own) != 1:
            return []
        target = own[0].target or IGNORED
        last = words().follows.get(target, last)
        found.append(replace(own[0], target=last if target == FOLLOWS else target))
    return found if all(piece.target for piece in found) else []


def _between(text: str, stroke: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where the parts of a text begin and end that strokes join."""
    marks = [match.start() for match in stroke.finditer(text)]
    return list(zip([0, *(mark + 1 for mark in marks)], [*marks, len(text)], strict=True))


def _people(labels: Sequence[Piece], rows: Sequence[list[Segment]]) -> list[tuple[list[Segment], list[Hit]]]:
    """Each person's line with its values; lines between them tell something else."""
    found: list[tuple[list[Segment], list[Hit]]] = []
    for row in rows:
        found += _values(labels, [row], len(found))
    return found


def _values(
    labels: Sequence[Piece], rows: Sequence[list[Segment]], member: int | None
) -> list[tuple[list[Segment], list[Hit]]]:
    """A line with its values, as many as labels; none where it has not so many, or one of them cannot be it."""
    if not rows:
        return []
    row = rows[0]
    text, places = in_one([row], "")
    start = match.end() if (match := _NUMBER.match(text)) else 0
    text, places = text[start:], places[start:]
    for stroke in (_STROKE, _LIKE_STROKE):
        pieces = _between(text, stroke)
        if len(pieces) == len(labels):
            hits = _hits(labels, pieces, text, places, member, stroke is _STROKE)
            return [(row, hits)] if hits else []
    return []


def _hits(
    labels: Sequence[Piece],
    pieces: Sequence[tuple[int, int]],
    text: str,
    places: Places,
    member: int | None,
    clear: bool,
) -> list[Hit]:
    fits = [fit(label.target or "", text[slice(*piece)]) for label, piece in zip(labels, pieces, strict=True)]
    suits = max(fits) >= SUITS and min(fits) > NEVER
    if not suits or (member is not None and not _is_born(labels, fits)):
        return []
    hits = []
    for label, piece, own in zip(labels, pieces, fits, strict=True):
        if label.target not in (IGNORED, FOLLOWS):
            sure = clear and (own >= MAY or piece[0] == piece[1])
            of_person = None if label.target in HIDDEN else member
            hits.append(Hit(label.target or "", label.segment, (Spot(parts(places[slice(*piece)])),), of_person, sure))
    return hits


def _is_born(labels: Sequence[Piece], fits: Sequence[float]) -> bool:
    return any(label.target == BORN and own >= SUITS for label, own in zip(labels, fits, strict=True))
