"""A day chosen part by part; only what is possible can be chosen. Plain Python."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from forms.dates import ERAS, Era, era_date


class Part(StrEnum):
    """What is asked for, in this order; an era or, in western years, a decade first."""

    ERA = "era"
    DECADE = "decade"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class DayPicker:
    """How far the choice has come. Each touch gives a new one.

    Attributes:
        first, last: the earliest and the latest day that may be chosen.
        western: whether years are western ones.
        era: in Japanese years.
        decade: the first year of it, in western years.
        year: always western.
        month: 1 to 12.
        day: 1 to 31; once it is there, so is the date.
    """

    first: date
    last: date
    western: bool = False
    era: Era | None = None
    decade: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date | None, first: date, last: date, western: bool = False) -> DayPicker:
        """With a day chosen already, where it is one that may be chosen."""
        made = cls(first, last, western)
        if day is None or not first <= day <= last:
            return made
        era, decade = (None, day.year // 10 * 10) if western else (era_date(day).era, None)
        return replace(made, era=era, decade=decade, year=day.year, month=day.month, day=day.day)

    @property
    def value(self) -> date | None:
        """The date, once all is chosen."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is asked for, in order."""
        return (Part.DECADE if self.western else Part.ERA, Part.YEAR, Part.MONTH, Part.DAY)

    @property
    def part(self) -> Part:
        """What is asked for next; the day where all is chosen."""
        return next((part for part in self.parts if self._chosen(part) is None), Part.DAY)

    def _chosen(self, part: Part) -> Era | int | None:
        return getattr(self, part.value)

    def _range(self) -> tuple[date, date]:
        """The days still possible."""
        first, last = self.first, self.last
        if self.era is not None:
            first = max(first, self.era.first)
            newer = ERAS.index(self.era) - 1
            last = min(last, ERAS[newer].first - timedelta(days=1)) if newer >= 0 else last
        if self.decade is not None:
            first, last = max(first, date(self.decade, 1, 1)), min(last, date(self.decade + 9, 12, 31))
        if self.year is not None:
            first, last = max(first, date(self.year, 1, 1)), min(last, date(self.year, 12, 31))
        if self.year is not None and self.month is not None:
            end = calendar.monthrange(self.year, self.month)[1]
            first = max(first, date(self.year, self.month, 1))
            last = min(last, date(self.year, self.month, end))
        return first, last

    def options(self) -> tuple[Era | int, ...]:
        """What may be chosen for :attr:`part`: eras, first years of decades, western years, months or days."""
        part = self.part
        asked = self.without(part) if part is Part.DAY else self
        first, last = asked._range()
        match part:
            case Part.ERA:
                return tuple(
                    era for at, era in enumerate(ERAS) if era.first <= last and (at == 0 or ERAS[at - 1].first > first)
                )
            case Part.DECADE:
                return tuple(range(last.year // 10 * 10, first.year // 10 * 10 - 1, -10))
            case Part.YEAR:
                return tuple(range(first.year, last.year + 1))
            case Part.MONTH:
                return tuple(range(first.month, last.month + 1))
            case _:
                return tuple(range(first.day, last.day + 1))

    def year_number(self, year: int) -> int:
        """A western year as it is counted here: in the chosen era, or as it is."""
        return year - self.era.first.year + 1 if self.era is not None else year

    def chosen(self, option: Era | int) -> DayPicker:
        """With one of :meth:`options` chosen.

        Raises:
            ValueError: it is none of them.
        """
        if option not in self.options():
            raise ValueError("not an option")
        return replace(self, **{self.part.value: option})

    def without(self, part: Part) -> DayPicker:
        """Asks for this part, and all behind it, again."""
        behind = self.parts[self.parts.index(part) :]
        return replace(self, **{each.value: None for each in behind})

    def counted(self, western: bool) -> DayPicker:
        """The same day in the other way of counting; from the start where none is chosen."""
        return DayPicker.of(self.value, self.first, self.last, western)
