"""What documents and tokens are signed with."""

from zairyu.certificates.keys.files import (
    DEMO_SPAN,
    Issuer,
    IssuerKeysMissing,
    _issuer,
    folder,
    issuer,
    key_id,
    make,
)

__all__ = [
    "DEMO_SPAN",
    "Issuer",
    "IssuerKeysMissing",
    "_issuer",
    "folder",
    "issuer",
    "key_id",
    "make",
]
