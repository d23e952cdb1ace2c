"""Signs a document: PAdES B-LT in one revision, B-LTA where a time-stamp server is set.

Certificates and the revocation list are written together with the signature, so that it covers the
whole file: nothing at all may follow it but a time-stamp of the whole. Only the worker imports
this module.
"""

from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any

from asn1crypto import crl as asn1_crl
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from zairyu.certificates.keys import crl, issuer
from zairyu.certificates.stamping import Stamping, stamping
from zairyu.proof.signing import Key, der

_LONGEST = 72  # bytes of a DER signature on P-256 at most


def signed(pdf: bytes, at: datetime, now: datetime | None = None) -> bytes:
    """Return a PDF with a PAdES signature of the instant `at` that allows no change at all.

    It holds the certificates, and the revocation list as it is `now`, when the page is set (B-LT);
    and two time-stamps where a server is set (B-LTA).
    """
    stamps = stamping()
    whole = _signed(pdf, issuer().key("documents", at), crl(now or at, signed_at=at), stamps, at)
    return _stamped(whole, stamps) if stamps else whole


def _signed(pdf: bytes, key: Key, revoked: bytes, stamps: Stamping | None, at: datetime) -> bytes:
    terms = signers.PdfSignatureMetadata(
        field_name="Zairyu",
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    writer = _Unaltered(BytesIO(pdf))
    above = [_read(each) for each in _of(key)]
    _lay_in(writer, above, [asn1_crl.CertificateList.load(revoked)])
    signer = _AtSigner(terms, signer=_Hand(key), timestamper=stamps and stamps.stamper)
    signer.at = at
    out: BytesIO = signer.sign_pdf(writer)
    return out.getvalue()


def _stamped(pdf: bytes, stamps: Stamping) -> bytes:
    """Return a signed PDF with a time-stamp over all of it, and what that is checked with."""
    writer = _Unaltered(BytesIO(pdf))
    _lay_in(writer, stamps.certificates, stamps.lists)
    out: BytesIO = signers.PdfTimeStamper(stamps.stamper, field_name="Time").timestamp_pdf(
        writer, "sha256"
    )
    return out.getvalue()


def _lay_in(writer: Any, certificates: list[Any], lists: list[Any]) -> None:
    DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=certificates, crls=lists)


class _Unaltered(IncrementalPdfFileWriter):  # type: ignore[misc]
    """Adds a signature and nothing else: version, title and dates stay those of PDF/A."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Leave the version of PDF as it is; PDF/A-2 knows none above 1.7."""

    def _update_meta(self) -> None:
        """Leave the dates as Typst wrote them."""


class _AtSigner(signers.PdfSigner):  # type: ignore[misc]
    """Signs with the instant of the act, not that of the machine (the demo's clock moves)."""

    at: datetime

    def init_signing_session(self, *args: Any, **named: Any) -> Any:
        """Return the session, its time set."""
        session = super().init_signing_session(*args, **named)
        session.system_time = self.at
        return session


class _Hand(signers.Signer):  # type: ignore[misc]
    """The hand that signs: a key of the issuer, wherever it lies."""

    def __init__(self, key: Key) -> None:
        """Take the key with its certificate and those above it."""
        own, *above = (_read(each) for each in _of(key))
        store = SimpleCertificateStore()
        store.register_multiple(above)
        super().__init__(signing_cert=own, cert_registry=store)
        self.key = key

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,
    ) -> bytes:
        """Return the signature as CMS wants it, or so many bytes where only the room is asked."""
        if digest_algorithm != "sha256":
            raise ValueError("a key of the issuer signs by ES256 only")
        return bytes(_LONGEST) if dry_run else der(self.key.sign(data))


def _of(key: Key) -> list[x509.Certificate]:
    if key.certificate is None:
        raise ValueError("the key for documents has no certificate")
    return [key.certificate, *key.issuer_chain]


@cache
def _read(certificate: x509.Certificate) -> Any:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
