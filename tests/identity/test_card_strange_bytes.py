"""Whatever bytes a stranger sends as certificate and signature: our codes come back, no fault."""

import base64
from contextlib import suppress

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from tests.identity.cards import refused, signed
from tests.identity.leaves import Odd, list_of, sign
from zairyu_card.keys import Key

from zairyu.identity.jpki import attributes, certificate, signature, verify
from zairyu.identity.jpki.codes import CODES, CardRefused
from zairyu.identity.jpki.revocation import lists

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SHARED = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
MESSAGE = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=20),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(some.sampled_from(["key", "certificate", "signature", "x"]), inner)
    ),
    max_leaves=8,
)


def code_of(kind: str, der: bytes, signed: bytes, desk) -> str:
    try:
        verify.verify(kind, verify.Part(der, signed), b"text", desk.at)
    except CardRefused as told:
        return told.code
    return "good"


@SHARED
@given(der=some.binary(max_size=300), signed=some.binary(max_size=300))
def test_random_bytes(desk, der, signed):
    assert code_of("auth", der, signed, desk) == "cert_malformed"


@SHARED
@given(
    place=some.integers(0, 10_000), byte=some.integers(0, 255), kind=some.sampled_from(list(Key))
)
def test_a_real_certificate_with_one_byte_changed_is_never_good(desk, place, byte, kind):
    der = bytearray(desk.card().holdings[kind].certificate)
    place %= len(der)
    if der[place] == byte:
        byte ^= 1
    der[place] = byte
    assert code_of(kind.value, bytes(der), b"", desk) in CODES


@SHARED
@given(cut=some.integers(0, 2000), more=some.binary(max_size=20))
def test_a_certificate_cut_short_or_followed_by_more(desk, cut, more):
    der = desk.card().holdings[Key.AUTH].certificate
    odd = der[:cut] + more
    if odd != der:
        assert code_of("auth", odd, b"", desk) == "cert_malformed"


@SHARED
@given(said=some.lists(MESSAGE, max_size=3))
def test_a_message_of_any_shape(said):
    rows = [one if isinstance(one, dict) else {"key": one} for one in said]
    with refused("message_malformed"):
        verify.parts(rows, ("auth",))


@SHARED
@given(value=some.binary(max_size=80))
def test_an_attribute_of_any_bytes_is_a_text_or_refused(value):
    with suppress(CardRefused):
        assert attributes._utf8(value).encode() in value


def test_a_certificate_of_more_than_four_kilobytes_is_not_read():
    with refused("cert_malformed"):
        certificate.read(b"\x30" + bytes(4096))


def test_bare_numbers_of_an_elliptic_signature_are_taken_as_well(desk):
    card = desk.card(variant="p384")
    private = card.holdings[Key.AUTH].private
    leaf = certificate.read(card.holdings[Key.AUTH].certificate)
    der = sign(private, b"text")
    r, s = decode_dss_signature(der)
    raw = r.to_bytes(48, "big") + s.to_bytes(48, "big")
    for one in (der, raw):
        signature.check(signature.key_of(leaf), one, b"text")
    with refused("signature_bad"):
        signature.check(signature.key_of(leaf), raw[::-1], b"text")


def test_a_card_to_come_signs_in_where_its_authority_is_pinned(desk, authority):
    card = desk.card(variant="p384")
    for kind in Key:
        desk.trust(kind.value, authority.issuer_of(kind, "p384"))
    one = signed(card, Key.AUTH, b"text")
    part = verify.Part(base64.b64decode(one["certificate"]), base64.b64decode(one["signature"]))
    with refused("revocation_unavailable"):  # the lists are another authority's
        verify.verify("auth", part, b"text", desk.at)
    issuer = authority._issuer(Key.AUTH, "-p384")
    lists.keep(desk.folder / "lists", "auth", list_of(issuer, Key.AUTH, desk.at))
    assert verify.verify("auth", part, b"text", desk.at).facts.status_source == "crl"


def test_attributes_that_are_missing_are_refused(desk, key):
    for has, whole in ((True, "NGUYEN　THI　LINH"), (False, "")):
        odd = Odd(desk.authority, desk.at, kind=Key.SIGN, private=key, attributes=has)
        leaf = certificate.read(odd.der())
        if has:
            assert attributes.asserted(leaf, "").name == whole
            continue
        with refused("cert_malformed"):
            attributes.asserted(leaf, "")
