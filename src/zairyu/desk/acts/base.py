"""What an officer can do with a case: each act has its boxes, its verb and its words.

The words of an act stand under its name: `desk.act.<name>` is its title and button,
`desk.<name>.lead` says what it does, `desk.<name>.done` what it did, `desk.<name>.sure` asks
before an act that cannot be undone, and `desk.<name>.<box>` labels a box.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from zairyu.desk.sheet import Box, Sheet
from zairyu.law import lifecycle
from zairyu.law.dates import legal_day

if TYPE_CHECKING:
    from zairyu.casework.models import Case
    from zairyu.people.models import Person


@dataclass(frozen=True)
class Doing:
    """An act about to be done: on what, with which typed values, by whom, when."""

    case: "Case"
    sheet: Sheet
    by: "Person"
    at: datetime

    @property
    def today(self) -> date:
        """The day of the act in Japan."""
        return legal_day(self.at)


def _no_boxes(_case: "Case", _on: date) -> Sequence[Box]:
    return ()


def _nothing_more(_case: "Case", _on: date) -> Mapping[str, Any]:
    return {}


def _always(_case: "Case") -> bool:
    return True


@dataclass(frozen=True)
class Act:
    """One act: it is offered where the table of moves allows one of its events."""

    name: str
    events: tuple[str, ...]
    do: Callable[[Doing], object]
    boxes: Callable[["Case", date], Sequence[Box]] = _no_boxes
    fits: Callable[["Case"], bool] = _always
    more: Callable[["Case", date], Mapping[str, Any]] = _nothing_more
    rank: str = "officer"
    sure: bool = False
    template: str = "desk/act.html"

    def offered(self, case: "Case", rank: str) -> bool:
        """Say whether an officer of a rank can do this with a case as it stands."""
        if self.rank == "supervisor" and rank != "supervisor":
            return False
        possible = self.possible(case)
        return any(event in possible for event in self.events) and self.fits(case)

    def possible(self, case: "Case") -> Collection[str]:
        """Return the events that the table of moves allows."""
        return lifecycle.events_from(case.state)

    def sheet(self, case: "Case", on: date) -> Sheet:
        """Return the empty form of the act."""
        return Sheet(f"desk.{self.name}", list(self.boxes(case, on)))


def plain(*boxes: Box) -> Callable[["Case", date], Sequence[Box]]:
    """Return boxes that do not depend on the case; each page gets its own."""

    def fresh(_case: "Case", _on: date) -> Sequence[Box]:
        return [Box(one.name, one.kind, one.needed, one.hint, one.choices) for one in boxes]

    return fresh
