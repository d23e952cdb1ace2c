"""What is announced: the days to come on which an entry of the tables begins or ends."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from zairyu.law.tables import data

# The tables by whose days an answer to a person can change.
_TABLES = (
    "statuses", "procedures", "categories", "fees", "papers", "sets", "facts", "forms",
    "parameters", "photo", "switches", "uploads",
)  # fmt: skip
_DAYS = ("since", "ends_on")


def _days(value: Any) -> Iterator[date]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key in _DAYS and isinstance(each, date):
                yield each
            else:
                yield from _days(each)
    elif isinstance(value, list):
        for each in value:
            yield from _days(each)


@lru_cache(maxsize=1)
def _every() -> tuple[date, ...]:
    return tuple(sorted({day for name in _TABLES for day in _days(data(name))}))


def announced(on: date) -> tuple[date, ...]:
    """Return the days after a day on which something begins or ends, as far as it is known.

    >>> announced(date(2026, 11, 23))[0]
    datetime.date(2027, 4, 1)
    """
    return tuple(day for day in _every() if day > on)


def follows(key: str) -> str:
    """Return what a status goes on from: its group, the one it takes the place of, or itself.

    >>> follows("intra-company-transferee-1"), follows("employment-for-skill-development")
    ('intra-company-transferee', 'technical-intern-training')
    >>> follows("technical-intern-training-2ro"), follows("student")
    ('technical-intern-training', 'student')
    """
    row = data("statuses")["statuses"].get(key, {})
    return str(row.get("follows") or row.get("group") or key)
