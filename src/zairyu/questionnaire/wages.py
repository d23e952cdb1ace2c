"""Regional minimum wages (地域別最低賃金), for a warning about pay."""

from datetime import date

from zairyu.law.offices import prefectures
from zairyu.law.read import table


def minimum_wage(address: str, on: date) -> int | None:
    """Return the least hourly wage at an address in Japan on a day, or nothing where not known.

    Law: Minimum Wages Act, art. 4 and 10.

    >>> minimum_wage("東京都江東区青海２－７－１１", date(2026, 11, 24))
    1226
    """
    raw = table("zairyu.questionnaire", "data/minimum-wages.yaml")
    held = [row for row in raw["history"] if row["since"] <= on]
    bare = address.replace("　", "").replace(" ", "")
    for one in prefectures():
        if held and bare.startswith(one.name["ja"]):
            return int(held[-1]["yen"][one.id])
    return None
