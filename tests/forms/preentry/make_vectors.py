"""Makes tests/data/preentry/vectors.json: what the page's encoder and ours must agree on.

Run ``python -m tests.forms.preentry.make_vectors`` from the checkout, only when the format gets a new version.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import base45

from forms.preentry.framing import split
from forms.preentry.payload import PREFIX, PreEntry, encode
from tools.phone import MADE_AT, preentry

FILE = Path(__file__).parents[2] / "data" / "preentry" / "vectors.json"


def content(entry: PreEntry) -> bytes:
    """The CBOR inside our encoder's text."""
    return zlib.decompress(base45.b45decode(encode(entry).removeprefix(PREFIX)))


def entries() -> dict[str, dict[str, str]]:
    """Name → values: the ends of what a pre-entry can hold."""
    long = {f"members[{n}].name": "".join(chr(0x4E00 + n * 331 + k * 37) for k in range(60)) for n in range(12)}
    return {
        "nothing": {},
        "one choice": {"kind": "moving_in"},
        "last choices": {"kind": "from_abroad", "notifier.relation": "legal_representative"},
        "the sample family": dict(preentry().values),
        "a foreign resident": {
            "kind": "from_abroad",
            "moved_on": "2024-02-29",
            "members[0].name": "NGUYỄN THỊ LAN",
            "members[0].alias": "山田　蘭",
            "members[0].sex": "unknown",
            "members[0].nationality": "ベトナム",
            "members[0].status_of_residence": "技術・人文知識・国際業務",
            "members[0].period_of_stay": "3年",
            "members[0].stay_until": "2029-02-28",
        },
        "texts of 23, 24 and 256 bytes": {
            "former_building": "a" * 23,
            "new_building": "a" * 24,
            "former_address": "あ" * 85 + "a",
        },
        "a large family": long,
    }


def main() -> None:
    rows = [
        {"name": name, "values": values, "cbor": content(PreEntry(bytes(range(16)), *_times(), values)).hex()}
        for name, values in entries().items()
    ]
    texts = [b"", b"A", b"AB", b"Hello!!", b"ietf!", bytes([255]), bytes([255, 255]), bytes(range(256))]
    frames = [PREFIX + "A" * 1200, PREFIX + "A" * 1201, PREFIX + "0123456789ABC:$%" * 200]
    vectors = {
        "made": int(MADE_AT.timestamp()),
        "id": bytes(range(16)).hex(),
        "entries": rows,
        "base45": [{"bytes": each.hex(), "text": base45.b45encode(each).decode()} for each in texts],
        "frames": [{"text": each, "parts": split(each)} for each in frames],
    }
    FILE.write_text(json.dumps(vectors, ensure_ascii=True, indent=1) + "\n", encoding="ascii")


def _times():
    made = PreEntry.make({}, MADE_AT)
    return made.made_at, made.valid_until


if __name__ == "__main__":
    main()
