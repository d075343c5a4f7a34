"""``kakanai read card`` on a live reader: every kind by itself, PIN from standard input, JSON and sentences."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path

import pytest

from base import events
from command.main import main
from devices.card.mynumber import TEXT_AP
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.files import INDIVIDUAL_NUMBER, Holder
from devices.card.virtual.licence import LicenceHolder, licence
from devices.card.virtual.licence_record import licence_record
from devices.card.virtual.mynumber import my_number_card
from devices.card.virtual.others import residence_card, special_residence_card
from devices.card.virtual.residence import ResidenceHolder, first_generation, second_generation
from tests.daemons.cards import VIRTUAL, Table

pytestmark = [
    pytest.mark.daemon,
    pytest.mark.in_world,
    pytest.mark.expected_log(*VIRTUAL, "devices.virtual_in_use"),
]


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Runs the command with these lines on standard input; exit status and standard output."""
    config = tmp_path / "kakanai.toml"
    config.write_text('[devices]\nvirtual = true\ncard_reader = "virtual"\n', encoding="utf-8")

    # The log of the command would take the place of the one that the tests watch, in all tests to come.
    monkeypatch.setattr(events, "start_log", lambda *_: None)

    def run(*words: str, typed: str = "1234\n") -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        status = main(["--config", str(config), "read", "card", *words])
        return status, capsys.readouterr().out

    return run


def values(out: str) -> dict[str, str]:
    return {row["path"]: row["value"] for row in json.loads(out)["fields"]}


def test_a_my_number_card_by_its_pin(table: Table, card: VirtualCard, holder: Holder, say) -> None:
    table.lay(card)
    status, out = say("--json")
    assert status == 0 and values(out)["members[0].name"] == holder.name
    read = json.loads(out)
    assert read["source"] == "mynumber" and "pictures" not in read
    assert read["validity"] == {"certificate": "2030-03-14"}


def test_a_my_number_card_by_what_its_face_shows(table: Table, card: VirtualCard, holder: Holder, say) -> None:
    table.lay(card)
    status, out = say("--by", "number-b-western", "--json", typed="昭和60年3月14日\n2035\n1234\n")
    read = json.loads(out)
    assert status == 0 and values(out)["former_address"] == holder.address
    assert [picture["path"] for picture in read["pictures"]] == ["members[0].name", "former_address"]
    assert read["validity"]["card"] == "2035-03-14"
    assert INDIVIDUAL_NUMBER not in out
    status, out = say("--by", "number-b-era", "--json", typed="昭和60年3月14日\n2035\n1234\n")
    assert status == 3 and json.loads(out)["error"]["id"] == "number_b_wrong"
    assert card.applications[TEXT_AP].secrets["b"].sent == 2, "the other form is not tried"


def test_a_licence_with_its_pictures(table: Table, licence_card: VirtualCard, driver: LicenceHolder, say) -> None:
    table.lay(licence_card)
    status, out = say("--json")
    read = json.loads(out)
    assert status == 0 and read["source"] == "licence" and values(out)["members[0].kana"] == driver.kana
    assert [(each["path"], each["position"]) for each in read["pictures"]] == [("members[0].name", 0)]
    assert {row["path"]: row["sure"] for row in read["fields"]}["members[0].name"] is False


def test_a_licence_on_a_my_number_card(table: Table, holder: Holder, say) -> None:
    card = my_number_card(holder, licence=licence_record(expires_on="2020-01-01"))
    table.lay(card)
    status, out = say("--kind", "licence", "--json", typed="2468\n1234\n")
    read = json.loads(out)
    assert status == 0 and read["source"] == "mynumber" and values(out)["members[0].name"] == holder.name
    assert read["validity"]["licence"] == "2020-01-01" and read["warnings"] == ["licence_expired"]
    status, out = say("--kind", "licence", typed="2468\n1234\n")
    assert status == 0 and "運転免許の有効期限" in out and "有効期限が切れています" in out
    status, out = say("--kind", "licence", "--json", typed="1234\n1234\n")
    error = json.loads(out)["error"]
    assert status == 3 and error["id"] == "licence_record_pin_wrong" and "9" in error["message"]
    assert "licence" not in json.loads(say("--json")[1])["validity"], "by itself it is read as a My Number card"
    table.lay(my_number_card(holder, licence=licence_record(pin=None)))
    assert say("--kind", "licence", "--json", typed="1234\n")[0] == 0, "no PIN of the licence is asked"


def test_sentences_for_people(table: Table, driver: LicenceHolder, say) -> None:
    table.lay(licence(driver, pin1=None, expires_on="2020-01-01"))
    status, out = say("--kind", "licence", typed="")
    assert status == 0 and "有効期限が切れています" in out and "▀" in out and "令和2年1月1日" in out


def test_another_kind_is_refused_by_name(table: Table, card: VirtualCard, say) -> None:
    table.lay(residence_card())
    status, out = say("--kind", "mynumber", "--json")
    assert status == 3 and json.loads(out)["error"]["id"] == "card_is_residence"
    table.lay(card)
    assert json.loads(say("--kind", "licence", "--json")[1])["error"]["id"] == "card_is_mynumber"
    out = say("--kind", "residence", "--json", typed="AA12345678BB\n")[1]
    assert json.loads(out)["error"]["id"] == "card_is_no_residence"
    table.lay(special_residence_card())
    assert json.loads(say("--json", typed="AA12345678BB\n")[1])["error"]["id"] == "card_is_residence_special"


@pytest.mark.parametrize("kind", ["auto", "residence"])
def test_a_residence_card_of_the_second_generation(table: Table, say, kind: str) -> None:
    table.lay(second_generation(ResidenceHolder()))
    status, out = say("--kind", kind, "--json", typed="aa12345678bb\n")
    read = json.loads(out)
    assert status == 0 and read["source"] == "residence_card"
    assert values(out)["members[0].birth_date"] == "1998-07-20"
    assert values(out)["members[0].name"] == "NGUYEN VAN AN"
    doubtful = {row["path"] for row in read["fields"] if not row["sure"]}
    assert doubtful == {"members[0].name", "former_address", "members[0].nationality"}
    assert [row["path"] for row in read["pictures"]] == ["members[0].name", "former_address"]
    assert all(base64.b64decode(row["png"]).startswith(b"\x89PNG") for row in read["pictures"])
    assert read["validity"] == {"card": "2028-04-01"}


def test_a_residence_card_of_the_first_generation(table: Table, say) -> None:
    holder = ResidenceHolder()
    table.lay(first_generation(holder))
    status, out = say("--json", typed="AA12345678BB\n")
    assert status == 0 and values(out)["former_address"] == holder.noted_address
    read = json.loads(out)
    assert [row["path"] for row in read["pictures"]] == ["members[0].name"]
    assert {row["path"]: (row["value"], row["sure"]) for row in read["fields"]} == {
        "members[0].card_number": ("AA12345678BB", True),
        "members[0].name": (holder.name, False),
        "former_address": (holder.noted_address, True),
    }
    status, out = say(typed="AA12345678BB\n")
    assert status == 0 and holder.noted_address in out


def test_the_number_of_a_residence_card(table: Table, say) -> None:
    card = first_generation(ResidenceHolder())
    table.lay(card)
    assert json.loads(say("--json", typed="AB12345678BB\n")[1])["error"]["id"] == "residence_number_wrong"
    commands = card.commands
    for typed in ("\n", "AA123\n"):
        out = say("--kind", "residence", "--json", typed=typed)[1]
        assert json.loads(out)["error"]["id"] == "residence_number_malformed"
    assert card.commands == commands, "no card hears of it"


def test_an_expired_residence_card_is_told(table: Table, say) -> None:
    table.lay(second_generation(ResidenceHolder(expires_on="2020-01-01")))
    assert json.loads(say("--json", typed="AA12345678BB\n")[1])["warnings"] == ["residence_card_expired"]


def test_an_expired_card_is_told(table: Table, holder: Holder, say) -> None:
    table.lay(my_number_card(holder, expires_on="2020-01-01"))
    read = json.loads(say("--by", "number-b-western", "--json", typed="1985-03-14\n2035\n1234\n")[1])
    assert read["warnings"] == ["card_expired"]


def test_no_pin_is_malformed_and_costs_nothing(table: Table, card: VirtualCard, say) -> None:
    table.lay(card)
    assert json.loads(say("--json", typed="\n")[1])["error"]["id"] == "pin_malformed"
    assert card.applications[TEXT_AP].secrets["pin"].sent == 0
