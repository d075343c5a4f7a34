"""Which tests run in one process when several run side by side: those that share something costly, or one daemon.

pytest-xdist has marks for that (``--dist loadgroup``), which pytest 9.2 makes void without a word: the marks travel in
the attribute ``_nodeid``, which is no longer read. Here the file of a test says where it belongs.
"""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

TOGETHER = {
    "tests/installer/": "package",  # built once
    "tests/e2e/test_demo.py": "visits",  # a visit made once, and one real CUPS for its printing
    "tests/e2e/test_kiosk_": "visits",
    "tests/e2e/test_windows.py": "visits",
    "tests/faults/test_29_": "visits",
    "tests/forms/certificate/test_reader.py": "certificates",  # samples read once
    "tests/forms/certificate/test_blackout.py": "certificates",
    "tests/forms/certificate/test_papers.py": "certificates",
    "tests/forms/certificate/test_corpus.py": "certificates",
    "tests/forms/certificate/engines/test_models.py": "models",
    "tests/forms/preentry/": "browser",  # started once
    "tests/faults/test_27_": "compositor",
    "tests/faults/test_21_power_cut.py": "power",
    "tests/faults/test_17_": "cut server",
    "tests/db/test_server": "server",
    "tests/db/test_accounts_card.py": "signing card",
    "tests/kiosk/test_guidance.py": "guidance",
    "tests/forms/paper/test_fill.py": "forms",
    "tests/forms/test_card_number.py": "fronts",
    "tests/devices/card/test_reader.py": "card reader",  # each of these groups: one private world, one pcscd
    "tests/devices/card/test_": "card programs",
    "tests/faults/test_01_": "card service",
    "tests/faults/test_02_": "card service",
    "tests/faults/test_03_": "pulled cards",
    "tests/faults/test_04_": "unreadable cards",
    "tests/faults/test_05_": "unreadable cards",
    "tests/faults/test_06_": "hanging cards",
}
"""How the path of a file begins → what its tests have in common. The costly ones begin first, in this order."""
_PLACE = {name: place for place, name in enumerate(dict.fromkeys(TOGETHER.values()))}


def group_of(nodeid: str) -> str | None:
    """What a test belongs to, if to anything."""
    return next((name for begin, name in TOGETHER.items() if nodeid.startswith(begin)), None)


def costly_first(items: list[pytest.Item]) -> None:
    """Puts the groups first, so that none of them begins when everything else has ended; the rest stays shuffled."""
    items.sort(key=lambda item: _PLACE.get(group_of(item.nodeid) or "", len(_PLACE)))


class Together(LoadScopeScheduling):
    """Gives a group to one process as a whole, and every other test to whichever is free."""

    def __init__(self, config: pytest.Config, log: object = None) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def mark_test_complete(self, node: WorkerController, item_index: int, duration: float = 0) -> None:
        """Notes that a test has ended, and forgets the groups that are through: each test would count them again."""
        super().mark_test_complete(node, item_index, duration)
        units = self.assigned_work[node]
        for scope in [scope for scope, tests in units.items() if all(tests.values())]:
            del units[scope]

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid) or nodeid
