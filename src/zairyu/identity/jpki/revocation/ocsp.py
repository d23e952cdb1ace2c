"""A responder (OCSP): asked for every card, at the address of the settings.

The certificate names an address as well; it is not followed, so that no certificate decides whom
this server calls.
"""

from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from django.conf import settings

from zairyu.identity.jpki.revocation.evidence import judge_answer
from zairyu.identity.jpki.revocation.fetch import fetch
from zairyu.identity.jpki.revocation.status import Status


class Responder:
    """The responders of the settings (`responders`), one for each kind of certificate."""

    def check(
        self, kind: str, leaf: x509.Certificate, issuer: x509.Certificate, at: datetime
    ) -> Status:
        """Return what the responder says now."""
        # SHA-1 only names the issuer here, as all responders understand it; nothing rests on it.
        asked = ocsp.OCSPRequestBuilder().add_certificate(leaf, issuer, SHA1()).build()  # noqa: S303
        answer = fetch(
            settings.ZAIRYU_CARD["responders"][kind],
            asked.public_bytes(Encoding.DER),
            "application/ocsp-request",
        )
        return Status(judge_answer(leaf, issuer, answer, at), "ocsp")
