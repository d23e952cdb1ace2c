"""The wallet's form of a proof: SD-JWT VC, whose holder shows only what somebody needs.

RFC 9901 (SD-JWT) and draft-ietf-oauth-sd-jwt-vc. What is signed holds a digest for each claim; the
claims themselves lie beside it, each salted, and the holder hands on those that are wanted. A
wallet's key is named inside: whoever shows the credential proves that it holds that key, for this
checker and this question.
"""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from zairyu.proof import jose
from zairyu.proof.disclosing import Disclosure, digest_of, put_together, read_disclosure
from zairyu.proof.jose import Finds, Refused, Signed, Signs
from zairyu.proof.refusals import KeyRefused
from zairyu.proof.signing import Key, base64url, from_jwk, jwk
from zairyu.proof.token import Place, place
from zairyu.proof.trust import TrustList

TYP, BINDING_TYP = "dc+sd-jwt", "kb+jwt"
SALT = 16  # bytes
DIGESTS = 16  # of every credential: how many of them are decoys says nothing of anybody
SLACK = timedelta(seconds=60)  # clocks of two machines
BINDING_AGE = timedelta(minutes=10)
# What says whose a credential is and how long it holds is never hidden (SD-JWT VC, 2.2.2).
OPEN = ("iss", "iat", "nbf", "exp", "cnf", "vct", "vct#integrity", "status")
# Facts whose names mean something else in a JWT: there `status` is the place in a status list.
CALLED = {"status": "residence_status"}
_PRIVATE = {"d", "p", "q", "dp", "dq", "qi", "k"}


@dataclass(frozen=True)
class Asked:
    """What a checker asked: for whom the answer must be made, and with which nonce."""

    audience: str
    nonce: str


@dataclass(frozen=True)
class Credential:
    """A credential whose signature, dates and holder were checked; its status is another matter."""

    issuer: str
    type: str  # vct
    claims: dict[str, Any] = field(repr=False)  # what was shown, without what OPEN names
    issued_at: datetime
    ends_at: datetime | None  # it holds before this instant
    status: Place | None
    holder: ec.EllipticCurvePublicKey | None = field(repr=False)
    kid: str = ""
    bound: bool = False  # the holder's key answered

    @property
    def facts(self) -> dict[str, Any]:
        """Return what was shown by the names that facts have in tokens and at the counter."""
        names = {wallets: ours for ours, wallets in CALLED.items()}
        return {names.get(name, name): value for name, value in self.claims.items()}


def called(name: str) -> str:
    """Return how a fact is called in a credential.

    >>> called("status"), called("name")
    ('residence_status', 'name')
    """
    return CALLED.get(name, name)


def made(
    key: Key,
    body: Mapping[str, Any],
    hidden: Mapping[str, Any],
    holder: ec.EllipticCurvePublicKey,
    *,
    digests: int = DIGESTS,
) -> str:
    """Return a credential: `body` is readable, each claim of `hidden` lies behind a digest.

    Decoys fill the digests up to a number that is the same for everybody.

    Raises:
        ValueError: a claim that must stay readable was to be hidden.
    """
    if wrong := sorted(set(hidden) & {*OPEN, "_sd", "_sd_alg", "..."}):
        raise ValueError(f"never hidden: {wrong}")
    disclosures = [_disclosure(name, value) for name, value in hidden.items()]
    behind = [digest_of(text) for text in disclosures]
    behind += [digest_of(secrets.token_hex(SALT)) for _ in range(digests - len(behind))]
    payload = {**body, "cnf": {"jwk": jwk(holder)}, "_sd_alg": "sha-256", "_sd": sorted(behind)}
    signed = jose.sign(jose.header(key, TYP), payload, key.sign)
    return "~".join([signed, *disclosures, ""])


def _disclosure(name: str, value: Any) -> str:
    return base64url(jose.written([base64url(secrets.token_bytes(SALT)), name, value]))


def shown(credential: str, names: Collection[str]) -> str:
    """Return a credential with only those of its claims that are named.

    >>> shown("a.b.c~WyJzIiwibmFtZSIsIkEiXQ~WyJzIiwiYmlydGgiLCJCIl0~", ["name"])
    'a.b.c~WyJzIiwibmFtZSIsIkEiXQ~'

    Raises:
        Refused: `malformed`.
    """
    signed, *disclosures, _binding = credential.split("~")
    kept = [text for text in disclosures if read_disclosure(text).name in names]
    return "~".join([signed, *kept, ""])


def bound(presented: str, signs: Signs, asked: Asked, at: datetime) -> str:
    """Return what a holder shows, with the answer of the holder's key."""
    body = {
        "iat": int(at.timestamp()),
        "aud": asked.audience,
        "nonce": asked.nonce,
        "sd_hash": digest_of(presented),
    }
    return presented + jose.sign({"typ": BINDING_TYP}, body, signs)


def by_trust(trust: TrustList) -> Finds:
    """Return what finds the key of a credential in a trust list; nothing else is believed.

    The certificate in the header is for those who know our root only: where it is there, it must
    be that of the listed key.
    """

    def finds(signed: Signed) -> ec.EllipticCurvePublicKey:
        if signed.payload.get("iss") != trust.issuer:
            raise Refused("another-issuer")
        try:
            issued = _instant(signed.payload.get("iat"))
            key = trust.key(_text(signed.header.get("kid", "")), "credentials", issued)
        except KeyRefused as fault:
            raise Refused(fault.reason) from None
        except (TypeError, ValueError, OverflowError, OSError):
            raise Refused("malformed") from None
        if "x5c" in signed.header and signed.header["x5c"][:1] != jose.x5c_of(key.certificate):
            raise Refused("another-certificate")
        return key.public

    return finds


def checked(text: str, finds: Finds, at: datetime, asked: Asked | None = None) -> Credential:
    """Return a credential that holds at an instant, as far as it can say so itself.

    With `asked`, the holder's key must have answered just this question. Whether it was ended
    since is said by the status list that it names.

    Raises:
        Refused: why not, as a plain id: docs/wallets.md lists them.
    """
    parts = _parts(text)
    signed = jose.verified(parts.signed, TYP, finds)
    claims = put_together(signed.payload, parts.disclosures, never=OPEN)
    credential = _credential(signed, claims)
    _in_time(credential, claims, at)
    if asked is not None and not parts.binding:
        raise Refused("not-bound")
    if parts.binding:
        _answered(parts, credential, asked, at)
    return replace(credential, bound=bool(parts.binding))


@dataclass(frozen=True)
class _Parts:
    signed: str
    disclosures: list[Disclosure]
    presented: str  # all but the answer of the holder's key
    binding: str


def _parts(text: str) -> _Parts:
    if len(text) > jose.MOST:
        raise Refused("too-large")
    signed, *rest = text.strip().split("~")
    if not rest:
        raise Refused("malformed")
    *disclosures, binding = rest
    presented = "~".join([signed, *disclosures, ""])
    return _Parts(signed, [read_disclosure(each) for each in disclosures], presented, binding)


def _credential(signed: Signed, claims: dict[str, Any]) -> Credential:
    try:
        ends = claims.get("exp")
        return Credential(
            _text(claims.get("iss", "")),
            _text(claims["vct"]),
            {name: value for name, value in claims.items() if name not in OPEN},
            _instant(claims["iat"]),
            None if ends is None else _instant(ends),
            place(claims.get("status")),
            _holder(claims.get("cnf")),
            _text(signed.header.get("kid", "")),
        )
    except (LookupError, TypeError, ValueError, OverflowError, OSError) as fault:
        raise Refused("malformed") from fault


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise TypeError
    return said


def _instant(said: Any) -> datetime:
    if isinstance(said, bool) or not isinstance(said, int | float):
        raise TypeError
    return datetime.fromtimestamp(said, UTC)


def _holder(said: Any) -> ec.EllipticCurvePublicKey | None:
    if said is None:
        return None
    if _PRIVATE & set(said["jwk"]):  # a private key that somebody published proves nothing
        raise ValueError
    return from_jwk(said["jwk"])


def _in_time(credential: Credential, claims: Mapping[str, Any], at: datetime) -> None:
    begins = claims.get("nbf")
    try:
        first = max(credential.issued_at, _instant(begins) if begins else credential.issued_at)
    except (TypeError, ValueError, OverflowError, OSError) as fault:
        raise Refused("malformed") from fault
    if first > at + SLACK:
        raise Refused("not-yet")
    if credential.ends_at is not None and credential.ends_at <= at:
        raise Refused("expired")


def _answered(parts: _Parts, credential: Credential, asked: Asked | None, at: datetime) -> None:
    holder = credential.holder
    if holder is None:
        raise Refused("no-holder")
    try:
        answer = jose.verified(parts.binding, BINDING_TYP, lambda _signed: holder).payload
    except Refused as fault:
        raise Refused(f"binding-{fault.reason}") from fault
    if answer.get("sd_hash") != digest_of(parts.presented):
        raise Refused("binding-of-another")
    if asked is not None:
        _to_the_question(answer, asked, at)


def _to_the_question(answer: Mapping[str, Any], asked: Asked, at: datetime) -> None:
    if answer.get("aud") != asked.audience:
        raise Refused("binding-for-another")
    if not secrets.compare_digest(str(answer.get("nonce")).encode(), asked.nonce.encode()):
        raise Refused("binding-replayed")
    try:
        old = abs(at - _instant(answer.get("iat"))) > BINDING_AGE
    except (TypeError, ValueError, OverflowError, OSError) as fault:
        raise Refused("binding-malformed") from fault
    if old:
        raise Refused("binding-old")
