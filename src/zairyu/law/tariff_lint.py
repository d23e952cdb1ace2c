"""What a careful reader would object to in a tariff."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from zairyu.law.dates import NotAPeriod, length
from zairyu.law.tables import Row, data
from zairyu.law.tariff import AMOUNTS, CHANNELS, CONDITIONS, reach

_FORMULA = ("base", "per_started", "yen", "cap")


Place = tuple[Any, ...]
# Where a fault is, what is wrong, and the mend.
Fault = tuple[Place, str, str]


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _bad_period(where: Place, value: Any) -> Iterator[Fault]:
    try:
        length(value)
    except NotAPeriod:
        yield where, f"{value!r} is no period", "write one such as P1Y or P6M"


def _bad_price(where: Place, price: Any) -> Iterator[Fault]:
    if not isinstance(price, Mapping):
        if not _whole(price):
            yield where, f"{price!r} is no amount", "write whole yen"
        return
    for key in _FORMULA:
        if key not in price:
            yield where, f"an amount that grows has no {key}", f"give {key}"
        elif key != "per_started" and not _whole(price[key]):
            yield (*where, key), f"{price[key]!r} is no amount", "write whole yen"
    if "per_started" in price:
        yield from _bad_period((*where, "per_started"), price["per_started"])


def _bad_condition(where: Place, step: Row, known: Container[str]) -> Iterator[Fault]:
    for key in ("up_to", "below"):
        if key in step:
            yield from _bad_period((*where, key), step[key])
    if "under_age" in step and not _whole(step["under_age"]):
        yield (*where, "under_age"), f"{step['under_age']!r} is no age", "write whole years"
    for status in step.get("statuses", []):
        if status not in known:
            yield (*where, "statuses"), f"there is no status {status}", "use an id of statuses"


def _bad_step(where: Place, step: Row, known: Container[str]) -> Iterator[Fault]:
    for key in step:
        if key not in (*CONDITIONS, *AMOUNTS):
            yield (*where, key), f"a step knows no {key}", "use " + ", ".join(CONDITIONS + AMOUNTS)
    for key in AMOUNTS:
        if key in step:
            yield from _bad_price((*where, key), step[key])
    yield from _bad_condition(where, step, known)


def _others(step: Row) -> tuple[Any, ...]:
    return step.get("under_age"), tuple(step.get("statuses", ()))


def _bad_order(where: Place, steps: Sequence[Row]) -> Iterator[Fault]:
    if any(key in steps[-1] for key in CONDITIONS):
        last = (*where, len(steps) - 1)
        yield last, "the last step must hold for everyone", "add one without a condition"
    for place, step in enumerate(steps[:-1]):
        if not any(key in step for key in CONDITIONS):
            said = f"the steps after step {place + 1} are never reached"
            yield (*where, place), said, "put the step without a condition last"
    reached: dict[tuple[Any, ...], tuple[int, bool]] = {}
    for place, step in enumerate(steps):
        bound = step.get("up_to") or step.get("below")
        if bound:
            here = (length(bound), "up_to" in step)
            if here <= reached.get(_others(step), (0, False)):
                yield (*where, place), "the periods of the steps do not rise", "order the steps"
            reached[_others(step)] = here


def _channels(steps: Sequence[Row]) -> set[tuple[str, ...]]:
    return {tuple(key for key in AMOUNTS if key in step) for step in steps}


def step_faults(where: Place, steps: Sequence[Row], known: Container[str]) -> Iterator[Fault]:
    """Yield what is wrong in one tariff; `known` are the ids of statuses."""
    if not steps:
        yield where, "a tariff has no step", "give at least one"
        return
    wrong = [
        fault
        for place, step in enumerate(steps)
        for fault in _bad_step((*where, place), step, known)
    ]
    yield from wrong
    if not wrong:
        yield from _bad_order(where, steps)
    if len(_channels(steps)) > 1:
        yield where, "the steps give different channels", "give all steps the same channels"


def _highest(row: Row, channel: str) -> int:
    return reach(row["steps"], channel)[1] if channel in row["steps"][0] else 0


def _above_cap(table: Row, procedure: str) -> Iterator[Fault]:
    for variant, history in table["fees"][procedure]["history"].items():
        for place, row in enumerate(history):
            caps = [cap for cap in table["caps"].get(procedure, ()) if cap["since"] <= row["since"]]
            highest = max(_highest(row, channel) for channel in CHANNELS)
            if caps and highest > caps[-1]["yen"]:
                where = ("fees", procedure, "history", variant, place)
                said = f"{highest} yen is more than the {caps[-1]['yen']} that the Act allows"
                yield where, said, "correct the amount, or give the cap its row first"


def faults(table: Row, known: Container[str] | None = None) -> Iterator[Fault]:
    """Yield what is wrong in the table of fees: its tariffs, charges and caps.

    `known` are the ids of statuses; without them those of the table of statuses.
    """
    statuses = data("statuses")
    ids = known or {**statuses["statuses"], **statuses["designated_activities"]}
    found = []
    for procedure, fee in table["fees"].items():
        for variant, history in fee["history"].items():
            for place, row in enumerate(history):
                where: Place = ("fees", procedure, "history", variant, place, "steps")
                found += list(step_faults(where, row.get("steps", ()), ids))
    for place, row in enumerate(table["charges"]):
        found += list(step_faults(("charges", place, "steps"), row.get("steps", ()), ids))
    yield from found
    if not found:
        for procedure in table["fees"]:
            yield from _above_cap(table, procedure)
