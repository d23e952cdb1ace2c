"""The keys that a provider signs with: kept for ten minutes, fetched anew for an unknown one."""

import threading
import time
from dataclasses import dataclass

from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from zairyu.identity.oidc import calls
from zairyu.identity.oidc.codes import OidcRefused
from zairyu.identity.oidc.providers import Provider

KEPT = 600.0  # seconds
AGAIN = 30.0  # an unknown key does not fetch them anew more often than this


@dataclass(frozen=True)
class _Kept:
    keys: KeySet
    since: float


_kept: dict[str, _Kept] = {}
_lock = threading.Lock()


def keys_of(of: Provider, key_id: str) -> KeySet:
    """Return the keys of a provider, among them the one of this name if it is published.

    Raises:
        OidcRefused: provider-down.
    """
    with _lock:
        kept, clock = _kept.get(of.keys), time.monotonic()
        fresh = kept is not None and clock - kept.since < KEPT
        if kept is not None and fresh and (_has(kept.keys, key_id) or clock - kept.since < AGAIN):
            return kept.keys
        found = _fetched(of)
        _kept[of.keys] = _Kept(found, clock)
        return found


def _has(keys: KeySet, key_id: str) -> bool:
    return any(one.kid == key_id for one in keys.keys)


def _fetched(of: Provider) -> KeySet:
    said = calls.read(of.keys)
    published = [
        one
        for one in said.get("keys", [])
        if isinstance(one, dict) and one.get("kty") in ("EC", "RSA") and one.get("use") != "enc"
    ]
    try:
        return KeySet.import_key_set({"keys": published})
    except (JoseError, ValueError, TypeError, KeyError):
        raise OidcRefused("provider-down") from None


def forget() -> None:
    """Forget what was kept, as a new process would."""
    with _lock:
        _kept.clear()
