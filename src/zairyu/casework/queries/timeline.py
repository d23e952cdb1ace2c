"""What happened in a case, as each side of the counter may read it."""

from dataclasses import dataclass
from datetime import datetime

from zairyu.casework.facts import read_note
from zairyu.casework.models import Case, CaseEvent
from zairyu.law import lifecycle
from zairyu.words import catalogue, pick, say


@dataclass(frozen=True)
class Happened:
    """One line of a timeline."""

    at: datetime
    event: str
    text: str
    detail: dict[str, object]
    current: bool = False
    who: str = ""  # for the desk only
    note: str = ""  # for the desk only


# Happenings that are no moves: who is told of them. Moves carry `hidden` in the law's table.
_FOR_BOTH = (
    "message", "answer-item", "answer-text", "take-back", "extend-due-date", "mail-hand-on",
    "end-hand-on",
    "special-period-entered", "special-period-ended", "proof-renewed", "stepped-down-sign-in",
)  # fmt: skip


def _words(event: str, language: str) -> str:
    for machine in (lifecycle.CASE, lifecycle.ECOE):
        if event in machine.moves:
            return pick(machine.moves[event].words, language)
    key = f"casework.happened.{event}"
    return say(key, language) if key in catalogue.catalogue() else event


def told(event: str) -> bool:
    """Say whether the filer is told of an event.

    >>> told("approve"), told("refuse"), told("recommend"), told("assign")
    (True, False, False, False)
    """
    if event in lifecycle.CASE.moves:
        return not lifecycle.CASE.moves[event].hidden
    return event in lifecycle.ECOE.moves or event in _FOR_BOTH


def _unseen(row: CaseEvent) -> bool:
    """Say whether a correction mended what nobody outside had learned of."""
    return row.event == "correct-decision" and row.before == "refused"


def timeline(case: Case, language: str) -> list[Happened]:
    """Return what the filer may know of, newest first.

    Hidden moves leave no trace: neither a recommendation nor a refusal before it was notified.
    """
    rows = [row for row in case.events.order_by("-id") if told(row.event) and not _unseen(row)]
    return [
        Happened(row.at, row.event, _words(row.event, language), row.detail, current=place == 0)
        for place, row in enumerate(rows)
    ]


def timeline_of_office(case: Case, language: str) -> list[Happened]:
    """Return everything that happened, newest first, with who did it and why."""
    rows = case.events.select_related("person").order_by("-id")
    return [
        Happened(
            row.at,
            row.event,
            _words(row.event, language),
            row.detail,
            current=place == 0,
            who=_who(row),
            note=read_note(row.note, case.key),
        )
        for place, row in enumerate(rows)
    ]


def _who(row: CaseEvent) -> str:
    return row.person.name or row.person.email if row.person else ""
