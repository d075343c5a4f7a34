"""Database URLs: what is taken, what is refused, and that passwords stay out of sight."""

from __future__ import annotations

from pathlib import Path

import pytest

from base import texts
from base.trouble import Trouble
from db.place import Place


def test_a_file() -> None:
    place = Place.parse("sqlite:////var/lib/kakanai/kakanai.sqlite")
    assert place.file == Path("/var/lib/kakanai/kakanai.sqlite")
    assert (place.kind, place.name) == ("sqlite", "/var/lib/kakanai/kakanai.sqlite")


def test_a_relative_file_is_made_absolute() -> None:
    assert Place.parse("sqlite:///x.sqlite").file == Path.cwd() / "x.sqlite"


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_a_server(scheme: str) -> None:
    place = Place.parse(f"{scheme}://kakanai:hunter2@db.example:5433/ward")
    assert (place.kind, place.name, place.file) == ("postgresql", "db.example/ward", None)
    assert "hunter2" not in repr(place) + str(place) + place.name + f"{place.url}"


def test_a_server_on_a_socket() -> None:
    assert Place.parse("postgresql://kakanai@/ward?host=/run/postgresql").name == "/run/postgresql/ward"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hunter2",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:////x?mode=memory",
        "sqlite:///file:x",
        "mysql://u:hunter2@h/d",
        "postgresql+psycopg2://u:hunter2@h/d",
        "postgresql://u:hunter2@h",
        "postgresql://u:hunter2@h:notaport/d",
    ],
)
def test_what_is_no_store(url: str) -> None:
    with pytest.raises(Trouble) as caught:
        Place.parse(url)
    assert caught.value.id == "store_url"
    assert "hunter2" not in texts.message(caught.value) + repr(caught.value.details)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
