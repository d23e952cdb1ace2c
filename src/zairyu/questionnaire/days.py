"""Days as people type them: three boxes or one, western years or eras (元号), any width."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zairyu.questionnaire.parts import Field
from zairyu.questionnaire.typed import clean, half
from zairyu.words.dates import ERA_STARTS

ERAS = ("令和", "平成", "昭和", "大正", "明治")
_LETTERS = {"R": "令和", "H": "平成", "S": "昭和", "T": "大正", "M": "明治"}
_ERA_YEAR = re.compile(rf"^({'|'.join(ERAS)}|[RHSTMrhstm])\.?\s*(元|[0-9]{{1,2}})\s*年?(.*)$")
_YEAR = re.compile(r"^([0-9]{4})\s*年?(.*)$")
_PACKED = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")
_REST = re.compile(r"^[\s./\-年]*([0-9]{1,2})\s*月?(?:[\s./\-]*([0-9]{1,2})\s*日?)?\s*$")
_NUMBER = re.compile(r"[0-9]{1,2}")


class NotADay(ValueError):
    """What was typed is no day; the argument is the code of the problem."""

    def __init__(self, code: str) -> None:
        """Keep the code of the problem."""
        super().__init__(code)
        self.code = code


def may_be_unknown(field: Field) -> bool:
    """Say whether the form lets a part of a date be unknown: of a birth, and of some months."""
    return field.type == "birth-date" or field.has_rule("month-may-be-unknown")


@dataclass(frozen=True)
class Boxes:
    """A day as it stands in the boxes; empty text where nothing was typed."""

    era: str = ""
    year: str = ""
    month: str = ""
    day: str = ""

    @property
    def blank(self) -> bool:
        """Say whether nothing was typed (a chosen era alone says nothing)."""
        return not (self.year or self.month or self.day)


def boxes_of(typed: Mapping[str, str]) -> Boxes:
    """Return what was typed, with a whole date pasted into one box put into its boxes.

    >>> boxes_of({"y": "2026/12/1"})
    Boxes(era='', year='2026', month='12', day='1')
    >>> boxes_of({"y": "平成31年4月"})
    Boxes(era='平成', year='31', month='4', day='')
    """
    era, year, month, day = (half(clean(typed.get(name, ""))) for name in ("era", "y", "m", "d"))
    month, day = month.removesuffix("月").strip(), day.removesuffix("日").strip()
    if packed := _PACKED.fullmatch(year):
        return Boxes("", packed[1], month or packed[2], day or packed[3] or "")
    if own_era := _ERA_YEAR.match(year):
        era, year, rest = _LETTERS.get(own_era[1].upper(), own_era[1]), own_era[2], own_era[3]
    elif whole := _YEAR.match(year):
        year, rest = whole[1], whole[2]
        era = ""
    else:
        rest = ""
        year = year.removesuffix("年").strip()
    if rest.strip():
        more = _REST.match(rest)
        if not more:
            raise NotADay("date-not-read")
        month, day = month or more[1], day or more[2] or ""
    return Boxes(era, year, month, day)


def western_year(era: str, year: str) -> int:
    """Return the western year.

    >>> western_year("平成", "31"), western_year("令和", "元"), western_year("", "2026")
    (2019, 2019, 2026)

    Raises:
        NotADay: not a year, or a western year that is not four digits.
    """
    if era:
        if era not in ERA_STARTS or not re.fullmatch(r"元|[0-9]{1,2}", year) or year in ("0", "00"):
            raise NotADay("date-not-read")
        return ERA_STARTS[era] + (1 if year == "元" else int(year)) - 1
    if not re.fullmatch(r"[0-9]+", year):
        raise NotADay("date-not-read")
    if len(year) != 4:
        raise NotADay("year-four-digits")
    if not 1868 <= int(year) <= 2199:
        raise NotADay("year-odd")
    return int(year)


def _month(text: str) -> int:
    if not _NUMBER.fullmatch(text) or not 1 <= int(text) <= 12:
        raise NotADay("month-odd")
    return int(text)


def whole_day(boxes: Boxes) -> str:
    """Return a whole day as YYYY-MM-DD.

    Raises:
        NotADay: a box is empty, or there is no such day (30 February).
    """
    if not (boxes.year and boxes.month and boxes.day):
        raise NotADay("date-incomplete")
    year, month = western_year(boxes.era, boxes.year), _month(boxes.month)
    if not _NUMBER.fullmatch(boxes.day):
        raise NotADay("date-not-read")
    try:
        return date(year, month, int(boxes.day)).isoformat()
    except ValueError:
        raise NotADay("date-does-not-exist") from None


def year_month(boxes: Boxes, month_unknown: bool = False) -> str:
    """Return a year and month as YYYY-MM, or YYYY where the month is not known.

    Raises:
        NotADay: a box is empty, or it is no month.
    """
    if not boxes.year or (not boxes.month and not month_unknown):
        raise NotADay("month-incomplete")
    year = western_year(boxes.era, boxes.year)
    return f"{year}" if month_unknown else f"{year}-{_month(boxes.month):02}"


def birth(boxes: Boxes, unknown: str) -> str:
    """Return a birth as YYYY-MM-DD, YYYY-MM, YYYY or `unknown`, as far as it is known.

    `unknown` is `d`, `md` or `ymd`: the day, the month and day, all.
    """
    if unknown == "ymd":
        return "unknown"
    if unknown == "md":
        return year_month(boxes, month_unknown=True)
    return year_month(boxes) if unknown == "d" else whole_day(boxes)


def first_day(value: str) -> date | None:
    """Return the first day that a kept value (YYYY, YYYY-MM, YYYY-MM-DD) may mean.

    >>> first_day("2019-03")
    datetime.date(2019, 3, 1)
    """
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", value)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
