"""Names spelt as the page spells them: every character with look-alikes is told by its pixels.

Drawings and the model of single glyphs both say how much it is like each variant, and err in different faces: 高 on a
fax fits a drawing of 髙 better, and the model prefers 高 in a heavy face; what parts the variants in all faces says it
without asking what the rest of the glyph is like. So what they say is added up. A household
writes one surname several times, and the same place of the same surname is judged together: what is weak once may be
plain three times.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import mean, median

import numpy as np

from forms.certificate.arranging.entries import Entry
from forms.certificate.data.values import respelt
from forms.certificate.pixels.pages import Page
from forms.certificate.runs.cutting import glyphs_of
from forms.certificate.runs.segments import Segment
from forms.certificate.shapes.glyphs import Seen, look
from forms.certificate.shapes.traits import MOST_ODDS, odds
from forms.certificate.shapes.variants import MIN_LIKENESS, Likeness, compare, groups, look_alikes
from forms.fields import Kind

FIRM_MARGIN = 0.06
"""By which one character must lead to be certain alone. Of glyphs in fonts that the comparison was not given none above
it was wrong, and 20 % fell below it."""
FIRM_FIT = 0.8
"""How well the best one must fit for that: a glyph that fits badly is damaged, or in a face like none here."""
CLEAR_FIT = 0.87
"""How well the kanji of names must fit that the recogniser alone is believed. In a face made of dots, on a fax or in a
photograph they fit worse (medians of a page 0.68 to 0.87), and there it takes other kanji for them with confidence."""
TOLD_MARGIN = 0.1
"""By which drawings and model together must prefer a variant, all places of a surname on a page taken together, for it
to be certain. Of 109 surnames with a variant on pages from fax, camera and scanner the right one led on all, by 0.05 at
least; pages of one fax that had filled the strokes of 高 said 髙 by up to 0.07."""
EXACT_FIT, EXACT_MARGIN = 0.93, 0.04
"""How well a glyph fits, the best of a surname, where its own face is among the drawings, and by which a variant must
be preferred there: from a fit of 0.92 on drawings preferred a wrong one by 0.02 at most."""
ALIKE_SLACK = 0.01
"""By how little a character that looks like the one read may fit better, and be put down to the print."""
TRAIT_WEIGHT = 0.01
"""What the odds of what parts the variants count beside the likenesses. Of 3,800 damaged glyphs in faces not trained
on 1.4 % fit a wrong variant better with them and 2.9 % without; 67.2 and 65.0 % were told, one and three wrongly."""
AGREED_LEAD = 0.02
"""By which the model must prefer a variant to all other characters where what parts the variants in all faces has no
doubt of it. Of 2,530 damaged glyphs in 22 faces that nothing here was trained on they said so of 2,011, never wrongly,
and of 6,020 in 50 faces, each told without its relatives, of 4,966, of which eleven were wrong, and three where
drawings preferred that one, too; of 9,470 pairs of a face no two were."""
OFFERED_MARGIN = 0.3
"""Rivals up to this far behind are offered to the clerk."""


@dataclass(frozen=True, slots=True)
class Evidence(Likeness):
    """What all who compare a glyph with its variants say together.

    Attributes:
        drawn: the one that drawings alone prefer.
        agreed: the one of which neither the model of single glyphs nor what parts the variants has a doubt; empty where
            one has, or they differ.
    """

    drawn: str = ""
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """One glyph to be told: which entry, which segment of it, which character, and what the pixels say.

    Attributes:
        proven: the variant that it is by what agrees on it, whatever the drawings say, among which its face may not be.
        guessed: where it is like none, the one that the other places of its surname are for certain.
    """

    entry: int
    segment: int
    index: int
    key: tuple[str, int, int]
    likeness: Evidence | None
    proven: str = ""
    guessed: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it is like one of its group at all."""
        return self.likeness is not None and self.likeness.fit >= MIN_LIKENESS

    @property
    def variant(self) -> str:
        """The variant that it is most likely; empty where it is like none."""
        return self.proven or (self.likeness.best if self.is_whole else self.guessed)

    @property
    def is_told(self) -> bool:
        """Whether it is that one for certain."""
        return bool(self.proven) or (self.is_whole and is_told(self.likeness))

    @property
    def agreed(self) -> str:
        """What model and traits agree on, if anything."""
        return self.likeness.agreed if self.likeness else ""


def spell_names(entries: Sequence[Entry], page: Page) -> list[Entry]:
    """The entries with the names respelt, with other spellings as candidates, and marked where they are not firm."""
    surnames = _surnames(entries)
    places = [
        _Place(number, at, index, _key(entry, at, index, surnames), likeness_of(picture, group))
        for number, entry in enumerate(entries)
        if entry.kind is Kind.NAME
        for at, segment in enumerate(entry.value.segments)
        for index, (glyph, picture) in enumerate(zip(segment.glyphs, glyphs_of(page, segment), strict=True))
        if (group := groups().get(glyph.text))
    ]
    places = [_with_others(place, places) for place in places]
    fits = [place.likeness.fit for place in places if place.likeness]
    told = [_doubted(entry, page, fits) if entry.kind is Kind.NAME else entry for entry in entries]
    for number in sorted({place.entry for place in places}):
        mine = [place for place in places if place.entry == number]
        told[number] = _respell(told[number], mine)
    clear = bool(fits) and median(fits) >= CLEAR_FIT
    return [entry if clear or not _has_kanji_or_kana(entry) else replace(entry, shaky=True) for entry in told]


def _has_kanji_or_kana(entry: Entry) -> bool:
    """Whether it is a name that the faces tell something of: letters are hardly ever taken for others."""
    return entry.kind is Kind.NAME and any(FIRST_KANA <= char < FULL_WIDTH for char in entry.value.value)


FIRST_KANA, FULL_WIDTH = "\u3005", "\uff00"
"""Where kana and kanji begin, and where letters of full width do."""


def _doubted(entry: Entry, page: Page, fits: list[float]) -> Entry:
    """A name with a character that others look like is firm only where its pixels, too, say that it is this one.

    Unlike variants they are never put in its place: the recogniser knows them all, and is right far more often.

    Args:
        fits: how well each glyph fits is added to it.
    """
    candidates = []
    for at, segment in enumerate(entry.value.segments):
        for index, (glyph, picture) in enumerate(zip(segment.glyphs, glyphs_of(page, segment), strict=True)):
            group = look_alikes().get(glyph.text)
            if group is None or glyph.text in groups():
                continue
            likeness = compare(picture, group)
            if likeness is None:
                continue  # 一 and 二 are too flat to compare
            fits.append(likeness.fit)
            entry = replace(entry, shaky=entry.shaky or likeness.fit < CLEAR_FIT)
            if likeness.fit >= FIRM_FIT and dict(likeness.ranking).get(glyph.text, -1.0) >= -ALIKE_SLACK:
                continue
            for rival in [member for member, lead in likeness.ranking[:3] if member != glyph.text][:2]:
                segments = list(entry.value.segments)
                segments[at] = _with(segment, index, rival)
                candidates.append(respelt(entry.value, segments).value)
            entry = replace(entry, firm=False)
    return replace(entry, candidates=(*entry.candidates, *dict.fromkeys(candidates)))


def likeness_of(picture: np.ndarray, group: str) -> Evidence | None:
    """What drawings, the model of single glyphs and what parts the variants say together of a glyph."""
    drawn, (seen,) = compare(picture, group), look([picture])
    if drawn is None or seen is None:
        return drawn and Evidence(drawn.ranking, drawn.fit, drawn.best)
    parted = odds(picture, group)
    evidence = {
        member: lead + seen.of(member) + TRAIT_WEIGHT * parted.get(member, 0.0) for member, lead in drawn.ranking
    }
    return replace(_ranked(evidence, drawn.fit), drawn=drawn.best, agreed=_agreed(seen, parted))


def _agreed(seen: Seen, parted: Mapping[str, float]) -> str:
    best = max(parted, key=parted.__getitem__, default="")
    clear = all(said <= -MOST_ODDS for member, said in parted.items() if member != best)
    return best if best and clear and seen.lead(best) >= AGREED_LEAD else ""


def _ranked(evidence: Mapping[str, float], fit: float) -> Evidence:
    best = max(evidence.values())
    ranking = sorted(((member, value - best) for member, value in evidence.items()), key=lambda row: -row[1])
    return Evidence(tuple(ranking), fit)


def _with_others(place: _Place, places: Sequence[_Place]) -> _Place:
    """A place of a surname with what all places of it on the page say together, unless it says another for certain.

    Given names of one household may differ in a variant only (德次, 徳次): of these each counts alone.
    """
    in_surname = place.key[2] == 0
    same = [other for other in places if other.key == place.key] if in_surname else [place]
    denied = place.is_whole and is_told(place.likeness)
    if (variant := _proven(same)) and not (denied and place.likeness.best != variant):
        return replace(place, proven=variant)
    others = [other.likeness for other in same if other.is_whole]
    if not in_surname or len(others) < 1 + place.is_whole:
        return place
    own = place.likeness
    members = set.intersection(*({member for member, _ in each.ranking} for each in others))
    if len(members) < 2:
        return place
    evidence = {member: mean(dict(each.ranking)[member] for each in others) for member in members}
    together = _ranked(evidence, max(each.fit for each in others))
    if not place.is_whole:
        return replace(place, guessed=together.best) if is_told(together) else place
    return place if is_told(own) and own.best != together.best else replace(place, likeness=together)


def _proven(same: Sequence[_Place]) -> str:
    """The variant that model and traits agree on in two places of a surname, or in one where drawings say so as well;
    empty where nowhere, or where they agree on another one elsewhere."""
    agreeing = [place for place in same if place.agreed]
    if len({place.agreed for place in agreeing}) != 1:
        return ""
    own = agreeing[0].agreed
    return own if len(agreeing) > 1 or agreeing[0].likeness.drawn == own else ""


def _respell(entry: Entry, mine: Sequence[_Place]) -> Entry:
    segments, spelt = list(entry.value.segments), True
    # What is told by other places only may be no such character at all.
    shaky = entry.shaky or any(place.proven and not (place.is_whole or place.agreed) for place in mine)
    rivals: list[tuple[float, _Place, str]] = []
    for place in mine:
        spelt = spelt and place.is_told
        if not place.variant:
            continue
        segments[place.segment] = _with(segments[place.segment], place.index, place.variant)
        others = [row for row in place.likeness.ranking if row[0] != place.variant] if place.likeness else []
        rivals += [(-lead, place, rival) for rival, lead in others if -lead < OFFERED_MARGIN]
    value = respelt(entry.value, segments)
    candidates = list(entry.candidates)
    for _, place, rival in sorted(rivals, key=lambda row: row[0]):
        other = list(segments)
        other[place.segment] = _with(other[place.segment], place.index, rival)
        candidates.append(respelt(value, other).value)
    candidates = tuple(dict.fromkeys(candidates))
    return replace(entry, value=value, firm=entry.firm and spelt, spelt=spelt, shaky=shaky, candidates=candidates)


def is_told(likeness: Likeness) -> bool:
    """Whether drawings, model and what parts the variants tell a glyph for certain together."""
    least = EXACT_MARGIN if likeness.fit >= EXACT_FIT else TOLD_MARGIN
    return likeness.margin >= least and likeness.fit >= FIRM_FIT


def is_firm(likeness: Likeness) -> bool:
    """Whether drawings alone tell a glyph for certain."""
    return likeness.margin >= FIRM_MARGIN and likeness.fit >= FIRM_FIT


def _key(entry: Entry, at: int, index: int, surnames: Collection[str]) -> tuple[str, int, int]:
    """The surname or given name that a character stands in, variants folded, its place in it and where that begins.

    Args:
        surnames: those of the page, variants folded: a name without a blank that begins with one has it, too.
    """
    texts = ["".join(glyph.text for glyph in segment.glyphs) for segment in entry.value.segments]
    place, start = sum(map(len, texts[:at])) + index, 0
    words = entry.value.value.split()
    if "".join(words) != "".join(texts):  # what was read is not what is said: each segment is by itself
        words = texts
    if len(words) == 1:
        end = max((len(each) for each in surnames if _folded(words[0]).startswith(each)), default=0)
        words = [word for word in (words[0][:end], words[0][end:]) if word]
    for word in words:
        if place < start + len(word):
            break
        start += len(word)
    return _folded(word), place - start, start


def _surnames(entries: Sequence[Entry]) -> frozenset[str]:
    """The surnames of names in two parts, variants folded."""
    names = (entry.value.value.split() for entry in entries if entry.kind is Kind.NAME)
    return frozenset(_folded(parts[0]) for parts in names if len(parts) > 1)


def _folded(text: str) -> str:
    return "".join(groups().get(char, char)[0] for char in text)


def _with(segment: Segment, index: int, text: str) -> Segment:
    glyphs = list(segment.glyphs)
    glyphs[index] = replace(glyphs[index], text=text)
    return replace(segment, glyphs=tuple(glyphs))
