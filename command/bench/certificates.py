"""Reading certificates: ours beside plain engines with the same label matching, on the corpus's validation part.

The sheets are drawn by ``tools/sheets`` when they are needed, so this bench runs from the source tree only. No rule and
no model of ours was tuned on them.
"""

from __future__ import annotations

import os
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from base.trouble import Trouble
from command.bench.alone import Alone, Read, Values, kakanai
from command.bench.table import Row, Table, median
from command.bench.whole import one_page
from forms.characters import fold_variants

if TYPE_CHECKING:
    from tools.sheets.corpus import Sample

SHEETS_VARIABLE, SHEETS = "KAKANAI_BENCH_SHEETS", 28
"""How many certificates are read: each of the fourteen layouts twice."""


class _Score:
    """Counts, overall and by field, layout and condition."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.taken: dict[str, list[float]] = defaultdict(list)
        self.processor: dict[str, list[float]] = defaultdict(list)
        self.peak = 0

    def add(self, truth: dict[str, str], read: Values, layout: str, condition: str) -> None:
        """Counts one certificate."""
        for path in truth.keys() | read.keys():
            value, sure = read.get(path, (None, False))
            exact = path in truth and value == truth[path]
            folded = path in truth and value is not None and _folded(value) == _folded(truth[path])
            for group in ("all", f"field {path.split('.', 1)[-1]}", f"layout {layout}", f"condition {condition}"):
                self.counts[group].update(
                    of=path in truth, exact=exact, folded=folded, sure=sure, wrong_sure=sure and not exact
                )

    def took(self, sample: Sample, seconds: float, processor: float) -> None:
        """Seconds a page that one certificate took, by the clock and of the processor."""
        for group in ("all", f"layout {sample.layout}", f"condition {sample.condition}"):
            self.taken[group].append(seconds / len(sample.pictures))
            self.processor[group].append(processor / len(sample.pictures))

    def row(self, who: str, group: str = "all", ours: bool = True) -> Row:
        count = self.counts[group]
        of = max(1, count["of"])
        figures: dict[str, float | int | str] = {
            "values": int(count["of"]),
            "exact": round(count["exact"] / of, 3),
            "folded": round(count["folded"] / of, 3),
        }
        figures |= {"sure": round(count["sure"] / of, 3), "wrong of sure": int(count["wrong_sure"])} if ours else {}
        if group == "all":
            figures["first s"] = round(self.taken[group][0], 1)
        if taken := self.taken[group]:
            # The very first page is told apart.
            later = slice(1 if group == "all" and len(taken) > 1 else 0, None)
            figures["median s a page"] = median(taken[later])
            figures["processor s"] = median(self.processor[group][later])
        if group == "all":
            figures["MB at the peak"] = self.peak
        return Row(who, figures)


def measure() -> Table:
    """The validation part, one certificate after the other, by each reader in a process of its own.

    Raises:
        Trouble: ``demo_samples_missing`` where the corpus is not installed.
    """
    try:
        from tools.sheets.corpus import make
    except ModuleNotFoundError:
        raise Trouble("demo_samples_missing") from None
    from command.bench.plain_reading import peers

    count = int(os.environ.get(SHEETS_VARIABLE, SHEETS))
    samples = [make("validation", number) for number in range(count)]
    ours = _read_by(kakanai, samples)
    rows = [ours.row("kakanai"), one_page()]
    rows += [_read_by(peer, samples).row(who, ours=False) for who, peer in peers()]
    rows += [ours.row(f"kakanai, {group}", group) for group in sorted(ours.counts) if group != "all"]
    pages = sum(len(sample.pictures) for sample in samples)
    return Table("certificates", f"{count} unseen certificates, {pages} pages", tuple(rows))


def _read_by(make: Callable[[], Read], samples: Sequence[Sample]) -> _Score:
    score = _Score()
    with Alone(make) as reader:
        for sample in samples:
            answer = reader.read(sample.pictures)
            score.took(sample, answer.seconds, answer.processor)
            score.add(sample.truth, answer.values, sample.layout, sample.condition)
            score.peak = answer.peak
    return score


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", fold_variants(text)).split())
