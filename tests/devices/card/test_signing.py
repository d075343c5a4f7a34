"""A card that signs a challenge: what comes verifies, the PIN is sent once, and the last try is kept."""

from __future__ import annotations

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from base.trouble import Trouble
from devices.card.api import READ_CHUNK_BYTES
from devices.card.mynumber import JPKI_AP, TEXT_AP
from devices.card.signing import EF_AUTH_CERTIFICATE, read_certificate, sign
from devices.card.virtual.engine import VirtualCard
from devices.card.virtual.mynumber import DEMO_PIN
from tests.devices.card.channels import Direct
from tests.devices.card.laid import LaidCards


def test_what_the_card_signs_verifies_with_its_certificate(card: VirtualCard) -> None:
    certificate = read_certificate(Direct(card), READ_CHUNK_BYTES)
    assert certificate == card.applications[JPKI_AP].files[EF_AUTH_CERTIFICATE].content
    key = x509.load_der_x509_certificate(certificate).public_key()
    for challenge in (b"", b"one", bytes(300)):
        key.verify(sign(Direct(card), DEMO_PIN, challenge), challenge, PKCS1v15(), SHA256())
    assert {aid for aid, _file in card.selected if aid != JPKI_AP} == set(), "nothing of the holder is opened"


def test_a_wrong_pin_costs_one_try_of_its_own_counter(card: VirtualCard) -> None:
    channel = Direct(card)
    with pytest.raises(Trouble) as caught:
        sign(channel, "0000", b"x")
    assert (caught.value.id, caught.value.details) == ("auth_pin_wrong", {"tries_left": 2})
    assert card.applications[JPKI_AP].secrets["auth"].sent == 1
    assert card.applications[TEXT_AP].secrets["pin"].sent == 0


@pytest.mark.parametrize(("left", "id"), [(1, "auth_pin_last_try"), (0, "auth_pin_locked")])
def test_the_last_try_is_kept(card: VirtualCard, left: int, id: str) -> None:
    card.applications[JPKI_AP].secrets["auth"].left = left
    with pytest.raises(Trouble, match=id):
        sign(Direct(card), DEMO_PIN, b"x")
    assert card.applications[JPKI_AP].secrets["auth"].sent == 0


@pytest.mark.parametrize("at", range(1, 6))
def test_a_card_pulled_out_signs_nothing(card: VirtualCard, at: int) -> None:
    reader = LaidCards()
    reader.card, reader.pull_at = card, at
    with pytest.raises(Trouble, match="card_removed"):
        reader.sign(DEMO_PIN, b"x")


def test_a_damaged_certificate_is_told(card: VirtualCard) -> None:
    card.applications[JPKI_AP].files[EF_AUTH_CERTIFICATE].content = b"\x04\x82\x00\x10" + bytes(16)
    with pytest.raises(Trouble, match="card_unreadable"):
        read_certificate(Direct(card), READ_CHUNK_BYTES)
