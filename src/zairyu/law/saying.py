"""Days, amounts, periods and conditions in words, for what the law itself says at a terminal."""

from collections.abc import Mapping
from datetime import date

from zairyu.law.tables import Text

LANGUAGES = ("ja", "en", "ja-x-easy")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_UNITS = {
    "ja": {"Y": "年", "M": "か月", "D": "日", "": "期限なし"},
    "en": {"Y": "year", "M": "month", "D": "day", "": "no end"},
    "ja-x-easy": {
        "Y": "年（ねん）",
        "M": "か月（げつ）",
        "D": "日（にち）",
        "": "終（お）わりなし",
    },
}
_YES = {
    "ja": ("はい", "いいえ"), "en": ("yes", "no"), "ja-x-easy": ("はい", "いいえ"),
}  # fmt: skip


def say_day(day: date, language: str) -> str:
    """Return a day.

    >>> say_day(date(2026, 10, 1), "ja"), say_day(date(2026, 10, 1), "en")
    ('2026年10月1日', '1 October 2026')
    """
    if language == "en":
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    if language == "ja-x-easy":
        return f"{day.year}年（ねん）{day.month}月（がつ）{day.day}日（にち）"
    return f"{day.year}年{day.month}月{day.day}日"


def say_yen(amount: int, language: str) -> str:
    """Return an amount.

    >>> say_yen(56000, "ja"), say_yen(56000, "en")
    ('56,000円', '¥56,000')
    """
    if language == "en":
        return f"¥{amount:,}"
    return f"{amount:,}円（えん）" if language == "ja-x-easy" else f"{amount:,}円"


def is_period(value: object) -> bool:
    """Say whether a value looks like a period such as `P4Y3M`; `P` alone is none."""
    return isinstance(value, str) and value[:1] == "P" and value[1:2].isdigit()


def spelled(period: str, language: str) -> str:
    """Return the years, months and days of a period; one that is none is a `KeyError`.

    >>> spelled("P4Y3M", "en"), spelled("P90D", "ja-x-easy")
    ('4 years 3 months', '90日（にち）')
    """
    units = _UNITS.get(language, _UNITS["ja"])
    parts, digits = [], ""
    for sign in period.removeprefix("P"):
        if sign.isdigit():
            digits += sign
            continue
        unit = f"{digits} {units[sign]}" if language == "en" else f"{digits}{units[sign]}"
        parts.append(unit + ("s" if language == "en" and digits != "1" else ""))
        digits = ""
    return (" " if language == "en" else "").join(parts)


def say_period(period: str, language: str) -> str:
    """Return a period, or that there is no end.

    >>> say_period("P4Y3M", "en"), say_period("P1Y", "ja"), say_period("", "en")
    ('4 years 3 months', '1年', 'no end')
    """
    said = spelled(period, language) if is_period(period) else ""
    return said or _UNITS.get(language, _UNITS["ja"])[""]


def in_words(value: object, language: str) -> str:
    """Return any value of a table: days, periods, yes and no, texts, lists.

    >>> in_words([date(2026, 10, 1), "P1Y", True, {"ja": "新", "en": "new"}], "en")
    '1 October 2026, 1 year, yes, new'
    """
    if isinstance(value, bool):
        return _YES.get(language, _YES["ja"])[not value]
    if isinstance(value, date):
        return say_day(value, language)
    if isinstance(value, Mapping):
        if "ja" in value:
            return str(value.get(language) or value["ja"])
        return ", ".join(f"{key}: {in_words(item, language)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(in_words(item, language) for item in value)
    if is_period(value):
        return say_period(str(value), language)
    return "–" if value is None else str(value)


def filled(text: Text, language: str, /, **params: object) -> str:
    """Return a text in a language with its `{names}` filled in."""
    worded = {name: in_words(value, language) for name, value in params.items()}
    return (text.get(language) or text["ja"]).format_map(worded)
