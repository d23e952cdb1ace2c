"""The states of an application, who may move it, and what is said of each state."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from zairyu.law.problem import Problem, Refusal
from zairyu.law.tables import Row, Text, UnknownKey, data
from zairyu.law.trace import step

SAME = "same"


class MoveRefused(Refusal):
    """The table of moves does not allow this event in this state, or not by this person."""

    def __init__(self, state: str, event: str, by: str | None, allowed: Iterable[str]) -> None:
        """Keep what was tried and what would be right."""
        params = {"state": state, "event": event, "by": by, "allowed": ", ".join(allowed)}
        super().__init__(Problem("event-not-allowed", source="lifecycle", params=params))


@dataclass(frozen=True)
class State:
    """A state with its words.

    `headline` is the word a filer sees first, `label` the line below it, `internal` what the desk
    sees, `attachment_label` the column on papers, `next_step` what happens next and whether one
    must act. `shown_until_notified` names the state whose words are shown instead, as long as the
    outcome has not been notified; this state already carries those words for the filer.
    """

    id: str
    label: Text
    headline: Text
    headline_id: str
    internal: Text
    attachment_label: Text | None
    next_step: Text
    must_act: bool
    pending_in_law: bool
    shown_until_notified: str | None
    terminal: bool
    confidence: str


@dataclass(frozen=True)
class Move:
    """An event: the states it starts from, where it leads, who may make it, how it is told.

    `guard` says in words what must hold; `guards` names the functions of the office that look.
    What an act is given (a reason, a list, a tracking number) the act itself looks at.
    """

    event: str
    sources: tuple[str, ...]
    to: str
    by: str
    guard: str
    guards: tuple[str, ...]
    effect: str | None
    notice: str | None
    words: Text
    hidden: bool


class Machine:
    """A table of moves with its states."""

    def __init__(self, name: str) -> None:
        """Name the machine in the table `lifecycle`: `case` or `ecoe`."""
        self._name = name

    @cached_property
    def _table(self) -> Row:
        found: Row = data("lifecycle")[self._name]
        return found

    @property
    def initial(self) -> str:
        """Return the state that everything starts in."""
        return str(self._table["initial"])

    @cached_property
    def states(self) -> dict[str, State]:
        """Return all states by id, in the order of the table."""
        return {key: self._state(key, row) for key, row in self._table["states"].items()}

    @cached_property
    def moves(self) -> dict[str, Move]:
        """Return all moves by event."""
        return {event: _move(event, row) for event, row in self._table["moves"].items()}

    def _state(self, key: str, row: Row) -> State:
        return State(
            id=key,
            label=row["label"],
            headline=data("lifecycle")["headlines"][row["headline"]],
            headline_id=row["headline"],
            internal=row["internal"],
            attachment_label=row.get("attachment"),
            next_step=row["next"],
            must_act=row["must_act"],
            pending_in_law=row.get("pending_in_law", False),
            shown_until_notified=row.get("shown_until_notified"),
            terminal=key in self._table["terminal"],
            confidence=row["confidence"],
        )

    def state(self, key: str) -> State:
        """Return a state with its words."""
        if key not in self.states:
            raise UnknownKey("state", key, self.states)
        return self.states[key]

    def move(self, event: str) -> Move:
        """Return what the table says of an event."""
        if event not in self.moves:
            raise UnknownKey("event", event, self.moves)
        return self.moves[event]

    def after(self, state: str, event: str, by: str | None = None) -> str:
        """Return the state after an event.

        `by` is who makes the move (applicant, officer, supervisor, system, receiver, border); None
        asks whatever the actor.

        Raises:
            MoveRefused: the table does not allow it.
        """
        move = self.move(event)
        if state not in move.sources or by not in (None, move.by):
            raise MoveRefused(state, event, by, self.events_from(state, by))
        after = state if move.to == SAME else move.to
        labels = {"before": self.states[state].label, "after": self.states[after].label}
        step("move", event=move.words, **labels)
        return after

    def events_from(self, state: str, by: str | None = None) -> list[str]:
        """Return the events that are allowed in a state, for one actor or for all."""
        return [
            move.event
            for move in self.moves.values()
            if state in move.sources and by in (None, move.by)
        ]

    def run(self, events: Iterable[str]) -> str:
        """Return the state after a row of events, from the initial one."""
        state = self.initial
        for event in events:
            state = self.after(state, event)
        return state


def _move(event: str, row: Row) -> Move:
    return Move(
        event=event,
        sources=tuple(row["from"]),
        to=row["to"],
        by=row["by"],
        guard=row["guard"],
        guards=tuple(row.get("guards", ())),
        effect=row.get("effect"),
        notice=row.get("notice"),
        words=row["words"],
        hidden=row.get("hidden", False),
    )


CASE = Machine("case")
ECOE = Machine("ecoe")
INITIAL = "draft"


def after(state: str, event: str, by: str | None = None) -> str:
    """Return the state of an application after an event.

    Raises:
        MoveRefused: the event is not allowed in this state, or not by this actor.

    >>> after("in-examination", "recommend", "officer")
    'recommended'
    >>> after("received", "transfer", "officer")
    'received'
    >>> after("in-examination", "approve", "supervisor")
    Traceback (most recent call last):
    ...
    zairyu.law.lifecycle.MoveRefused: event-not-allowed
    """
    return CASE.after(state, event, by)


def state(key: str) -> State:
    """Return a state of an application with its words.

    >>> state("awaiting-payment").headline["ja"], state("refused").headline["ja"]
    ('発行待ち', '審査中')
    """
    return CASE.state(key)


def events_from(state: str, by: str | None = None) -> list[str]:
    """Return the events that are allowed in a state of an application.

    >>> events_from("recommended", "supervisor")
    ['send-back', 'approve', 'refuse']
    """
    return CASE.events_from(state, by)


def events() -> list[Move]:
    """Return all moves of an application, in the order of the table."""
    return list(CASE.moves.values())


def event(key: str) -> Move:
    """Return what the table says of an event of an application.

    >>> event("refuse").hidden
    True
    """
    return CASE.move(key)
