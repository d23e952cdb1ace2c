"""Links by which an electronic certificate is handed on: made, found, looked at, ended."""

import hashlib
import secrets
from datetime import date, datetime
from typing import TYPE_CHECKING

from zairyu import vault
from zairyu.casework.models import ECoe, HandOn
from zairyu.casework.readers import link as address_here
from zairyu.law import lifecycle
from zairyu.people.keys import new_key

if TYPE_CHECKING:
    from zairyu.people.models import Person

LIVE = tuple(key for key, state in lifecycle.ECOE.states.items() if not state.terminal)
RECEIVERS = ("traveller", "family", "carrier", "other")


def is_live(sent: ECoe, on: date) -> bool:
    """Say whether a certificate serves on a day: neither used nor ended, nor past its last day."""
    return sent.state in LIVE and on <= sent.valid_until


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _bound(key: str, part: str) -> str:
    return f"hand-on:{key}:{part}"


def make(
    sent: ECoe, receiver: str, name: str, address: str, language: str, by: "Person", at: datetime
) -> HandOn:
    """Make a link: 192 random bits that hold nothing of anybody."""
    key, token = new_key(), secrets.token_urlsafe(24)
    return HandOn.objects.create(
        key=key,
        ecoe=sent,
        digest=_digest(token),
        token=vault.seal(token.encode(), _bound(key, "token")),
        receiver=receiver,
        name=vault.seal(name.encode(), _bound(key, "name")) if name else b"",
        address=vault.seal(address.encode(), _bound(key, "address")) if address else b"",
        language=language,
        made_by=by,
        made_at=at,
    )


def opened(row: HandOn, part: str) -> str:
    """Return a sealed part of a link: token, name, address; an empty text where there is none."""
    sealed = bytes(getattr(row, part))
    return vault.open(sealed, _bound(row.key, part)).decode() if sealed else ""


def url(row: HandOn) -> str:
    """Return the address that a link opens; it is shown to its sender only."""
    return address_here(f"/coe/{opened(row, 'token')}/")


def find(token: str, on: date) -> HandOn | None:
    """Return the link that a token opens on a day, if it has not ended and the certificate lives.

    Of a link that has ended nothing is told: it is as if it had never been.
    """
    found = HandOn.objects.filter(digest=_digest(token), ended_at=None)
    row = found.select_related("ecoe__certificate", "ecoe__case").first()
    return row if row is not None and is_live(row.ecoe, on) else None


def alive(sent: ECoe) -> list[HandOn]:
    """Return the links of a certificate that have not ended, oldest first."""
    return list(sent.links.filter(ended_at=None).order_by("id"))


def addresses(sent: ECoe) -> list[str]:
    """Return the addresses that living links were mailed to."""
    return [found for row in alive(sent) if (found := opened(row, "address"))]
