"""The codes that people type at the public counter, and where that counter is."""

import secrets
from functools import lru_cache
from typing import Literal

import segno
from django.conf import settings

from zairyu.words.codes import ALPHABET, as_typed, checks, grouped, spelled, with_check

SIGNS = 13  # 31^13 is more than 2^64: nobody finds a living code by trying
Family = Literal["proof", "share"]
# Both are typed into the same box: the check sign is salted with what the code is a code of.
FAMILIES: tuple[Family, ...] = ("proof", "share")


def new_code(family: Family = "proof") -> str:
    """Return a new code, of a proof or of a share: random signs and their check sign.

    >>> kind_of(new_code()), kind_of(new_code("share"))
    ('proof', 'share')
    """
    return with_check(spelled(secrets.randbelow(len(ALPHABET) ** SIGNS), SIGNS), family)


def kind_of(typed: str) -> Family | Literal[""]:
    """Return what was typed: the code of a proof, of a share, or neither.

    >>> kind_of("Q7DM-4KXA-92")
    ''
    """
    signs = as_typed(typed)
    if len(signs) != SIGNS + 1:
        return ""
    return next((family for family in FAMILIES if checks(signs, family)), "")


def is_code(typed: str) -> bool:
    """Say whether what was typed can be a code: the right length and a right check sign."""
    return kind_of(typed) != ""


def plain(typed: str) -> str:
    """Return the signs of a code as typed: spaces, hyphens, small and full-width letters are fine.

    >>> plain("ｑ7dm-4kxa 92")
    'Q7DM4KXA92'
    """
    return as_typed(typed)


def address(code: str) -> str:
    """Return the address at the public counter that answers for a code."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}/v/{grouped(code)}"


def home() -> str:
    """Return the address of this service as a person types it."""
    return settings.PUBLIC_ADDRESS.removeprefix("https://").removeprefix("http://").rstrip("/")


def counter() -> str:
    """Return the address of the public counter as a person types it."""
    return f"{home()}/v"


@lru_cache(maxsize=512)
def qr(link: str) -> str:
    """Return the QR code of a link as `drawn` does; pages show the same one again and again."""
    return drawn(link)


def drawn(content: str) -> str:
    """Return a QR code as SVG, black on white, with its quiet zone; it scales to its place."""
    code = segno.make(content, error="m", micro=False)
    return code.svg_inline(
        border=4, omitsize=True, dark="#000", light="#fff", svgclass="qr", lineclass=None
    )
