"""Whether a certificate was revoked: by the lists inside a document, and by the newest one."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from cryptography import x509

from zairyu.proof.jose import Refused


def demand(
    way: Sequence[x509.Certificate],
    lists: Sequence[bytes],
    proved: datetime | None,
    signed_at: datetime,
) -> None:
    """Demand a list for each certificate that reaches to its signing, and that none names it.

    A certificate that was revoked after a proved instant counts for what was signed before.

    Raises:
        Refused: `no-revocation-list`, `revoked`.
    """
    known = [_read(each) for each in lists if each]
    for lower, upper in pairwise(way):
        told = [each for each in known if _by(each, upper)]
        if not any(_covers(each, signed_at) for each in told):
            raise Refused("no-revocation-list")
        for each in told:
            gone = each.get_revoked_certificate_by_serial_number(lower.serial_number)
            if gone and not (proved and proved < gone.revocation_date_utc):
                raise Refused("revoked")


def _read(der: bytes) -> x509.CertificateRevocationList:
    try:
        return x509.load_der_x509_crl(der)
    except ValueError:
        raise Refused("no-revocation-list") from None


def _by(crl: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    if crl.issuer != issuer.subject:
        return False
    try:
        return crl.is_signature_valid(issuer.public_key())  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False


def _covers(crl: x509.CertificateRevocationList, signed_at: datetime) -> bool:
    return crl.next_update_utc is None or crl.next_update_utc >= signed_at
