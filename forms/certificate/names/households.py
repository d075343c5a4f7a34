"""A surname in half width, weighed in the lines of all who bear it: ｵｵﾀ five times is オオタ, and hardly ever オオダ.

One line leaves a doubt that its name cannot take away where both are read of it; the lines of a household are pictures
of the same word, and nobody prints it in two ways.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import prod

from forms.certificate.arranging.entries import Entry
from forms.certificate.names.partings import BLANK
from forms.certificate.names.sounded import known_readings
from forms.certificate.names.weighing import weigh
from forms.fields import Kind, name_path
from forms.names.spellings import Sort

MIN_LINES = 2
"""One line alone was weighed before."""
MIN_EACH, MIN_SHARE = 0.9, 0.99
"""Of each of a household's lines, and of all of them together: what damaged one may have damaged the others alike. Of
1,500 households drawn with lines all damaged alike 89 had no line that was certain alone; 58 of these were told, all
rightly, and without the first of the two 31 more, two of them wrongly."""
LEAST_SHARE = 1e-4
"""Of a reading that a line does not offer: it never excludes one."""


def read_alike(entries: Sequence[Entry], names: Mapping[str, str]) -> dict[str, str]:
    """How surnames are read that stand in several lines of half width, where these agree and leave no doubt together.

    Args:
        names: the names of the page by their paths.
    """
    lines: dict[str, list[Counter[str]]] = {}
    for entry in entries:
        name = names.get(name_path(entry.path), "") if entry.kind is Kind.KANA else ""
        if entry.narrow and name.count(BLANK) == 1:
            shares: Counter[str] = Counter()
            for each in weigh(entry.narrow.odds, name):
                shares[each.reading.partition(BLANK)[0]] += each.share
            lines.setdefault(name.partition(BLANK)[0], []).append(shares)
    told = {surname: _agreed(own) for surname, own in lines.items() if len(own) >= MIN_LINES}
    return {
        surname: said for surname, said in told.items() if said and said in known_readings(surname, said, Sort.SURNAME)
    }


def _agreed(lines: Sequence[Counter[str]]) -> str | None:
    """The reading that is likely in each of some lines, and certain in all of them together."""
    every = {said for shares in lines for said in shares}
    together = {said: prod(max(shares[said], LEAST_SHARE) for shares in lines) for said in every}
    best = max(together, key=lambda said: together[said])
    likely = min(shares[best] for shares in lines) >= MIN_EACH
    return best if likely and together[best] >= MIN_SHARE * sum(together.values()) else None
