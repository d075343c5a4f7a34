"""Values as a host's codes: what it prints for them, and the legends that tell what they mean."""

from __future__ import annotations

from datetime import date

from tools.strangers.writing import era_of

ERAS = {"明治": 1, "大正": 2, "昭和": 3, "平成": 4, "令和": 5}
WESTERN = 0
"""Stands for the era where the year is a Western one."""
SEXES = {"male": "1", "female": "2"}
RELATIONSHIPS = {"世帯主": 1, "夫": 11, "妻": 12, "子": 20, "子の夫": 25, "子の妻": 26, "子の子": 31, "同居人": 90}
OTHER = 99


def era_legend() -> str:
    return "　".join(f"{number}:{name}" for name, number in ERAS.items())


def seven(day: date, *, foreign: bool = False) -> str:
    """The era's number, a hyphen, two figures each for year, month and day: ``4-020513``."""
    if foreign:
        return f"{WESTERN}-{day:%Y%m%d}"
    name, _, _, year = era_of(day)
    return f"{ERAS[name]}-{year:02d}{day:%m%d}"


def relationship(word: str) -> str:
    """The code before the word: ``12 妻``."""
    return f"{RELATIONSHIPS.get(word, OTHER):02d} {word}"
