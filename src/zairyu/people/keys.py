"""Keys that stand in addresses, and IDs for signing in: random, so that nobody finds another's."""

import secrets

from zairyu.words import codes

AUTH_ID_SIGNS = 11  # 31 ** 11 is more than 2 ** 54: nobody guesses whom an ID belongs to
_SALT = "auth-id"


def new_key() -> str:
    """Return a key of 22 signs that holds 128 random bits; it never begins with a hyphen.

    >>> len(new_key())
    22
    """
    while (key := secrets.token_urlsafe(16)).startswith("-"):
        continue
    return key


def new_auth_id() -> str:
    """Return a new ID for signing in (認証ID): random signs and their check sign.

    >>> is_auth_id(new_auth_id())
    True
    """
    drawn = secrets.randbelow(len(codes.ALPHABET) ** AUTH_ID_SIGNS)
    return codes.with_check(codes.spelled(drawn, AUTH_ID_SIGNS), _SALT)


def auth_id_typed(text: str) -> str:
    """Return the signs of an ID as somebody typed it: spaces, hyphens and small letters are fine.

    >>> auth_id_typed("k7qd-93mv x2tr")
    'K7QD93MVX2TR'
    """
    return codes.as_typed(text)


def is_auth_id(text: str) -> bool:
    """Say whether what was typed can be an ID: one mistyped sign, or two exchanged, cannot."""
    signs = auth_id_typed(text)
    return len(signs) == AUTH_ID_SIGNS + 1 and codes.checks(signs, _SALT)


def auth_id_shown(auth_id: str) -> str:
    """Return an ID as people read and type it, in groups.

    >>> auth_id_shown("K7QD93MVX2TR")
    'K7QD-93MV-X2TR'
    """
    return codes.grouped(auth_id)
