"""What a forger has before them: one issuer, its keys, its trust list and one status list.

The keys are those that the counter of the tests signs with, so that one forgery can be brought to
every door. What only the issuer's own keys can sign stands here too: the corpus also asks what
happens if a key is lost, or if we make a mistake ourselves.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from tests.forged.entry import Case
from tests.proof.forged_pdf import root_key
from tests.proof.issuer import new_key

from zairyu.certificates import keys
from zairyu.proof import sdjwt, statuslist, token, trust
from zairyu.proof.sdjwt import Asked
from zairyu.proof.signing import KeyInMemory, base64url, from_base64url
from zairyu.proof.statuslist import Terms
from zairyu.proof.token import Place, Token

NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)
DAY = timedelta(days=1)
ADDRESS = "http://localhost:8000"
LISTS = f"{ADDRESS}/v/status/"
CODE = "Q7DM4KXA92ABCT"  # of the living proof: issued by a test as a row with this code
OTHER = "Q7DM4KXA92ABDR"  # of nobody
INDEX, GONE = 5, 6  # of the living proof in list 1, and of one that has ended
WALLETS = 8  # the place of the credential in a wallet
LAST_DAY = date(2027, 2, 1)
FACTS = {
    "name": "NGUYEN THI LINH",
    "birth_year": 1995,
    "status": "engineer-humanities-international",
    "card_last4": "78CD",
    "card_expires_on": "2026-12-01",
}
ASKED = Asked("x509_hash:bank", "nonce-of-now")


class P384:
    """Signs on another curve, cut to the length that counts."""

    private = ec.generate_private_key(ec.SECP384R1())

    def sign(self, data: bytes) -> bytes:
        """Return what looks like a signature."""
        return self.private.sign(data, ec.ECDSA(hashes.SHA384()))[-64:]


MALLORY, HOLDER = new_key(), new_key()


def key(use: str) -> Any:
    """Return the issuer's key for a use."""
    return keys.issuer().key(use, NOON)


@cache
def elsewhere() -> keys.Issuer:
    """Return the issuer of another deployment, such as somebody's demo."""
    place = Path(mkdtemp(prefix="zairyu-elsewhere-")) / "issuer"
    keys.make(place, "Zairyu demo (見本 SAMPLE)", *keys.DEMO_SPAN)
    return keys.read(place)


# --- tokens -----------------------------------------------------------------------------------


def said(**changes: Any) -> Token:
    """Return what the living proof's token says, or something else."""
    plain = {"issuer": ADDRESS, "code": CODE, "kind": "pending", "facts": FACTS}
    when = {"issued_at": NOON, "until": LAST_DAY, "status": Place(LISTS + "1", INDEX)}
    return Token(**{**plain, **when, **changes})


def made(by: Any = None, **changes: Any) -> bytes:
    """Return a token, by our key for tokens or by another."""
    return token.make(by or key("tokens"), said(**changes))


@cache
def genuine() -> bytes:
    """Return the token of the living proof."""
    return made()


def as_text(data: bytes, at: datetime = NOON, **having: Any) -> Case:
    """Return a token as its QR code says it, handed in."""
    return Case(token.text(data).encode(), at, **having)


# --- lists ------------------------------------------------------------------------------------

TERMS = Terms(LISTS + "1", NOON, NOON + DAY, timedelta(seconds=60))


def listed(
    *gone: int, by: Any = None, terms: Terms = TERMS, form: str = "cwt", size: int = 64
) -> bytes:
    """Return a status list, by our key for lists or by another."""
    small = statuslist.small(statuslist.packed(size, gone or (GONE,)))
    write = statuslist.write_cwt if form == "cwt" else statuslist.write_jwt
    done: Any = write(by or key("lists"), small, terms)
    return done if isinstance(done, bytes) else done.encode()


@cache
def published() -> tuple[str, tuple[bytes, ...]]:
    """Return trust list and status lists as they are published."""
    return keys.trust_list(NOON), (listed(),)


def with_list(*lists: bytes, at: datetime = NOON) -> Case:
    """Return the genuine token, checked with other status lists."""
    return as_text(genuine(), at, lists=lists)


def root() -> KeyInMemory:
    """Return the issuer's root."""
    return KeyInMemory(root_key(keys.issuer()))


def payload() -> dict[str, Any]:
    """Return what the published trust list says."""
    found: dict[str, Any] = json.loads(from_base64url(published()[0].split(".")[1]))
    return found


def trusting(change: Callable[[dict[str, Any]], None], by: Any = None) -> str:
    """Return a trust list in which something stands otherwise, signed by the root or by another."""
    told = payload()
    change(told)
    return trust.write(told, by or root())


def published_at(at: datetime) -> str:
    """Return the trust list as it was issued at another instant."""

    def change(told: dict[str, Any]) -> None:
        told |= {"iat": seconds(at), "exp": seconds(at + 30 * DAY)}

    return trusting(change)


def key_told(use: str, /, **changes: Any) -> str:
    """Return the trust list with one of its keys told of otherwise."""

    def change(told: dict[str, Any]) -> None:
        named = key(use).name
        for one in told["keys"]:
            one |= changes if one["kid"] == named else {}

    return trusting(change)


def seconds(at: datetime) -> int:
    """Return an instant as lists write it."""
    return int(at.timestamp())


# --- credentials --------------------------------------------------------------------------------

BODY = {
    "iss": ADDRESS,
    "vct": f"{ADDRESS}/credentials/pending",
    "iat": seconds(NOON),
    "exp": seconds(token.end_of(LAST_DAY)),
    "status": {"status_list": {"idx": WALLETS, "uri": LISTS + "1"}},
}
HIDDEN = {sdjwt.called(name): fact for name, fact in FACTS.items()}


def credential(by: Any = None, hidden: Any = None, holder: Any = None, **body: Any) -> str:
    """Return a credential, by our key for credentials or by another; `...` takes a claim away."""
    kept = {name: value for name, value in {**BODY, **body}.items() if value is not ...}
    facts = hidden or HIDDEN
    return sdjwt.made(by or key("credentials"), kept, facts, (holder or HOLDER).public)


@cache
def carried() -> str:
    """Return the credential in the holder's wallet."""
    return credential()


def answered(
    text: str, asked: Asked = ASKED, by: Any = None, at: datetime = NOON, **changes: Any
) -> str:
    """Return a credential with the holder's answer to a question."""
    if not changes:
        return sdjwt.bound(text, (by or HOLDER).sign, asked, at)
    plain = sdjwt.bound(text, HOLDER.sign, asked, at).removeprefix(text)
    told = json.loads(from_base64url(plain.split(".")[1])) | changes
    return text + jws({"alg": "ES256", "typ": "kb+jwt"}, told, by or HOLDER)


def jws(header: dict[str, Any], body: Any, by: Any = None) -> str:
    """Return a signed text with any header, `alg` among it; signed by nobody if none is named."""
    start = ".".join(base64url(json.dumps(each).encode()) for each in (header, body))
    return f"{start}.{base64url(by.sign(start.encode())) if by else ''}"


def flipped(data: bytes, place: int, bit: int = 0) -> bytes:
    """Return bytes with one bit of one byte turned."""
    turned = bytearray(data)
    turned[place] ^= 1 << bit
    return bytes(turned)


def respelled(text: str, place: int) -> str:
    """Return a text with one sign of it another one."""
    other = "A" if text[place] != "A" else "B"
    return text[:place] + other + text[place + 1 :]
