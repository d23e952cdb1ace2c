"""How the forged credentials are made; each answers the question that it is given."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable

from cryptography.hazmat.primitives.serialization import Encoding
from tests.forged import world
from tests.forged.world import (
    BODY,
    HIDDEN,
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
