"""What people do with the ring: make it, add the next key, take a lost one out, change the root.

Each ceremony changes the register once, under a lock, and publishes the trust list and the lists of
revoked certificates anew in the same breath. A new key is announced before it signs, so that lists
that checkers keep know it by then; only for a lost key there is no time for that.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from zairyu.certificates.keys import profile, publishing, register, ring
from zairyu.certificates.keys.register import ROOT, IssuerKeysMissing, Register
from zairyu.certificates.keys.stores import FileStore, Store
from zairyu.proof.entries import TrustedKey
from zairyu.proof.signing import USES, Key, key_id

AHEAD = timedelta(days=2)  # how long a key is announced before it signs: lists are kept for a day
Opens = Callable[[Path, Register, TrustedKey], Key]  # how a root is reached: it may lie elsewhere


def here(place: Path, said: Register, root: TrustedKey) -> Key:
    """Return a root from the store of the ring."""
    return ring.Issuer(place, said, ring.store_of(place, said.store)).opened(root)


def kept_in(folder: Path) -> Opens:
    """Return how a root is reached that lies as a file in another folder: a stick from a safe."""

    def opens(place: Path, said: Register, root: TrustedKey) -> Key:
        return ring.Issuer(place, said, FileStore(folder)).opened(root)

    return opens


def make(
    place: Path,
    name: str,
    since: datetime,
    until: datetime,
    *,
    address: str,
    store: str = "files",
    at: datetime | None = None,
) -> None:
    """Make the ring of an issuer in a folder that is not there yet: a root and a key for each use.

    It is made beside it and moved there in one step: of two processes that start at once, one wins
    and both use its keys.
    """
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".issuer-", dir=place.parent))
    try:
        _fill(beside, name, (since, until), address, store, at or since)
        beside.rename(place)
    except OSError:  # another process was first: its folder is not empty
        if not (place / register.FILE).is_file():
            raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _fill(
    place: Path,
    name: str,
    span: tuple[datetime, datetime],
    address: str,
    kind: str,
    at: datetime,
) -> None:
    store = ring.store_of(place, kind)
    empty = Register(name, kind, address, 0, ())
    root = _new_root(empty, store, span)
    rooted = replace(empty, keys=(root,))
    key = ring.Issuer(place, rooted, store).opened(root)
    keys = [_new_key(rooted, store, use, key, span[0]) for use in USES]
    said = rooted.with_keys(*keys)
    register.write(place, said)
    publishing.publish(place, said, key, at)


def _new_root(said: Register, store: Store, span: tuple[datetime, datetime]) -> TrustedKey:
    name = f"{said.name} root {len(said.of(ROOT)) + 1}"
    public = store.make(name)
    bare = TrustedKey(key_id(public).hex(), ROOT, public, span[0])
    return replace(bare, certificate=profile.root(store.key(bare), name, *span))


def _new_key(said: Register, store: Store, use: str, root: Key, since: datetime) -> TrustedKey:
    public = store.make(f"{said.name} {use}")
    name = f"{said.name} {use} {len(said.of(use)) + 1}"
    certificate = said.root().certificate
    if certificate is None:
        raise IssuerKeysMissing("the root has no certificate")
    own = profile.leaf(use, public, name, (certificate, root), since, said.address)
    return TrustedKey(key_id(public).hex(), use, public, since, certificate=own)


def rotate(
    place: Path, uses: Iterable[str], since: datetime, at: datetime, opens: Opens = here
) -> list[TrustedKey]:
    """Put the next key of each use on the ring, to sign from an instant on; return the new keys.

    The key before it signs until then, and what it signed goes on to count.
    """
    with register.locked(place):
        said = register.read(place)
        root, store = opens(place, said, said.root()), ring.store_of(place, said.store)
        changed: list[TrustedKey] = []
        for use in uses:
            before = [key for key in said.safe(use) if key.until is None]
            changed += [replace(key, until=since) for key in before]
            changed.append(_new_key(said, store, use, root, since))
        said = said.with_keys(*changed)
        register.write(place, said)
        _publish(place, said, root, opens, at)
    return [key for key in changed if key.until is None]


def compromise(place: Path, kid: str, at: datetime, opens: Opens = here) -> TrustedKey | None:
    """Take a key out that is no longer ours alone; return the key that signs in its place.

    Nothing that it ever signed counts offline any more, and its certificate is revoked. If it was
    in use, or announced, the key in its place signs from this instant on.
    """
    with register.locked(place):
        said = register.read(place)
        lost = said.find(kid)
        if lost.use == ROOT:
            raise IssuerKeysMissing("a lost root ends the issuer: make a new one and tell everyone")
        if lost.compromised_at is not None:
            return None
        root, store = opens(place, said, said.root()), ring.store_of(place, said.store)
        said = said.with_keys(replace(lost, compromised_at=at, until=min(at, lost.until or at)))
        fresh = None
        if not _signs(said, lost.use, at):
            fresh = _new_key(said, store, lost.use, root, at)
            said = said.with_keys(fresh)
        register.write(place, said)
        _publish(place, said, root, opens, at)
    return fresh


def _signs(said: Register, use: str, at: datetime) -> bool:
    """Say whether a safe key of a use signs at an instant, and no end of it is set."""
    return any(key.since <= at and key.until is None for key in said.safe(use))


def change_root(
    place: Path, until: datetime, since: datetime, at: datetime, opens: Opens = here
) -> TrustedKey:
    """Let a new root take over, handed over to by the old one; return it.

    Every use gets a key below the new root, which signs from an instant on. The trust list is
    signed by the new root at once, and bears the certificate that leads there from the old one.
    """
    with register.locked(place):
        said = register.read(place)
        before, store = opens(place, said, said.root()), ring.store_of(place, said.store)
        old = said.root()
        fresh = _new_root(said, store, (at, until))
        said = said.with_keys(replace(old, until=at), fresh)
        if fresh.certificate is None or old.certificate is None:
            raise IssuerKeysMissing("a root has no certificate")
        handed = profile.cross(fresh.certificate, old.certificate, before)
        publishing.keep_cross(place, fresh.kid, handed)
        register.write(place, said)
        publishing.publish(place, said, here(place, said, fresh), at)
        publishing.revocations_of(place, said, said.find(old.kid), before, at)
    rotate(place, USES, since, at)
    return fresh


def publish(place: Path, at: datetime, opens: Opens = here) -> None:
    """Sign the trust list and the lists of revoked certificates anew."""
    with register.locked(place):
        said = register.read(place)
        _publish(place, said, opens(place, said, said.root()), opens, at)


def _publish(place: Path, said: Register, root: Key, opens: Opens, at: datetime) -> None:
    """Publish, and let the roots before today's tell of lost keys too where they are at hand."""
    publishing.publish(place, said, root, at)
    for earlier in said.safe(ROOT):
        if earlier.kid != root.name:
            try:
                key = opens(place, said, earlier)
            except IssuerKeysMissing:
                continue  # what it told last holds as long as it does; the trust list tells more
            publishing.revocations_of(place, said, earlier, key, at)


def destroy(place: Path, kid: str, at: datetime) -> None:
    """Destroy the private half of a key that signs no more; its public half goes on to check.

    Raises:
        IssuerKeysMissing: it is still in use, or will be.
    """
    with register.locked(place):
        said = register.read(place)
        key = said.find(kid)
        if key.state(at) in ("active", "coming") or key.use == ROOT:
            raise IssuerKeysMissing(f"key {kid} is in use")
        ring.store_of(place, said.store).destroy(kid)
