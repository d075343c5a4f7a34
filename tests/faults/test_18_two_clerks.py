"""Row 18: two clerks on one visit. The second is told, at every act and on both databases; no update is lost."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from base.trouble import Trouble
from db.store import Store
from forms.actions import ActionType
from tests.db.conftest import Home, home, keys, postgres
from tests.db.made import action, submitted

__all__ = ["home", "keys", "postgres"]  # fixtures

SETTLE = {"path": "new_building", "value": "１号室", "old": "九段サンプルハイツ１０１号室"}
ACTS = {
    ActionType.TAKE: {},
    ActionType.SETTLE: SETTLE,
    ActionType.CHECK_IDENTITY: {"documents": ["licence"]},
    ActionType.HOLD: {"reason": "委任状"},
    ActionType.RETURN: {"reason": "委任状"},
    ActionType.HAND_OVER: {"to": "clerk:c"},
    ActionType.RELEASE: {},
    ActionType.CALL: {"counter": "2"},
    ActionType.FILE: {},
}


@pytest.mark.parametrize("first", ACTS)
@pytest.mark.parametrize("second", ACTS)
def test_the_second_is_told(tmp_path: Path, keys, first: ActionType, second: ActionType) -> None:
    url = f"sqlite:///{tmp_path}/data/k.sqlite"
    with Store.create(url, keys) as one, Store.open(url, keys) as other:
        actions, pages = submitted()
        id = actions[0].visit_id
        one.add(actions, pages=pages)
        seen = one.add([action(id, ActionType.TAKE, actor="clerk:a")], expected_version=4)
        assert other.visit(id).version == seen == 5
        one.add([action(id, first, ACTS[first], actor="clerk:a")], expected_version=seen)
        before = one.actions(id)
        with pytest.raises(Trouble) as caught:
            other.add([action(id, second, ACTS[second], actor="clerk:b")], expected_version=seen)
        assert caught.value.id == "version_conflict"
        assert one.actions(id) == before
        assert "clerk:b" not in {line.actor for line in one.audit.lines(visit_id=id)}


def test_many_at_the_same_moment(home: Home) -> None:
    """Of ten that have seen the same state exactly one goes through, round after round."""
    with home.create() as store:
        actions, pages = submitted()
        id = actions[0].visit_id
        store.add(actions, pages=pages)
        for _round in range(4):
            seen = store.visit(id).version
            answers: list[str] = []
            start = threading.Barrier(10)

            def act(name: int, seen: int = seen, answers: list[str] = answers, start=start) -> None:
                take = action(id, ActionType.TAKE, actor=f"clerk:{name}")
                start.wait(20)
                try:
                    store.add([take], expected_version=seen)
                    answers.append("done")
                except Trouble as trouble:
                    answers.append(trouble.id)

            threads = [threading.Thread(target=act, args=(name,)) for name in range(10)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(60)
            assert sorted(answers) == ["done", *["version_conflict"] * 9]
            assert store.visit(id).version == seen + 1
