"""Asking a wallet at the counter: a signed request for what a purpose needs (OpenID4VP 1.0)."""

import hashlib
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any
from urllib.parse import urlencode

from cryptography.hazmat.primitives.serialization import Encoding

from zairyu.certificates.keys import issuer
from zairyu.certificates.kinds import CERTIFIED, Kind
from zairyu.certificates.models import WalletCheck
from zairyu.certificates.purposes import purposes, visible
from zairyu.certificates.wallet.refusing import WalletRefused
from zairyu.certificates.wallet.types import issuer_id, vct
from zairyu.people.keys import new_key
from zairyu.proof import jose, sdjwt
from zairyu.proof.signing import base64url

TYP = "oauth-authz-req+jwt"
LIFE = timedelta(minutes=10)
KEPT = timedelta(minutes=45)  # afterwards: an answer is destroyed within the hour
AUDIENCE = "https://self-issued.me/v2"  # of a wallet whose address nobody knows (section 5.8)


def start(purpose: str, at: datetime) -> WalletCheck:
    """Begin to ask a wallet for what a purpose needs.

    Raises:
        ValueError: no such purpose.
    """
    if purpose not in purposes():
        raise ValueError(f"no such purpose: {purpose}")
    return WalletCheck.objects.create(
        key=new_key(),
        state=new_key(),
        nonce=new_key(),
        purpose=purpose,
        asked_at=at,
        until=at + LIFE,
    )


def sweep(at: datetime) -> int:
    """Destroy what was asked an hour ago, with its answer."""
    return WalletCheck.objects.filter(until__lt=at - KEPT).delete()[0]


def find(key: str) -> WalletCheck | None:
    """Return what a checker asked, or nothing."""
    return WalletCheck.objects.filter(key=key).first()


def link(check: WalletCheck) -> str:
    """Return the link that opens a wallet, also as the checker's 2D code."""
    where = f"{issuer_id()}/v/wallet/ask/{check.state}"
    return f"openid4vp://?{urlencode({'client_id': client_id(check), 'request_uri': where})}"


def client_id(check: WalletCheck) -> str:
    """Return who asks: the digest of the certificate that the request is signed with."""
    certificate = issuer().key("credentials", check.asked_at).certificate
    if certificate is None:
        raise RuntimeError("the key for credentials has no certificate")
    der = certificate.public_bytes(Encoding.DER)
    return f"x509_hash:{base64url(hashlib.sha256(der).digest())}"


def request_object(state: str, at: datetime, wallet_nonce: str = "") -> str:
    """Return the signed request that a wallet fetches.

    Raises:
        WalletRefused: `invalid_request`: unknown, over or answered.
    """
    check = WalletCheck.objects.filter(state=state, answered_at=None, until__gt=at).first()
    if check is None:
        raise WalletRefused("invalid_request", status=404)
    key = issuer().key("credentials", check.asked_at)
    algorithms = {"sd-jwt_alg_values": [jose.ALG], "kb-jwt_alg_values": [jose.ALG]}
    said = {
        "client_id": client_id(check),
        "aud": AUDIENCE,
        "response_type": "vp_token",
        "response_mode": "direct_post",
        "response_uri": f"{issuer_id()}/v/wallet/answer",
        "nonce": check.nonce,
        "state": check.state,
        "dcql_query": query(check.purpose),
        "client_metadata": {"vp_formats_supported": {sdjwt.TYP: algorithms}},
        "iat": int(at.timestamp()),
        "exp": int(check.until.timestamp()),
    }
    if wallet_nonce:
        said["wallet_nonce"] = wallet_nonce
    return jose.sign({"typ": TYP, "x5c": jose.x5c(key)}, said, key.sign)


def query(purpose: str) -> dict[str, Any]:
    """Return what a purpose needs, in DCQL: one credential of any kind that says something to it.

    Claims that not every certificate of a kind has are asked for where they are there.
    """
    wanted = [kind for kind in CERTIFIED.values() if visible(kind.id, purpose)]
    return {
        "credentials": [_of_kind(kind, visible(kind.id, purpose)) for kind in wanted],
        "credential_sets": [{"options": [[kind.id] for kind in wanted]}],
    }


def needed(kind: Kind, names: tuple[str, ...]) -> list[str]:
    """Return those facts that every certificate of a kind has."""
    always = kind.needs | ({"birth_year"} if "birth" in kind.needs else set())
    return [name for name in names if name in always]


def _of_kind(kind: Kind, names: tuple[str, ...]) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "id": kind.id,
        "format": sdjwt.TYP,
        "meta": {"vct_values": [vct(kind.id)]},
        "claims": [{"id": name, "path": [sdjwt.called(name)]} for name in names],
    }
    always = needed(kind, names)
    maybe = [name for name in names if name not in always]
    if maybe:
        chosen = [
            set(always) | set(some)
            for many in range(len(maybe), -1, -1)
            for some in combinations(maybe, many)
        ]
        asked["claim_sets"] = [[name for name in names if name in each] for each in chosen if each]
    return asked
