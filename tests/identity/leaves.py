"""Certificates that no authority should have issued, made one by one for the tests."""

import base64
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256, SHA384
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from zairyu_card.keys import Key
from zairyu_card.virtual import POLICIES, Authority, shapes
from zairyu_card.virtual.personas import PERSONAS

DAY = timedelta(days=1)


@dataclass
class Odd:
    """A leaf of an authority, with one thing that is not as it should be."""

    authority: Authority
    at: datetime
    kind: Key = Key.AUTH
    private: Any = None
    policies: tuple[str, ...] = ()
    content: bool | None = None  # non-repudiation; None: as the kind has it
    clients: bool = True
    serial: int = 0
    names_issuer: bool = True
    issuer: Any = None
    subject: x509.Name | None = None
    more: list[x509.ExtensionType] = field(default_factory=list)
    attributes: bool = True

    def der(self) -> bytes:
        issuer = self.issuer or self.authority._issuer(self.kind)
        key = self.private.public_key()
        named = self.subject or shapes.name((NameOID.COMMON_NAME, "ODD"))
        build = x509.CertificateBuilder(
            issuer.certificate.subject, named, key, self.serial or x509.random_serial_number(),
            self.at - DAY, self.at + 100 * DAY,
        )  # fmt: skip
        for one, critical in self._extensions(issuer):
            build = build.add_extension(one, critical=critical)
        return build.sign(issuer.private, shapes.digest(issuer.private)).public_bytes(Encoding.DER)

    def _extensions(self, issuer: Any) -> list[tuple[Any, bool]]:
        sign = self.kind is Key.SIGN
        content = sign if self.content is None else self.content
        policies = self.policies or (POLICIES[self.kind].dotted_string,)
        told = [x509.PolicyInformation(x509.ObjectIdentifier(one), None) for one in policies]
        where = shapes.point(self.kind, "Tokyo-to", "Shinjuku-ku")
        made: list[tuple[Any, bool]] = [
            (shapes.usage(digital=True, content=content), True),
            (x509.CertificatePolicies(told), True),
            (
                x509.CRLDistributionPoints([x509.DistributionPoint([where], None, None, None)]),
                False,
            ),
        ]
        if self.names_issuer:
            made.append((shapes.authority(issuer), False))
        if self.clients and not sign:
            made.append((x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), False))
        if sign and self.attributes:
            made.append((shapes.attributes(PERSONAS["linh"]), False))
        return [*made, *((one, False) for one in self.more)]

    def result(self, text: str, signature: bytes | None = None) -> dict[str, str]:
        """Return the certificate with a signature of its key over a text."""
        made = signature if signature is not None else sign(self.private, text.encode())
        return {
            "key": self.kind.value,
            "certificate": base64.b64encode(self.der()).decode(),
            "signature": base64.b64encode(made).decode(),
        }


def sign(private: Any, text: bytes) -> bytes:
    if isinstance(private, rsa.RSAPrivateKey):
        return private.sign(text, padding.PKCS1v15(), SHA256())
    if isinstance(private, ec.EllipticCurvePrivateKey):
        hashed = SHA384() if private.curve.name == "secp384r1" else SHA256()
        return private.sign(text, ec.ECDSA(hashed))
    return bytes(private.sign(text))


def list_of(issuer: Any, kind: Key, at: datetime) -> bytes:
    """Return an empty list of any authority, for the municipality of the virtual cards."""
    where = x509.IssuingDistributionPoint(
        full_name=[shapes.point(kind, "Tokyo-to", "Shinjuku-ku")], relative_name=None,
        only_contains_user_certs=False, only_contains_ca_certs=False, only_some_reasons=None,
        indirect_crl=False, only_contains_attribute_certs=False,
    )  # fmt: skip
    build = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(at)
        .next_update(at + DAY)
        .add_extension(where, critical=True)
        .add_extension(x509.CRLNumber(1), critical=False)
        .add_extension(shapes.authority(issuer), critical=False)
    )
    made = build.sign(issuer.private, shapes.digest(issuer.private))
    return made.public_bytes(Encoding.DER)
