"""The two keys of a My Number card and where they lie."""

from dataclasses import dataclass
from enum import StrEnum


class Key(StrEnum):
    """Which of the two keys: to say who one is, or to sign a document."""

    AUTH = "auth"
    SIGN = "sign"


@dataclass(frozen=True)
class Place:
    """The files of one key on the card, and how many tries its PIN has when new."""

    pin: int
    private: int
    certificate: int
    issuer: int
    tries: int


PLACES = {
    Key.AUTH: Place(0x0018, 0x0017, 0x000A, 0x000B, 3),
    Key.SIGN: Place(0x001B, 0x001A, 0x0001, 0x0002, 5),
}
TOKEN = 0x0006
