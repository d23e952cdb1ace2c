"""Offering a certificate to the holder's wallet: a link, a 2D code, and a number to type."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.db import transaction
from django.db.models import F

from zairyu import vault
from zairyu.audit import actions as audit
from zairyu.certificates import codes
from zairyu.certificates.models import Certificate, WalletOffer
from zairyu.certificates.wallet.refusing import WalletRefused
from zairyu.certificates.wallet.types import issuer_id
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.people.keys import new_key
from zairyu.proof.jose import read_any
from zairyu.words import say

if TYPE_CHECKING:
    from zairyu.people.models import Person

GRANT = "urn:ietf:params:oauth:grant-type:pre-authorized_code"
LIFE = timedelta(minutes=10)
TOKEN_LIFE = timedelta(minutes=10)
DIGITS = 6
MOST_TRIES = 5  # of a million numbers


@dataclass(frozen=True)
class Offered:
    """An offer as its holder sees it."""

    link: str
    qr: str
    number: str
    until: datetime


@transaction.atomic
def make(about: str, key: str, at: datetime, *, by: "Person") -> None:
    """Offer a certificate to a wallet; an earlier offer of it that nobody took is gone.

    `by` is the holder; it is recorded with the holder, not with the application: an employer that
    filed it need not know.

    Raises:
        Refusal: it does not hold any more.
    """
    certificate = Certificate.objects.get(about=about, key=key)
    if not certificate.holds(legal_day(at)):
        raise Refusal(Problem("wallet.ended"))
    WalletOffer.objects.filter(certificate=certificate, used_at=None).delete()
    code = secrets.token_urlsafe(32)
    number = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    offer = new_key()
    WalletOffer.objects.create(
        key=offer,
        certificate=certificate,
        holder=by,
        code_sha256=_digest(code),
        secret=vault.seal_json({"code": code, "number": number}, _bound(offer)),
        made_at=at,
        until=at + LIFE,
    )
    audit.record(f"person:{by.key}", "offer-wallet", at=at, by=by.key, certificate=key)


def offered(about: str, key: str, at: datetime) -> Offered | None:
    """Return the offer of a certificate that a wallet can still take, for its holder."""
    open_ = WalletOffer.objects.filter(certificate__about=about, certificate__key=key)
    row = open_.filter(used_at=None, until__gt=at, tries__lt=MOST_TRIES).first()
    if row is None:
        return None
    by_reference = quote(f"{issuer_id()}/api/wallet/offers/{row.key}", safe="")
    link = f"openid-credential-offer://?credential_offer_uri={by_reference}"
    return Offered(link, codes.qr(link), _secret(row)["number"], row.until)


def document(key: str, at: datetime, language: str) -> dict[str, Any] | None:
    """Return the offer as a wallet reads it, or nothing: unknown, over or taken."""
    row = WalletOffer.objects.filter(key=key, used_at=None, until__gt=at).first()
    if row is None or row.tries >= MOST_TRIES:
        return None
    typed = {
        "input_mode": "numeric",
        "length": DIGITS,
        "description": str(say("certificates.wallet.number", language)),
    }
    return {
        "credential_issuer": issuer_id(),
        "credential_configuration_ids": [row.certificate.kind],
        "grants": {GRANT: {"pre-authorized_code": _secret(row)["code"], "tx_code": typed}},
    }


def exchange(form: Mapping[str, str], at: datetime) -> dict[str, Any]:
    """Return an access token for the code of an offer and the number that its holder typed.

    Raises:
        WalletRefused: as OpenID4VCI 1.0, section 6.3, says.
    """
    if form.get("grant_type") != GRANT:
        raise WalletRefused("unsupported_grant_type")
    code, number = form.get("pre-authorized_code"), form.get("tx_code")
    if not code or not number:
        raise WalletRefused("invalid_request", "pre-authorized_code and tx_code are needed")
    row = _found(code, at)
    # The try is counted before the number is looked at: many at once get no more than one by one.
    left = WalletOffer.objects.filter(pk=row.pk, used_at=None, tries__lt=MOST_TRIES)
    counted = left.update(tries=F("tries") + 1)
    if not counted or not secrets.compare_digest(_secret(row)["number"].encode(), number.encode()):
        raise WalletRefused("invalid_grant")
    details = _details(form, row.certificate.kind)
    token = secrets.token_urlsafe(32)
    open_ = WalletOffer.objects.filter(pk=row.pk, used_at=None)
    until = at + TOKEN_LIFE
    if not open_.update(
        used_at=at, secret=b"", token_sha256=_digest(token), token_until=until
    ):  # somebody was faster
        raise WalletRefused("invalid_grant")
    life = int(TOKEN_LIFE.total_seconds())
    return {"access_token": token, "token_type": "Bearer", "expires_in": life} | details


def of_token(token: str, at: datetime) -> WalletOffer:
    """Return the offer that an access token stands for.

    Raises:
        WalletRefused: `invalid_token`.
    """
    found = WalletOffer.objects.filter(token_sha256=_digest(token), token_until__gt=at)
    row = found.select_related("certificate").first()
    if row is None:
        raise WalletRefused("invalid_token", status=401)
    return row


def note(token: str, said: Mapping[str, Any], at: datetime) -> None:
    """Note what a wallet says became of its credentials.

    Raises:
        WalletRefused: as OpenID4VCI 1.0, section 11.3, says.
    """
    row = of_token(token, at)
    event, about = said.get("event"), said.get("notification_id")
    if event not in ("credential_accepted", "credential_failure", "credential_deleted"):
        raise WalletRefused("invalid_notification_request")
    if about != row.key or not row.issued:
        raise WalletRefused("invalid_notification_id")
    WalletOffer.objects.filter(pk=row.pk).update(event=event)


def sweep(at: datetime) -> int:
    """Destroy offers that nobody took."""
    return WalletOffer.objects.filter(issued=0, until__lt=at - timedelta(days=1)).delete()[0]


def _found(code: str, at: datetime) -> WalletOffer:
    found = WalletOffer.objects.filter(code_sha256=_digest(code), used_at=None, until__gt=at)
    row = found.filter(tries__lt=MOST_TRIES).select_related("certificate").first()
    if row is None or not row.certificate.holds(legal_day(at)):
        raise WalletRefused("invalid_grant")
    return row


def _details(form: Mapping[str, str], kind: str) -> dict[str, Any]:
    """Return the authorization details of the answer, where the request has any (RFC 9396)."""
    if "authorization_details" not in form:
        return {}
    wanted = {"type": "openid_credential", "credential_configuration_id": kind}
    try:
        said = read_any(form["authorization_details"].encode())
        asked = [{name: each.get(name) for name in wanted} for each in said]
    except (ValueError, TypeError, AttributeError):
        raise WalletRefused("invalid_request", "authorization_details: a list") from None
    if asked != [wanted]:
        raise WalletRefused("invalid_authorization_details")
    return {"authorization_details": [wanted | {"credential_identifiers": [kind]}]}


def _secret(row: WalletOffer) -> dict[str, str]:
    opened: dict[str, str] = vault.open_json(row.secret, _bound(row.key))
    return opened


def _bound(key: str) -> str:
    return f"wallet-offer:{key}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
