"""Values that are doubtful for what is left over: text that nobody has may be somebody's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from forms.certificate.arranging.places.hits import Hit
from forms.certificate.arranging.text.fitting import SUITS, fit, is_nothing
from forms.certificate.arranging.text.wholeness import is_cut
from forms.certificate.data.hidden import hidden_kind
from forms.certificate.runs.segments import Segment, is_in_line
from forms.certificate.words.catalogue import (
    BORN,
    RELATIONSHIP,
    SEX,
    TELLING,
    words,
)
from forms.certificate.words.numbering import bare


def doubt_lost(hits: Sequence[Hit], loose: Sequence[Segment]) -> list[Hit]:
    """The hits, doubtful where a part of them, or the address that 住所 may also be, is among what is left over."""
    # One address has lost its label or its caption: 住所 alone may be either.
    lost = any(_is_numbered_address(segment.text) for segment in loose)
    sided = words().sided if lost else {}
    return [replace(hit, clear=False) if bare(hit.label.text) in sided or _is_cut(hit, loose) else hit for hit in hits]


def doubt_people(hits: Sequence[Hit], loose: Sequence[Segment]) -> list[Hit]:
    """The hits, people's doubtful where somebody's values found no label: then nobody's can be told for certain."""
    if not _tells_of_people(loose, hits) and not _lacks_labels(hits):
        return list(hits)
    return [replace(hit, clear=False) if hit.target.startswith("members[]") else hit for hit in hits]


def _is_cut(hit: Hit, loose: Sequence[Segment]) -> bool:
    return any(is_cut(hit.target, spot.segments, loose) for spot in hit.spots)


def _is_numbered_address(text: str) -> bool:
    """Whether a text is an address down to its numbers; the mayor's place has none."""
    return fit("former_address", text) >= SUITS and any(char.isdecimal() for char in text)


def _lacks_labels(hits: Sequence[Hit]) -> bool:
    """Whether people with labels of their own have not all the same ones: then some were overlooked."""
    counts = [sum(hit.target == target for hit in hits) for target in TELLING]
    seen = {count for count in counts if count}
    return len(seen) > 1


def _tells_of_people(loose: Sequence[Segment], hits: Sequence[Hit]) -> bool:
    """Whether there is text of nobody that people have here: of what nobody has, only the label was not seen.

    One date may be that of issue; offices print telephone numbers, and certificates have numbers of their own. What
    stands in no row and no column with a value or a label of its field is a scrap: 女 of a pattern, 子 of a note.
    """
    texts = [segment for segment in loose if not is_nothing(segment.text)]
    if any(hidden_kind(segment.text) for segment in texts):
        return True
    return any(
        sum(fit(target, text.text) >= SUITS and is_in_line(text, own) for text in texts) > (target == BORN)
        for target in (SEX, RELATIONSHIP, BORN)
        if (own := _places_of(target, hits))
    )


def _places_of(target: str, hits: Sequence[Hit]) -> list[Segment]:
    """The labels and values of a field, where somebody has it."""
    told = [hit for hit in hits if hit.target == target]
    if not any(hit.has_text for hit in told):
        return []
    return [each for hit in told for each in (hit.label, *(each for spot in hit.spots for each in spot.segments))]
