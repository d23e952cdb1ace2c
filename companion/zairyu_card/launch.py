"""The address by which a browser starts this program: `zairyu-card:?t=TICKET`.

It carries a ticket and nothing else. Any page could start the program with an address of its own
making: what stands in it is never a site, never a text, and never more than a ticket.
"""

import re
from urllib.parse import parse_qs, urlsplit

from zairyu_card.words import ServerTrouble

SCHEME = "zairyu-card"
_TICKET = re.compile(r"[A-Za-z0-9_-]{8,64}")


def ticket_of(address: str) -> str:
    """Return the ticket of an address; `ServerTrouble` for anything else.

    >>> ticket_of("zairyu-card:?t=abcdefghijklmnop")
    'abcdefghijklmnop'
    """
    try:
        parts = urlsplit(address)
        said = parse_qs(parts.query, strict_parsing=True, max_num_fields=1)
    except ValueError:
        raise ServerTrouble("companion.link") from None
    ticket = "".join(said.get("t", []))
    whole = parts.scheme == SCHEME and not (parts.netloc or parts.path.strip("/") or parts.fragment)
    if not whole or list(said) != ["t"] or not _TICKET.fullmatch(ticket):
        raise ServerTrouble("companion.link")
    return ticket


def typed(code: str) -> str:
    """Return a code as a person typed it, without blanks and hyphens; `ServerTrouble` if empty."""
    plain = re.sub(r"[\s\-‐－ー]", "", code).upper()
    if not re.fullmatch(r"[0-9A-Z]{8}", plain):
        raise ServerTrouble("companion.code")
    return plain
