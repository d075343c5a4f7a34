"""Who does not move leaves no gap on the paper."""

from __future__ import annotations

from datetime import datetime

from base.clock import JAPAN
from forms.fusing import Confirmation, fuse
from forms.movers import closed_up, staying_rows
from forms.reading import ReadField, Reading, Source

NOW = datetime(2026, 11, 21, 10, 24, tzinfo=JAPAN)
NAMES = ("山田　一", "山田　二", "山田　三")


def fields(*staying: int) -> dict:
    said = [(f"members[{row}].name", name) for row, name in enumerate(NAMES)]
    said += [(f"members[{row}].birth_date", f"198{row}-01-01") for row in range(3)] + [("phone", "03-0000-0000")]
    reading = Reading(Source.PRE_ENTRY, tuple(ReadField(path, value, value) for path, value in said))
    decided = {f"members[{row}].name": Confirmation("", Source.VISITOR, "kiosk:1", NOW) for row in staying}
    return fuse([reading], decided, "moving_in")


def test_everybody_moves_unless_somebody_says_otherwise():
    assert staying_rows(fields()) == frozenset()
    assert closed_up(fields()) == fields()


def test_those_below_move_up_with_all_that_is_theirs():
    moved = closed_up(fields(0, 1))
    assert staying_rows(fields(0, 1)) == {0, 1}
    assert moved["members[0].name"].value == NAMES[2] and moved["members[0].birth_date"].value == "1982-01-01"
    assert all(path == each.path for path, each in moved.items())
    assert not [path for path in moved if path.startswith(("members[1]", "members[2]"))]
    assert moved["phone"].value == "03-0000-0000"
