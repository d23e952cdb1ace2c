"""Random words of this room: keys of rows, tickets, codes that people type. Kept as digests."""

import hashlib
import secrets

from zairyu.words import codes


def new_key() -> str:
    """Return a key of 22 signs that holds 128 random bits; it never begins with a hyphen.

    >>> len(new_key())
    22
    """
    while (key := secrets.token_urlsafe(16)).startswith("-"):
        continue
    return key


def new_secret() -> str:
    """Return a word that nobody guesses: 256 random bits."""
    return secrets.token_urlsafe(32)


def new_code(signs: int) -> str:
    """Return a code that a person can type: digits and letters that are not mistaken.

    >>> len(new_code(8))
    8
    """
    return "".join(secrets.choice(codes.ALPHABET) for _ in range(signs))


def digest(secret: str) -> str:
    """Return what is kept of a secret.

    >>> digest("")
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    """
    return hashlib.sha256(secret.encode()).hexdigest()
