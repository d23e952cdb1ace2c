"""Numbers of cards, passports, companies and amounts: their shape and their check digits."""

import re

from zairyu.questionnaire.typed import digits, half, plain_hyphens, plain_quotes, squeezed

_AMOUNT = re.compile(r"(?:([0-9]+)億)?(?:([0-9]+)万)?([0-9]*)")
_LATIN = re.compile(r"[A-Z]+(?:[ '-][A-Z]+)*")


def corporate_number_holds(number: str) -> bool:
    """Say whether the check digit of a corporate number (法人番号) is right.

    The first digit is 9 less the weighted sum of the other twelve modulo 9; counted from the
    right, odd places weigh 1 and even places 2.

    Law: Ordinance on the designation of corporate numbers (法人番号の指定等に関する省令), art. 2.

    >>> corporate_number_holds("7000012050002"), corporate_number_holds("8000012050002")
    (True, False)
    """
    weighed = sum(
        int(digit) * (1 if place % 2 == 0 else 2) for place, digit in enumerate(number[:0:-1])
    )
    return int(number[0]) == 9 - weighed % 9


def card_number(text: str) -> str | None:
    """Return a residence card number in capitals, or nothing where it has another shape.

    >>> card_number("ａｂ 12345678 cd"), card_number("AB1234567CD")
    ('AB12345678CD', None)
    """
    number = digits(text).upper()
    return number if re.fullmatch(r"[A-Z]{2}[0-9]{8}[A-Z]{2}", number) else None


def whole_number(text: str) -> int | None:
    """Return a whole number or an amount as people write it, or nothing.

    >>> whole_number("２８０，０００円"), whole_number("¥3,000万"), whole_number("12.5")
    (280000, 30000000, None)
    """
    plain = re.sub(r"[,、，\s円¥￥]", "", half(text))
    found = _AMOUNT.fullmatch(plain)
    if not plain or not found:
        return None
    hundreds, tens, rest = (int(group or 0) for group in found.groups())
    return hundreds * 100_000_000 + tens * 10_000 + rest


def phone(text: str) -> str:
    """Return a telephone number as digits; +81 becomes the 0 that is dialled in Japan.

    >>> phone("+81 90-1234-5678"), phone("０３（１２３４）５６７８")
    ('09012345678', '0312345678')
    """
    number = digits(text, ".")
    if number.startswith("+81"):
        return "0" + number[3:].removeprefix("0")
    return number.removeprefix("+")


def roman_name(text: str) -> str:
    """Return a name in Latin letters in capitals, with plain hyphens, apostrophes and spaces.

    >>> roman_name("ｎｇｕｙｅｎ　thi   o’neil")
    "NGUYEN THI O'NEIL"
    """
    return squeezed(plain_quotes(plain_hyphens(half(text)))).upper()


def name_for_card(name: str) -> str:
    """Return a name as the machine-readable zone of a passport spells it, and so the card.

    >>> name_for_card("O'NEIL MARY-ANN")
    'ONEIL MARY ANN'
    """
    return squeezed(re.sub(r"[.,']", "", name.replace("-", " ")))


def is_plain_name(name: str) -> bool:
    """Say whether a name has only A to Z in words divided by one space, hyphen or apostrophe."""
    return bool(_LATIN.fullmatch(name))
