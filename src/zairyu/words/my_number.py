"""The My Number, which this service must never hold: found where people write it all the same.

It is no part of any procedure here and no field asks for it. A number of twelve digits whose check
digit is right may be one; about one number in eleven is right by chance, so that a file with one
is pointed out and not refused.
"""

import re
import unicodedata

_TWELVE = re.compile(r"(?<![0-9])[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9])")
MASK = "************"


def may_be_one(digits: str) -> bool:
    """Say whether the check digit of twelve digits is that of a My Number (個人番号).

    The eleven digits weigh, from the right, 2 to 7 and 2 to 6; 11 less the sum modulo 11 is the
    last digit, and 0 where that would be 10 or 11.

    Law: Ordinance of the Ministry of Internal Affairs and Communications no. 85 of 2014, art. 5.

    >>> may_be_one("123456789018"), may_be_one("123456789010")
    (True, False)
    """
    weights = (*range(2, 8), *range(2, 7))
    summed = sum(int(digit) * weight for digit, weight in zip(digits[10::-1], weights, strict=True))
    rest = summed % 11
    return int(digits[11]) == (0 if rest <= 1 else 11 - rest)


def is_in(text: str) -> bool:
    """Say whether a text holds what may be a My Number.

    >>> is_in("No. １２３４ ５６７８ ９０１８"), is_in("1234567890185"), is_in("7000012050002")
    (True, False, False)
    """
    plain = unicodedata.normalize("NFKC", text)
    return any(map(_holds, _TWELVE.findall(plain)))


def masked(text: str) -> str:
    """Return a text without what may be a My Number.

    >>> masked("a 123456789018 b 123456789010")
    'a ************ b 123456789010'
    """
    return _TWELVE.sub(lambda found: MASK if _holds(found[0]) else found[0], text)


def _holds(found: str) -> bool:
    return may_be_one(re.sub(r"[ -]", "", found))
