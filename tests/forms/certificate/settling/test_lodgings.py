"""With whom somebody lodges: a surname whose variants its glyphs tell."""

from __future__ import annotations

import pytest

from forms.certificate.settling import lodgings
from forms.certificate.settling.lodgings import tell_lodgings
from forms.certificate.shapes.variants import Likeness
from forms.fields import Kind
from tests.forms.certificate.scanned import read


@pytest.mark.parametrize(
    ("said", "lead", "told", "firm", "others"),
    [
        ("髙山様方", 0.2, "髙山様方", True, ()),
        ("高山様方", 0.2, "髙山様方", False, ("高山様方",)),
        ("高山方", 0.05, "高山方", False, ("髙山方",)),
        ("高島荘", 0.05, "高島荘", True, ()),
    ],
)
def test_a_surname_is_certain_where_its_glyphs_say_what_was_read(monkeypatch, said, lead, told, firm, others):
    likeness = Likeness((("髙", 0.0), ("高", -lead)), 0.88)
    monkeypatch.setattr(lodgings, "likeness_of", lambda picture, group: likeness)
    entry, page = read(said, said, Kind.BUILDING, "new_building")
    (entry,) = tell_lodgings([entry], page)
    assert (entry.value.value, entry.firm, entry.candidates) == (told, firm, others)


@pytest.mark.parametrize("said", ["髙山様方", "眞鍋方", "國吉様方"])
def test_glyphs_in_a_face_that_nobody_has_learned_do(said):
    entry, page = read(said, said, Kind.BUILDING, "new_building")
    assert tell_lodgings([entry], page)[0].firm
