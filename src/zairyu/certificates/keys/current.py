"""The issuer of this deployment, and what of its ring is published just now.

Demo and tests make their own ring on first start; anywhere else its absence is an error, and
`manage.py make_issuer_keys` makes it when a person asks for it.
"""

from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from zairyu.certificates.keys import adopting, ceremonies, publishing, ring
from zairyu.certificates.keys.register import ROOT, IssuerKeysMissing
from zairyu.certificates.keys.ring import Issuer, folder

# The demo's clock moves, so the demo's certificates hold for longer than anyone will move it.
DEMO_SPAN = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC))
_DEMO_NAME = "Zairyu demo (見本 SAMPLE)"


def issuer() -> Issuer:
    """Return the issuer of this deployment.

    Raises:
        IssuerKeysMissing: no keys, and this is neither the demo nor a test.
    """
    try:
        return ring.read(f"{settings.VAULT_KEY_FOLDER}/issuer")
    except IssuerKeysMissing:
        place = folder()
        if settings.ZAIRYU_MODE not in {"demo", "test"} or (place / "ring.json").exists():
            raise
    if adopting.of_before(place):
        adopting.adopt(place, settings.PUBLIC_ADDRESS, DEMO_SPAN[0])
    else:
        make(place, _DEMO_NAME, *DEMO_SPAN)
    return ring.read(place)


def make(place: Path, name: str, since: datetime, until: datetime, store: str = "files") -> None:
    """Make the ring of an issuer for the address of this deployment."""
    ceremonies.make(place, name, since, until, address=settings.PUBLIC_ADDRESS, store=store)


def trust_list(at: datetime) -> str:
    """Return the trust list, signed anew if a day has passed and the root is at hand."""
    return _published(publishing.LIST, at).decode()


def crl(at: datetime, use: str = "documents", signed_at: datetime | None = None) -> bytes:
    """Return the list of revoked certificates of the root above the key for a use, as DER.

    The list is that of `at`; the key is that which signs, or signed, at another instant.
    """
    here = issuer()
    (above,) = here.chain(here.key_entry(use, signed_at or at))
    kid = next(key.kid for key in here.register.of(ROOT) if key.certificate == above)
    return _published(f"{kid}.crl", at)


def crl_of(kid: str, at: datetime) -> bytes | None:
    """Return the list of revoked certificates of a root by its id, or nothing."""
    known = any(key.kid == kid for key in issuer().register.of(ROOT))
    return _published(f"{kid}.crl", at) if known else None


def root_of(kid: str) -> bytes | None:
    """Return the certificate of a root by its id, as DER, or nothing."""
    for key in issuer().register.of(ROOT):
        if key.kid == kid and key.certificate is not None:
            return key.certificate.public_bytes(Encoding.DER)
    return None


def _published(name: str, at: datetime) -> bytes:
    here = issuer()
    try:
        due = publishing.dates(here.place).due(here.register.number, at)
    except IssuerKeysMissing:
        due = True
    if due:
        renew(here.place, at)
    return publishing.file(here.place, name)


def renew(place: Path, at: datetime) -> bool:
    """Sign what is published anew; say whether the root was at hand for it."""
    try:
        ceremonies.publish(place, at)
    except IssuerKeysMissing:
        return False
    return True
