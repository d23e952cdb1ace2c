"""What documents, tokens, credentials and lists are signed with."""

from zairyu.certificates.keys.current import (
    DEMO_SPAN,
    crl,
    crl_of,
    issuer,
    make,
    root_of,
    trust_list,
)
from zairyu.certificates.keys.register import IssuerKeysMissing
from zairyu.certificates.keys.ring import Issuer, folder, read
from zairyu.proof.signing import key_id

__all__ = [
    "DEMO_SPAN",
    "Issuer",
    "IssuerKeysMissing",
    "crl",
    "crl_of",
    "folder",
    "issuer",
    "key_id",
    "make",
    "read",
    "root_of",
    "trust_list",
]
