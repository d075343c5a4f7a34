"""What the layouts of today's offices share: cells, signatures, words that are no values."""

from __future__ import annotations

from datetime import date

from tools.strangers.case import Case
from tools.strangers.paper import Paper
from tools.strangers.people import data

ABROAD = "nationality status_of_residence period_of_stay stay_until card_number"
INSURED = "health_insurance care_insurance pension child_allowance"
PERSON = "kana name birth_date sex relationship"


def texts(name: str) -> list[str]:
    """One of the lists of :file:`texts_today.toml`."""
    return data("texts_today")[name]


def th(word: str, span: int = 1, rows: int = 1, kind: str = "") -> str:
    return f'<th colspan="{span}" rowspan="{rows}" class="{kind}">{word}</th>'


def td(value: str, span: int = 1, rows: int = 1, kind: str = "") -> str:
    return f'<td colspan="{span}" rowspan="{rows}" class="{kind}">{value}</td>'


def table(rows: list[str], kind: str = "g", columns: int = 0) -> str:
    """A table of those rows; with `columns`, of so many columns of one width."""
    widths = "<colgroup>" + "<col>" * columns + "</colgroup>" if columns else ""
    return f'<table class="{kind}">{widths}' + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def beside(case: Case, which: str) -> str:
    """An address with its building behind it on the same line, where there is one."""
    words = case.show(f"{which}_address")
    building = getattr(case.household, f"{which}_building")
    return words + ("　" + case.show(f"{which}_building") if building else "")


def register(case: Case, index: int) -> tuple[str, str]:
    """本籍 and 筆頭者 as a person's entry shows them: blank for those from abroad."""
    if case.persons[index].foreign:
        return case.blank, case.blank
    return case.show("registered_domicile"), case.show("register_head")


def other_day(case: Case) -> str:
    """A date that is no value: since when somebody is a resident, and the like."""
    rng = case.rng
    return f'<span class="v">{case.manner.date(date(rng.randint(2020, 2024), rng.randint(1, 12), 18))}</span>'


def other_place(case: Case) -> str:
    """An address that is no value: the one before the former one."""
    return f'<span class="v">{case.manner.text(case.rng.choice(texts("elsewhere")))}</span>'


def fine(case: Case, count: int, mark: str = "※") -> str:
    """So many notes in fine print."""
    lines = case.rng.sample(texts("notes"), count)
    return '<div class="note l">' + "".join(f"<div>{mark}{line}</div>" for line in lines) + "</div>"


def signature(case: Case, paper: Paper, bottom: int, labelled: bool = False) -> str:
    """Words of certifying, the date of issue and who signs; `labelled` puts the label before the date.

    `bottom` is the block's distance from the sheet's lower edge in millimetres.
    """
    home, rng = case.household, case.rng
    day = case.show("issued_on")
    if labelled:
        day = f'<span class="l">{case.label("issued_on")}</span>　{day}'
    turn = rng.uniform(-5, 5)
    seal = paper.seal(home.issuer, f"right:{rng.choice((20, 24, 28))}mm;bottom:{bottom - 5}mm;rotate:{turn:.1f}deg")
    gap = rng.choice(("　", "　　", "　　　"))
    return (
        f'<div style="position:absolute;left:18mm;right:32mm;bottom:{bottom}mm"><div class="l">'
        f'{rng.choice(texts("certified"))}</div><div style="display:flex;justify-content:space-between;'
        f'align-items:baseline;margin-top:2.5mm"><div>{day}</div>'
        f'<div style="font-size:12.5pt">{case.show("issuer")}{gap}{home.mayor}</div></div></div>{seal}'
    )


def serial(case: Case, place: str) -> str:
    """The office's number of the sheet, and its section."""
    office = case.rng.choice(texts("offices"))
    return f'<div class="note l" style="position:absolute;{place}">{office}　第{case.rng.randrange(10**5)}号</div>'
