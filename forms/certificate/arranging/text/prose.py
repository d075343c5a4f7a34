"""Text that holds no label in Japanese: sentences, and the English of labels."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from forms.certificate.words.catalogue import words
from forms.certificate.words.numbering import bare


def is_prose(plain: str) -> bool:
    """Whether a normalised text is a sentence, or what a list of advice says: its words are no labels, and it is no
    value."""
    if (desk := _desk().search(plain)) and words().targets.get(bare(plain[: desk.start()])) in words().closed:
        return True
    plain = plain[len(_label_like_prose(plain)) :]
    if len(plain) < MIN_PROSE:
        return False
    return bool(_SENTENCE_END.search(plain)) or any(word in plain for word in words().prose)


def is_example(plain: str) -> bool:
    """Whether a sentence begins an example of how to fill in a form, which has labels and values of nobody's."""
    return any(word in plain for word in words().examples)


MIN_PROSE = 10
"""A shorter text is no sentence, whatever word of one is in it."""
_SENTENCE_END = re.compile("[ぁ-ん]。")
"""What neither a label nor a value has in it: …の方は、届出が必要です。"""


def _label_like_prose(plain: str) -> str:
    """The label that a text begins with which has a word of sentences in it, or nothing: 届け出た日."""
    return next((label for label in _labels_like_prose() if plain.startswith(label)), "")


def warm_up() -> None:
    """Puts the tables together, ahead of the first page."""
    _labels_like_prose()
    _desk()


@cache
def _labels_like_prose() -> tuple[str, ...]:
    every = "\n".join(words().targets)
    some = [word for word in words().prose if word in every]
    labels = [label for label in words().targets if any(word in label for word in some)]
    return tuple(sorted(labels, key=len, reverse=True))


@cache
def _desk() -> re.Pattern[str]:
    """What says at which desk something is to be asked for: 介護保険（長寿社会課）."""
    return re.compile(rf"\([^()]*(?:{'|'.join(map(re.escape, words().desks))})\)?$")


def is_translation(plain: str) -> bool:
    """Whether a normalised text can only be the English of a label."""
    # An accent is dirt: no label has one.
    plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    letters = re.sub("[^a-z]", "", plain.lower())
    strange = re.sub(r"[A-Za-z()./,・'\-]", "", plain)
    return len(letters) >= 3 and not strange and bool(words().translation.fullmatch(letters))
