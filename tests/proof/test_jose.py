"""Signed JSON is read strictly, and for one purpose only."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc.jwk import ECKey

from zairyu.proof import jose
from zairyu.proof.signing import KeyInMemory, base64url, from_jwk, jwk

OURS, THEIRS = (KeyInMemory(ec.generate_private_key(ec.SECP256R1())) for _ in range(2))
TEXT = jose.sign({"typ": "x+jwt"}, {"a": "在留"}, OURS.sign)


def read(text, typ="x+jwt", key=OURS):
    return jose.verified(text, typ, lambda _signed: key.public).payload


def with_part(place, said):
    parts = TEXT.split(".")
    parts[place] = base64url(said if isinstance(said, bytes) else json.dumps(said).encode())
    return ".".join(parts)


def test_what_was_signed_is_read_again():
    assert read(TEXT) == {"a": "在留"}


@pytest.mark.parametrize(
    ("text", "typ", "key", "reason"),
    [
        pytest.param(TEXT, "y+jwt", OURS, "wrong-type", id="made for another purpose"),
        pytest.param(TEXT, "x+jwt", THEIRS, "bad-signature", id="another's key"),
        pytest.param(with_part(1, {"a": "b"}), "x+jwt", OURS, "bad-signature", id="changed"),
        pytest.param(
            with_part(0, {"alg": "none", "typ": "x+jwt"}), "x+jwt", OURS, "wrong-algorithm",
            id="no algorithm",
        ),
        pytest.param(
            with_part(0, {"alg": "HS256", "typ": "x+jwt"}), "x+jwt", OURS, "wrong-algorithm",
            id="the public key as a secret",
        ),
        pytest.param(
            with_part(0, {"alg": "ES256", "typ": "x+jwt", "crit": ["x"]}), "x+jwt", OURS,
            "wrong-type", id="something critical that nobody knows",
        ),
        pytest.param(with_part(1, b'{"a":1,"a":2}'), "x+jwt", OURS, "malformed", id="twice"),
        pytest.param(with_part(1, b'{"a":NaN}'), "x+jwt", OURS, "malformed", id="no number"),
        pytest.param(with_part(1, b'{"a":' + b"[" * 99 + b"]" * 99 + b"}"), "x+jwt", OURS,
                     "malformed", id="deep"),
        pytest.param(with_part(1, b"[" * 99_999), "x+jwt", OURS, "malformed", id="very deep"),
        pytest.param(with_part(2, b""), "x+jwt", OURS, "bad-signature", id="no signature"),
        pytest.param(TEXT + "=", "x+jwt", OURS, "malformed", id="padding"),
        pytest.param("a" * 300_000, "x+jwt", OURS, "too-large", id="huge"),
        pytest.param("", "x+jwt", OURS, "malformed", id="nothing"),
    ],
)  # fmt: skip
def test_what_is_not_right_is_refused_with_its_reason(text, typ, key, reason):
    with pytest.raises(jose.Refused) as refusal:
        read(text, typ, key)
    assert refusal.value.reason == reason


def test_the_thumbprint_is_that_of_another_library():
    said = jwk(OURS.public)
    assert jose.thumbprint(from_jwk(said)) == ECKey.import_key(said).thumbprint()
