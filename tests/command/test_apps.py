"""Which way an app gets to its store."""

from __future__ import annotations

from pathlib import Path

import pytest

from base.trouble import Trouble
from command.apps import open_counter
from command.configuration import Configuration, load
from db.crypto import KeyRing
from db.desk import DeskStore
from db.store import Store


@pytest.fixture
def settings(tmp_path: Path) -> Configuration:
    for name in ("keys", "data"):
        (tmp_path / name).mkdir(mode=0o700)
    KeyRing.create(tmp_path / "keys" / "k")
    (tmp_path / "none.toml").write_text("")
    return load(tmp_path / "none.toml").with_values(
        store__data_folder=str(tmp_path / "data"), store__key_file=str(tmp_path / "keys" / "k"), counter__name="窓口2"
    )


def test_a_counter_on_its_own_machine_has_the_store_itself(settings: Configuration) -> None:
    Store.create(settings.store_url, KeyRing.load(settings.key_file)).close()
    with open_counter(settings, Store, "counter:窓口2") as store:
        assert isinstance(store, Store)
    assert not (settings.data_folder / "outbox").exists()


@pytest.mark.expected_log("db.outbox_cut_off")
def test_a_counter_in_front_of_a_server_starts_while_that_is_away(settings: Configuration) -> None:
    away = settings.with_values(store__url="postgresql+psycopg://kakanai@127.0.0.1:1/kakanai")
    with open_counter(away, Store, "counter:窓口2") as store:
        assert isinstance(store, DeskStore)
        with pytest.raises(Trouble) as caught:
            store.accounts.exist()
        assert caught.value.id == "store_unreachable"
        assert caught.value.details["place"] == "127.0.0.1/kakanai"
    assert [file.name for file in (settings.data_folder / "outbox").glob("*.sqlite")] == ["counter-窓口2.sqlite"]
