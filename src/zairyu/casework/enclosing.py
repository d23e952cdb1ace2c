"""The signed PDF goes with the mail: the letter waits for the press, and leaves with the file."""

from datetime import datetime

from zairyu.certificates.prints import print_of
from zairyu.notices import attaching
from zairyu.notices.attaching import Attached, Stored

_CERTIFICATE = "certificate:"
FILE_NAME = "certificate-of-eligibility.pdf"  # names nobody: mail programs show it to anyone


def certificate(key: str) -> Attached:
    """Return the PDF of a certificate as a letter names it before it is there."""
    return Attached(FILE_NAME, "application/pdf", f"{_CERTIFICATE}{key}")


def enclose_ready(at: datetime) -> int:
    """Put the PDFs that the press has set meanwhile into the letters that wait for them."""
    left = 0
    for about in attaching.awaited():
        found = print_of(about.removeprefix(_CERTIFICATE))
        if found is not None:
            left += attaching.here(about, Stored(found.path, found.bound, found.digest), at)
    return left
