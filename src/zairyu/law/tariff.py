"""The language of tariffs: steps with conditions, and amounts that may grow with the period.

A tariff is a list of steps; the first step whose conditions all hold gives the amount.

- Conditions: `up_to` or `below` (the period granted), `under_age` (whole years on the day of
  receipt), `statuses` (the status granted or held). The last step has none.
- Amounts, by channel (`counter`, `online`; a charge has `yen`): whole yen, or `{base, per_started,
  yen, cap}`: a base, so many yen for each started `per_started` of the period, at most the cap. A
  period without an end pays the cap.

So a new shape of a fee is a new row of a table. What a step depends on and nobody gave is refused.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zairyu.law.dates import INDEFINITE, age_on, length
from zairyu.law.problem import Problem, Refusal
from zairyu.law.saying import say_period, say_yen
from zairyu.law.tables import Row, UnknownKey, data
from zairyu.law.trace import step as taken

CHANNELS = ("counter", "online")
AMOUNTS = (*CHANNELS, "yen")
CONDITIONS = ("up_to", "below", "under_age", "statuses")


@dataclass(frozen=True)
class Case:
    """What an amount may depend on; None is not known. `on` is the day of receipt."""

    period: str | None = None
    birth: date | None = None
    status: str | None = None
    on: date = date.min


class Wanted(Refusal):
    """The amount depends on something that was not given."""

    def __init__(self, key: str) -> None:
        """Keep the key that is needed."""
        super().__init__(Problem("missing-key", params={"key": key}))


def _fits(step: Row, period: str) -> bool:
    endless = period in INDEFINITE
    if "below" in step:
        return not endless and length(period) < length(step["below"])
    if "up_to" in step:
        return not endless and length(period) <= length(step["up_to"])
    return True


def _of_status(step: Row, case: Case) -> bool:
    if "statuses" not in step:
        return True
    if case.status is None:
        raise Wanted("status")
    return case.status in step["statuses"]


def _of_age(step: Row, case: Case) -> bool:
    if "under_age" not in step:
        return True
    if case.birth is None:
        raise Wanted("applicant_birth")
    return age_on(case.birth, case.on) < int(step["under_age"])


def _of_period(step: Row, case: Case) -> bool:
    if "below" not in step and "up_to" not in step:
        return True
    if case.period is None:
        raise Wanted("granted_period")
    return _fits(step, case.period)


def _holds(step: Row, case: Case) -> bool:
    return _of_status(step, case) and _of_age(step, case) and _of_period(step, case)


def price(rate: Any, period: str | None) -> int:
    """Return an amount for a period: a rate is whole yen, or grows with the period."""
    if isinstance(rate, int):
        return rate
    if period is None:
        raise Wanted("granted_period")
    if period in INDEFINITE:
        return int(rate["cap"])
    started = -(-length(period) // length(rate["per_started"]))
    return int(min(rate["base"] + rate["yen"] * started, rate["cap"]))


def step_of(steps: Sequence[Row], case: Case) -> Row:
    """Return the step that holds for a case: the first one whose conditions all do.

    Raises:
        Wanted: a step depends on something that is not known.
    """
    return next(step for step in steps if _holds(step, case))


def amount(steps: Sequence[Row], channel: str, case: Case) -> int:
    """Return the amount for a case in whole yen; the channel `any` where all are the same.

    >>> steps = [{"online": {"base": 8000, "per_started": "P1Y", "yen": 12000, "cap": 56000}}]
    >>> amount(steps, "online", Case("P1Y1M"))
    32000
    """
    step = step_of(steps, case)
    amounts = {key: price(step[key], case.period) for key in AMOUNTS if key in step}
    if channel == "any" and len(set(amounts.values())) == 1:
        channel = next(iter(amounts))
    if channel not in amounts:
        raise UnknownKey("channel", channel, amounts)
    place = list(steps).index(step) + 1
    taken("tariff-step", place=place, count=len(steps), words=_texts(step, len(steps) == 1))
    return amounts[channel]


def _span(price: Any) -> tuple[int, int]:
    if isinstance(price, int):
        return price, price
    return min(price["base"] + price["yen"], price["cap"]), price["cap"]


def reach(steps: Iterable[Row], channel: str, status: str | None = None) -> tuple[int, int]:
    """Return the least and the highest amount, before period and age are known.

    Raises:
        UnknownKey: the tariff has no such channel.
    """
    spans: list[tuple[int, int]] = []
    for step in steps:
        named = step.get("statuses")
        if named and status is not None and status not in named:
            continue
        if channel not in step:
            raise UnknownKey("channel", channel, [key for key in step if key in AMOUNTS])
        spans.append(_span(step[channel]))
        if status is not None and not set(step) & {"up_to", "below", "under_age"}:
            break
    return min(least for least, _ in spans), max(most for _, most in spans)


# ---- in words

_SAID: Mapping[str, Mapping[str, str]] = {
    "ja": {
        "up_to": "{}以下", "below": "{}未満", "under_age": "受付日に{}歳未満", "else": "その他",
        "counter": "窓口{}", "online": "オンライン{}", "yen": "{}",
        "formula": "{base}に、期間{unit}（端数切上げ）ごとに{yen}を加えた額（上限{cap}）",
    },
    "en": {
        "up_to": "up to {}", "below": "below {}", "under_age": "under {} on the day of receipt",
        "else": "otherwise", "counter": "counter {}", "online": "online {}", "yen": "{}",
        "formula": "{base} and {yen} for each {unit} begun, at most {cap}",
    },
    "ja-x-easy": {
        "up_to": "{}まで", "below": "{}より 短（みじか）い",
        "under_age": "受（う）け付（つ）けの 日（ひ）に {}歳（さい）より 下（した）",
        "else": "ほか",
        "counter": "窓口（まどぐち） {}", "online": "オンライン {}", "yen": "{}",
        "formula": "{base}と、{unit}ごとに {yen}。いちばん 高（たか）くて {cap}",
    },
}  # fmt: skip
_COMMA = {"en": ", ", "ja": "、", "ja-x-easy": "、"}


def _name(status: str, language: str) -> str:
    tables = data("statuses")
    row = tables["statuses"].get(status) or tables["designated_activities"].get(status)
    return str(row["name"].get(language) or row["name"]["ja"]) if row else status


def condition(step: Row, language: str) -> str:
    """Return when a step holds; empty where it always does.

    >>> condition({"up_to": "P3M", "online": 1}, "en")
    'up to 3 months'
    """
    said = _SAID[language]
    parts = []
    if "statuses" in step:
        parts.append(_COMMA[language].join(_name(one, language) for one in step["statuses"]))
    if "under_age" in step:
        parts.append(said["under_age"].format(step["under_age"]))
    for key in ("up_to", "below"):
        if key in step:
            parts.append(said[key].format(say_period(step[key], language)))
    return _COMMA[language].join(parts)


def channel_words(channel: str, language: str) -> str:
    """Return what a channel is called in a tariff; nothing for a charge."""
    return _SAID[language][channel].format("").strip()


def price_words(price: Any, language: str) -> str:
    """Return an amount, or how it grows, in words."""
    if isinstance(price, int):
        return say_yen(price, language)
    return _SAID[language]["formula"].format(
        base=say_yen(price["base"], language),
        yen=say_yen(price["yen"], language),
        cap=say_yen(price["cap"], language),
        unit=say_period(price["per_started"], language),
    )


def step_words(step: Row, language: str, alone: bool = False) -> str:
    """Return one step in words: when it holds, and its amounts."""
    said = _SAID[language]
    amounts = _COMMA[language].join(
        said[key].format(price_words(step[key], language)) for key in AMOUNTS if key in step
    )
    when = condition(step, language) or ("" if alone else said["else"])
    colon = ": " if language == "en" else "："
    return f"{when}{colon}{amounts}" if when else amounts


def words(steps: Sequence[Row], language: str) -> list[str]:
    """Return a tariff in words, a line for each step."""
    return [step_words(step, language, len(steps) == 1) for step in steps]


def _texts(step: Row, alone: bool) -> dict[str, str]:
    return {language: step_words(step, language, alone) for language in _SAID}
