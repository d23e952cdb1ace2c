"""A certificate as it came: whether it can be read, is one of a person, and of the right kind."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID

from zairyu.identity.jpki.assumptions import LARGEST_CERTIFICATE
from zairyu.identity.jpki.codes import CardRefused

Kind = TypeVar("Kind", bound=x509.ExtensionType)


@dataclass(frozen=True)
class Leaf:
    """A certificate that could be read in full; every later step looks at this same object."""

    der: bytes
    parsed: x509.Certificate
    extensions: x509.Extensions

    @cached_property
    def usage(self) -> x509.KeyUsage | None:
        """Return what the key may be used for."""
        return self._value(x509.KeyUsage)

    @cached_property
    def policies(self) -> frozenset[str]:
        """Return the policies it was issued under."""
        found = self._value(x509.CertificatePolicies)
        return frozenset(one.policy_identifier.dotted_string for one in found or ())

    @cached_property
    def issuer_ski(self) -> bytes:
        """Return the key identifier of its issuer, nothing where it names none."""
        found = self._value(x509.AuthorityKeyIdentifier)
        return (found.key_identifier or b"") if found else b""

    @cached_property
    def spki_sha256(self) -> str:
        """Return the digest of its public key."""
        key = self.parsed.public_key()
        spki = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return hashlib.sha256(spki).hexdigest()

    @property
    def serial(self) -> str:
        """Return the serial number as hex."""
        return f"{self.parsed.serial_number:x}"

    def is_authority(self) -> bool:
        """Say whether it is, or could act as, the certificate of an authority."""
        basic = self._value(x509.BasicConstraints)
        signs = self.usage is not None and self.usage.key_cert_sign
        return bool(basic and basic.ca) or signs or self.parsed.issuer == self.parsed.subject

    def is_of(self, kind: str, allowed: frozenset[str]) -> bool:
        """Say whether usage and policy are those of a kind of certificate."""
        if self.usage is None or not self.policies or not self.policies <= allowed:
            return False
        if not self.usage.digital_signature:
            return False
        if kind == "sign":
            return bool(self.usage.content_commitment)
        return not self.usage.content_commitment and self._for_clients()

    def _for_clients(self) -> bool:
        found = self._value(x509.ExtendedKeyUsage)
        return found is not None and ExtendedKeyUsageOID.CLIENT_AUTH in found

    def _value(self, kind: type[Kind]) -> Kind | None:
        try:
            return self.extensions.get_extension_for_class(kind).value
        except x509.ExtensionNotFound:
            return None


def read(der: bytes) -> Leaf:
    """Return a certificate if it can be read to its last byte.

    Raises:
        CardRefused: cert_malformed.
    """
    if not 0 < len(der) <= LARGEST_CERTIFICATE:
        raise CardRefused("cert_malformed")
    try:
        found = x509.load_der_x509_certificate(der)
        extensions = found.extensions
        whole = found.public_bytes(Encoding.DER) == der and found.serial_number > 0
        # Names are read late by the library: what is wrong in them shows here and not later.
        _ = (found.subject.public_bytes(), found.issuer.public_bytes(), found.not_valid_after_utc)
    except Exception:  # whatever the library says of bytes of a stranger, to us it is one thing
        raise CardRefused("cert_malformed") from None
    if not whole:
        raise CardRefused("cert_malformed")
    return Leaf(der, found, extensions)
