"""What a wallet's credential of each kind says: the facts that the counter shows, and no other."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from zairyu.certificates.facts import claims_in, shown
from zairyu.certificates.kinds import CERTIFIED
from zairyu.certificates.models import Certificate
from zairyu.proof.sdjwt import called
from zairyu.proof.token import end_of

# Credentials given out within some minutes bear one instant: nobody tells them apart by it.
STEP = timedelta(minutes=5)
_VCT = "/credentials/"


def issuer_id() -> str:
    """Return the issuer as wallets and trust list name it: the address of this service."""
    return settings.PUBLIC_ADDRESS.rstrip("/")


def vct(kind: str) -> str:
    """Return the type of the credentials of a kind: an address that describes it."""
    return f"{issuer_id()}{_VCT}{kind}"


def kind_of(type_: str) -> str | None:
    """Return the kind that a type belongs to, or nothing."""
    kind = type_.removeprefix(f"{issuer_id()}{_VCT}")
    return kind if kind in CERTIFIED and vct(kind) == type_ else None


def claims_of(certificate: Certificate) -> dict[str, Any]:
    """Return what can be shown of a certificate: from the same claims as its PDF and its token."""
    facts = shown(certificate.kind, claims_in(certificate))
    return {called(name): fact for name, fact in facts.items()}


def body(certificate: Certificate, place: tuple[str, int], at: datetime) -> dict[str, Any]:
    """Return what of a credential is never hidden."""
    uri, index = place
    said: dict[str, Any] = {
        "iss": issuer_id(),
        "vct": vct(certificate.kind),
        "iat": int(at.timestamp()) // int(STEP.total_seconds()) * int(STEP.total_seconds()),
        "status": {"status_list": {"idx": index, "uri": uri}},
    }
    if certificate.holds_until is not None:
        said["exp"] = int(end_of(certificate.holds_until).timestamp())
    return said
