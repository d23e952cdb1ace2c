"""The authorities that are trusted, pinned by file and fingerprint, one folder for each kind.

A file counts only under the name of its own digest, so that a file that was merely dropped there,
or changed, does not. `manage.py import_card_anchor` is the way in.
"""

import hashlib
import logging
from pathlib import Path

from cryptography import x509

from zairyu.identity.jpki import path

log = logging.getLogger(__name__)
KINDS = ("auth", "sign")  # the two keys of a My Number card
RESIDENCE = "residence"  # those that sign the data of residence cards
TEST = "TEST"  # stands in the name of every authority that issues for tests


class NoAnchor(ValueError):
    """A file is no certificate of an authority that may be pinned; the text names nobody."""


def load(folder: Path, kind: str, *, tests: bool) -> tuple[x509.Certificate, ...]:
    """Return the pinned authorities of a kind; a file that may not be one is left out, and told."""
    found = []
    for file in sorted((folder / kind).glob("*.der")):
        der = file.read_bytes()
        try:
            if hashlib.sha256(der).hexdigest() != file.stem:
                raise NoAnchor("its name is not its digest")
            found.append(read(der, tests=tests, named=kind != RESIDENCE))
        except NoAnchor as fault:
            log.error("anchor %s/%s is left out: %s", kind, file.stem[:16], fault)
    return tuple(found)


def store(folder: Path, kind: str, der: bytes, fingerprint: str, *, tests: bool) -> Path:
    """Pin an authority whose fingerprint was compared by a person.

    Raises:
        NoAnchor: no such kind, another fingerprint, or not an authority that may be pinned.
    """
    if kind not in (*KINDS, RESIDENCE):
        raise NoAnchor(f"a kind is one of {', '.join((*KINDS, RESIDENCE))}")
    digest = hashlib.sha256(der).hexdigest()
    if digest != fingerprint.replace(":", "").strip().lower():
        raise NoAnchor("the fingerprint of the file is another")
    read(der, tests=tests, named=kind != RESIDENCE)
    (folder / kind).mkdir(parents=True, exist_ok=True)
    place = folder / kind / f"{digest}.der"
    beside = place.with_suffix(".new")
    beside.write_bytes(der)
    beside.replace(place)
    return place


def read(der: bytes, *, tests: bool, named: bool = True) -> x509.Certificate:
    """Return a certificate if it is one of an authority that may be trusted here.

    `named`: whether it has to carry the identifier of its key, by which leaves name their issuer;
    whether the authority of residence cards does is not published.

    Raises:
        NoAnchor: it is not.
    """
    try:
        found = x509.load_der_x509_certificate(der)
        found.verify_directly_issued_by(found)
        basic = found.extensions.get_extension_for_class(x509.BasicConstraints).value
        usage = found.extensions.get_extension_for_class(x509.KeyUsage).value
        if named:
            path.ski_of(found)
        subject = found.subject.rfc4514_string()
    except Exception:
        raise NoAnchor("it is no root of an authority") from None
    if not basic.ca or not usage.key_cert_sign:
        raise NoAnchor("it may not issue certificates")
    if TEST in subject.upper() and not tests:
        raise NoAnchor("it issues for tests only")
    return found
