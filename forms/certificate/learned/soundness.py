"""Whether the people whom the network sees are all of whom a page tells, by what it gives to each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from forms.certificate.arranging.text.fitting import SUITS, fit
from forms.certificate.learned.arranger import Opinion
from forms.certificate.runs.segments import Segment, in_reading_order, text_of
from forms.certificate.words.catalogue import BORN, RELATIONSHIP, SEX

ONCE = (BORN, SEX, RELATIONSHIP)
"""What nobody has twice."""
OWNED = 0.9
"""How likely a text must be somebody's to count as that one's."""


def is_sound(opinion: Opinion) -> bool:
    """Whether each person has one date of birth, no second sex or relationship, and no such text is left: had somebody
    been overlooked, that one's would be nobody's or another's second one. A sex that was not read tells of nobody."""
    people = range(opinion.people.shape[1])
    births: dict[int, list[Segment]] = {person: [] for person in people}
    counts: Counter[tuple[str, int]] = Counter()
    for at, token in enumerate(opinion.tokens):
        target, text = opinion.best(at), token.segment.text
        if target not in ONCE or (target != BORN and fit(target, text) < SUITS):
            continue
        person = int(opinion.people[at].argmax()) if people else -1
        if person < 0 or opinion.of(at, person) < OWNED:
            if fit(target, text) >= SUITS and (not opinion.is_nobodys(at) or opinion.tells_of_another(at)):
                return False
        elif target == BORN:
            births[person].append(token.segment)
        else:
            counts[target, person] += 1
    return bool(people) and max(counts.values(), default=0) <= 1 and all(map(_is_one_date, births.values()))


def _is_one_date(parts: Sequence[Segment]) -> bool:
    """Whether texts are one date, which may stand in parts: 平成 2年 9月21日."""
    return fit(BORN, text_of(in_reading_order(parts))) >= SUITS
