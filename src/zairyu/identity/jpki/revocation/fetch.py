"""One plain request to a service of revocation: short of time, short of bytes, no other address."""

import urllib.request
from typing import Any

SECONDS = 5
LARGEST = 32 * 1024 * 1024


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: the address of the settings answers itself."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Return nothing, so that the redirection counts as a refusal."""
        return


def fetch(address: str, body: bytes | None = None, kind: str = "") -> bytes:
    """Return what an address of the settings answers.

    Raises:
        OSError: it does not answer, or not in time, or with something else than 200.
        ValueError: the address is none of http, or the answer is too large.
    """
    if not address.startswith(("https://", "http://")):
        raise ValueError("not an address of http")
    headers = {"Content-Type": kind} if kind else {}
    wanted = urllib.request.Request(address, body, headers)  # noqa: S310 - of the settings, looked at
    with urllib.request.build_opener(_Stay).open(wanted, timeout=SECONDS) as answer:
        said: bytes = answer.read(LARGEST + 1)
    if len(said) > LARGEST:
        raise ValueError("too large")
    return said
