"""Forged credentials: what a wallet, or somebody who is none, shows. All are SD-JWT.

Each maker takes the question that is asked, so that one forgery goes through every door: alone it
answers a question of its own, at the counter just what the counter asked.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import timedelta

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from tests.forged import world
from tests.forged.entry import ALONE, WALLET, table
from tests.forged.world import (
    BODY,
    DAY,
    HIDDEN,
    HOLDER,
    MALLORY,
    NOON,
    answered,
    carried,
    credential,
    elsewhere,
    key,
    respelled,
)

from zairyu.proof import sdjwt
from zairyu.proof.disclosing import digest_of
from zairyu.proof.sdjwt import Asked
from zairyu.proof.signing import base64url, from_base64url, jwk

Makes = Callable[[Asked], str]


def of(make: Callable[[], str]) -> Makes:
    """Return a credential with the holder's right answer to the question."""
    return lambda asked: answered(make(), asked)


def body(**changes: object) -> Makes:
    """Return a credential of ours that says something else; our key signed it."""
    return of(lambda: credential(**changes))


def reworded(part: int, **changes: object) -> Makes:
    """Return the genuine credential with its header (0) or payload (1) changed."""

    def make() -> str:
        head, *rest = carried().split("~")
        parts = head.split(".")
        said = json.loads(from_base64url(parts[part])) | changes
        parts[part] = base64url(json.dumps(said).encode())
        return "~".join([".".join(parts), *rest])

    return of(make)


def spoiled(part: int, place: int) -> Makes:
    """Return the genuine credential with one sign of header, payload or signature another one."""

    def make() -> str:
        head, *rest = carried().split("~")
        parts = head.split(".")
        parts[part] = respelled(parts[part], place)
        return "~".join([".".join(parts), *rest])

    return of(make)


def redisclosed(name: str, value: object) -> Makes:
    """Return the genuine credential with one of the claims beside it changed."""

    def make() -> str:
        signed, *texts, last = carried().split("~")
        told = [json.loads(from_base64url(text)) for text in texts]
        new = [[salt, each, value if each == name else old] for salt, each, old in told]
        return "~".join([signed, *(base64url(json.dumps(one).encode()) for one in new), last])

    return of(make)


def added() -> str:
    extra = base64url(json.dumps(["salt", "period", "P5Y"]).encode())
    return carried() + f"{extra}~"


def twice() -> str:
    return carried() + carried().split("~")[1] + "~"


def deep_disclosure() -> str:
    found: object = "x"
    for _ in range(60):
        found = [found]
    return carried() + base64url(json.dumps(["salt", "more", found]).encode()) + "~"


def signed_head(header: dict, by: object = None, **changes: object) -> Makes:
    """Return a credential with a header of its own over the genuine payload."""

    def make() -> str:
        head, *rest = carried().split("~")
        told = json.loads(from_base64url(head.split(".")[1])) | changes
        begun = {"alg": "ES256", "typ": sdjwt.TYP, "kid": key("credentials").name} | header
        kept = {name: said for name, said in begun.items() if said != ...}
        return "~".join([world.jws(kept, told, by), *rest])

    return of(make)


def by_public_key() -> str:
    """Return a credential whose secret is our public key: HS256, as the old attack has it."""
    head, *rest = carried().split("~")
    start = base64url(json.dumps({"alg": "HS256", "typ": sdjwt.TYP}).encode())
    start += "." + head.split(".")[1]
    secret = json.dumps(jwk(key("credentials").public)).encode()
    made = base64url(hmac.new(secret, start.encode(), hashlib.sha256).digest())
    return "~".join([f"{start}.{made}", *rest])


class P384:
    """Signs on another curve, cut to the length that counts."""

    private = ec.generate_private_key(ec.SECP384R1())

    def sign(self, data: bytes) -> bytes:
        return self.private.sign(data, ec.ECDSA(hashes.SHA384()))[-64:]


def chained() -> Makes:
    """Return a credential by the demo of somebody, with its certificate in the header."""
    theirs = elsewhere().key("credentials", NOON)
    leaf = base64.b64encode(theirs.certificate.public_bytes(Encoding.DER)).decode()
    return signed_head({"x5c": [leaf]}, theirs)


def hidden_end() -> str:
    """Return a credential of ours in which the last day lies behind a digest."""
    text = base64url(json.dumps(["salt", "exp", 4_000_000_000]).encode())
    kept = {name: said for name, said in BODY.items() if name != "exp"} | {"_sd": [digest_of(text)]}
    head = {"alg": "ES256", "typ": sdjwt.TYP, "kid": key("credentials").name}
    return world.jws(head, kept, key("credentials")) + f"~{text}~"


def other_digest() -> str:
    head = {"alg": "ES256", "typ": sdjwt.TYP, "kid": key("credentials").name}
    return world.jws(head, BODY | {"_sd_alg": "md5", "_sd": []}, key("credentials")) + "~"


def bound(**changes: object) -> Makes:
    """Return the credential with an answer in which something is otherwise."""
    return lambda asked: answered(carried(), asked, **changes)


def of_yesterday(asked: Asked) -> str:
    return answered(carried(), Asked(asked.audience, "nonce-of-yesterday"))


def for_another(asked: Asked) -> str:
    return answered(carried(), Asked("x509_hash:another-bank", asked.nonce))


def shown_more(asked: Asked) -> str:
    """Return an answer made for a few claims, with another claim laid beside it afterwards."""
    few = sdjwt.shown(carried(), [name for name in HIDDEN if name != "residence_status"])
    answer = answered(few, asked).removeprefix(few)
    return carried() + answer


def shown_less(asked: Asked) -> str:
    answer = answered(carried(), asked).removeprefix(carried())
    return sdjwt.shown(carried(), [name for name in HIDDEN if name != "residence_status"]) + answer


def of_the_other(asked: Asked) -> str:
    """Return the answer that was made for another credential of the same key."""
    other = credential()
    return carried() + answered(other, asked).removeprefix(other)


def private_holder() -> str:
    return credential_with_holder(jwk(MALLORY.public) | {"d": "AAAA"})


def credential_with_holder(named: dict) -> str:
    text = base64url(json.dumps(["salt", "name", "LINH"]).encode())
    kept = BODY | {"cnf": {"jwk": named}, "_sd": [digest_of(text)]}
    head = {"alg": "ES256", "typ": sdjwt.TYP, "kid": key("credentials").name}
    return world.jws(head, kept, key("credentials")) + f"~{text}~"


def unsigned_answer(asked: Asked) -> str:
    told = {
        "iat": world.seconds(NOON),
        "aud": asked.audience,
        "nonce": asked.nonce,
        "sd_hash": digest_of(carried()),
    }
    return carried() + world.jws({"alg": "none", "typ": "kb+jwt"}, told)


def bare(_asked: Asked) -> str:
    return carried()


def token_posing(_asked: Asked) -> str:
    return "eyJ" + world.genuine().hex() + "~"


def trust_posing(_asked: Asked) -> str:
    return world.published()[0] + "~"


def empty_parts(_asked: Asked) -> str:
    return "eyJ.eyJ.x~"


REFUSED, ENDED, UNTOLD = "refused", "ended", "untold"
BOTH = (*ALONE, WALLET)
SIGN, OURS = "one sign changed", "signed by our own key, as a thief of it would"
HEAD = "header written anew over the genuine claims"

CHANGED = {
    "one sign of the header": (SIGN, spoiled(0, 8), REFUSED, "malformed"),
    "one sign of the claims": (SIGN, spoiled(1, 2), REFUSED, "malformed"),
    "one sign of the signature": (SIGN, spoiled(2, 40), REFUSED, "bad-signature"),
    "a later end": ("claims changed", reworded(1, exp=4_000_000_000), REFUSED, "bad-signature"),
    "another holder's key": (
        "claims changed", reworded(1, cnf={"jwk": jwk(MALLORY.public)}),
        REFUSED, "bad-signature"),
    "another kind": (
        "claims changed", reworded(1, vct="http://localhost:8000/credentials/coe"),
        REFUSED, "bad-signature"),
    "another's name": (
        "a claim beside the signature changed", redisclosed("name", "MALLORY"),
        REFUSED, "not-of-this"),
    "added disclosure": ("a claim laid beside it", of(added), REFUSED, "not-of-this"),
    "a disclosure twice": ("one claim shown twice", of(twice), REFUSED, "disclosed-twice"),
    "deep nesting": ("a claim 60 lists deep", of(deep_disclosure), REFUSED, "malformed"),
    "another digest": ("MD5 named for the claims", of(other_digest), REFUSED, "wrong-digest"),
}  # fmt: skip
SIGNED = {
    "alg none": (HEAD, signed_head({"alg": "none"}), REFUSED, "wrong-algorithm"),
    "alg none in capitals": (HEAD, signed_head({"alg": "NONE"}), REFUSED, "wrong-algorithm"),
    "our public key as a secret": ("HS256", of(by_public_key), REFUSED, "wrong-algorithm"),
    "no signature": (HEAD, signed_head({}), REFUSED, "bad-signature"),
    "wrong curve": ("signed on P-384, named ES256", signed_head({}, P384()),
                    REFUSED, "bad-signature"),
    "another's signature": ("a stranger under our key's id", signed_head({}, MALLORY),
                            REFUSED, "bad-signature"),
    "a stranger's key": (
        "signed by a key of nobody", of(lambda: credential(MALLORY)), REFUSED, "key-unknown"),
    "a key brought along": (
        "jwk in the header", signed_head({"kid": MALLORY.name, "jwk": jwk(HOLDER.public)}, MALLORY),
        REFUSED, "key-unknown"),
    "another's certificate": (
        "x5c of another deployment, our key's id",
        lambda asked: chained()(asked), REFUSED, "another-certificate"),
    "a header that must be understood": (HEAD, signed_head({"crit": ["b64"]}, MALLORY),
                                         REFUSED, "wrong-type"),
    "our key for tokens": (OURS, of(lambda: credential(key("tokens"))),
                           REFUSED, "key-for-another-use"),
    "token of another issuer": (
        "the demo of somebody", of(lambda: credential(elsewhere().key("credentials", NOON))),
        REFUSED, "key-unknown"),
    "another issuer's name": (OURS, body(iss="https://evil.example"), REFUSED, "another-issuer"),
    "another type of document": (
        OURS, signed_head({"typ": "vc+sd-jwt"}, MALLORY), REFUSED, "wrong-type"),
}  # fmt: skip
DATED = {
    "from tomorrow": (OURS, body(iat=world.seconds(NOON + DAY)), REFUSED, "not-yet"),
    "not before tomorrow": (OURS, body(nbf=world.seconds(NOON + DAY)), REFUSED, "not-yet"),
    "over": (OURS, body(exp=world.seconds(NOON - DAY)), ENDED, "expired"),
    "its last second": (OURS, body(exp=world.seconds(NOON)), ENDED, "expired"),
    "backdated before the key": (OURS, body(iat=1_500_000_000), REFUSED, "key-not-yet"),
    "an end that is a text": (OURS, body(exp="2099"), REFUSED, "malformed"),
    "the end behind a digest": (OURS, of(hidden_end), REFUSED, "hidden"),
    "a status place below nought": (
        OURS, body(status={"status_list": {"idx": -1, "uri": world.LISTS + "1"}}),
        REFUSED, "malformed"),
    "a huge claim": ("a name of 300,000 signs",
                     of(lambda: credential(hidden=HIDDEN | {"name": "A" * 300_000})),
                     REFUSED, "too-large"),
}  # fmt: skip
# Alone, nobody asks a question: whether the answer is to it can be told at the counter only.
ASKED = {
    "foreign key binding": (
        "the answer is by another key than the holder's", bound(by=MALLORY),
        REFUSED, "binding-bad-signature", "", BOTH),
    "key binding without a signature": (
        "alg none", unsigned_answer, REFUSED, "binding-wrong-algorithm", "", BOTH),
    "key binding of another credential": (
        "of the same holder", of_the_other, REFUSED, "binding-of-another", "", BOTH),
    "added disclosure after the answer": (
        "a claim laid beside it that the holder did not show", shown_more,
        REFUSED, "binding-of-another", "", BOTH),
    "a claim taken away after the answer": (
        "it was shown to somebody else", shown_less, REFUSED, "binding-of-another", "", BOTH),
    "a holder's private key in it": (
        OURS, of(private_holder), REFUSED, "malformed", "", BOTH),
    "wrong nonce": (
        "the answer of yesterday", of_yesterday, REFUSED, "binding-replayed", "", (WALLET,)),
    "wrong audience": (
        "the answer for another bank", for_another, REFUSED, "binding-for-another", "", (WALLET,)),
    "an old answer": (
        "of eleven minutes ago", bound(at=NOON - timedelta(minutes=11)),
        REFUSED, "binding-old", "", (WALLET,)),
    "an answer from tomorrow": (
        "the wallet's clock is off by a day", bound(at=NOON + DAY),
        REFUSED, "binding-old", "", (WALLET,)),
    "no answer of the holder": (
        "a copy of the credential alone", bare, REFUSED, "not-bound", "", (WALLET,)),
    "a nonce that is a list": (
        "the answer says [nonce]", lambda asked: answered(carried(), asked, nonce=[asked.nonce]),
        REFUSED, "binding-replayed", "", (WALLET,)),
}  # fmt: skip
POSING = {
    "token as credential": ("our own token, spelled otherwise", token_posing,
                            REFUSED, "malformed"),
    "trust list as credential": ("our own signed list", trust_posing, REFUSED, "wrong-type"),
    "three empty parts": ("eyJ.eyJ.x~", empty_parts, REFUSED, "malformed"),
}  # fmt: skip

ENTRIES = table("credential", CHANGED | SIGNED | DATED | POSING, doors=BOTH) + table(
    "credential", ASKED
)
