"""What a service of revocation answers, and the frame that closes on doubt."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from cryptography import x509

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Status:
    """The answer: who gave it, and what a platform operator calls the holder, if one was asked."""

    verdict: Literal["good", "revoked", "unknown"]
    source: str = ""
    operator_user: str = ""


class Backend(Protocol):
    """A service of revocation, as a deployment names it in its settings."""

    def check(
        self, kind: str, leaf: x509.Certificate, issuer: x509.Certificate, at: datetime
    ) -> Status:
        """Return the status of a certificate whose path was verified already."""
        ...


@dataclass(frozen=True)
class Closed:
    """The frame around every service: what fails is `unknown`, and says only what kind of fault."""

    inner: Backend

    def check(
        self, kind: str, leaf: x509.Certificate, issuer: x509.Certificate, at: datetime
    ) -> Status:
        """Return what the service answers; a fault of its own refuses the card."""
        try:
            status = self.inner.check(kind, leaf, issuer, at)
        except Exception as fault:  # of a plug-in, which may fail in any way
            log.error("revocation of %s certificates: %s", kind, type(fault).__name__)
            return Status("unknown")
        sound = isinstance(status, Status) and status.verdict in ("good", "revoked")
        return status if sound else Status("unknown")
