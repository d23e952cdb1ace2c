"""Forged lists: a genuine token, checked with a status list or a trust list that somebody made.

A list that does not count is as if it were not there: then nothing can be told, and that is said.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.forged import world
from tests.forged.entry import Case, table
from tests.forged.world import (
    DAY,
    INDEX,
    LISTS,
    MALLORY,
    NOON,
    TERMS,
    as_text,
    elsewhere,
    flipped,
    genuine,
    key,
    listed,
    respelled,
    trusting,
    with_list,
)

from zairyu.proof import jose, statuslist, trust
from zairyu.proof.signing import KeyInMemory, base64url, from_base64url
from zairyu.proof.statuslist import packed, small


def kept(make: Callable[[], bytes], at=NOON) -> Callable[[], Case]:
    """Return the genuine token with one status list at hand."""
    return lambda: with_list(make(), at=at)


def ended_then(change: Callable[[bytes], bytes]) -> Callable[[], Case]:
    """Return a token that has ended, with the list that says so changed to hide it."""
    return kept(lambda: change(listed(INDEX)))


def other_bytes(**said: Any) -> bytes:
    """Return a list as a JWT of ours in which something is of another shape."""
    told = {
        "sub": TERMS.uri,
        "iat": world.seconds(NOON),
        "exp": world.seconds(NOON + DAY),
        "ttl": 60,
        "status_list": {"bits": 2, "lst": base64url(small(packed(64, [])))},
    } | said
    head = {"typ": statuslist.JWT_TYP, "kid": key("lists").name}
    return jose.sign(head, told, key("lists").sign).encode()


def emptied(spelled: bytes) -> bytes:
    """Return a list as JWT with another body, under the signature that it had."""
    head, body, signature = spelled.decode().split(".")
    said = json.loads(from_base64url(body))
    said["status_list"]["lst"] = base64url(small(packed(64, [])))
    return ".".join([head, base64url(jose.written(said)), signature]).encode()


def unsigned() -> bytes:
    told = json.loads(from_base64url(other_bytes().decode().split(".")[1]))
    return world.jws({"alg": "none", "typ": statuslist.JWT_TYP}, told).encode()


def dates(issued, until) -> Callable[[], bytes]:
    return lambda: listed(terms=replace(TERMS, issued_at=issued, expires_at=until))


def bomb() -> bytes:
    lst = base64url(small(bytes(1 << 25)))
    return other_bytes(status_list={"bits": 2, "lst": lst})


def at_hand(make: Callable[[], str], at=NOON) -> Callable[[], Case]:
    """Return the genuine token with a trust list that is not the published one."""
    return lambda: as_text(genuine(), at, trust=make())


def spoiled(part: int, place: int) -> Callable[[], str]:
    def make() -> str:
        parts = world.published()[0].split(".")
        parts[part] = respelled(parts[part], place)
        return ".".join(parts)

    return make


def headed(**changes: Any) -> Callable[[], str]:
    """Return the trust list with a header of its own; nobody signed it."""

    def make() -> str:
        head = {"alg": "ES256", "typ": trust.TYP, "kid": world.root().name} | changes
        return world.jws(head, world.payload())

    return make


def with_stranger(told: dict[str, Any]) -> None:
    """Put a stranger's key among ours, as its own list would."""
    one = dict(told["keys"][0])
    one |= {"kid": MALLORY.name, "jwk": jwk_of(MALLORY), "use": "tokens"}
    one.pop("x5c", None)
    told["keys"].append(one)


def jwk_of(owner: KeyInMemory) -> dict[str, Any]:
    from_owner: dict[str, Any] = dict(jose.jwk(owner.public))
    return from_owner


def altered(**changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda told: told.update(changes)


def by_stranger() -> str:
    return trusting(with_stranger, MALLORY)


def by_documents() -> str:
    """Return a trust list signed by our key for documents, its certificate brought along."""
    mine = key("documents")
    return trusting(with_stranger, KeyInMemory(mine.private, issuer_chain=(mine.certificate,)))


def by_their_root() -> str:
    return trusting(with_stranger, KeyInMemory(world.root_key(elsewhere())))


def swapped_keys(told: dict[str, Any]) -> None:
    """Write a stranger's public key under our key's id."""
    for one in told["keys"]:
        if one["kid"] == key("tokens").name:
            one |= {"jwk": jwk_of(MALLORY)}


def doubled(told: dict[str, Any]) -> None:
    told["keys"].append(told["keys"][0])


def no_keys(told: dict[str, Any]) -> None:
    told["keys"] = []


def elsewhere_lists(told: dict[str, Any]) -> None:
    told["places"]["status_prefix"] = "https://elsewhere.example/"


def nested() -> str:
    return f"{base64url(b'[' * 5000)}.e30.AAAA"


REFUSED, ENDED, UNTOLD = "refused", "ended", "untold"
NONE = (UNTOLD, "no-list")
LATER = timedelta(hours=25)
BIT = "one bit of a list that ends the token turned"

STATUS = {
    "one bit: the header": (BIT, ended_then(lambda one: flipped(one, 4)), *NONE),
    "one bit: the list itself": (BIT, ended_then(lambda one: flipped(one, len(one) // 2)), *NONE),
    "one bit: the signature": (BIT, ended_then(lambda one: flipped(one, len(one) - 3)), *NONE),
    "emptied": (
        "no place ended, the old signature kept",
        kept(lambda: emptied(listed(INDEX, form="jwt"))), *NONE),
    "alg none": ("a list that nobody signed", kept(unsigned), *NONE),
    "another's signature": (
        "a stranger's key", kept(lambda: listed(by=MALLORY)), *NONE),
    "our key for tokens": (
        "a key of ours that is not for lists", kept(lambda: listed(by=key("tokens"))), *NONE),
    "a list of another issuer": (
        "the demo of somebody", kept(lambda: listed(by=elsewhere().key("lists", NOON))), *NONE),
    "a token as status list": ("our own token", kept(genuine), *NONE),
    "another list of ours": (
        "list 2 under the name of the file of list 1",
        kept(lambda: listed(terms=replace(TERMS, uri=LISTS + "2"))), *NONE),
    "stale": (
        "the genuine list, checked 25 hours later", kept(listed, NOON + LATER),
        UNTOLD, "list-stale"),
    "stale, said to hold": (
        "of the day before yesterday", kept(dates(NOON - 2 * DAY, NOON - DAY)),
        UNTOLD, "list-stale"),
    "of tomorrow": (
        "dated a day ahead, so that it outlives its time", kept(dates(NOON + DAY, NOON + 9 * DAY)),
        UNTOLD, "list-ahead"),
    "two lists for one address": (
        "an older one without the ending beside the newer one with it",
        lambda: with_list(dates(NOON - timedelta(hours=1), NOON + DAY)(), listed(INDEX)),
        ENDED, "ended-early"),
    "too short": (
        "a list that ends before the place", kept(lambda: other_bytes(
            status_list={"bits": 2, "lst": base64url(small(b"\0"))})),
        REFUSED, "no-such-place"),
    "unpacks to very much": ("32 MB of noughts, packed small", kept(bomb), *NONE),
    "packed and something behind it": (
        "a byte after the packed list", kept(lambda: other_bytes(
            status_list={"bits": 2, "lst": base64url(small(packed(64, [])) + b"x")})), *NONE),
    "three bits for a place": (
        "no such list is in the standard", kept(lambda: other_bytes(
            status_list={"bits": 3, "lst": base64url(small(packed(64, [])))})), *NONE),
    "no list in it": ("status_list is a text", kept(lambda: other_bytes(status_list="x")), *NONE),
    "an end beyond time": ("exp is 10^30", kept(lambda: other_bytes(exp=10**30)), *NONE),
}  # fmt: skip
TRUST = {
    "one sign of the header": ("changed", at_hand(spoiled(0, 8)), UNTOLD, "trust-list-malformed"),
    "one sign of the keys": ("changed", at_hand(spoiled(1, 2)), UNTOLD, "trust-list-malformed"),
    "one sign of the signature": (
        "changed", at_hand(spoiled(2, 40)), UNTOLD, "trust-list-bad-signature"),
    "alg none": (
        "nobody signed it", at_hand(headed(alg="none")), UNTOLD, "trust-list-wrong-algorithm"),
    "no signature": ("the signature left out", at_hand(headed()),
                     UNTOLD, "trust-list-bad-signature"),
    "another type of document": (
        "a status list's type", at_hand(headed(typ="statuslist+jwt")),
        UNTOLD, "trust-list-wrong-type"),
    "a stranger's root": (
        "signed by a key of nobody, a stranger's key added", at_hand(by_stranger),
        UNTOLD, "trust-list-by-another-root"),
    "our key for documents as root": (
        "with its own certificate as the chain", at_hand(by_documents),
        UNTOLD, "trust-list-by-another-root"),
    "a sample issuer's root": (
        "a demo against production", at_hand(by_their_root),
        UNTOLD, "trust-list-by-another-root"),
    "a stranger's key under our key's id": (
        "signed by our root all the same", at_hand(lambda: trusting(swapped_keys)),
        UNTOLD, "trust-list-key-wrong"),
    "a key twice": (
        "signed by our root all the same", at_hand(lambda: trusting(doubled)),
        UNTOLD, "trust-list-key-wrong"),
    "no keys": (
        "signed by our root: then no key counts", at_hand(lambda: trusting(no_keys)),
        REFUSED, "key-unknown"),
    "lists of another site": (
        "signed by our root: then our lists do not count",
        at_hand(lambda: trusting(elsewhere_lists)), REFUSED, "status-elsewhere"),
    "another issuer": (
        "signed by our root for another address",
        at_hand(lambda: trusting(altered(iss="https://evil.example"))),
        REFUSED, "another-issuer"),
    "a later version": (
        "version 2", at_hand(lambda: trusting(altered(zairyu_trust=2))),
        UNTOLD, "trust-list-of-another-version"),
    "stale": ("the genuine list, 31 days later", lambda: as_text(genuine(), NOON + 31 * DAY),
              UNTOLD, "trust-list-expired"),
    "of tomorrow": (
        "dated a day ahead", at_hand(lambda: world.published_at(NOON + DAY)),
        UNTOLD, "trust-list-from-the-future"),
    "an instant beyond time": (
        "exp is 10^30", at_hand(lambda: trusting(altered(exp=10**30))),
        UNTOLD, "trust-list-malformed"),
    "huge": ("300,000 signs", at_hand(lambda: "e" * 300_000), UNTOLD, "trust-list-too-large"),
    "deep nesting": ("5,000 lists in each other", at_hand(nested), UNTOLD, "trust-list-malformed"),
    "nothing": ("an empty file", at_hand(lambda: ""), UNTOLD, "trust-list-malformed"),
}  # fmt: skip

ENTRIES = table("status list", STATUS) + table("trust list", TRUST)
