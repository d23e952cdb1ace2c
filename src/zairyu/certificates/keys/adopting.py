"""Takes the keys over that lay as single files, before there was a ring.

They were a root, one key for documents below it, and one for tokens without a certificate. The old
files stay where they are: who goes back to the release before finds them.
"""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from zairyu.certificates.keys import ceremonies, register
from zairyu.certificates.keys.register import PRIVATE, ROOT, Register
from zairyu.proof.entries import TrustedKey
from zairyu.proof.signing import USES, key_id, on_curve

_BEFORE = {ROOT: "root", "documents": "signer", "tokens": "token"}


def of_before(place: Path) -> bool:
    """Say whether keys without a ring lie in a folder."""
    return (place / "token.key.pem").is_file() and not (place / register.FILE).exists()


def adopt(place: Path, address: str, at: datetime) -> None:
    """Put the keys of before on a ring, and add those that they lacked."""
    with register.locked(place):
        if not of_before(place):  # another process was first
            return
        root = x509.load_pem_x509_certificate((place / "root.crt.pem").read_bytes())
        since = root.not_valid_before_utc
        keys = [_taken(place, use, since) for use in _BEFORE]
        keys += [_retired(file, since, at) for file in sorted(place.glob("token-*.pub.pem"))]
        said = Register(_name(root), "files", address, 1, tuple(keys))
        register.write(place, said)
    lacking = [use for use in USES if not said.of(use)]
    ceremonies.rotate(place, lacking, since, at)


def _name(root: x509.Certificate) -> str:
    common = root.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0].value
    return str(common).removesuffix(" root")


def _taken(place: Path, use: str, since: datetime) -> TrustedKey:
    pem = (place / f"{_BEFORE[use]}.key.pem").read_bytes()
    public = on_curve(load_pem_private_key(pem, None).public_key())
    kid = key_id(public).hex()
    register.whole(place / PRIVATE / f"{kid}.key.pem", pem)
    key = TrustedKey(kid, use, public, since)
    file = place / f"{_BEFORE[use]}.crt.pem"
    if not file.is_file():
        return key
    return replace(key, certificate=x509.load_pem_x509_certificate(file.read_bytes()))


def _retired(file: Path, since: datetime, at: datetime) -> TrustedKey:
    public = on_curve(load_pem_public_key(file.read_bytes()))
    return TrustedKey(key_id(public).hex(), "tokens", public, since, until=max(at, since))
