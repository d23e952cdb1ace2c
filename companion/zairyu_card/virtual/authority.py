"""The test authority: two authorities as the real service has them, their leaves and lists.

`Authority.create(at)` lives in memory, `Authority.kept(directory, at)` on disk: the same people
keep their cards, with the tries they have left.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import NameOID

from zairyu_card.keys import PLACES, Key
from zairyu_card.virtual import shapes
from zairyu_card.virtual.card import Holding, Manner, VirtualCard
from zairyu_card.virtual.personas import Persona
from zairyu_card.virtual.shapes import POLICIES, Issuer
from zairyu_card.virtual.store import PrivateKey, Store

__all__ = ["POLICIES", "VARIANTS", "Authority"]

# How a card can be other than good. The first seven lie in the certificate, the rest in the card.
VARIANTS = (
    "expired", "not-yet", "revoked", "rogue", "wrong-usage", "ca-leaf", "p384",
    "phone", "locked", "slow", "removed", "short-answers",
)  # fmt: skip
_OF_THE_CARD = VARIANTS[7:]
_MANNERS = {
    "phone": Manner(phone=True),
    "slow": Manner(delay=0.05),
    "removed": Manner(removed_after=3),
    "short-answers": Manner(short_answers=True),
}
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"


def rsa_key() -> rsa.RSAPrivateKey:
    """Make a key as the cards of today have it."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def p384_key() -> ec.EllipticCurvePrivateKey:
    """Make a key as the cards to come will have it."""
    return ec.generate_private_key(ec.SECP384R1())


@dataclass(frozen=True)
class Authority:
    """Both authorities, and whoever holds a card of theirs."""

    store: Store
    since: datetime

    @classmethod
    def create(cls, at: datetime) -> Self:
        """Return new authorities that are forgotten with the process."""
        return cls(Store(), at)

    @classmethod
    def kept(cls, directory: Path, at: datetime) -> Self:
        """Return the authorities of a directory, made there the first time."""
        return cls(Store(directory), at)

    def root(self, key: Key) -> x509.Certificate:
        """Return the certificate to be trusted for one kind of key."""
        return self._issuer(key).certificate

    def trusted(self, key: Key) -> bytes:
        """Return the same as bytes, for whoever pins it."""
        return self.root(key).public_bytes(Encoding.DER)

    def revocation_list(self, key: Key, at: datetime, municipality: str) -> bytes:
        """Return the list of one municipality as bytes, for whoever checks a card."""
        return self.revocations(key, at, municipality).public_bytes(Encoding.DER)

    def card(self, persona: Persona, at: datetime, variant: str = "") -> VirtualCard:
        """Return a person's card; the same person and variant have the same card again."""
        if variant and variant not in VARIANTS:
            raise ValueError(f"no such variant: {variant}")
        holdings = {key: self._holding(persona, key, at, variant) for key in Key}
        if variant == "locked":
            holdings[Key.AUTH].left = holdings[Key.SIGN].left = 0
        if variant == "revoked":
            for key, held in holdings.items():
                self.revoke(key, x509.load_der_x509_certificate(held.certificate), at)
        return VirtualCard(holdings, _MANNERS.get(variant))

    def revoke(self, key: Key, certificate: x509.Certificate, at: datetime) -> None:
        """Note a certificate as revoked from a moment on."""
        noted = self.store.said(f"revoked-{key}")
        noted.setdefault(str(certificate.serial_number), int(at.timestamp()))
        self.store.note(f"revoked-{key}", noted)

    def revocations(
        self, key: Key, at: datetime, municipality: str, prefecture: str = "Tokyo-to",
        life: timedelta = timedelta(days=1),
    ) -> x509.CertificateRevocationList:  # fmt: skip
        """Return the list of one municipality, as of a moment, good for a day."""
        issuer = self._issuer(key)
        where = x509.IssuingDistributionPoint(
            full_name=[shapes.point(key, prefecture, municipality)], relative_name=None,
            only_contains_user_certs=False, only_contains_ca_certs=False, only_some_reasons=None,
            indirect_crl=False, only_contains_attribute_certs=False,
        )  # fmt: skip
        known = shapes.authority(issuer)
        build = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(issuer.certificate.subject)
            .last_update(at)
            .next_update(at + life)
            .add_extension(where, critical=True)
            .add_extension(x509.CRLNumber(int(at.timestamp())), critical=False)
            .add_extension(known, critical=False)
        )
        for serial, moment in self._revoked(key).items():
            gone = x509.RevokedCertificateBuilder(serial, moment).build()
            build = build.add_revoked_certificate(gone)
        return build.sign(issuer.private, shapes.digest(issuer.private))

    def answer(self, key: Key, certificate: x509.Certificate, at: datetime) -> bytes:
        """Return what an OCSP responder of this authority says of a certificate."""
        issuer = self._issuer(key)
        gone = self._revoked(key).get(certificate.serial_number)
        build = ocsp.OCSPResponseBuilder().add_response(
            cert=certificate, issuer=issuer.certificate, algorithm=SHA256(),
            cert_status=ocsp.OCSPCertStatus.REVOKED if gone else ocsp.OCSPCertStatus.GOOD,
            this_update=at, next_update=at + timedelta(hours=1), revocation_time=gone,
            revocation_reason=None,
        )  # fmt: skip
        said = build.responder_id(ocsp.OCSPResponderEncoding.HASH, issuer.certificate)
        return said.sign(issuer.private, shapes.digest(issuer.private)).public_bytes(Encoding.DER)

    def keep_tries(self, persona: Persona, card: VirtualCard, variant: str = "") -> None:
        """Note how many tries a card has left, for the next time it is inserted."""
        left = {key.value: held.left for key, held in card.holdings.items()}
        self.store.note(f"{_card_name(persona, variant)}-tries", left)

    def _revoked(self, key: Key) -> dict[int, datetime]:
        noted = self.store.said(f"revoked-{key}")
        return {int(one): datetime.fromtimestamp(when, UTC) for one, when in noted.items()}

    def _issuer(self, key: Key, family: str = "") -> Issuer:
        named = f"authority-{key}{family}"
        private = self.store.private(named, p384_key if family == "-p384" else rsa_key)
        runs = (self.since - timedelta(days=730), self.since + timedelta(days=3650 - 730))
        made = self.store.certificate(
            named, lambda: shapes.root(key, private, _serial(), runs).certificate
        )
        return Issuer(made, private)

    def issuer_of(self, key: Key, variant: str) -> x509.Certificate:
        """Return the authority that a variant's card comes from (another one for some)."""
        return self._issuer(key, _family(variant)).certificate

    def _holding(self, persona: Persona, key: Key, at: datetime, variant: str) -> Holding:
        of_certificate = "" if variant in _OF_THE_CARD else variant
        issuer = self._issuer(key, _family(variant))
        named = f"{_card_name(persona, of_certificate)}-{key}"
        private = self.store.private(named, p384_key if variant == "p384" else rsa_key)
        made = self.store.certificate(
            named, lambda: _issue(issuer, key, persona, private, at, of_certificate)
        )
        left = self.store.said(f"{_card_name(persona, variant)}-tries")
        secret = persona.pin if key is Key.AUTH else persona.password
        return Holding(
            private, made.public_bytes(Encoding.DER), issuer.certificate.public_bytes(Encoding.DER),
            secret.encode("ascii"), left.get(key.value, PLACES[key].tries),
        )  # fmt: skip


def _card_name(persona: Persona, variant: str) -> str:
    return f"card-{persona.key}-{variant}" if variant else f"card-{persona.key}"


def _family(variant: str) -> str:
    return f"-{variant}" if variant in ("rogue", "p384") else ""


def _serial() -> int:
    return secrets.randbits(31) | 1


def _issue(
    issuer: Issuer, key: Key, persona: Persona, private: PrivateKey, at: datetime, variant: str
) -> x509.Certificate:  # fmt: skip
    """Issue a leaf; it ends at the last second of a day in Japan."""
    if variant == "expired":
        persona = replace(persona, days_left=-1)
    start = at + timedelta(days=1) if variant == "not-yet" else at - timedelta(days=365)
    end = (at + persona.life).replace(hour=14, minute=59, second=59, microsecond=0)
    subject = shapes.name(
        (NameOID.COUNTRY_NAME, "JP"),
        (NameOID.COMMON_NAME, "".join(secrets.choice(LETTERS) for _ in range(23))),
    )
    bare = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(private.public_key())
        .serial_number(_serial())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False
        )
    )
    return shapes.leaf(issuer, key, persona, bare, variant)
