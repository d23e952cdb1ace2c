"""Networks that browsers come from: a prefix is kept, never a whole address."""

import ipaddress


def network_of(address: str) -> str:
    """Return the part of an address that its network shares: 24 bits, or 56 of IPv6.

    >>> network_of("203.0.113.77"), network_of("2001:db8:1:2ff::1"), network_of("a socket")
    ('203.0.113.0/24', '2001:db8:1:200::/56', '')
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    bits = 24 if parsed.version == 4 else 56
    return str(ipaddress.ip_network((parsed, bits), strict=False))
