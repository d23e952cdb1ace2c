"""The keys of the issuer: a root, a signer of documents below it, and a key for tokens.

They are files in the folder `issuer` beside the ring of the vault. Demo and tests make their own
on first start; anywhere else their absence is an error, and `manage.py make_issuer_keys` makes
them when a person asks for it.
"""

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from cryptography.x509.oid import NameOID
from django.conf import settings

ROOT_CERT, SIGNER_CERT = "root.crt.pem", "signer.crt.pem"
ROOT_KEY, SIGNER_KEY, TOKEN_KEY = "root.key.pem", "signer.key.pem", "token.key.pem"
# The demo's clock moves, so the demo's certificates hold for longer than anyone will move it.
DEMO_SPAN = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC))


class IssuerKeysMissing(RuntimeError):
    """There are no keys to sign with where the settings say."""


@dataclass(frozen=True, eq=False)
class Issuer:
    """What documents and tokens are signed with."""

    root: x509.Certificate
    signer: x509.Certificate
    signer_key: ec.EllipticCurvePrivateKey
    token_key: ec.EllipticCurvePrivateKey
    token_publics: dict[bytes, ec.EllipticCurvePublicKey]  # by key id, retired ones too

    @property
    def token_id(self) -> bytes:
        """Return the id of the key that new tokens are signed with."""
        return key_id(self.token_key.public_key())


def key_id(public: ec.EllipticCurvePublicKey) -> bytes:
    """Return the id of a public key: the first eight bytes of its digest."""
    spki = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(spki).digest()[:8]


def folder() -> Path:
    """Return the folder of the issuer's keys."""
    return Path(settings.VAULT_KEY_FOLDER) / "issuer"


def issuer() -> Issuer:
    """Return the issuer of this deployment.

    Raises:
        IssuerKeysMissing: no keys, and this is neither the demo nor a test.
    """
    return _issuer(folder())


@lru_cache(maxsize=4)
def _issuer(place: Path) -> Issuer:
    if not place.is_dir():
        if settings.ZAIRYU_MODE not in {"demo", "test"}:
            raise IssuerKeysMissing(f"no keys in {place}; make them with make_issuer_keys")
        make(place, "Zairyu demo (見本 SAMPLE)", *DEMO_SPAN)
    token_key = _private(place / TOKEN_KEY)
    publics = [token_key.public_key()]
    publics += [_public(path) for path in sorted(place.glob("token-*.pub.pem"))]
    return Issuer(
        x509.load_pem_x509_certificate((place / ROOT_CERT).read_bytes()),
        x509.load_pem_x509_certificate((place / SIGNER_CERT).read_bytes()),
        _private(place / SIGNER_KEY),
        token_key,
        {key_id(public): public for public in publics},
    )


def _private(path: Path) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise IssuerKeysMissing(f"{path.name} is no key on a curve")
    return key


def _public(path: Path) -> ec.EllipticCurvePublicKey:
    key = load_pem_public_key(path.read_bytes())
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise IssuerKeysMissing(f"{path.name} is no key on a curve")
    return key


def make(place: Path, name: str, since: datetime, until: datetime) -> None:
    """Make the keys and certificates of an issuer in a folder that is not there yet.

    They are made beside it and moved there in one step: of two processes that start at once, one
    wins and both use its keys.
    """
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".issuer-", dir=place.parent))
    root_key, signer_key, token_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
    root_name, signer_name = _name(f"{name} root"), _name(f"{name} documents")
    root = _root(root_name, root_key, since, until)
    signer = _signer(signer_name, signer_key, root, root_key)
    for file, key in ((ROOT_KEY, root_key), (SIGNER_KEY, signer_key), (TOKEN_KEY, token_key)):
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (beside / file).touch(mode=0o600)
        (beside / file).write_bytes(pem)
    (beside / ROOT_CERT).write_bytes(root.public_bytes(Encoding.PEM))
    (beside / SIGNER_CERT).write_bytes(signer.public_bytes(Encoding.PEM))
    try:
        beside.rename(place)
    except OSError:  # another process was first: its folder is not empty
        shutil.rmtree(beside)
        if not (place / TOKEN_KEY).is_file():
            raise


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Zairyu"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _root(
    name: x509.Name, key: ec.EllipticCurvePrivateKey, since: datetime, until: datetime
) -> x509.Certificate:
    builder = _builder(name, name, key, since, until)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    return builder.add_extension(_usage(ca=True), critical=True).sign(key, hashes.SHA256())


def _signer(
    name: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    root: x509.Certificate,
    root_key: ec.EllipticCurvePrivateKey,
) -> x509.Certificate:
    span = (root.not_valid_before_utc, root.not_valid_after_utc)
    builder = _builder(name, root.subject, key, *span)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    builder = builder.add_extension(above, critical=False)
    return builder.add_extension(_usage(ca=False), critical=True).sign(root_key, hashes.SHA256())


def _builder(
    name: x509.Name,
    above: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    since: datetime,
    until: datetime,
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder(above, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(since).not_valid_after(until)
    own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return builder.add_extension(own, critical=False)


def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
