"""Numbers of notifications of use (利用申出受付番号)."""

import secrets

from zairyu.law import offices
from zairyu.people.models import UseNotification
from zairyu.words import codes

SIGNS = 9
_ALL = len(codes.ALPHABET) ** SIGNS
MARK = "利"


def new_number(office: str) -> str:
    """Return a number that no notification has: the office's prefix, a mark, random signs."""
    prefix = (offices.office(office).prefix or "") + MARK
    while True:
        number = prefix + codes.with_check(codes.spelled(secrets.randbelow(_ALL), SIGNS), prefix)
        if not UseNotification.objects.filter(number=number).exists():
            return number


def shown(number: str) -> str:
    """Return a number as people read it.

    >>> shown("東オン利7K4M9Q2X35")
    '東オン利 7K4M-9Q2X-35'
    """
    return f"{number[: -SIGNS - 1]} {codes.grouped(number[-SIGNS - 1 :])}" if number else ""
