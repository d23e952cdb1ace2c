"""Handing a wallet its credentials: one for each key that it proved to hold."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from zairyu.certificates.keys import issuer
from zairyu.certificates.kinds import CERTIFIED
from zairyu.certificates.models import Certificate, WalletCredential, WalletOffer
from zairyu.certificates.statuses import wallets
from zairyu.certificates.tokens import list_address
from zairyu.certificates.wallet import nonces, offers
from zairyu.certificates.wallet.possession import BATCH, Proved, proved
from zairyu.certificates.wallet.refusing import WalletRefused
from zairyu.certificates.wallet.types import body, claims_of
from zairyu.law.dates import legal_day
from zairyu.people.keys import new_key
from zairyu.proof import sdjwt


def issue(token: str, request: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Return the credentials that a wallet asked for.

    Raises:
        WalletRefused: as OpenID4VCI 1.0, section 8.3.1, says.
    """
    offer = offers.of_token(token, at)
    _asked_right(offer, request)
    keys = proved(request, at)
    nonces.spend([each.nonce for each in keys], at)
    if not offer.certificate.holds(legal_day(at)):
        raise WalletRefused("credential_request_denied", "the certificate has ended")
    with transaction.atomic():
        _count(offer, len(keys))
        made = _made(offer, keys, at)
    return {"credentials": [{"credential": each} for each in made], "notification_id": offer.key}


def _asked_right(offer: WalletOffer, request: Mapping[str, Any]) -> None:
    """Go on if what is asked for is what was offered."""
    if "credential_response_encryption" in request:
        raise WalletRefused("invalid_encryption_parameters", "answers are not encrypted")
    by_name = request.get("credential_configuration_id")
    by_dataset = request.get("credential_identifier")
    if (by_name is None) == (by_dataset is None):
        raise WalletRefused("invalid_credential_request", "one of the two identifiers")
    asked = by_dataset if by_name is None else by_name
    if asked == offer.certificate.kind:
        return
    if by_name is None:
        raise WalletRefused("unknown_credential_identifier")
    known = isinstance(by_name, str) and by_name in CERTIFIED
    if known:
        raise WalletRefused("invalid_credential_request", "not what was offered")
    raise WalletRefused("unknown_credential_configuration")


def _count(offer: WalletOffer, more: int) -> None:
    """Note how many credentials an offer gave; of two requests at once one may be too many."""
    left = WalletOffer.objects.filter(pk=offer.pk, issued__lte=BATCH - more)
    if not left.update(issued=F("issued") + more):
        raise WalletRefused("credential_request_denied", f"an offer gives {BATCH}")


def _made(offer: WalletOffer, keys: Sequence[Proved], at: datetime) -> list[str]:
    certificate = offer.certificate
    claims = claims_of(certificate)
    return [_one(offer, certificate, claims, each, at) for each in keys]


def _one(
    offer: WalletOffer,
    certificate: Certificate,
    claims: Mapping[str, Any],
    holder: Proved,
    at: datetime,
) -> str:
    place = wallets.drawn(at)
    taken = WalletCredential.objects.filter(offer=offer, holder_key=holder.thumbprint)
    if taken.exists():
        raise WalletRefused("invalid_proof", "a key has one credential")
    WalletCredential.objects.create(
        key=new_key(),
        certificate=certificate,
        offer=offer,
        holder_key=holder.thumbprint,
        status_list=place.number,
        status_index=place.place,
        issued_at=at,
    )
    said = body(certificate, (list_address(place.number), place.place), at)
    return sdjwt.made(issuer().key("credentials", at), said, claims, holder.key)
