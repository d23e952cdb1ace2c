"""What a wallet reads about us before it asks for anything: addresses, kinds, claims, keys."""

from collections.abc import Iterable
from typing import Any

from zairyu.certificates.keys import issuer
from zairyu.certificates.kinds import CERTIFIED
from zairyu.certificates.wallet.asking import needed
from zairyu.certificates.wallet.offers import GRANT
from zairyu.certificates.wallet.possession import BATCH
from zairyu.certificates.wallet.types import issuer_id, vct
from zairyu.proof import jose, sdjwt
from zairyu.proof.signing import jwk
from zairyu.words import say

LOCALES = {"ja": "ja-JP", "en": "en"}


def credential_issuer() -> dict[str, Any]:
    """Return the metadata of the credential issuer (OpenID4VCI 1.0, section 12.2)."""
    here = f"{issuer_id()}/api/wallet"
    return {
        "credential_issuer": issuer_id(),
        "credential_endpoint": f"{here}/credential",
        "nonce_endpoint": f"{here}/nonce",
        "notification_endpoint": f"{here}/notification",
        "batch_credential_issuance": {"batch_size": BATCH},
        "display": _display("certificates.wallet.issuer"),
        "credential_configurations_supported": {kind: _configuration(kind) for kind in CERTIFIED},
    }


def authorization_server() -> dict[str, Any]:
    """Return the metadata of the authorization server (RFC 8414): codes of offers, no other way."""
    return {
        "issuer": issuer_id(),
        "token_endpoint": f"{issuer_id()}/api/wallet/token",
        "response_types_supported": [],
        "grant_types_supported": [GRANT],
        "token_endpoint_auth_methods_supported": ["none"],
        "pre-authorized_grant_anonymous_access_supported": True,
        "authorization_details_types_supported": ["openid_credential"],
    }


def jwt_issuer() -> dict[str, Any]:
    """Return the keys of credentials, for wallets that look there (SD-JWT VC, section 4).

    Keys that are lost are not in it; whoever checks reads the trust list.
    """
    safe = issuer().register.safe("credentials")
    told = [jwk(key.public) | {"kid": key.kid, "alg": jose.ALG, "use": "sig"} for key in safe]
    return {"issuer": issuer_id(), "jwks": {"keys": told}}


def type_of(kind: str) -> dict[str, Any] | None:
    """Return what a type of credential is (SD-JWT VC, section 5), or nothing."""
    if kind not in CERTIFIED:
        return None
    title = f"certificates.title.{kind}"
    return {
        "vct": vct(kind),
        "name": str(say(title, "en")),
        "display": _display(title),
        "claims": [
            # drafts up to -10 said `label`
            one | {"sd": "always", "display": [d | {"label": d["name"]} for d in one["display"]]}
            for one in _claims(kind)
        ],
    }


def _configuration(kind: str) -> dict[str, Any]:
    return {
        "format": sdjwt.TYP,
        "vct": vct(kind),
        "credential_signing_alg_values_supported": [jose.ALG],
        "cryptographic_binding_methods_supported": ["jwk"],
        "proof_types_supported": {"jwt": {"proof_signing_alg_values_supported": [jose.ALG]}},
        "credential_metadata": {
            "display": _display(f"certificates.title.{kind}"),
            "claims": list(_claims(kind)),
        },
    }


def _claims(kind: str) -> Iterable[dict[str, Any]]:
    shown = CERTIFIED[kind].shown
    always = needed(CERTIFIED[kind], shown)
    for name in shown:
        display = _display(f"certificates.wallet.claim.{name}")
        yield {"path": [sdjwt.called(name)], "mandatory": name in always, "display": display}


def _display(key: str) -> list[dict[str, str]]:
    return [{"name": str(say(key, lang)), "locale": place} for lang, place in LOCALES.items()]
