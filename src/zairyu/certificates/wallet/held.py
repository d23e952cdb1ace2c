"""Which wallets hold a certificate, as its holder sees it and ends it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.audit import actions as audit
from zairyu.certificates.models import WalletCredential, WalletOffer
from zairyu.law.problem import Problem, Refusal

if TYPE_CHECKING:
    from zairyu.people.models import Person


@dataclass(frozen=True)
class Held:
    """One wallet that took a certificate: all its credentials end together."""

    key: str
    since: datetime
    credentials: int
    said: str  # what the wallet told: accepted, failure, deleted, or nothing
    ended_at: datetime | None
    lost: bool  # ended because a key of ours is no longer safe: the holder puts it in again


def of(about: str, key: str) -> list[Held]:
    """Return the wallets that took a certificate, newest first."""
    offers = WalletOffer.objects.filter(
        certificate__about=about, certificate__key=key, issued__gt=0
    ).prefetch_related("credentials", "certificate")
    return [_held(offer) for offer in offers]


def _held(offer: WalletOffer) -> Held:
    rows = list(offer.credentials.all())
    own = [row.ended_at for row in rows]
    ended = None if None in own else max(each for each in own if each is not None)
    return Held(
        offer.key,
        rows[-1].issued_at,
        len(rows),
        offer.event.removeprefix("credential_"),
        ended or offer.certificate.ended_at,
        any(row.ended_why == "key-lost" for row in rows),
    )


@transaction.atomic
def end(about: str, key: str, wallet: str, at: datetime, *, by: "Person") -> None:
    """End what one wallet holds: within a minute every checker sees it.

    Raises:
        Refusal: no such wallet.
    """
    rows = WalletCredential.objects.filter(
        offer__key=wallet, certificate__about=about, certificate__key=key
    )
    if not rows.exists():
        raise Refusal(Problem("wallet.unknown"))
    if rows.filter(ended_at=None).update(ended_at=at, ended_why="holder"):
        audit.record(f"person:{by.key}", "end-wallet", at=at, by=by.key, certificate=key)
