"""How a city prints what is chosen of a few words: the word alone, or all of them, one of which is ringed or ticked.

A ring is not in a plan; a tick box is what the recogniser makes of it: nothing or a scrap for ☑, 口 for ☐.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from tools.sheets.web.groups import BLANK

OPTIONS = {
    "sex": ("男", "女"),
    "health_insurance": ("有", "無"),
    "pension": ("有", "無"),
    "care_insurance": ("有", "無"),
    "child_allowance": ("有", "無"),
}
PAIRS = (("加入", "未加入"), ("非加入", "加入"), ("該当", "非該当"), ("受給", "非受給"))


@dataclass(frozen=True)
class Choices:
    """A city's manner of choices.

    Attributes:
        kind: ``word`` for the chosen one alone, ``ring`` for all of them, ``tick`` for all of them with boxes.
        between: what stands between them.
        numbered: whether they are counted: 1男 2女.
        ticked, empty: what is seen of both kinds of boxes.
    """

    kind: str
    between: str
    numbered: bool
    ticked: str
    empty: str

    def printed(self, name: str, chosen: str) -> str:
        """What is printed where a word of a field is chosen; any other text is printed as it is."""
        options = OPTIONS.get(name, ())
        options = next((pair for pair in PAIRS if chosen in pair), options)
        if self.kind == "word" or chosen not in options:
            return chosen
        texts = [f"{at + 1}{text}" if self.numbered else text for at, text in enumerate(options)]
        if self.kind == "tick":
            marks = [self.ticked if text == chosen else self.empty for text in options]
            texts = [mark + text for mark, text in zip(marks, texts, strict=True)]
        return self.between.join(texts)


def choose(rng: random.Random) -> Choices:
    """A manner at random; most cities print the word alone."""
    return Choices(
        rng.choices(("word", "ring", "tick"), (72, 16, 12))[0],
        rng.choice(("・", "・", f"{BLANK}・{BLANK}", BLANK, BLANK * 2, "／", " ")),
        rng.random() < 0.15,
        rng.choice(("", "", "", "レ", "☑", "■")),
        rng.choice(("口", "口", "口", "□", "☐", "")),
    )
