"""What differs between candidates is marked, character by character."""

from __future__ import annotations

import pytest

from counter.candidates import CandidateButton, Candidates, differing
from counter.field_row import FieldRow
from counter.review import Candidate, Row
from counter.wording import Wording
from forms.fusing import Field, State
from look.tokens import DESK, Look


@pytest.mark.parametrize(
    ("value", "others", "marked"),
    [
        ("髙橋　美﨑", ["髙橋　美﨑", "髙橋　美崎"], {4}),
        ("渡邉\U000e0110　𠮷江", ["渡邉　吉江"], {1, 3}),
        ("同じ", ["同じ"], set()),
        ("１丁目２番", ["１丁目２番１号"], set()),
        ("１丁目２番１号", ["１丁目２番"], {5, 6}),
    ],
)
def test_differing(qapp, value: str, others: list[str], marked: set[int]) -> None:
    assert differing(value, others) == marked


def test_candidates_stand_side_by_side_where_there_is_room(qapp) -> None:
    look = Look(profile=DESK)
    made = Candidates([CandidateButton(each, "証明書", 1, look) for each in ("髙橋　美﨑", "髙橋　美崎")], look)
    assert made.heightForWidth(700) < made.heightForWidth(300)


def test_a_button_says_its_digit_value_and_source(qapp) -> None:
    button = CandidateButton("髙橋　美﨑", "証明書", 2, Look(profile=DESK))
    assert button.accessibleName() == "2 髙橋　美﨑 証明書"


def test_candidates_that_differ_in_a_kanji_carry_its_mj_name(qapp) -> None:
    row = FieldRow(Look(profile=DESK), Wording("ja"))
    path = "members[0].name"
    field = Field(path, "髙橋　愛", State.DOUBTFUL)
    row.show_row(Row(path, field, None, (Candidate("髙橋　愛", ()), Candidate("高橋　愛", ()))), writable=True)
    row.open()
    notes = [button.note for button in row.findChildren(CandidateButton)]
    assert notes[0].endswith("MJ028902") and notes[1].endswith("MJ028901")
