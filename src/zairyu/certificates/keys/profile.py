"""The certificates of the issuer, and its list of revoked ones, to the extension.

docs/operations/keys.md tells the profile in a table; a test holds the certificates to it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NoReturn

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID, ObjectIdentifier

from zairyu.proof.signing import Key, der

DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
# A root that takes over stands below the one before it, and the keys stand below the new root.
BELOW_A_ROOT = 1


class OnlySigns(TypeError):
    """A key of the ring signs certificates and does nothing else: its private half stays inside."""


def _only_signs(asked: str) -> NoReturn:
    raise OnlySigns(f"a key of the issuer signs and does nothing else: {asked} was asked of it")


class _Hand(ec.EllipticCurvePrivateKey):
    """Lets a key of the ring sign certificates, wherever its private half lies."""

    def __init__(self, key: Key) -> None:
        self._key = key

    def sign(self, data: Any, signature_algorithm: ec.EllipticCurveSignatureAlgorithm) -> bytes:
        if not isinstance(signature_algorithm.algorithm, hashes.SHA256):
            raise ValueError("keys of the issuer sign with SHA-256")
        return der(self._key.sign(bytes(data)))

    def public_key(self) -> ec.EllipticCurvePublicKey:
        return self._key.public

    @property
    def curve(self) -> ec.EllipticCurve:
        return self._key.public.curve

    @property
    def key_size(self) -> int:
        return self._key.public.key_size

    def exchange(self, *_args: Any) -> bytes:
        _only_signs("exchange")

    def private_numbers(self) -> ec.EllipticCurvePrivateNumbers:
        _only_signs("private_numbers")

    def private_bytes(self, *_args: Any) -> bytes:
        _only_signs("private_bytes")

    def __copy__(self) -> "_Hand":
        return self

    def __deepcopy__(self, _memo: dict[int, Any]) -> "_Hand":
        return self


def subject(name: str) -> x509.Name:
    """Return the name of an issuer's certificate."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Zairyu"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def root(key: Key, name: str, since: datetime, until: datetime) -> x509.Certificate:
    """Return the certificate that a root signs for itself."""
    own = subject(name)
    builder = _authority(_builder(own, own, key.public, since, until), key.public)
    return builder.sign(_Hand(key), hashes.SHA256())


def cross(after: x509.Certificate, before: x509.Certificate, key: Key) -> x509.Certificate:
    """Return the certificate by which a root hands over to the next one.

    `key` is that of the root before. Whoever knows that root alone can so follow to the next.
    """
    public: Any = after.public_key()
    until = min(after.not_valid_after_utc, before.not_valid_after_utc)
    span = (after.not_valid_before_utc, until)
    builder = _authority(_builder(after.subject, before.subject, public, *span), key.public)
    return builder.sign(_Hand(key), hashes.SHA256())


def leaf(
    use: str,
    public: ec.EllipticCurvePublicKey,
    name: str,
    above: tuple[x509.Certificate, Key],
    since: datetime,
    address: str,
) -> x509.Certificate:
    """Return the certificate of a key below a root; it holds as long as the root does."""
    root_certificate, key = above
    until = root_certificate.not_valid_after_utc
    builder = _builder(subject(name), root_certificate.subject, public, since, until)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
    builder = builder.add_extension(_authority_key(key.public), critical=False)
    builder = builder.add_extension(_usage(ca=False, lasting=use == "documents"), critical=True)
    if use == "documents":
        builder = builder.add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING]), critical=False)
    named = x509.SubjectAlternativeName([x509.UniformResourceIdentifier(address)])
    builder = builder.add_extension(named, critical=False)
    lists, roots = revocation_at(address, key.name), root_at(address, key.name)
    builder = builder.add_extension(_list_at(lists), critical=False)
    builder = builder.add_extension(_issuer_at(roots), critical=False)
    return builder.sign(_Hand(key), hashes.SHA256())


def revocations(
    above: tuple[x509.Certificate, Key],
    lost: Iterable[tuple[x509.Certificate, datetime]],
    number: int,
    at: datetime,
    until: datetime,
) -> bytes:
    """Return the list of the certificates whose keys were compromised (RFC 5280), as DER."""
    root_certificate, key = above
    builder = x509.CertificateRevocationListBuilder(root_certificate.subject, at, until)
    builder = builder.add_extension(_authority_key(key.public), critical=False)
    builder = builder.add_extension(x509.CRLNumber(number), critical=False)
    for certificate, since in lost:
        row = x509.RevokedCertificateBuilder(certificate.serial_number, since)
        reason = x509.CRLReason(x509.ReasonFlags.key_compromise)
        builder = builder.add_revoked_certificate(row.add_extension(reason, False).build())
    return builder.sign(_Hand(key), hashes.SHA256()).public_bytes(Encoding.DER)


def revocation_at(address: str, root_name: str) -> str:
    """Return where the list of a root's revoked certificates is published."""
    return f"{address.rstrip('/')}/.well-known/zairyu-crl/{root_name}"


def root_at(address: str, root_name: str) -> str:
    """Return where the certificate of a root is published."""
    return f"{address.rstrip('/')}/.well-known/zairyu-root/{root_name}"


def _builder(
    name: x509.Name,
    above: x509.Name,
    public: ec.EllipticCurvePublicKey,
    since: datetime,
    until: datetime,
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder(above, name, public, x509.random_serial_number())
    builder = builder.not_valid_before(since).not_valid_after(until)
    own = x509.SubjectKeyIdentifier.from_public_key(public)
    return builder.add_extension(own, critical=False)


def _authority(
    builder: x509.CertificateBuilder, above: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    limits = x509.BasicConstraints(ca=True, path_length=BELOW_A_ROOT)
    builder = builder.add_extension(limits, critical=True)
    builder = builder.add_extension(_authority_key(above), critical=False)
    return builder.add_extension(_usage(ca=True, lasting=False), critical=True)


def _authority_key(above: ec.EllipticCurvePublicKey) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(above)


def _list_at(place: str) -> x509.CRLDistributionPoints:
    named = [x509.UniformResourceIdentifier(place)]
    return x509.CRLDistributionPoints([x509.DistributionPoint(named, None, None, None)])


def _issuer_at(place: str) -> x509.AuthorityInformationAccess:
    named = x509.UniformResourceIdentifier(place)
    way = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, named)
    return x509.AuthorityInformationAccess([way])


def _usage(*, ca: bool, lasting: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=lasting,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
