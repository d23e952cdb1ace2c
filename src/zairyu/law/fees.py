"""Fees and the charge of the payment service, by the day of receipt. Whole yen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NewType

from zairyu.law.dates import add_days
from zairyu.law.figures import parameter
from zairyu.law.problem import Problem, Refusal
from zairyu.law.tables import NotInForce, Row, UnknownKey, data, entry, on_day
from zairyu.law.tariff import Case, Wanted, amount, reach
from zairyu.law.trace import note_row

__all__ = [
    "Fee", "WaiverRefused", "Wanted", "Yen", "charge_range", "fee_due", "fee_range",
    "payment_due", "summed", "waived",
]  # fmt: skip

Yen = NewType("Yen", int)
PLAIN = "plain"


@dataclass(frozen=True)
class Fee:
    """What is due when a permission is given: the fee, the charge on top, where it stands."""

    amount_yen: Yen
    charge_yen: Yen
    source: str

    @property
    def total_yen(self) -> Yen:
        """Return what the person pays in all."""
        return Yen(self.amount_yen + self.charge_yen)


class WaiverRefused(Refusal):
    """A waiver does not cover this procedure, channel or day."""

    def __init__(self, waiver: str, why: str) -> None:
        """Keep the waiver and what it covers."""
        super().__init__(Problem("waiver-not-open", params={"waiver": waiver, "why": why}))


def _row(procedure: str, variant: str | None, received_on: date) -> Row:
    histories = entry(data("fees")["fees"], procedure, "procedure")["history"]
    name = variant or PLAIN
    if name not in histories:
        raise UnknownKey("variant", variant, histories)
    return on_day(histories[name], received_on, f"fee of {procedure}")


def _without_end(status: str | None, on: date) -> bool:
    """Say whether a status is never granted for a period with an end."""
    periods = data("statuses")["statuses"].get(status, {}).get("periods", ())
    begun = [row for row in periods if row["since"] <= on]
    return bool(begun) and begun[-1]["kind"] == "indefinite"


def _charges(procedure: str, received_on: date) -> Row | None:
    for row in reversed(data("fees")["charges"]):
        if row["since"] <= received_on and procedure in row["procedures"]:
            note_row("row", f"charge of {procedure}", row, received_on)
            return None if row.get("ends") else row
    return None


def _charge(procedure: str, channel: str, case: Case) -> int:
    row = _charges(procedure, case.on) if channel == "online" else None
    return amount(row["steps"], "yen", case) if row else 0


def fee_due(
    procedure: str,
    channel: str,
    received_on: date,
    period_granted: str | None = None,
    variant: str | None = None,
    status: str | None = None,
    birth: date | None = None,
) -> Fee:
    """Return what is due when a permission is given or a certificate issued.

    The tariff is that of the day of receipt, even if the decision comes later. Since 2026-10-01 a
    change or an extension follows the period granted, and an online filing adds the charge of the
    payment service. Nothing is due at filing, on refusal or after a withdrawal. `variant` is
    `single` or `multiple` for a re-entry permit.

    Law: ICRRA art. 67 and 68; ICRRA Enforcement Order (1998 Cabinet Order 178).
    Reading: a period without an end pays the last step; Highly Skilled Professional (ii) is always
    granted without one, so it needs no period.

    Raises:
        Wanted: the tariff depends on the period, the status or the birth, and it was not given.

    >>> fee_due("extension", "online", date(2026, 9, 30), "P5Y").total_yen
    5500
    >>> fee_due("extension", "online", date(2026, 10, 1), "P3Y")
    Fee(amount_yen=56000, charge_yen=550, source='https://www.moj.go.jp/isa/01_00644.html')
    """
    if period_granted is None and _without_end(status, received_on):
        period_granted = "indefinite"
    case = Case(period_granted, birth, status, received_on)
    row = _row(procedure, variant, received_on)
    due = amount(row["steps"], channel, case)
    charge = _charge(procedure, channel, case) if due else 0
    return Fee(Yen(due), Yen(charge), row["source"])


def fee_range(
    procedure: str,
    channel: str,
    received_on: date,
    variant: str | None = None,
    status: str | None = None,
) -> tuple[int, int]:
    """Return the least and the highest fee that may come due, before the period is known.

    >>> fee_range("change", "online", date(2026, 11, 23))
    (10000, 65000)
    >>> fee_range("coe", "online", date(2026, 11, 23))
    (0, 0)
    """
    return reach(_row(procedure, variant, received_on)["steps"], channel, status)


def charge_range(procedure: str, channel: str, received_on: date) -> tuple[int, int]:
    """Return the least and the highest charge of the payment service on top of the fee."""
    row = _charges(procedure, received_on) if channel == "online" else None
    return reach(row["steps"], "yen") if row else (0, 0)


def waived(waiver: str, procedure: str, channel: str, received_on: date) -> Fee:
    """Return the fee under a waiver.

    Raises:
        WaiverRefused: the waiver does not cover this procedure or channel.

    >>> waived("hardship-change-extension", "extension", "counter", date(2026, 12, 1)).amount_yen
    10000
    """
    row = entry(data("fees")["waivers"], waiver, "waiver")
    if received_on < row["since"]:
        raise NotInForce(waiver, received_on)
    covered = procedure in row.get("procedures", [procedure])
    if not covered or channel != row.get("channel", channel):
        raise WaiverRefused(waiver, row["rule"])
    return Fee(Yen(row.get("yen", 0)), Yen(0), row["source"])


def summed(fees: Iterable[Fee]) -> Fee:
    """Return what several permissions given together cost: each has its own fee."""
    every = list(fees)
    amount = sum(fee.amount_yen for fee in every)
    charge = sum(fee.charge_yen for fee in every)
    return Fee(Yen(amount), Yen(charge), "; ".join(sorted({fee.source for fee in every})))


def payment_due(ordered_on: date) -> date:
    """Return the last day for paying a fee order. Own design: fourteen days.

    >>> payment_due(date(2026, 11, 23))
    datetime.date(2026, 12, 7)
    """
    return add_days(ordered_on, parameter("payment-days", ordered_on))
