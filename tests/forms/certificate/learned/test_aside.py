"""Text behind a value on its line: another field's value is none of it, what may be its end stays with it."""

from __future__ import annotations

import pytest

from forms.certificate.arranging.places.hits import Hit, Sheet, Spot
from forms.certificate.learned.aside import without_aside
from tests.forms.certificate.lines import EM, segment
from tests.forms.certificate.opinions import told

DOMICILE, PLANNED = "registered_domicile", "planned_on"


@pytest.mark.parametrize(
    ("target", "text", "behind", "seen", "apart"),
    [
        (DOMICILE, "岐阜県高山市花岡町6丁目43番地", "舘野太郎", "register_head", True),
        ("new_address", "岐阜県高山市花岡町6丁目43番地", "舘野方", "new_building", False),
        (DOMICILE, "岐阜県高山市花岡町6丁目", "43番地", "", False),
        (PLANNED, "令和8年9月21日", "以下余白", "", True),
    ],
)
def test_what_stands_behind_a_value(target: str, text: str, behind: str, seen: str, apart: bool) -> None:
    value = segment(text, 100, 0)
    other = segment(behind, value.right + 1.5 * EM, 0)
    sheet = Sheet([Hit(target, segment("本籍", 0, 0), (Spot((value, other)),))])
    kept = without_aside(sheet, told([value, other], [target, seen]))
    assert (kept.hits[0].spots[0].segments == (value,)) is apart
    assert kept.loose == ([other] if apart else [])
