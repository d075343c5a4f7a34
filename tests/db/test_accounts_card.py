"""An IC card as second factor: only the enrolled key proves anything, nothing is replayed, and all of it is audited."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from base.clock import HeldClock
from base.trouble import Trouble
from db.accounts_card import public_key
from db.accounts_secrets import new_totp_secret, totp_code
from db.store import Store
from devices.card.virtual import certificates
from forms.roles import Role
from tests.db.conftest import Home

GOOD = "correct horse battery"
PINS = {"tries_left": 2}


@pytest.fixture
def office(home: Home, clock: HeldClock) -> Iterator[Store]:
    with Store.create(home.url, home.keys, origin="counter:1", clock=clock) as store:
        store.accounts.add("mori", Role.SUPERVISOR, GOOD, actor="it:root")
        store.accounts.add("sato", Role.CLERK, GOOD, actor="clerk:mori")
        yield store


@pytest.fixture(scope="module")
def certificate() -> bytes:
    return certificates.issue(certificates.keys(), 7).auth


def signs_with(key: rsa.RSAPrivateKey, kept: list | None = None) -> Callable[[bytes], bytes]:
    def sign(challenge: bytes) -> bytes:
        made = key.sign(challenge, PKCS1v15(), SHA256())
        if kept is not None:
            kept.append((challenge, made))
        return made

    return sign


@pytest.fixture(scope="module")
def mine() -> Callable[[bytes], bytes]:
    return signs_with(certificates.keys().auth)


def refused(id: str, act, *args, **kwargs) -> Trouble:
    with pytest.raises(Trouble) as caught:
        act(*args, **kwargs)
    assert caught.value.id == id
    return caught.value


def lines(store: Store) -> list[tuple]:
    return [(each.act, each.actor, each.result) for each in store.audit.lines()]


def test_from_the_enrolment_on_the_card_is_asked_for(office, certificate, mine) -> None:
    office.accounts.set_card("sato", GOOD, certificate, mine)
    assert ("account_card", "clerk:sato", "done") in lines(office)
    assert office.accounts.find("sato").has_card
    refused("login_card_needed", office.accounts.log_in, "sato", GOOD)
    assert office.accounts.find("sato").failures == 0
    assert office.accounts.log_in("sato", GOOD, card=mine).name == "sato"
    assert office.accounts.unlock("sato", GOOD).name == "sato"
    assert not office.accounts.find("mori").has_card


def test_another_key_and_an_old_signature_prove_nothing(office, certificate, mine) -> None:
    office.accounts.set_card("sato", GOOD, certificate, mine)
    refused("login_wrong", office.accounts.log_in, "sato", GOOD, card=signs_with(certificates.keys().sign))
    kept: list = []
    office.accounts.log_in("sato", GOOD, card=signs_with(certificates.keys().auth, kept))
    refused("login_wrong", office.accounts.log_in, "sato", GOOD, card=lambda _challenge: kept[0][1])
    refused("login_wrong", office.accounts.log_in, "sato", GOOD, card=lambda _challenge: b"")
    assert kept[0][0].startswith(b"kakanai log-in\x00sato\x00")
    assert office.accounts.find("sato").failures == 2


def test_a_challenge_never_comes_twice(office, certificate) -> None:
    kept: list = []
    sign = signs_with(certificates.keys().auth, kept)
    office.accounts.set_card("sato", GOOD, certificate, sign)
    for _ in range(3):
        office.accounts.log_in("sato", GOOD, card=sign)
    assert len({challenge for challenge, _made in kept}) == 4


def test_the_card_without_the_password_is_nothing(office, certificate, mine) -> None:
    office.accounts.set_card("sato", GOOD, certificate, mine)
    asked: list[bytes] = []
    refused(
        "login_wrong", office.accounts.log_in, "sato", "wrong password 1", card=lambda each: asked.append(each) or b""
    )
    assert not asked, "the card is not even asked"


def test_trouble_with_the_card_is_no_wrong_try(office, certificate, mine) -> None:
    office.accounts.set_card("sato", GOOD, certificate, mine)

    def wrong_pin(_challenge: bytes) -> bytes:
        raise Trouble("auth_pin_wrong", **PINS)

    for _ in range(8):
        assert refused("auth_pin_wrong", office.accounts.log_in, "sato", GOOD, card=wrong_pin).details == PINS
    assert office.accounts.find("sato").failures == 0
    assert lines(office)[-1] == ("login", "clerk:sato", "auth_pin_wrong")
    assert office.accounts.log_in("sato", GOOD, card=mine)


def test_whoever_enrols_shows_what_they_have(office, certificate, mine) -> None:
    refused("login_wrong", office.accounts.set_card, "sato", "wrong password 1", certificate, mine)
    refused(
        "card_key_unusable", office.accounts.set_card, "sato", GOOD, certificate, signs_with(certificates.keys().sign)
    )
    refused("card_key_unusable", office.accounts.set_card, "sato", GOOD, b"no certificate", mine)
    assert not office.accounts.find("sato").has_card
    office.accounts.set_card("sato", GOOD, certificate, mine)
    refused("card_enrolled", office.accounts.set_card, "sato", GOOD, certificate, mine)


def test_a_code_is_asked_for_where_there_is_one_and_then_either_is_enough(
    office, clock: HeldClock, certificate, mine
) -> None:
    secret = new_totp_secret()
    office.accounts.set_totp("sato", secret, totp_code(secret, clock.now()), actor="clerk:mori")
    refused("login_code_needed", office.accounts.set_card, "sato", GOOD, certificate, mine)
    clock.advance(60)
    office.accounts.set_card("sato", GOOD, certificate, mine, totp_code(secret, clock.now()))
    clock.advance(60)
    assert office.accounts.log_in("sato", GOOD, totp_code(secret, clock.now()))
    assert office.accounts.log_in("sato", GOOD, card=mine)
    office.accounts.change_password("sato", GOOD, "another long pass word")
    office.accounts.drop_totp("sato", actor="clerk:mori")
    assert office.accounts.find("sato").has_card


def test_only_a_keeper_takes_it_off(office, certificate, mine) -> None:
    office.accounts.set_card("sato", GOOD, certificate, mine)
    refused("not_allowed", office.accounts.drop_card, "sato", actor="clerk:sato")
    office.accounts.drop_card("sato", actor="clerk:mori")
    assert lines(office)[-1] == ("account_card", "clerk:mori", "done")
    assert office.accounts.log_in("sato", GOOD).name == "sato"


def test_only_a_strong_rsa_key_is_taken(certificate, monkeypatch) -> None:
    assert public_key(certificate)

    class Other:
        def public_key(self):
            return ec.generate_private_key(ec.SECP256R1()).public_key()

    monkeypatch.setattr("db.accounts_card.x509.load_der_x509_certificate", lambda _der: Other())
    refused("card_key_unusable", public_key, certificate)
