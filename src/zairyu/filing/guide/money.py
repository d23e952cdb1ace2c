"""What it costs: the whole range where it depends on the period, online beside the counter."""

from dataclasses import dataclass
from datetime import date

from zairyu.filing.guide.answers import Answers
from zairyu.law import fees, procedures, statuses
from zairyu.law.problem import Refusal
from zairyu.law.tables import Text

_EXAMPLES = ("P3M", "P6M", "P1Y", "P3Y", "P5Y")
_HARDSHIP = "hardship-change-extension"


@dataclass(frozen=True)
class Step:
    """What one period granted (or one kind of permit) costs, in whole yen."""

    period: str
    variant: Text | None
    online: int
    charge: int
    counter: int

    @property
    def total(self) -> int:
        """What is paid online in all."""
        return self.online + self.charge


@dataclass(frozen=True)
class Money:
    """The fee of one procedure: its steps, and what lowers it.

    `example` says that the law fixes no periods for the status: the steps are examples.
    """

    procedure: str
    steps: tuple[Step, ...]
    by_period: bool
    example: bool
    hardship: int | None
    source: str

    @property
    def least(self) -> int:
        """The least that is paid online in all."""
        return min(step.total for step in self.steps)

    @property
    def most(self) -> int:
        """The most that is paid online in all."""
        return max(step.total for step in self.steps)

    @property
    def charged(self) -> bool:
        """Whether the payment service takes a charge."""
        return any(step.charge for step in self.steps)


def money(a: Answers, procedure: str, on: date) -> Money:
    """Return what a procedure costs for who answers so, if it is received on a day."""
    variants = procedures.procedure(procedure, on).variants
    periods, example = _periods(a, on)
    steps: tuple[Step, ...]
    by_period = False
    try:
        steps = (_step(a, procedure, None, "", None, on),)
    except fees.Wanted:
        steps = tuple(_step(a, procedure, one, one, None, on) for one in periods)
        by_period = True
    except Refusal:
        steps = tuple(
            _step(a, procedure, None, "", name, on, words) for name, words in variants.items()
        )
    source = fees.fee_due(procedure, "online", on, periods[0], _first(variants, steps)).source
    hardship = _hardship(procedure, on)
    return Money(procedure, steps, by_period, by_period and example, hardship, source)


def _first(variants: dict[str, Text], steps: tuple[Step, ...]) -> str | None:
    return next(iter(variants)) if steps[0].variant else None


def _periods(a: Answers, on: date) -> tuple[tuple[str, ...], bool]:
    found = statuses.held(a.wanted, on)
    if found.periods_kind == "fixed" and found.periods:
        return found.periods, False
    if found.periods_kind == "indefinite":
        return ("indefinite",), False
    return _EXAMPLES, True


def _step(
    a: Answers,
    procedure: str,
    period: str | None,
    shown: str,
    variant: str | None,
    on: date,
    words: Text | None = None,
) -> Step:
    status = a.wanted if period is None else None
    asked = {"period_granted": period, "variant": variant, "status": status, "birth": a.birth}
    online = fees.fee_due(procedure, "online", on, **asked)  # type: ignore[arg-type]
    counter = fees.fee_due(procedure, "counter", on, **asked)  # type: ignore[arg-type]
    return Step(shown, words, online.amount_yen, online.charge_yen, counter.amount_yen)


def _hardship(procedure: str, on: date) -> int | None:
    try:
        return fees.waived(_HARDSHIP, procedure, "counter", on).amount_yen
    except Refusal:
        return None
