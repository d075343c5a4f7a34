"""Row 32: a canary name goes through everything that the store does, and is in no log, name of a file, or message."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from base import events
from base.trouble import Trouble
from db import audit_commands, backup_commands, commands, export_commands, purge_commands
from db.crypto import KeyRing
from db.outbox import OutboxStore
from db.store import Store
from forms.actions import ActionType
from tests.db.made import NAMES, action, submitted

CANARY = "加奈利亜"


@pytest.mark.expected_log("db.outbox_cut_off", "db.outbox_refused")
def test_a_canary_name_is_only_where_it_belongs(tmp_path: Path, caplog: pytest.LogCaptureFixture, clock) -> None:
    caplog.set_level(logging.DEBUG)
    url, key = f"sqlite:///{tmp_path}/data/k.sqlite", tmp_path / "keys" / "k"
    said: list[object] = [commands.init(url, key)]
    keys, away = KeyRing.load(key), [True]

    def open_store() -> Store:
        if away[0]:
            raise Trouble("store_unreachable", place="-")
        return Store.open(url, keys)

    actions, pages = submitted()
    id = actions[0].visit_id
    with OutboxStore(tmp_path / "outbox" / "k", keys, open_store, retry_s=0.05) as box:
        box.add(actions, pages=pages)
        box.add([action(id, ActionType.HOLD, {"reason": CANARY})])  # will be refused: nobody has taken it
        away[0] = False
        while box.state().waiting:
            pass
        said.append(box.state())
    with Store.open(url, keys) as store:
        store.add([action(id, ActionType.TAKE, actor="clerk:a")])
        store.add([action(id, ActionType.SETTLE, {"path": "members[0].name", "value": CANARY, "old": "x"})])
        store.add([action(id, ActionType.FILE)])
        with pytest.raises(Trouble) as caught:
            store.add([action(id, ActionType.HOLD, {"reason": CANARY})])
        said += [str(caught.value), caught.value.details]
        with pytest.raises(ValueError, match="the audit does not take") as wrong:
            store.record("search", actor="clerk:a", text=CANARY)
        said.append(str(wrong.value))
    place = url, key
    said += [
        export_commands.export(*place, tmp_path, clock=clock),
        backup_commands.backup(*place, tmp_path / "b"),
        backup_commands.restore(f"sqlite:///{tmp_path}/other/k.sqlite", key, tmp_path / "b"),
        commands.check(*place),
        audit_commands.show(*place),
        audit_commands.verify(*place),
        audit_commands.export(*place, tmp_path / "audit.csv"),
    ]
    clock.advance(40 * 86400)
    said.append(purge_commands.purge(*place, 30, clock=clock))
    lines = [events.JsonLines().format(record) for record in caplog.records if record.name == "kakanai"]
    assert len(lines) > 8
    files = [str(file) for file in tmp_path.rglob("*")]
    everything = "\n".join([*map(repr, said), *lines, *files, *(record.getMessage() for record in caplog.records)])
    for name in (CANARY, *NAMES):
        assert name not in everything
        assert json.dumps(name)[1:-1] not in everything or name.isascii()
    # The search would have found it: the export is where it belongs.
    assert CANARY in "".join(file.read_text("utf-8-sig") for file in tmp_path.glob("kakanai-*/utf8.csv"))


def test_control_characters_forge_no_line(tmp_path: Path) -> None:
    with Store.create(f"sqlite:///{tmp_path}/k.sqlite", KeyRing.generate(), origin='a\n{"event": "x"}') as store:
        store.record("view", actor='clerk:a\r\n2  forged\x00\u2028"')
        line = store.audit.lines()[-1]
        assert (line.actor, line.origin) == ("clerk:a__2__forged___", "a___event_:__x__")
    out = tmp_path / "audit.csv"
    key = tmp_path / "keys" / "k"
    commands.init(f"sqlite:///{tmp_path}/data/k.sqlite", key)
    with Store.open(f"sqlite:///{tmp_path}/data/k.sqlite", KeyRing.load(key)) as store:
        store.record("view", actor="clerk:a\n9,forged")
    assert audit_commands.export(f"sqlite:///{tmp_path}/data/k.sqlite", key, out)["lines"] == 2
    assert len(out.read_text("utf-8-sig").splitlines()) == 3
