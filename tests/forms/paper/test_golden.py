"""Pictures to compare with: one a form and edge case, grey, 100 dpi, in ``tests/data/paper``.

After a change that is meant: ``KAKANAI_NEW_GOLDENS=1 pytest tests/forms/paper/test_golden.py``, then look at them.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from forms.guide.description import get_guide
from forms.guide.facts import facts_of
from forms.guide.sheet import sheet_data
from forms.guide.walk import procedures
from forms.paper.description import get_form
from forms.paper.fill import fill
from forms.paper.values import FormData

from .conftest import ROOT, sample

GOLDENS = ROOT / "tests/data/paper"
DPI = 100
GREY = 64
"""How far two pixels may differ, of 255, after a slight blur: rasterizers differ in their anti-aliasing."""
PIXELS = 20
"""How many may differ further: one digit for another makes 30."""

CASES = {
    "family": ("move_notification", lambda: sample("moving-in")),
    "virtual": ("move_notification", lambda: replace(sample("moving-in"), virtual=True)),
    "long-names": ("move_notification", lambda: sample("long-names")),
    "rare-characters": ("move_notification", lambda: sample("rare-characters")),
    "six-persons": ("move_notification", lambda: sample("six-persons")),
    "empty": ("move_notification", lambda: FormData({})),
    "guide-sheet": ("guide_sheet", lambda: of_form("guide_sheet")),
    "guide-sheet-zh": ("guide_sheet", lambda: chinese_sheet()),
    "acceptance-notice": ("acceptance_notice", lambda: of_form("acceptance_notice")),
    "acceptance-notice-many": ("acceptance_notice", lambda: many_told()),
    "audit-anchor": ("audit_anchor", lambda: of_form("audit_anchor")),
    "record-copy": ("resident_record_copy", lambda: sample("record-copy")),
}


def of_form(id: str) -> FormData:
    """The sample data that a form brings."""
    return FormData.from_json(json.loads(get_form(id).sample.read_text(encoding="utf-8")))


def many_told() -> FormData:
    """More people than the first page of the letter has lines, of a household that only changes."""
    data = of_form("acceptance_notice")
    more = {f"members[{row}].name": f"佐藤　{row}子" for row in range(3, 12)}
    kept = {path: value for path, value in data.values.items() if path not in ("former_address", "former_building")}
    return replace(data, values={**kept, **more, "kind": "merging_households"}, virtual=True)


def chinese_sheet() -> FormData:
    """A guide sheet in Chinese, which has faces of its own."""
    guide, today = get_guide("chiyoda_like"), date(2026, 11, 21)
    facts = facts_of({"kind": "change_of_address", "moved_on": "2026-11-03"}, today)
    found = procedures(guide, {"belongings": "dog", "foreign": "yes", "health_insurance": "yes"}, facts)
    return sheet_data(guide, found, "zh", today, reception_number="0042")


def pages(pdf: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as opened:
        return [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in opened]


def differing(one: Image.Image, other: Image.Image) -> int:
    """How many pixels differ by more than the tolerance."""
    blurred = [picture.filter(ImageFilter.GaussianBlur(0.8)) for picture in (one, other)]
    return sum(ImageChops.difference(*blurred).histogram()[GREY:])


@pytest.mark.parametrize("name", CASES)
def test_pages_look_as_they_did(name: str) -> None:
    form, data = CASES[name]
    made = pages(fill(form, data()))
    files = [GOLDENS / f"{name}-{number}.png" for number in range(1, len(made) + 1)]
    if os.environ.get("KAKANAI_NEW_GOLDENS"):
        for page, file in zip(made, files, strict=True):
            # 16 greys are enough to compare and keep the files small.
            page.quantize(16).save(file, optimize=True)
    assert sorted(GOLDENS.glob(f"{name}-?.png")) == files
    for page, file in zip(made, files, strict=True):
        with Image.open(file) as golden:
            assert page.size == golden.size
            assert differing(page, golden.convert("L")) <= PIXELS, file.name


def test_comparison_sees_a_missing_tick_and_a_changed_digit() -> None:
    data = sample("moving-in")
    (page,) = pages(fill("move_notification", data))
    for change in ({"kind": ""}, {"members[0].birth_date": "1985-03-15"}, {"members[0].sex": "female"}):
        (other,) = pages(fill("move_notification", replace(data, values={**data.values, **change})))
        assert differing(page, other) > PIXELS, change
