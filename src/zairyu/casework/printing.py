"""What is printed on a card or certificate, and how it is compared with the decision."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zairyu.casework import proofs
from zairyu.casework.facts import facts_of
from zairyu.casework.models import Case, Decision
from zairyu.law.dates import legal_day
from zairyu.words import LANGUAGES, say

_CARD = (
    "name", "birth", "sex", "nationality", "address", "status", "period", "permitted_on",
    "expires_on", "permits",
)  # fmt: skip
_CERTIFICATE = ("name", "birth", "nationality", "status", "activity", "number")
_RESULTS = {
    "work-qualification-certificate": "work-qualification-certificate",
    "coe": "coe",
    "acquisition": "first-residence-card",
}
_COE = ("name", "birth", "sex", "nationality", "status", "period", "number")


@dataclass(frozen=True)
class Compared:
    """One field: what was decided, what was printed, and whether they are the same."""

    name: str
    decided: str
    printed: str
    same: bool


def fields(case: Case) -> tuple[str, ...]:
    """Return the fields that are printed for a procedure."""
    if case.procedure == "work-qualification-certificate":
        return _CERTIFICATE
    return _COE if case.procedure == "coe" else _CARD


def print_data(case: Case, decision: Decision, on: date) -> dict[str, str]:
    """Return what must be printed if card or certificate is given out on a day.

    The new last day of a change counts from the day it takes effect, so what was printed for
    another day does not hold.
    """
    facts = facts_of(case)
    if decision.effective_at is not None:  # it came back from the post: nothing changes any more
        on = legal_day(decision.effective_at)
    expires_on = decision.expires_on or proofs.new_expiry(case, decision, on)
    said = {
        "name": facts.name,
        "birth": facts.birth,
        "sex": facts.sex,
        "nationality": facts.nationality,
        "address": facts.address,
        "status": decision.status,
        "period": decision.period,
        "permitted_on": on.isoformat(),
        "expires_on": expires_on.isoformat() if expires_on else "",
        "permits": ", ".join(
            case.permits.filter(state="granted").order_by("kind").values_list("kind", flat=True)
        ),
        "activity": facts.activity or facts.occupation or "-",
        "number": case.number,
    }
    return {name: said[name] for name in fields(case)}


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def compared(wanted: Mapping[str, str], printed: Mapping[str, str]) -> list[Compared]:
    """Return every field with both values. Only spaces are overlooked; 髙 is not 高.

    >>> [field.same for field in compared({"name": "LINH", "sex": "F"}, {"name": " LINH"})]
    [True, False]
    """
    return [
        Compared(
            name, decided, printed.get(name, ""), _plain(decided) == _plain(printed.get(name, ""))
        )
        for name, decided in wanted.items()
    ]


def contents(case: Case) -> list[str]:
    """Return what goes into the envelope, or over the counter."""
    found = [_RESULTS.get(case.procedure, "residence-card")]
    for permit in case.permits.filter(state__in=("granted", "refused")).order_by("kind"):
        found.append(_permit(permit.kind, permit.state, case.delivery))
    if case.returns.filter(paper="residence-card").exists():
        found.append("old-residence-card")
    return found


def _permit(kind: str, state: str, delivery: str) -> str:
    """Return how a permit is given: a seal in the passport, which is never sent, or a sheet.

    Other activities have a sheet of their own by post since January 2024; whether a re-entry permit
    can be had by post is not confirmed, so that the seal is put in at a counter.

    Law: ICRRA Enforcement Regulations art. 19(4), 29.
    """
    if state == "refused":
        return f"refused-{kind}"
    if delivery == "counter":
        return f"seal-{kind}"
    return "notice-reentry-permit" if kind == "reentry-permit" else kind


def content_name(item: str) -> dict[str, str]:
    """Return what a thing in the envelope is called, in every language."""
    return {language: say(f"casework.content.{item}", language) for language in LANGUAGES}
