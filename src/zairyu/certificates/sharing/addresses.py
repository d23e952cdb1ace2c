"""Which machine may be told of changes: a public one, by https, looked up once and no more.

Whoever types an address here makes our machine call it. So neither the words of the address nor
what its name is resolved to may lead into a network of ours or into any that is not public; and the
call goes to the very address that was looked at, so that a name that answers otherwise the second
time (rebinding) gains nothing.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

LONGEST = 400
PORTS = (443, 8443)
_HERE = ("127.0.0.1", "localhost", "::1")
# Public by their numbers, yet they carry an address of another kind inside: 6to4, NAT64, Teredo.
_CARRIERS = tuple(
    ipaddress.ip_network(one)
    for one in ("2002::/16", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32")
)


class AddressRefused(ValueError):
    """Such an address is not called; the reason is a plain id."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Target:
    """Where a message goes: the name, the address looked up for it, and the path."""

    host: str
    address: str
    port: int
    path: str
    tls: bool


def objection(typed: str) -> str:
    """Return why an address is not taken, as an id, or nothing; nothing is looked up for it.

    >>> objection("https://bank.example/hook"), objection("http://bank.example/hook")
    ('', 'no-https')
    >>> objection("https://10.0.0.7/"), objection("https://me@bank.example/"), objection("hook")
    ('by-number', 'no-address', 'no-https')
    """
    try:
        _parts(typed)
    except AddressRefused as refused:
        return refused.reason
    return ""


def _parts(typed: str) -> Target:
    """Return the parts of an address, not yet looked up.

    Raises:
        AddressRefused: no-https, no-address, by-number, port.
    """
    try:
        parts = urlsplit(typed)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError):
        raise AddressRefused("no-address") from None
    here = host in _HERE and settings.ZAIRYU_MODE in ("demo", "test")
    if parts.scheme != "https" and not (here and parts.scheme == "http"):
        raise AddressRefused("no-https")
    if len(typed) > LONGEST or parts.username is not None or parts.fragment or _odd(typed, host):
        raise AddressRefused("no-address")
    if not here and _number(host):
        raise AddressRefused("by-number")
    if not here and port not in (None, *PORTS):
        raise AddressRefused("port")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    tls = parts.scheme == "https"
    return Target(host, "", port or (443 if tls else 80), path, tls)


def _odd(typed: str, host: str) -> bool:
    plain = typed.isascii() and typed.isprintable() and " " not in typed
    return not plain or not host or "\\" in typed


def _number(host: str) -> bool:
    """Say whether a host is written as a number, in any of the ways that machines understand."""
    last = host.rstrip(".").rpartition(".")[2]
    return ":" in host or "." not in host.rstrip(".") or last[:1].isdigit()


def looked_up(typed: str) -> Target:
    """Return where an address leads, its name looked up now.

    Raises:
        AddressRefused: as `_parts`, or not-found, not-public.
    """
    target = _parts(typed)
    try:
        answers = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except OSError:
        raise AddressRefused("not-found") from None
    found = [str(answer[4][0]) for answer in answers]
    here = target.host in _HERE and settings.ZAIRYU_MODE in ("demo", "test")
    if not found or not (here or all(is_public(one) for one in found)):
        raise AddressRefused("not-public")
    return Target(target.host, found[0], target.port, target.path, target.tls)


def is_public(number: str) -> bool:
    """Say whether an address lies in the public net, and carries no other inside.

    >>> [is_public(one) for one in ("1.1.1.1", "10.1.2.3", "169.254.169.254", "127.0.0.1")]
    [True, False, False, False]
    >>> [is_public(one) for one in ("::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "fe80::1")]
    [False, False, False, False]
    """
    try:
        parsed = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    carried = any(parsed in one for one in _CARRIERS if one.version == parsed.version)
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved and not carried
