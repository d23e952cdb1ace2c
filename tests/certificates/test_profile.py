"""A key of the ring signs certificates, and whoever holds it gets nothing else out of it."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from zairyu.certificates.keys import profile
from zairyu.proof.signing import ES256, KeyInMemory, raw, verifies

ASKED = {
    "exchange": (ec.ECDH(), ec.generate_private_key(ec.SECP256R1()).public_key()),
    "private_numbers": (),
    "private_bytes": (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
}


@pytest.fixture
def hand():
    return profile._Hand(KeyInMemory(ec.generate_private_key(ec.SECP256R1())))


def test_it_signs(hand):
    assert verifies(hand.public_key(), raw(hand.sign(b"certificate", ES256)), b"certificate")


@pytest.mark.parametrize("asked", ASKED)
def test_it_does_nothing_else(hand, asked):
    with pytest.raises(profile.OnlySigns, match=asked):
        getattr(hand, asked)(*ASKED[asked])
