"""A supervisor prints the state of the audit at the counter; nobody else is offered it, nor gets it."""

from __future__ import annotations

import pypdfium2
import pytest
import zxingcpp

from base.trouble import Trouble
from db.chain import find_broken
from db.engine import reading
from db.lines import Anchor
from look.buttons import Button


def buttons(at) -> list[str]:
    at.settled()
    account = at.door.work.account
    return [each.accessibleName() for each in account.findChildren(Button) if each.isVisibleTo(account)]


def last(store) -> tuple[str, str, str]:
    line = store.audit.lines()[-1]
    return line.act, line.actor, line.result


def test_a_supervisor_prints_the_anchor_and_it_holds(staff, come, clock, tmp_path) -> None:
    at = come()
    at.log_in("mori")
    at.door.work.head.account.click()
    words = at.door.work.wording("account.anchor")
    assert words in buttons(at)
    at.door.work.account.anchor_asked.emit()
    at.settled()
    assert last(staff) == ("audit_anchor", "clerk:mori", "done")
    (printed,) = (tmp_path / "out").glob("*.pdf")
    with pypdfium2.PdfDocument(printed) as pdf:
        (code,) = zxingcpp.read_barcodes(pdf[0].render(scale=2, grayscale=True).to_pil())
    with reading(staff._engine, staff.place) as connection:
        lines, broken = find_broken(connection, staff._keys, [Anchor.parse(code.text)])
    assert (lines, broken) == (Anchor.parse(code.text).number, [])


def test_a_clerk_is_offered_none_and_gets_none(staff, come, clock) -> None:
    at = come()
    at.log_in("sato")
    at.door.work.head.account.click()
    assert at.door.work.wording("account.anchor") not in buttons(at)
    at.door.work.print_anchor()
    at.settled()
    with pytest.raises(Trouble, match="not_allowed"):
        staff.seen_by("clerk:sato").anchor_page("", clock.now())
    assert last(staff) == ("audit_anchor", "clerk:sato", "not_allowed")
