"""An issuer made for a test: one key for each use, and the trust list that names them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric import ec

from zairyu.proof.entries import TrustedKey
from zairyu.proof.signing import USES, KeyInMemory
from zairyu.proof.trust import TrustList

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
ADDRESS = "https://zairyu.example"
LISTS = f"{ADDRESS}/v/status/"


@dataclass(frozen=True)
class Made:
    """Keys by use, and a trust list in which they stand."""

    keys: dict[str, KeyInMemory]
    trust: TrustList


def new_key() -> KeyInMemory:
    return KeyInMemory(ec.generate_private_key(ec.SECP256R1()))


def made(issuer: str = ADDRESS, at: datetime = NOON, **changes: TrustedKey) -> Made:
    keys = {use: new_key() for use in USES}
    since = at - timedelta(days=100)
    listed = {use: TrustedKey(key.name, use, key.public, since) for use, key in keys.items()}
    listed |= changes
    trust = TrustList(
        issuer=issuer,
        name="Test",
        number=1,
        issued_at=at,
        renew_at=at + timedelta(days=1),
        expires_at=at + timedelta(days=30),
        anchors=(),
        keys={key.kid: key for key in listed.values()},
        places={"status_prefix": f"{issuer}/v/status/", "counter": f"{issuer}/v/"},
    )
    return Made(keys, trust)
