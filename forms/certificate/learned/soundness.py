"""Whether the people whom the network sees are all of whom a page tells, by what it gives to each of them."""

from __future__ import annotations

from collections import Counter

from forms.certificate.arranging.text.fitting import SUITS, fit
from forms.certificate.learned.arranger import Opinion
from forms.certificate.words.catalogue import BORN, RELATIONSHIP, SEX

ONCE = (BORN, SEX, RELATIONSHIP)
"""What everybody has once, where a page says it of anybody."""
OWNED = 0.9
"""How likely a text must be somebody's to count as that one's."""


def is_sound(opinion: Opinion) -> bool:
    """Whether each person has one date of birth, and one sex and one relationship if anybody has, and no such text is
    left: had somebody been overlooked, that one's would be nobody's or another's second one."""
    people = range(opinion.people.shape[1])
    counts = {target: Counter[int]() for target in ONCE}
    for at, token in enumerate(opinion.tokens):
        target = opinion.best(at)
        if target not in counts or fit(target, token.segment.text) < SUITS:
            continue
        person = int(opinion.people[at].argmax()) if people else -1
        if person < 0 or opinion.of(at, person) < OWNED:
            return False
        counts[target][person] += 1
    told = [count for target, count in counts.items() if count or target == BORN]
    return bool(people) and all(count == dict.fromkeys(people, 1) for count in told)
