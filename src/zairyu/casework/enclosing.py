"""The signed PDF goes with the mail: the letter waits for the press, and leaves with the file."""

from datetime import datetime

from zairyu.certificates.prints import prints_of
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
    for abouts in attaching.awaited():
        prints = prints_of(about.removeprefix(_CERTIFICATE) for about in abouts)
        for key, found in prints.items():
            stored = Stored(found.path, found.bound, found.digest)
            left += attaching.here(f"{_CERTIFICATE}{key}", stored, at)
    return left
