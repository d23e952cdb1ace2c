"""Keys that stand in addresses: random, so that nobody finds another's by counting."""

import secrets


def new_key() -> str:
    """Return a key of 22 signs that holds 128 random bits; it never begins with a hyphen.

    >>> len(new_key())
    22
    """
    while (key := secrets.token_urlsafe(16)).startswith("-"):
        continue
    return key
