"""An export that is carried away: off by default, sealed only, opened with its passphrase, and written down."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from base.trouble import Trouble
from db import export_commands, recipients
from db.crypto import KeyRing
from db.media import is_removable
from db.sealed_files import ENDING, MAGIC, seal, unseal
from db.store import Store
from forms.actions import ActionType
from tests.db.carried import PASSPHRASE, make_cheap, new_place
from tests.db.made import NAMES, action, submitted


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    make_cheap(monkeypatch)


@pytest.fixture
def place(tmp_path: Path) -> tuple[str, Path]:
    """A store with one filed visit."""

    def put(store: Store) -> None:
        actions, pages = submitted()
        store.add(actions, pages=pages)
        for type in (ActionType.TAKE, ActionType.FILE):
            store.add([action(actions[0].visit_id, type, actor="clerk:a")])

    return new_place(tmp_path, put)


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that says that it can be pulled out."""
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(export_commands, "is_removable", lambda each: each == folder)
    return folder


def last_line(place: tuple[str, Path]):
    with Store.open(place[0], KeyRing.load(place[1])) as store:
        return [each for each in store.audit.lines() if each.act == "export"][-1]


def test_nothing_goes_onto_a_stick_unless_the_office_wants_it(place, stick: Path) -> None:
    for removable, passphrase, id in (
        (False, None, "export_removable"),
        (False, PASSPHRASE, "export_removable"),
        (True, None, "export_unsealed"),
    ):
        with pytest.raises(Trouble) as caught:
            export_commands.export(*place, stick, removable=removable, passphrase=passphrase)
        assert caught.value.id == id
        assert last_line(place).result == id
    assert list(stick.iterdir()) == []
    # Nothing was marked as taken over: the batch is still to come.
    assert export_commands.export(*place, stick, removable=True, passphrase=PASSPHRASE)["visits"] == 1


def test_sealed_on_the_stick_and_opened_elsewhere(place, stick: Path, tmp_path: Path) -> None:
    done = export_commands.export(*place, stick, format="json", removable=True, passphrase=PASSPHRASE)
    (file,) = stick.iterdir()
    assert (str(file), file.stat().st_mode & 0o777) == (done["file"], 0o600)
    content = file.read_bytes()
    for name in NAMES:
        assert name.encode() not in content
    line = last_line(place)
    assert line.result == "done"
    assert {name: line.detail[name] for name in ("visits", "sealed", "removable")} == {
        "visits": 1, "sealed": True, "removable": True,
    }  # fmt: skip
    away = tmp_path / "away"
    away.mkdir()
    opened = Path(export_commands.open_sealed(file, away, PASSPHRASE)["folder"])
    assert opened == away / file.name.removesuffix(ENDING)
    assert json.loads((opened / "export.json").read_text("utf-8"))["visits"][0]["fields"]["members[0].name"]
    clear = tmp_path / "clear"
    clear.mkdir()
    again = export_commands.export(*place, clear, format="csv", batch=done["batch"])
    assert Path(again["folder"]).is_dir()


def test_wrong_words_and_altered_files_open_nothing(tmp_path: Path) -> None:
    content = seal({"a.csv": b"x" * 100}, PASSPHRASE)
    assert unseal(content, PASSPHRASE) == {"a.csv": b"x" * 100}
    with pytest.raises(Trouble, match="sealed_wrong"):
        unseal(content, PASSPHRASE + " ")
    for at in range(0, len(content), 29):
        altered = bytearray(content)
        altered[at] ^= 1
        with pytest.raises(Trouble, match="sealed_(wrong|unreadable)"):
            unseal(bytes(altered), PASSPHRASE)
    for foreign in (b"", MAGIC.encode(), b"PK\x03\x04", content.replace(b"1024", b"9999999")):
        with pytest.raises(Trouble, match="sealed_unreadable"):
            unseal(foreign, PASSPHRASE)
    with pytest.raises(Trouble, match="passphrase_short"):
        seal({}, "short")
    with pytest.raises(Trouble, match="sealed_unreadable"):
        export_commands.open_sealed(tmp_path / "none", tmp_path, PASSPHRASE)


def test_sealed_for_a_key_opens_with_its_other_half_only(place, stick: Path, tmp_path: Path) -> None:
    made = recipients.make(tmp_path / "register")
    private, public = Path(made["private"]), Path(made["public"])
    assert private.stat().st_mode & 0o777 == 0o600
    assert made["key"] in public.read_text() and made["key"] not in private.read_text()
    done = export_commands.export(*place, stick, format="json", removable=True, recipient=public)
    assert last_line(place).detail["sealed"] is True
    content = Path(done["file"]).read_bytes()
    assert not any(name.encode() in content for name in NAMES)
    (tmp_path / "away").mkdir()
    opened = export_commands.open_sealed(Path(done["file"]), tmp_path / "away", private)
    assert "髙橋" in (Path(opened["folder"]) / "export.json").read_text("utf-8")
    recipients.make(tmp_path / "other")
    for secret, id in (
        (tmp_path / "other", "sealed_wrong"),
        (PASSPHRASE, "sealed_wrong"),
        (public, "recipient_unreadable"),
        (tmp_path / "none", "recipient_unreadable"),
    ):
        with pytest.raises(Trouble, match=id):
            export_commands.open_sealed(Path(done["file"]), tmp_path / "again", secret)
    with pytest.raises(Trouble, match="recipient_unreadable"):  # nobody seals for a key that stays elsewhere
        export_commands.export(*place, stick, removable=True, recipient=private)
    with pytest.raises(Trouble, match="output_exists"):
        recipients.make(tmp_path / "register")
    (tmp_path / "half.pub").touch()
    with pytest.raises(Trouble, match="output_exists"):
        recipients.make(tmp_path / "half")
    assert not (tmp_path / "half").exists()


def test_a_byte_altered_of_what_is_sealed_for_a_key_opens_nothing(tmp_path: Path) -> None:
    recipients.make(tmp_path / "k")
    private = recipients.load_private(tmp_path / "k")
    public = recipients.load_public(tmp_path / "k.pub")
    content = seal({"a.csv": b"x" * 100}, public)
    assert unseal(content, private) == {"a.csv": b"x" * 100}
    assert content != seal({"a.csv": b"x" * 100}, public)
    with pytest.raises(Trouble, match="sealed_wrong"):
        unseal(seal({"a.csv": b"x"}, PASSPHRASE), private)
    for at in range(0, len(content), 7):
        altered = bytearray(content)
        altered[at] ^= 1
        with pytest.raises(Trouble, match="sealed_(wrong|unreadable)"):
            unseal(bytes(altered), private)
    start = content.index(b'"sender": "') + 11
    nobody = content[:start] + b"0" * 64 + content[start + 64 :]
    with pytest.raises(Trouble, match="sealed_wrong"):
        unseal(nobody, private)


@pytest.mark.parametrize(
    ("device", "removable", "expected"),
    [
        ("pci0000:00/ata1/block/sda/sda1", "0", False),
        ("pci0000:00/usb2/2-1/block/sdb/sdb1", "0", True),
        ("pci0000:00/mmc0/block/mmcblk0/mmcblk0p1", "1", True),
        (None, None, False),
    ],
    ids=["disk", "usb", "card", "memory"],
)
def test_what_can_be_pulled_out(tmp_path: Path, device: str | None, removable: str, expected: bool) -> None:
    number = tmp_path.stat().st_dev
    links = tmp_path / "sys" / "dev" / "block"
    links.mkdir(parents=True)
    if device:
        real = tmp_path / "sys" / "devices" / device
        real.mkdir(parents=True)
        (real.parent / "removable").write_text(f"{removable}\n")
        (links / f"{os.major(number)}:{os.minor(number)}").symlink_to(real)
    assert is_removable(tmp_path, tmp_path / "sys") is expected
