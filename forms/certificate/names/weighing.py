"""Readings in half width weighed against what their name can be read as: ﾔﾏﾀ or ﾔﾏﾀﾞ for 山田.

The model of half-width kana tells how likely each text is in its line, and the tables of names how likely it is to
stand there at all. Where one reading outweighs every other, two things that have nothing to do with each other agree.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from forms.certificate.names.half_width import ALPHABET, decoded
from forms.certificate.names.likelihood import log_likelihoods
from forms.certificate.names.partings import BLANK
from forms.certificate.names.sounded import known_readings
from forms.kana import is_katakana, to_half_width, to_katakana
from forms.names.readings import may_be_read
from forms.names.spellings import Sort

POSSIBLE, OTHER = 0.05, 0.002
"""How likely a reading is that no table has, but that can be shared out among the kanji of the name; and one that
cannot; each against one that a table has."""
MOST, KEPT = 40, 5
"""So many readings of a surname or given name are weighed by themselves, and so many of each together."""
_CLASSES = {char: number for number, char in enumerate(ALPHABET, 1)}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reading and what speaks for it.

    Attributes:
        reading: in full width, surname and given name parted by a blank.
        share: how likely it is that the line says this, 0 to 1, of everything that was weighed.
        known: whether both parts are in the tables, as readings of this name.
        as_read: whether its kana are those that were read, or no less likely in the line.
        contested: whether what was read may be said of this name, or of a part of it beside this reading's other one.
    """

    reading: str
    share: float
    known: bool
    as_read: bool
    contested: bool


def weigh(odds: np.ndarray, name: str, surname: str = "") -> list[Weighed]:
    """The readings that the line may have, the likeliest first.

    Args:
        odds: what the model gives each class at each step.
        name: surname and given name, parted by a blank.
        surname: how the page reads that surname for certain, where another one's line says so.
    """
    parts, written = [to_katakana(part) for part in decoded(odds)[1].split()], name.split(BLANK)
    whole = parts if len(parts) == 2 else ["", ""]
    priors = [
        _priors(part, each, sort) for part, each, sort in zip(whole, written, (Sort.SURNAME, Sort.GIVEN), strict=True)
    ]
    if surname:
        priors[0] = dict.fromkeys(priors[0], OTHER) | {surname: 1.0}
    if len(parts) == 2:
        # Each part beside the other one as read, and then the likeliest ones together.
        priors = [
            _likeliest(odds, priors[0], lambda one: (one, parts[1])),
            _likeliest(odds, priors[1], lambda one: (parts[0], one)),
        ]
    priors = [_with_near(prior, each) for prior, each in zip(priors, written, strict=True)]
    weights = {(one, other): priors[0][one] * priors[1][other] for one in priors[0] for other in priors[1]}
    read = tuple(parts)
    weights.setdefault(read, OTHER * OTHER)
    likely = _likely(odds, list(weights))
    scores = np.array([likely[each] + np.log(weight) for each, weight in weights.items()])
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    found = [
        Weighed(
            BLANK.join(each),
            float(share),
            weight == 1.0,
            "".join(each) == "".join(read) or likely[each] >= likely[read],
            len(each) != 2 or _is_contested("".join(read), each, written, surname),
        )
        for (each, weight), share in zip(weights.items(), shares, strict=True)
    ]
    return sorted(found, key=lambda each: -each.share)


def _likely(odds: np.ndarray, readings: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], float]:
    texts = [" ".join(map(to_half_width, reading)) for reading in readings]
    likely = log_likelihoods(odds, [[_CLASSES[char] for char in text if char in _CLASSES] for text in texts])
    return dict(zip(readings, map(float, likely), strict=True))


def _likeliest(
    odds: np.ndarray, priors: dict[str, float], within: Callable[[str], tuple[str, str]]
) -> dict[str, float]:
    """The few readings of a part that are likeliest."""
    likely = _likely(odds, [within(each) for each in priors])
    order = sorted(priors, key=lambda each: -(likely[within(each)] + np.log(priors[each])))
    return {each: priors[each] for each in order[:KEPT]}


def _priors(part: str, written: str, sort: Sort) -> dict[str, float]:
    """How likely each reading of a surname or given name, and what was read, is before the line is looked at."""
    known = [each for each in sorted(known_readings(written, part, sort)) if _can_be_set(each)][:MOST]
    found = dict.fromkeys(known, 1.0)
    for each in (part, *_near(part)):
        if each and each not in found and is_katakana(each) and _can_be_set(each):
            found[each] = POSSIBLE if may_be_read(written, each) else OTHER
    return found


def _with_near(priors: dict[str, float], written: str) -> dict[str, float]:
    """The readings of a part, and those that no table has and that differ from a known one in a sign of voicing, where
    they can be shared out among the kanji: ナカハラ beside ナカバラ, whatever was read."""
    near = {each for known, weight in priors.items() if weight == 1.0 for each in _near(known)}
    found = sorted(each for each in near - priors.keys() if _can_be_set(each) and may_be_read(written, each))
    return priors | dict.fromkeys(found, POSSIBLE)


def _is_contested(read: str, reading: Sequence[str], written: Sequence[str], surname: str) -> bool:
    """Whether kana without their blank may be said of a name, or of one part of it beside a reading of the other; of a
    surname that the page reads for certain nothing else may be."""
    (first, second), (family, given) = reading, written
    ends = range(1, len(read))
    return (
        (read.startswith(first) and may_be_read(given, read[len(first) :]))
        or (not surname and read.endswith(second) and may_be_read(family, read[: -len(second)]))
        or (not surname and any(may_be_read(family, read[:end]) and may_be_read(given, read[end:]) for end in ends))
    )


def _near(part: str) -> list[str]:
    """The part with one sign of voicing more, less or other: they are small, and characters of their own."""
    narrow, found = to_half_width(part), []
    for at, char in enumerate(narrow):
        if char in "ﾞﾟ":
            found += [narrow[:at] + narrow[at + 1 :], narrow[:at] + ("ﾟ" if char == "ﾞ" else "ﾞ") + narrow[at + 1 :]]
        elif narrow[at + 1 : at + 2] not in ("ﾞ", "ﾟ"):
            found += [narrow[: at + 1] + sign + narrow[at + 1 :] for sign in "ﾞﾟ"]
    return [full for each in found if is_katakana(full := to_katakana(each))]


def _can_be_set(reading: str) -> bool:
    return all(char in _CLASSES for char in to_half_width(reading))
