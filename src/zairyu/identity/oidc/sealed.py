"""Who came back from a provider, sealed, for whoever decides a little later what it is for.

A session keeps it until the person has signed in otherwise; it says name and birth, so it lies
there sealed, and after a quarter of an hour it is nothing any more.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta

from zairyu import vault
from zairyu.identity.jpki.facts import Asserted
from zairyu.identity.oidc.flow import Shown

TO_LINK = timedelta(minutes=15)
_ABOUT = "federated:shown"


def seal(shown: Shown, at: datetime) -> str:
    """Return one word that holds who came back, and when."""
    said = shown.asserted.to_json() if shown.asserted else None
    plain = [shown.provider, shown.issuer, shown.sub, said, at.isoformat()]
    return urlsafe_b64encode(vault.seal_json(plain, _ABOUT)).decode()


def opened(word: str, at: datetime) -> Shown | None:
    """Return who came back, if it is not too long ago."""
    if not word:
        return None
    try:
        plain = vault.open_json(urlsafe_b64decode(word), _ABOUT)
    except (ValueError, vault.CannotOpen):
        return None
    provider, issuer, sub, said, sealed_at = plain
    if not timedelta() <= at - datetime.fromisoformat(sealed_at) <= TO_LINK:
        return None
    return Shown(provider, issuer, sub, Asserted.from_json(said) if said else None)
