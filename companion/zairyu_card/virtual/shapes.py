"""The shapes of the certificates, as the real ones have them; names and policies are our own."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from zairyu_card import tlv
from zairyu_card.keys import Key
from zairyu_card.virtual.personas import Persona
from zairyu_card.virtual.store import PrivateKey

# An arc made from a random number (ITU-T X.667), so that it collides with nobody's.
ARC = "2.25.176771350470706916029191031578792902083"
POLICIES = {
    Key.AUTH: x509.ObjectIdentifier(f"{ARC}.1.3"),
    Key.SIGN: x509.ObjectIdentifier(f"{ARC}.1.1"),
}
# The attributes of a person in a signature certificate, in the order in which they stand there.
ATTRIBUTES = "1.2.392.200149.8.5.5"
UNITS = {Key.AUTH: "JPKI for user authentication", Key.SIGN: "JPKI for digital signature"}
WARNING = "TEST ONLY - NOT A PUBLIC CERTIFICATE"
OCSP_URL = "http://ocsp.test.invalid/"


@dataclass(frozen=True)
class Issuer:
    """An authority with its certificate and its key."""

    certificate: x509.Certificate
    private: PrivateKey


def name(*parts: tuple[x509.ObjectIdentifier, str]) -> x509.Name:
    """Return a distinguished name, parts in order."""
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])


def issuer_name(key: Key) -> x509.Name:
    """Return the name of an authority: the shape of the real one, and the warning."""
    unit = NameOID.ORGANIZATIONAL_UNIT_NAME
    return name(
        (NameOID.COUNTRY_NAME, "JP"),
        (NameOID.ORGANIZATION_NAME, "JPKI-TEST"),
        (unit, UNITS[key]),
        (unit, WARNING),
    )


def point(key: Key, prefecture: str, municipality: str) -> x509.DirectoryName:
    """Return the name of the part of the revocation list that a municipality has."""
    unit = NameOID.ORGANIZATIONAL_UNIT_NAME
    return x509.DirectoryName(
        name(
            (NameOID.COUNTRY_NAME, "JP"),
            (NameOID.ORGANIZATION_NAME, "JPKI-TEST"),
            (unit, UNITS[key]),
            (unit, "CRL Distribution Points"),
            (unit, prefecture),
            (NameOID.COMMON_NAME, f"{municipality} CRLDP"),
        )
    )


def usage(*, digital: bool = False, content: bool = False, signs: bool = False) -> x509.KeyUsage:
    """Return a key usage: only the kinds that occur here."""
    return x509.KeyUsage(
        digital_signature=digital, content_commitment=content, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=signs, crl_sign=signs,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def root(key: Key, private: PrivateKey, serial: int, runs: tuple[datetime, datetime]) -> Issuer:
    """Return a self-signed authority."""
    named = issuer_name(key)
    alternative = x509.DirectoryName(
        name((NameOID.COUNTRY_NAME, "JP"), (NameOID.ORGANIZATION_NAME, "試験用認証局"))
    )
    made = (
        x509.CertificateBuilder(named, named, private.public_key(), serial, *runs)
        .add_extension(usage(signs=True), critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False
        )
        .sign(private, digest(private))
    )
    return Issuer(made, private)


def leaf(
    issuer: Issuer, key: Key, persona: Persona, bare: x509.CertificateBuilder, variant: str = ""
) -> x509.Certificate:
    """Return a certificate of a person from a builder that has subject, key, serial and times."""
    sign = key is Key.SIGN
    wrong = variant == "wrong-usage"  # the usage of the other key's certificate
    build = (
        bare.issuer_name(issuer.certificate.subject)
        .add_extension(
            usage(digital=True, content=sign is not wrong, signs=variant == "ca-leaf"),
            critical=True,
        )
        .add_extension(
            x509.CertificatePolicies([x509.PolicyInformation(POLICIES[key], None)]), critical=True
        )
        .add_extension(authority(issuer), critical=False)
    )
    if variant == "ca-leaf":
        build = build.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    if sign:
        build = build.add_extension(attributes(persona), critical=False)
    else:
        clients = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH])
        build = build.add_extension(clients, critical=False)
    return _places(build, key, persona).sign(issuer.private, digest(issuer.private))


def _places(build: x509.CertificateBuilder, key: Key, persona: Persona) -> x509.CertificateBuilder:
    """Add where revocation is published, and the other name of the issuer."""
    where = point(key, persona.prefecture, persona.municipality)
    ask = x509.AccessDescription(
        AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(OCSP_URL)
    )
    other = x509.DirectoryName(
        name((NameOID.COUNTRY_NAME, "JP"), (NameOID.ORGANIZATION_NAME, "試験用認証局"))
    )
    return (
        build.add_extension(x509.IssuerAlternativeName([other]), critical=False)
        .add_extension(
            x509.CRLDistributionPoints([x509.DistributionPoint([where], None, None, None)]),
            critical=False,
        )
        .add_extension(x509.AuthorityInformationAccess([ask]), critical=False)
    )


def attributes(persona: Persona) -> x509.SubjectAlternativeName:
    """Return the six things a signature certificate says of a person."""
    said = {
        1: persona.name, 4: persona.born, 3: persona.sex,
        5: persona.address, 2: persona.name_map, 6: persona.address_map,
    }  # fmt: skip
    return x509.SubjectAlternativeName(
        [
            x509.OtherName(
                x509.ObjectIdentifier(f"{ATTRIBUTES}.{last}"), tlv.build(0x0C, value.encode())
            )
            for last, value in said.items()
        ]
    )


def authority(issuer: Issuer) -> x509.AuthorityKeyIdentifier:
    """Return key identifier, name and serial of the issuer, as the real leaves have all three."""
    found = issuer.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
    return x509.AuthorityKeyIdentifier(
        found.value.digest,
        [x509.DirectoryName(issuer.certificate.subject)],
        issuer.certificate.serial_number,
    )


def digest(private: PrivateKey) -> hashes.SHA256 | hashes.SHA384:
    """Return the hash that goes with a key: SHA-384 for the elliptic keys to come."""
    return hashes.SHA256() if isinstance(private, rsa.RSAPrivateKey) else hashes.SHA384()
