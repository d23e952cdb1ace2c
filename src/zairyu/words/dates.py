"""How days, moments, spans and amounts are written, in each language."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from zairyu.law.saying import MONTHS, spelled
from zairyu.law.saying import say_yen as say_yen

TOKYO = ZoneInfo("Asia/Tokyo")
_JA = "月火水木金土日"
_READ = ("げつ", "か", "すい", "もく", "きん", "ど", "にち")
_WEEKDAYS = {
    "ja": tuple(_JA),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "ja-x-easy": tuple(f"{s}曜日（{read}ようび）" for s, read in zip(_JA, _READ, strict=True)),
}
_DAYS = {
    "ja": "{y}年{m}月{d}日（{weekday}）",
    "en": "{weekday} {d} {month} {y}",
    "ja-x-easy": "{y}年{m}月{d}日 {weekday}",
}
_MOMENTS = {
    "ja": "{day}{h}時{min}分",
    "en": "{day}, {hh}:{min}",
    "ja-x-easy": "{day} {h}時（じ）{minute}分（ふん）",
}
_YEN = {"ja": "{amount}円", "en": "¥{amount}", "ja-x-easy": "{amount}円（えん）"}  # as say_yen
# Eras (元号) by their first day, newest first.
_ERAS = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
    (date(1912, 7, 30), "大正"),
    (date(1873, 1, 1), "明治"),
)
ERA_STARTS = {name: first.year if name != "明治" else 1868 for first, name in _ERAS}


def say_day(day: date, language: str) -> str:
    """Return a day with its weekday.

    >>> say_day(date(2026, 12, 18), "ja")
    '2026年12月18日（金）'
    >>> say_day(date(2026, 12, 18), "en")
    'Fri 18 December 2026'
    """
    known = language if language in _DAYS else "ja"
    month, weekday = MONTHS[day.month - 1], _WEEKDAYS[known][day.weekday()]
    return _DAYS[known].format(y=day.year, m=day.month, d=day.day, month=month, weekday=weekday)


def say_plain_day(day: date, language: str) -> str:
    """Return a day without its weekday, for days long past such as a birth.

    >>> say_plain_day(date(1995, 5, 3), "en")
    '3 May 1995'
    """
    if language == "en":
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def say_moment(moment: datetime, language: str) -> str:
    """Return an instant as the clock in Tokyo shows it.

    >>> from datetime import UTC
    >>> say_moment(datetime(2026, 11, 20, 5, 32, tzinfo=UTC), "ja")
    '2026年11月20日（金）14時32分'
    """
    there = moment.astimezone(TOKYO)
    clock = {"h": there.hour, "hh": f"{there:%H}", "min": f"{there:%M}", "minute": there.minute}
    pattern = _MOMENTS.get(language, _MOMENTS["ja"])
    return pattern.format(day=say_day(there.date(), language), **clock)


def patterns(language: str) -> dict[str, Any]:
    """Return how days, moments and amounts are put together, for a page that does it by itself.

    >>> patterns("ja")["day"]
    '{y}年{m}月{d}日（{weekday}）'
    """
    weekdays = _WEEKDAYS[language]
    return {
        "day": _DAYS[language],
        "moment": _MOMENTS[language],
        "yen": _YEN[language],
        "months": list(MONTHS),
        "weekdays": [*weekdays[-1:], *weekdays[:-1]],  # Sunday first, as scripts count
    }


def era_year(day: date) -> str:
    """Return the Japanese era and year of a day, or nothing before Meiji 6.

    >>> era_year(date(2019, 4, 30)), era_year(date(2019, 5, 1))
    ('平成31年', '令和元年')
    """
    for first, name in _ERAS:
        if day >= first:
            year = day.year - ERA_STARTS[name] + 1
            return f"{name}{'元' if year == 1 else year}年"
    return ""


def say_man(amount: int) -> str:
    """Return an amount as it is read in Japanese, in 億 and 万.

    >>> say_man(2_800_000), say_man(123_450_000), say_man(10_500)
    ('280万円', '1億2,345万円', '1万500円')
    """
    hundreds, rest = divmod(amount, 100_000_000)
    tens, ones = divmod(rest, 10_000)
    told = [f"{number:,}{unit}" for number, unit in ((hundreds, "億"), (tens, "万")) if number]
    return "".join(told) + (f"{ones:,}" if ones or not told else "") + "円"


# A permission or a stay without an end; a figure of the law has other words for it.
_ENDLESS = {"ja": "無期限", "en": "indefinite", "ja-x-easy": "終（お）わりが ありません"}


def say_span(period: str, language: str) -> str:
    """Return a period written as ISO 8601 (`P3Y`, `P6M`, `P4Y3M`, `P90D`) in words.

    >>> say_span("P4Y3M", "en"), say_span("P1Y", "ja")
    ('4 years 3 months', '1年')
    """
    if period in ("", "indefinite"):
        return _ENDLESS.get(language, _ENDLESS["ja"])
    return spelled(period, language)
