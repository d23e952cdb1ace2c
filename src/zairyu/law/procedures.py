"""The procedures: what they are for, what they give, how the result is delivered."""

from dataclasses import dataclass
from datetime import date

from zairyu.law.problem import Problem
from zairyu.law.tables import NotInForce, Row, Text, data, entry

PERMITS = ("reentry-permit", "extra-status-activity-permit")


@dataclass(frozen=True)
class Procedure:
    """A procedure of the online system."""

    id: str
    title: Text
    short: Text
    what: Text
    result: Text
    granted: Text
    denied: Text
    window: Text
    usual_time: Text
    legal_form: str
    law: str
    deliveries: tuple[str, ...]
    standard_days: int
    special_period: bool
    concurrent_only: bool
    concurrent_with: tuple[str, ...]
    applicant_may_be_abroad: bool
    photo: bool
    variants: dict[str, Text]
    confidence: str
    source: str


def _procedure(key: str, row: Row) -> Procedure:
    return Procedure(
        id=key,
        title=row["title"],
        short=row["short"],
        what=row["what"],
        result=row["result"],
        granted=row["granted"],
        denied=row["denied"],
        window=row["window"],
        usual_time=row["time"],
        legal_form=row["form"],
        law=row["law"],
        deliveries=tuple(row["deliveries"]),
        standard_days=row["standard_days"],
        special_period=row["special_period"],
        concurrent_only=row["concurrent_only"],
        concurrent_with=tuple(row.get("concurrent_with", ())),
        applicant_may_be_abroad=row["abroad"],
        photo=row["photo"],
        variants=dict(row.get("variants", {})),
        confidence=row["confidence"],
        source=row["source"],
    )


def row(key: str, on: date) -> Row:
    """Return what the table says of a procedure, a neighbour at the counter included."""
    found = entry(data("procedures")["procedures"], key, "procedure")
    if on < found["since"]:
        raise NotInForce(key, on)
    return found


def procedure(key: str, on: date) -> Procedure:
    """Return a procedure of the online system as it stands on a day.

    Raises:
        UnknownKey: no such procedure. NotInForce: not yet, or not online.

    >>> procedure("extension", date(2026, 11, 23)).deliveries
    ('post', 'counter')
    """
    found = row(key, on)
    if not found["online"]:
        raise NotInForce(f"{key} online", on)
    return _procedure(key, found)


def all_procedures(on: date) -> list[Procedure]:
    """Return the procedures of the online system on a day, in the order of the table.

    >>> [found.id for found in all_procedures(date(2026, 11, 23))][:3]
    ['coe', 'change', 'extension']
    """
    return [
        _procedure(key, found)
        for key, found in data("procedures")["procedures"].items()
        if found["online"] and found["since"] <= on
    ]


@dataclass(frozen=True)
class Neighbour:
    """A procedure that this house does not take: what it is, where to go, by when, for how much.

    `rule` is the rule of time that counts its days, where there is one; see `law.elsewhere`.
    """

    id: str
    title: Text
    what: Text
    window: Text
    place: str
    where: Text
    fee: str
    fee_text: Text
    legal_form: str | None
    law: str
    rule: str | None
    partly_online: bool
    confidence: str
    sources: tuple[str, ...]


def _neighbour(key: str, row: Row) -> Neighbour:
    table = data("procedures")
    return Neighbour(
        id=key,
        title=row["title"],
        what=row["what"],
        window=row["window"],
        place=row["where"],
        where=table["places"][row["where"]],
        fee=row["fee"],
        fee_text=table["costs"][row["fee"]],
        legal_form=row.get("form"),
        law=row["law"],
        rule=row.get("filing_window", {}).get("see_rule"),
        partly_online=row.get("partly_online", False),
        confidence=row["confidence"],
        sources=(row["source"], *row.get("further_sources", ())),
    )


def neighbour(key: str, on: date) -> Neighbour:
    """Return a procedure of a counter or of another system, as it stands on a day.

    Raises:
        UnknownKey: no such procedure. NotInForce: not yet.

    >>> neighbour("address-notification", date(2026, 11, 23)).place
    'municipality'
    """
    return _neighbour(key, row(key, on))


def neighbours(on: date) -> list[Neighbour]:
    """Return the procedures that stay at a counter or elsewhere, in the order of the table.

    >>> len(neighbours(date(2026, 6, 13))), len(neighbours(date(2026, 6, 14)))
    (9, 10)
    """
    return [
        _neighbour(key, found)
        for key, found in data("procedures")["procedures"].items()
        if not found["online"] and found["since"] <= on
    ]


def delivery_text(delivery: str) -> Text:
    """Return the words of a way of delivery: `email`, `post` or `counter`."""
    text: Text = entry(data("procedures")["deliveries"], delivery, "delivery")
    return text


@dataclass(frozen=True)
class ReturnItem:
    """Something to be sent in before a card or certificate is posted."""

    id: str
    name: Text


def return_items(key: str, received_on: date) -> list[ReturnItem]:
    """Return what has to be sent in before a card or certificate goes out by post.

    Law: guidance in the result mail; revenue stamps only for filings received by 2026-09-30.

    >>> [item.id for item in return_items("extension", date(2026, 11, 23))]
    ['residence-card', 'designation-sheet', 'reply-envelope']
    """
    names = data("procedures")["return_items"]
    return [
        ReturnItem(item["id"], names[item["id"]])
        for item in row(key, received_on).get("return_items", [])
        if received_on <= item.get("until", received_on)
    ]


def permit_alone(key: str, concurrent_with: str | None) -> Problem | None:
    """Say so when a permit is asked for alone, which goes at a counter only.

    Law: ISA questions and answers on the online system.

    >>> permit_alone("reentry-permit", None).code, permit_alone("reentry-permit", "extension")
    ('scope.permit-alone', None)
    """
    found = entry(data("procedures")["procedures"], key, "procedure")
    if not found.get("concurrent_only") or concurrent_with in found["concurrent_with"]:
        return None
    return Problem(
        "scope.permit-alone", source=found["source"], params={"procedure": found["title"]}
    )
