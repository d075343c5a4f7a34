"""Labels that a city put together itself: what they end in says what they name, and what comes before says whose."""

from __future__ import annotations

from base.remembered import remembered
from forms.certificate.words.catalogue import words
from forms.certificate.words.numbering import BULLETS

LONGEST = 16
"""A label has no more characters than this; what is longer is a sentence."""


@remembered
def composed(text: str) -> str | None:
    """The label of the catalogue that means the same as a text that it has not got; None where no rule tells.

    Args:
        text: normalised.
    """
    if len(text) > LONGEST or text[:1] in BULLETS or any(char.isdecimal() or char in "。,:" for char in text):
        return None
    for rule in words().composed:
        end = next((each for each in rule.ends if text.endswith(each)), "")
        before = text.removesuffix(end)
        if end and before and (not rule.has or any(each in before for each in rule.has)):
            return rule.word
    return None
