"""What a person types as a PIN, made ready for the card, or refused before it costs a try."""

import unicodedata

from zairyu_card.keys import Key
from zairyu_card.words import PinMalformed

_UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = "0123456789"


def clean(key: Key, typed: str) -> bytearray:
    """Return the bytes for the card: full-width made plain, the password in capitals.

    The caller overwrites the result (`wipe`) when the card has had it. The text that was typed
    cannot be erased in Python; windows should hand over as little of it as they can.
    """
    plain = unicodedata.normalize("NFKC", typed)
    if key is Key.AUTH:
        good = len(plain) == 4 and all(one in _DIGITS for one in plain)
    elif good := plain.isascii():  # before capitals: a sharp s would become two letters
        plain = plain.upper()
        good = _is_password(plain)
    if not good:
        raise PinMalformed
    return bytearray(plain, "ascii")


def _is_password(plain: str) -> bool:
    letters = sum(one in _UPPER for one in plain)
    digits = sum(one in _DIGITS for one in plain)
    return 6 <= len(plain) <= 16 and letters + digits == len(plain) and bool(letters and digits)


def check(key: Key, pin: bytes | bytearray) -> None:
    """Raise `PinMalformed` unless the bytes are already as the card wants them."""
    try:
        good = clean(key, bytes(pin).decode("ascii")) == pin
    except UnicodeDecodeError:
        good = False
    if not good:
        raise PinMalformed


def wipe(pin: bytearray) -> None:
    """Overwrite the bytes with zeros."""
    pin[:] = bytes(len(pin))
