"""Numbers that people read aloud, type and compare: their alphabet, check characters, grouping.

The alphabet has 31 signs (a prime), without I, L, O, U and without 0 and 1 mistaken for letters,
so that a weighted sum over it finds every single wrong sign and every exchange of neighbours.
Randomness is not drawn here: the ground has none.
"""

import unicodedata

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ0"
_VALUE = {sign: value for value, sign in enumerate(ALPHABET)}
_BASE = len(ALPHABET)


def _sum(signs: str, weights_from: int) -> int:
    return sum(_VALUE[sign] * (place + weights_from) for place, sign in enumerate(signs))


def check_sign(signs: str, salt: str = "") -> str:
    """Return the check sign of up to 28 signs.

    The signs have the weights 2, 3, 4 …, the check sign 1: all differ and none is 0 modulo 31, so
    one wrong sign, or two neighbours exchanged (the check sign included), never goes unseen.
    `salt`, such as the office's prefix, is bound in as well.
    """
    if len(signs) > _BASE - 3:
        raise ValueError("too long for the check to hold")
    return ALPHABET[-(_sum(signs[::-1], 2) + _bound(salt)) % _BASE]


def _bound(salt: str) -> int:
    """Return what a salt adds to the sum, by its letters and their order.

    Prefixes are kanji, not signs of the alphabet: a plain sum gave 高 and 横 the same remainder.
    The wide modulus keeps all offices apart; a test compares each with each.
    """
    value = 0
    for letter in salt:
        value = (value * 7 + ord(letter)) % 1_000_003
    return value


def with_check(signs: str, salt: str = "") -> str:
    """Return the signs with their check sign behind them."""
    return signs + check_sign(signs, salt)


def checks(signs: str, salt: str = "") -> bool:
    """Say whether the last sign is the right check sign."""
    known = len(signs) > 1 and all(sign in _VALUE for sign in signs)
    return known and check_sign(signs[:-1], salt) == signs[-1]


def as_typed(text: str) -> str:
    """Return the signs of what a person typed: full width, lower case, spaces and hyphens are fine.

    O is read as 0. I and L are kept: no number has them, so the check fails and the person looks
    again.
    """
    folded = unicodedata.normalize("NFKC", text).upper().replace("O", "0")
    return "".join(sign for sign in folded if sign.isalnum())


def grouped(signs: str, size: int = 4) -> str:
    """Return the signs in groups, joined by hyphens.

    >>> grouped("7K4M9Q2X35")
    '7K4M-9Q2X-35'
    """
    return "-".join(signs[place : place + size] for place in range(0, len(signs), size))


def spelled(number: int, length: int) -> str:
    """Return a number below 31**length in signs of the alphabet."""
    signs = []
    for _ in range(length):
        number, value = divmod(number, _BASE)
        signs.append(ALPHABET[value])
    if number:
        raise ValueError("the number does not fit")
    return "".join(reversed(signs))
