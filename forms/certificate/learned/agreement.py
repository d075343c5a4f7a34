"""Where the rules and the learned arranger agree on a value, and where they do not.

They err independently of each other: what both say of a text, which field and whose, is so; where the network is
sure of something else, the value is doubtful however clear it seemed to the rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import replace

import numpy as np

from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.arranging.places.sharing import LIKE_STROKE, MARKS
from forms.certificate.arranging.text.fitting import is_nothing
from forms.certificate.arranging.text.wholeness import is_whole
from forms.certificate.data.hidden import hidden_kind
from forms.certificate.data.written_dates import date_in
from forms.certificate.learned.arranger import ANCHORS, VALUES, Opinion
from forms.certificate.learned.claims import shares_words
from forms.certificate.words.catalogue import BUILDINGS, DATES, HIDDEN, SEX, is_of_person, normalise

AGREED, DENIED = 0.9, 0.01
"""How likely the network must find a value where it stands for it to be confirmed, and below which it is doubtful."""
LONE = 0.98
"""How likely a value must be for the network's word alone to settle whose it is, or that it is one at all."""
RIVAL = 0.1
"""How likely the network may at most find another text for a value, where its own word is to count."""
MISSED = 0.7
"""How likely a text that the rules left out must be a part of a value for that value to be doubtful."""
SIGNS = frozenset("・:：()（）〒,、，.。-－ー*＊|｜")
"""What may be left out of a value or stand in it without saying anything."""
_BETWEEN = SIGNS | frozenset(MARKS) | {LIKE_STROKE}
"""What may stand between two values of one text."""
_BESIDE = re.compile("〒?[0-9]{3}[-ー]?[0-9]{4}|[(]?満?[0-9]{1,3}[歳才][)]?|[(]?生(?:まれ)?[)]?")
"""What stands in a value's place and is none of it: a postal code, an age."""
FREE = frozenset(BUILDINGS.values())
"""What nothing else vouches for, no list and no form: where the rules doubted its place, the network must be sure."""
MIN_LETTERS = 2
"""So many letters a building's name has at least."""
CHOICES = frozenset("男女・")
UNSEEN = -1
"""Whoever the network does not see."""


class Compared:
    """A page that the rules arranged, beside the network's opinion of it.

    Attributes:
        opinion: the latter.
        complete: whether both see the same people in the same order, and every value that everybody has belongs to one.
        ordered: whether those whom both see stand in the same order for both.
        settled: so many people, from the first, are the same for both by name and date of birth, and nobody's values
            come between them, whoever may have been overlooked after them.
        has_gaps: whether that is so but for numbers of people of whom nothing is said.
        sees_nobody: whether the rules have nothing to say of anybody.
    """

    def __init__(self, sheet: Sheet, opinion: Opinion) -> None:
        self._hits, self.opinion = sheet.hits, opinion
        self._at = opinion.by_glyph()
        self._claimed = self._claims()
        self._given = {
            id(glyph) for hit in sheet.hits for spot in hit.spots for each in spot.segments for glyph in each.glyphs
        }
        self._person = self._whose()
        seen = set(range(opinion.people.shape[1]))
        people = [self._person[member] for member in sorted(self._person)]
        self.ordered = people == sorted(people)
        told = self._told_of(VALUES)
        self.sees_nobody = not told
        same = people == sorted(seen) and told <= set(self._person)
        self.complete = same and not self._nobodys()
        self.settled = self._settled()
        self.has_gaps = self.complete and people != sorted(self._person) and not self._has_more_numbers()

    def _has_more_numbers(self) -> bool:
        """Whether numbers to be hidden tell of somebody of whom nothing else is said: of one kind there are more than
        people. One alone may have come to stand in a row of nobody's, the first of a person's two above the name."""
        if self._told_of(HIDDEN) <= set(self._person):
            return False
        spots = (spot for hit in self._hits if hit.target in HIDDEN for spot in hit.spots)
        counts = Counter(hidden_kind(segment.text) for spot in spots for segment in spot.segments)
        return max((count for kind, count in counts.items() if kind), default=0) > len(self._person)

    def told(self) -> list[Hit]:
        """The hits, each value with whether the network says the same; of a column of words like 有, which several
        fields have and whose place the rules doubt, only where it does so of all that stand in it."""
        found = []
        for hit in self._hits:
            verdicts = [self.verdict(hit, at) for at in range(len(hit.spots))]
            if (
                not hit.clear
                and shares_words(hit.target)
                and not all(verdict for at, verdict in enumerate(verdicts) if self._is_somebodys(hit, at))
            ):
                verdicts = [verdict and None for verdict in verdicts]
            spots = (replace(spot, confirmed=each) for spot, each in zip(hit.spots, verdicts, strict=True))
            found.append(replace(hit, spots=tuple(spots)))
        return found

    def _is_somebodys(self, hit: Hit, place: int) -> bool:
        """Whether a place has text of a person whom both see; rows of nobody's have marks."""
        own = hit.spots[place].segments
        seen = self._person_of(hit, place) != UNSEEN
        return seen and bool(own) and not all(is_nothing(segment.text) for segment in own)

    def verdict(self, hit: Hit, place: int) -> bool | None:
        """Whether the network says the same of a value, or None where it cannot tell."""
        found = self.likely(hit, place)
        if found is None:
            return None
        if found >= AGREED:
            if hit.target in FREE and not hit.clear and not self._is_free(hit, place, found):
                return None
            # After somebody who was overlooked, or where a text may be two values, it is as doubtful as the rules say.
            known = self.complete or hit.member is None or hit.member + place < self.settled
            return True if known and is_whole(hit.target, hit.spots[place].segments) else None
        return False if found < DENIED else None

    def _is_free(self, hit: Hit, place: int, likely: float) -> bool:
        """Whether the network is sure of a building, and sees nothing else that may be a part of it."""
        spot = hit.spots[place]
        missed = self._missed(hit.target, VALUES.index(hit.target), None, self._tokens_of(spot))
        return likely >= LONE and missed < RIVAL and has_name(spot.text)

    def likely(self, hit: Hit, place: int) -> float | None:
        """How likely the network finds all of a value where it stands; None where there is nothing to say."""
        return self._likely(hit.target, hit.spots[place], self._person_of(hit, place))

    def owner(self, hit: Hit, place: int) -> int | None:
        """Which of the network's people it gives all of a value to; None where it is not sure."""
        own = {int(self.opinion.people[at].argmax()) for at in self._tokens_of(hit.spots[place])}
        if len(own) != 1 or not is_of_person(hit.target) or not is_whole(hit.target, hit.spots[place].segments):
            return None
        (person,) = own
        return person if (self._likely(hit.target, hit.spots[place], person) or 0.0) >= LONE else None

    def _likely(self, target: str, spot: Spot, person: int | None) -> float | None:
        if target in HIDDEN or target not in VALUES or not spot.segments:
            return None
        column = VALUES.index(target)
        # Of what stands beside the label of a date only the date is given: a seal may stand on its line.
        own = self._tokens_of(replace(spot, segments=date_in(spot.segments)) if target in DATES else spot)
        odds = []
        for at in own:
            text = self.opinion.tokens[at].segment.text
            if SIGNS.issuperset(text):
                continue
            best = self.opinion.best(at)
            if not best and _BESIDE.fullmatch(normalise(text)):
                continue
            if best != target and self._is_shared(at, spot):
                return None  # what it is more of is not asked here
            if target == SEX and CHOICES.issuperset(text) and best in ("", target):
                odds.append(self._whole(at, column) if best else 1.0)
                continue
            if best and best == BUILDINGS.get(target):
                return None  # parted from its address later on
            # Somebody whom only the rules see is no other's.
            unseen = person == UNSEEN and self.opinion.is_nobodys(at)
            odds.append(self._whole(at, column) * (1.0 if unseen else self.opinion.of(at, person)))
        if not odds:
            return None
        missed = self._missed(target, column, person, own)
        return float(min(*odds, 1 - missed if missed >= MISSED else 1.0))

    def _is_shared(self, at: int, spot: Spot) -> bool:
        """Whether a token has another value of the rules in it, too: 龍之介（リュウノスケ）, 男／世帯主."""
        own = {id(glyph) for segment in spot.segments for glyph in segment.glyphs}
        rest = [glyph for glyph in self.opinion.tokens[at].segment.glyphs if id(glyph) not in own]
        rest = [glyph for glyph in rest if glyph.text not in _BETWEEN]
        return bool(rest) and all(id(glyph) in self._given for glyph in rest)

    def person_of(self, member: int) -> int | None:
        """Which of the network's people one of the rules' is, if any."""
        return self._person.get(member)

    def member_of(self, person: int) -> int | None:
        """Which of the rules' people one of the network's is, if any."""
        return next((member for member, other in self._person.items() if other == person), None)

    def _nobodys(self) -> list[int]:
        """The tokens that tell of somebody whom the network does not see; scraps may look like what few people have."""
        return [at for at in range(len(self.opinion.tokens)) if self.opinion.tells_of_another(at)]

    def _settled(self) -> int:
        """The number of people from the first on whom both see alike; see the class."""
        if self.complete:
            return len(self._person)
        told: dict[int, set[str]] = {}
        others: dict[int, int] = {}
        for hit in self._hits:
            for place, spot in enumerate(hit.spots if hit.member is not None else ()):
                member = hit.member + place
                if hit.target in ANCHORS and (self.likely(hit, place) or 0.0) >= AGREED:
                    told.setdefault(member, set()).add(hit.target)
                others |= {at: member for at in self._tokens_of(spot)}
        first = min((others.get(at, 0) for at in self._nobodys()), default=len(told))
        settled = 0
        while settled < first and self._person.get(settled) == settled and told.get(settled) == set(ANCHORS):
            settled += 1
        return settled

    def _whole(self, at: int, column: int) -> float:
        return float(self.opinion.odds[at, column])

    def _missed(self, target: str, column: int, person: int | None, own: set[int]) -> float:
        """How likely other text, that the rules gave to nothing of this kind, is a part of the same value."""
        # A value that is printed for each person says the same again.
        said = "".join(self.opinion.tokens[at].segment.text for at in sorted(own))
        likely = self.opinion.odds[:, column].astype(float) * self.opinion.of_all(person)
        # The likeliest first: hardly any other one needs to be looked at.
        for at in np.argsort(-likely).tolist():
            text = self.opinion.tokens[at].segment.text
            if not (at in own or at in self._claimed.get(target, ()) or text in said or SIGNS.issuperset(text)):
                return float(likely[at])
        return 0.0

    def _tokens_of(self, spot: Spot) -> set[int]:
        return {self._at[id(glyph)] for each in spot.segments for glyph in each.glyphs if id(glyph) in self._at}

    def _claims(self) -> dict[str, set[int]]:
        claimed: dict[str, set[int]] = {}
        for hit in self._hits:
            for spot in hit.spots:
                claimed.setdefault(hit.target, set()).update(self._tokens_of(spot))
        return claimed

    def _told_of(self, targets: Collection[str]) -> set[int]:
        """The rules' people of whom a value of one of these fields is said."""
        return {
            hit.member + at
            for hit in self._hits
            if hit.member is not None and hit.target in targets
            for at, spot in enumerate(hit.spots)
            if not all(is_nothing(segment.text) for segment in spot.segments)
        }

    def is_known(self, hit: Hit, place: int) -> bool:
        """Whether the network takes all of a value for one of its field, whosever it is."""
        own = self._tokens_of(hit.spots[place])
        return bool(own) and all(self.opinion.best(at) == hit.target for at in own)

    def is_nobodys(self, hit: Hit, place: int) -> bool:
        """Whether the network gives a part of a value to nobody."""
        return any(map(self.opinion.is_nobodys, self._tokens_of(hit.spots[place])))

    def _whose(self) -> dict[int, int]:
        """Which of the network's people each of the rules' is: the one that most of the values belong to.

        What the network takes for no value (＊＊＊ in a row for nobody) has no vote: such a row is like that above it.
        """
        votes: Counter[tuple[int, int]] = Counter()
        if not self.opinion.people.shape[1]:
            return {}
        for hit in self._hits:
            if hit.member is None or hit.target not in VALUES:
                continue
            for place, spot in enumerate(hit.spots):
                for at in filter(self.opinion.best, self._tokens_of(spot)):
                    votes[hit.member + place, int(self.opinion.people[at].argmax())] += 1
        found: dict[int, int] = {}
        for (member, person), _ in sorted(votes.items(), key=lambda row: (-row[1], row[0])):
            if member not in found and person not in found.values():
                found[member] = person
        return found

    def _person_of(self, hit: Hit, place: int) -> int | None:
        if hit.member is None or not is_of_person(hit.target):
            return None
        return self._person.get(hit.member + place, UNSEEN)


def has_name(text: str) -> bool:
    """Whether a text has letters enough for a place's name: ○３ has none."""
    return sum(map(str.isalpha, text)) >= MIN_LETTERS
