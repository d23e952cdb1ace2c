"""What a careful reader would object to in a tariff."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zairyu.law.dates import NotAPeriod, length
from zairyu.law.tables import Row, data
from zairyu.law.tariff import AMOUNTS, CONDITIONS

_FORMULA = ("base", "per_started", "yen", "cap")


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _bad_period(where: str, key: str, value: Any) -> Iterator[str]:
    try:
        length(value)
    except NotAPeriod:
        yield f"{where}: {key} is {value!r}; write a period such as P1Y or P6M"


def _bad_price(where: str, price: Any) -> Iterator[str]:
    if not isinstance(price, Mapping):
        if not _whole(price):
            yield f"{where}: {price!r} is no amount; write whole yen"
        return
    for key in _FORMULA:
        if key not in price:
            yield f"{where}: an amount that grows needs {key}"
        elif key != "per_started" and not _whole(price[key]):
            yield f"{where}: {key} is {price[key]!r}; write whole yen"
    if "per_started" in price:
        yield from _bad_period(where, "per_started", price["per_started"])


def _bad_condition(where: str, step: Row) -> Iterator[str]:
    for key in ("up_to", "below"):
        if key in step:
            yield from _bad_period(where, key, step[key])
    if "under_age" in step and not _whole(step["under_age"]):
        yield f"{where}: under_age is {step['under_age']!r}; write whole years"
    known = {**data("statuses")["statuses"], **data("statuses")["designated_activities"]}
    for status in step.get("statuses", []):
        if status not in known:
            yield f"{where}: there is no status {status}"


def _bad_step(where: str, step: Row) -> Iterator[str]:
    for key in step:
        if key not in (*CONDITIONS, *AMOUNTS):
            yield f"{where}: a step knows no {key}; it knows " + ", ".join(CONDITIONS + AMOUNTS)
    for key in AMOUNTS:
        if key in step:
            yield from _bad_price(f"{where}/{key}", step[key])
    yield from _bad_condition(where, step)


def _others(step: Row) -> tuple[Any, ...]:
    return step.get("under_age"), tuple(step.get("statuses", ()))


def _bad_order(where: str, steps: Sequence[Row]) -> Iterator[str]:
    if any(key in steps[-1] for key in CONDITIONS):
        yield f"{where}: the last step must hold for everyone; give one without a condition"
    for place, step in enumerate(steps[:-1]):
        if not any(key in step for key in CONDITIONS):
            yield f"{where}: the steps after step {place + 1} are never reached"
    reached: dict[tuple[Any, ...], tuple[int, bool]] = {}
    for step in steps:
        bound = step.get("up_to") or step.get("below")
        if bound:
            here = (length(bound), "up_to" in step)
            if here <= reached.get(_others(step), (0, False)):
                yield f"{where}: the periods of the steps must rise ({bound})"
            reached[_others(step)] = here


def faults(where: str, steps: Sequence[Row]) -> Iterator[str]:
    """Yield what is wrong in a tariff."""
    if not steps:
        yield f"{where}: a tariff has no step; give at least one"
        return
    wrong = [fault for step in steps for fault in _bad_step(where, step)]
    yield from wrong
    if not wrong:
        yield from _bad_order(where, steps)
    channels = {tuple(sorted(key for key in step if key in AMOUNTS)) for step in steps}
    if len(channels) > 1:
        yield f"{where}: all steps give the same channels"
