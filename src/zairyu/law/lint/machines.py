"""Whether every state can be reached and left, and every move leads somewhere."""

from collections.abc import Iterator, Mapping
from typing import Any

from zairyu.law.lint.book import Book, Fault, Place

_SAME = "same"


def _ends(table: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    for event, move in table["moves"].items():
        yield from ((("moves", event, "from"), key) for key in move["from"])
        yield ("moves", event, "to"), move["to"]


def _names(place: Place, table: Mapping[str, Any]) -> Iterator[Fault]:
    states = table["states"]
    for key in (table["initial"], *table["terminal"]):
        if key not in states:
            yield Fault(place, f"there is no state {key}; add it or take it out")
    for at, key in _ends(table):
        if key not in states and key != _SAME:
            said = f"{at[1]}: there is no state {key}; add it, or name one that exists"
            yield Fault((*place, *at), said)
    for key, state in states.items():
        shown = state.get("shown_until_notified")
        if shown is not None and shown not in states:
            said = f"there is no state {shown}; name the state whose words are shown"
            yield Fault((*place, "states", key, "shown_until_notified"), said)


def _further(table: Mapping[str, Any], state: str) -> set[str]:
    return {
        state if move["to"] == _SAME else move["to"]
        for move in table["moves"].values()
        if state in move["from"]
    }


def _ways(place: Place, table: Mapping[str, Any]) -> Iterator[Fault]:
    reached, ahead = set(), {table["initial"]}
    while ahead:
        reached |= ahead
        ahead = {state for found in ahead for state in _further(table, found)} - reached
    for key in table["states"]:
        at, further = (*place, "states", key), _further(table, key)
        if key not in reached:
            yield Fault(at, f"{key} is never reached; add a move to it, or take it out")
        if key in table["terminal"] and further:
            yield Fault(at, f"{key} is an end and leads on; take the move or the end away")
        if key not in table["terminal"] and not further:
            yield Fault(at, f"{key} leads nowhere; add a move, or name it under terminal")


def faults(book: Book) -> Iterator[Fault]:
    """Yield what is wrong in the tables of moves."""
    table = book.values.get("lifecycle") or {}
    for name in ("case", "ecoe"):
        if name in table:
            yield from _names(("lifecycle", name), table[name])
            yield from _ways(("lifecycle", name), table[name])
