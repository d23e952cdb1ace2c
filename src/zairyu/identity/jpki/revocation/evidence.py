"""What signed lists and answers of an authority prove of a certificate, judged by the library.

The library knows signatures, partitions, times and responders. Whatever it does not call good or
revoked, and whatever it stumbles over, is `unknown`.
"""

from collections.abc import Coroutine, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import RevokedError
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)
from pyhanko_certvalidator.registry import SimpleTrustManager

Verdict = Literal["good", "revoked", "unknown"]


def judge_lists(
    leaf: x509.Certificate, issuer: x509.Certificate, lists: Sequence[bytes], at: datetime
) -> Verdict:
    """Return what lists say: one must be of this authority, in date, and for this leaf."""
    verdict = _judge(leaf, issuer, at, RevocationCheckingRule.CRL_REQUIRED, crls=lists)
    return "revoked" if verdict == "good" and _is_listed(leaf, lists) else verdict


def judge_answer(
    leaf: x509.Certificate, issuer: x509.Certificate, answer: bytes, at: datetime
) -> Verdict:
    """Return what the answer of a responder says."""
    return _judge(leaf, issuer, at, RevocationCheckingRule.OCSP_REQUIRED, ocsps=[answer])


def _is_listed(leaf: x509.Certificate, lists: Sequence[bytes]) -> bool:
    """Say whether a list names the certificate, with whatever date.

    The library answers for an instant, and lets pass what is revoked from that instant on. Here
    somebody wants to come in now, and clocks differ.
    """
    number = leaf.serial_number
    read = (x509.load_der_x509_crl(one) for one in lists)
    return any(one.get_revoked_certificate_by_serial_number(number) for one in read)


def _judge(
    leaf: x509.Certificate,
    issuer: x509.Certificate,
    at: datetime,
    rule: RevocationCheckingRule,
    *,
    crls: Sequence[bytes] = (),
    ocsps: Sequence[bytes] = (),
) -> Verdict:
    policy = RevocationCheckingPolicy(
        ee_certificate_rule=rule, intermediate_ca_cert_rule=RevocationCheckingRule.NO_CHECK
    )
    try:
        context = ValidationContext(
            trust_manager=_trusting(issuer.public_bytes(Encoding.DER)),
            allow_fetching=False,
            crls=list(crls),
            ocsps=list(ocsps),
            moment=at,
            revinfo_policy=CertRevTrustPolicy(policy),
        )
        validator = CertificateValidator(_asn1(leaf), validation_context=context)
        _run(validator.async_validate_path())
    except RevokedError:
        return "revoked"
    except Exception:  # the library quotes names; nothing of what it says is passed on
        return "unknown"
    return "good"


def _run(work: Coroutine[Any, Any, object]) -> None:
    """Run what is written to wait and here never does: everything it asks for was handed to it.

    A loop and a thread for it cost several times the checks themselves.
    """
    try:
        work.send(None)
    except StopIteration:
        return
    work.close()
    raise RuntimeError("the library waits for something")


@lru_cache(maxsize=16)
def _trusting(issuer: bytes) -> SimpleTrustManager:
    """Return a trust in one pinned authority; it is only read."""
    return SimpleTrustManager.build(trust_roots=[asn1.Certificate.load(issuer)])


def _asn1(certificate: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(Encoding.DER))
