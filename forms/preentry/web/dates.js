/** Days that exist, in era years and western ones. `eras` are those of forms/dates.py, the newest first. */

const iso = (year, month, day) =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

/** A day of the visitor's own clock as YYYY-MM-DD. */
export function isoOf(date) {
  return iso(date.getFullYear(), date.getMonth() + 1, date.getDate());
}

/** The same day some years earlier or later; 29 February becomes 28. */
export function yearsFrom(day, years) {
  const year = Number(day.slice(0, 4)) + years;
  const month = Number(day.slice(5, 7));
  return iso(year, month, Math.min(Number(day.slice(8)), daysIn(year, month)));
}

export function daysIn(year, month) {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function lastDay(eras, index) {
  if (index === 0) return "9999-12-31";
  const before = new Date(`${eras[index - 1].first}T00:00:00Z`);
  before.setUTCDate(before.getUTCDate() - 1);
  return before.toISOString().slice(0, 10);
}

/** The ways to count years between two days: `{key, first, last, base}`; western first, with key "western". */
export function countings(eras, first, last) {
  const found = [{ key: "western", first, last, base: 0 }];
  eras.forEach((era, index) => {
    const from = era.first > first ? era.first : first;
    const to = lastDay(eras, index) < last ? lastDay(eras, index) : last;
    if (from <= to) found.push({ key: era.key, first: from, last: to, base: Number(era.first.slice(0, 4)) - 1 });
  });
  return found;
}

/** The western years of a counting, the newest first. */
export function yearsOf(counting) {
  const years = [];
  for (let year = Number(counting.last.slice(0, 4)); year >= Number(counting.first.slice(0, 4)); year -= 1) {
    years.push(year);
  }
  return years;
}

/** The months of a western year that lie in a counting. */
export function monthsOf(counting, year) {
  return range(1, 12).filter((month) => {
    return iso(year, month, daysIn(year, month)) >= counting.first && iso(year, month, 1) <= counting.last;
  });
}

/** The days of a month that lie in a counting. */
export function daysOf(counting, year, month) {
  return range(1, daysIn(year, month)).filter((day) => {
    const found = iso(year, month, day);
    return found >= counting.first && found <= counting.last;
  });
}

/** The day as YYYY-MM-DD. */
export function isoDay(year, month, day) {
  return iso(year, month, day);
}

/** The eras that a western year falls in, the older first, each with its year: 1989 is 昭和 64 and 平成 1. */
export function eraYears(eras, year) {
  return eras
    .map((era, index) => ({ key: era.key, year: year - Number(era.first.slice(0, 4)) + 1, last: lastDay(eras, index) }))
    .filter((found) => found.year >= 1 && Number(found.last.slice(0, 4)) >= year)
    .reverse();
}

function range(first, last) {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
