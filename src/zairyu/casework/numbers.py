"""Receipt numbers (申請受付番号): the office's prefix, nine random signs, a check sign."""

import secrets

from zairyu.casework.models import Case, FeeOrder
from zairyu.law import offices
from zairyu.words import codes

SIGNS = 9  # 31 ** 9 numbers: more than 44 random bits
_ALL = len(codes.ALPHABET) ** SIGNS


def draw(prefix: str) -> str:
    """Return a number with a prefix that is bound into its check sign."""
    return prefix + codes.with_check(codes.spelled(secrets.randbelow(_ALL), SIGNS), prefix)


def new_number(office: str) -> str:
    """Return a number that no case has; the column is unique, should two draw it at once."""
    prefix = offices.office(office).prefix
    if prefix is None:
        raise ValueError(f"{office} takes no online applications")
    while Case.objects.filter(number=(number := draw(prefix))).exists():
        continue
    return number


def new_order_number() -> str:
    """Return a number for a payment order (納付番号)."""
    while FeeOrder.objects.filter(number=(number := draw("F"))).exists():
        continue
    return number


def shown(number: str) -> str:
    """Return a number as people read it.

    >>> shown("東オン7K4M9Q2X35")
    '東オン 7K4M-9Q2X-35'
    """
    signs = number[-SIGNS - 1 :]
    return f"{number[: -SIGNS - 1]} {codes.grouped(signs)}"


def as_typed(text: str) -> str | None:
    """Return the number that a person typed, with or without its prefix's spaces and hyphens.

    None says that no number is written like this: one sign is mistyped, or two are exchanged.
    """
    signs = codes.as_typed(text)
    prefix, rest = signs[: -SIGNS - 1], signs[-SIGNS - 1 :]
    known = any(office.prefix == prefix for office in offices.online_offices())
    return prefix + rest if known and codes.checks(rest, prefix) else None
