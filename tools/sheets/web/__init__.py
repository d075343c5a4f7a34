"""Certificates as web pages: layouts at random in the manner of a browser, laid out by Chromium and never drawn.

They have nothing in common with ``tools/sheets/invented`` but the households. Numbers below 1,000 may be looked at and
measured with; the learned arranger learns from those above.
"""

from __future__ import annotations

from collections.abc import Iterable

from tools.sheets.canvas import Rule, Run
from tools.sheets.paper import Paper
from tools.sheets.web.browser import measure
from tools.sheets.web.household import Sheet
from tools.sheets.web.page import Writer

PX = 300 / 96
"""Pixels of a sheet to one of CSS."""
SPREAD = 1.15
"""Text this much wider than its characters is spread."""


def papers(numbers: Iterable[int]) -> list[Paper]:
    """The certificates of these numbers, one page each, as plans; one start of Chromium for all."""
    sheets = [Writer(number).write() for number in numbers]
    return [laid_out(sheet, told) for sheet, told in zip(sheets, measure([s.markup for s in sheets]), strict=True)]


def laid_out(sheet: Sheet, told: dict) -> Paper:
    """A sheet's paper with what stands where, as ``measure.js`` tells it."""
    paper = sheet.paper
    paper.size = tuple(round(edge * PX) for edge in told["size"])
    for text, *edges, size, path in told["texts"]:
        left, top, right, bottom = (edge * PX for edge in edges)
        middle, em = (top + bottom) / 2, size * PX
        run = Run(text, left, middle - em / 2, right, middle + em / 2, em)
        paper.runs += _characters(run)
        if path in sheet.values:
            paper.note(path, sheet.values[path], tuple(round(edge) for edge in (left, top, right, bottom)))
    paper.rules += dict.fromkeys(Rule(*(round(edge * PX) for edge in rule[:4]), rule[4]) for rule in told["rules"])
    return paper


def _characters(run: Run) -> list[Run]:
    """Text whose characters are spread as one run each."""
    from forms.certificate.runs.segments import width_em

    widths = [width_em(char) * run.em for char in run.text]
    step = (run.right - run.left - sum(widths)) / len(widths)
    if len(widths) < 2 or run.right - run.left < SPREAD * sum(widths):
        return [run]
    found, left = [], run.left
    for char, wide in zip(run.text, widths, strict=True):
        if not char.isspace():
            found.append(Run(char, left, run.top, left + wide, run.bottom, run.em))
        left += wide + step
    return found
