"""Whether a certificate was issued by a pinned authority of its kind, and counts on a day."""

from collections.abc import Sequence
from datetime import datetime

from cryptography import x509
from cryptography.x509.verification import (
    Criticality,
    ExtensionPolicy,
    PolicyBuilder,
    Store,
)

from zairyu.identity.jpki.certificate import Leaf
from zairyu.identity.jpki.codes import CardRefused

# The library's rules for the web do not fit: these certificates name no address, and their policy
# is critical, so it has to be accounted for by name. What the policy says was looked at before.
_OF_PERSON = (
    ExtensionPolicy.permit_all()
    .require_present(x509.CertificatePolicies, Criticality.AGNOSTIC, None)
    .require_present(x509.KeyUsage, Criticality.CRITICAL, None)
)
_OF_AUTHORITY = (
    ExtensionPolicy.permit_all()
    .require_present(x509.BasicConstraints, Criticality.CRITICAL, None)
    .require_present(x509.KeyUsage, Criticality.AGNOSTIC, None)
)


def anchor_of(leaf: Leaf, anchors: Sequence[x509.Certificate]) -> x509.Certificate:
    """Return the pinned authority that issued a certificate.

    All generations of an authority have one name; the one that signed is found by its key.

    Raises:
        CardRefused: cert_untrusted.
    """
    named = [one for one in anchors if leaf.issuer_ski and ski_of(one) == leaf.issuer_ski]
    if len(named) != 1:
        raise CardRefused("cert_untrusted")
    try:
        verifier = (
            PolicyBuilder()
            .store(Store(named))
            .time(_inside(leaf, named[0]))  # days are looked at by themselves
            .max_chain_depth(0)
            .extension_policies(ca_policy=_OF_AUTHORITY, ee_policy=_OF_PERSON)
            .build_client_verifier()
        )
        verifier.verify(leaf.parsed, [])
    except Exception:  # the library quotes the certificate in what it says
        raise CardRefused("cert_untrusted") from None
    return named[0]


def counts_on(leaf: Leaf, anchor: x509.Certificate, at: datetime) -> None:
    """Refuse a certificate outside its time, or its authority's.

    Raises:
        CardRefused: cert_expired, cert_not_yet.
    """
    for one in (leaf.parsed, anchor):
        if at > one.not_valid_after_utc:
            raise CardRefused("cert_expired")
        if at < one.not_valid_before_utc:
            raise CardRefused("cert_not_yet")


def ski_of(anchor: x509.Certificate) -> bytes:
    """Return the key identifier of an authority."""
    found = anchor.extensions.get_extension_for_class(x509.SubjectKeyIdentifier)
    return found.value.digest


def _inside(leaf: Leaf, anchor: x509.Certificate) -> datetime:
    """Return an instant at which both count, if there is one."""
    return max(leaf.parsed.not_valid_before_utc, anchor.not_valid_before_utc)
