"""How the forged tokens are made."""

from collections.abc import Callable
from dataclasses import replace

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from tests.forged import world
from tests.forged.entry import Case
from tests.forged.world import (
    DAY,
    NOON,
    OTHER,
    as_text,
    elsewhere,
    flipped,
    genuine,
    key,
    made,
)

from zairyu.proof import cose, token
from zairyu.proof.signing import KeyInMemory


def changed(**fields: object) -> Callable[[], Case]:
    """Return what makes a token that says something else, under the genuine signature."""

    return lambda: parted(2, cbor2.loads(made(**fields)).value[2])


def parted(place: int, part: object) -> Case:
    """Return the genuine token with one of its four parts another one."""
    parts = list(cbor2.loads(genuine()).value)
    parts[place] = part
    return as_text(cbor2.dumps(cbor2.CBORTag(18, parts)))


def by(use: str, **fields: object) -> Callable[[], Case]:
    """Return what makes a token signed by a key of ours."""
    return lambda: as_text(made(key(use), **fields))


def raw_token(head: dict, body: bytes = b"", beside: object = None, by: object = None) -> bytes:
    """Return a token with any header, signed rightly by our key (or by another) all the same."""
    protected = cbor2.dumps(head)
    body = body or cbor2.loads(genuine()).value[2]
    signature = (by or key("tokens")).sign(cose._to_sign(protected, body))
    return cbor2.dumps(cbor2.CBORTag(18, [protected, beside or {}, body, signature]))


def headed(**more: object) -> Callable[[], Case]:
    """Return what makes a token with a header of its own; `alg`, `kid` and others by number."""
    numbers = {"alg": 1, "crit": 2, "kid": 4, "typ": 16, "jwk": 33}

    def make() -> Case:
        head = {1: -7, 4: key("tokens").kid} | {numbers[name]: said for name, said in more.items()}
        return as_text(raw_token({number: said for number, said in head.items() if said != ...}))

    return make


def claiming(**more: object) -> Callable[[], Case]:
    """Return what makes a token of ours with one claim of another shape."""
    numbers = {"iss": 1, "exp": 4, "iat": 6, "cti": 7, "status": 65_535, "facts": -70_001}

    def make() -> Case:
        body = cbor2.loads(cbor2.loads(genuine()).value[2])
        body |= {numbers[name]: said for name, said in more.items()}
        head = {1: -7, 4: key("tokens").kid}
        return as_text(raw_token(head, cbor2.dumps(body, canonical=True)))

    return make


def other_curve() -> Case:
    return as_text(raw_token({1: -7, 4: key("tokens").kid}, by=world.P384()))


def near_the_end() -> Case:
    data = genuine()
    return as_text(flipped(data, len(data) - 80))


def signed_as_der() -> Case:
    return parted(3, world.MALLORY.private.sign(b"x", ec.ECDSA(hashes.SHA256())))


def noughts() -> Case:
    """Return the token with the signature 0, 0: some libraries took it for any text."""
    return parted(3, bytes(64))


def of_another() -> Case:
    """Return our claims under the signature of another genuine token."""
    return parted(3, cbor2.loads(made(code=OTHER)).value[3])


def under_our_id() -> Case:
    """Return a token by a stranger who writes our key's id into its header."""
    return as_text(raw_token({1: -7, 4: key("tokens").kid}, by=world.MALLORY))


def turned(place: float, bit: int) -> Callable[[], Case]:
    """Return what turns one bit of the genuine token, at a part of its length."""
    return lambda: as_text(flipped(genuine(), int(place * (len(genuine()) - 1)), bit))


def deep(levels: int) -> Callable[[], Case]:
    return claiming(facts={1: "pending", 2: _nested(levels)})


def _nested(levels: int) -> object:
    found: object = "x"
    for _ in range(levels):
        found = [found]
    return found


def told(**changes: object) -> Callable[[], Case]:
    """Return the genuine token, checked with a trust list that tells otherwise of its key."""
    return lambda: as_text(genuine(), trust=world.key_told("tokens", **changes))


def text(written: str) -> Callable[[], Case]:
    return lambda: Case(written.encode(), NOON)


def cut(length: int) -> Callable[[], Case]:
    return lambda: as_text(genuine()[:length])


def appended() -> Case:
    return as_text(genuine() + b"\0")


def unprotected() -> Case:
    return as_text(raw_token({1: -7, 4: key("tokens").kid}, beside={4: b"x"}))


def no_tag() -> Case:
    return as_text(cbor2.dumps(cbor2.loads(genuine()).value))


def hmac_tag() -> Case:
    return as_text(cbor2.dumps(cbor2.CBORTag(17, cbor2.loads(genuine()).value)))


def list_posing() -> Case:
    return as_text(world.listed())


def credential_posing() -> Case:
    return Case((token.PREFIX + world.carried()).encode(), NOON)


def bare_credential() -> Case:
    """Return the signed part of a credential alone, without the sign that makes it one."""
    return Case(world.carried().split("~")[0].encode(), NOON)


def trust_posing() -> Case:
    return Case(world.published()[0].encode(), NOON)


def other_demo() -> Case:
    return as_text(made(elsewhere().key("tokens", NOON)))


def other_demo_id() -> Case:
    """Return a token by the demo of somebody that names our key in its header."""
    theirs = elsewhere().key("tokens", NOON)
    return as_text(raw_token({1: -7, 4: key("tokens").kid}, by=theirs))


def other_trust() -> Case:
    """Return the token of another's demo, handed in together with its own trust list."""
    from_there = world.trusting(lambda told: None, KeyInMemory(world.root_key(elsewhere())))
    return as_text(made(elsewhere().key("tokens", NOON)), trust=from_there)


def late(days: int, **fields: object) -> Callable[[], Case]:
    """Return a token checked on another day, with lists of that day."""

    def make() -> Case:
        at = NOON + days * DAY
        terms = replace(world.TERMS, issued_at=at, expires_at=at + DAY)
        having = {"lists": (world.listed(terms=terms),), "trust": world.published_at(at)}
        return as_text(made(**fields), at, **having)

    return make
