"""What a change is called: the name of the thing in a table that begins, changes or ends."""

from collections.abc import Callable, Mapping

from zairyu.law.events import Event, Path
from zairyu.law.saying import LANGUAGES
from zairyu.law.tables import Text, data
from zairyu.law.tariff import channel_words
from zairyu.law.wording import (
    fee_name,
    joined,
    name_of,
    named,
    paper_name,
    procedure_title,
    same,
    set_name,
    status_name,
    texts,
    worded,
)


def _fee(event: Event) -> Text:
    part, key, *rest = event.path
    if part == "fees":
        return fee_name(key, rest[1] if len(rest) > 1 else "plain")
    if part == "charges":
        covered = joined(map(procedure_title, event.row.get("procedures", ())))
        return named("charge", of=covered)
    if part == "waivers":
        return named("waiver", of=event.row["rule"])
    if part == "caps":
        return named("cap", of=procedure_title(key))
    return named("payment", of={one: channel_words(key, one) for one in LANGUAGES})


def _status(event: Event) -> Text:
    part, key, *rest = event.path
    if part == "designated_activities":
        return named("activity", of=status_name(key))
    return named("periods" if rest[:1] == ["periods"] else "status", of=status_name(key))


def _procedure(event: Event) -> Text:
    _, key, *rest = event.path
    if "return_items" in rest:
        thing = data("procedures")["return_items"].get(event.row.get("id"), same("–"))
        return joined([name_of(f"procedure {key}"), named("return-item", of=thing)])
    return name_of(f"procedure {key}")


def is_item(event: Event) -> bool:
    """Say whether an event is about one paper of a list."""
    return event.table == "sets" and "paper" in event.row


def list_name(path: Path) -> Text:
    """Return what a list of papers is called, or a part that lists share."""
    return set_name(path[1]) if path[0] == "sets" else name_of(f"base {path[1]}")


def _set(event: Event) -> Text:
    name = list_name(event.path)
    return named("paper", of=paper_name(event.row["paper"])) if is_item(event) else name


def _keyed(kind: str, place: int = 1) -> Callable[[Event], Text]:
    return lambda event: name_of(f"{kind} {event.path[place]}")


def _own(event: Event) -> Text | None:
    """Return the name that an entry gives itself, for tables without names of their own here."""
    found = (event.row.get(key) for key in ("title", "name", "subject"))
    return next((text for text in found if isinstance(text, Mapping)), None)


def _form(event: Event) -> Text:
    part, key = event.path[:2]
    title = procedure_title(key) if part == "procedures" else status_name(key)
    return named("form", of=title)


_NAMES: Mapping[str, Callable[[Event], Text]] = {
    "fees": _fee,
    "parameters": lambda event: name_of(event.path[0]),
    "rules": _keyed("rule", 0),
    "statuses": _status,
    "procedures": _procedure,
    "categories": lambda event: (
        name_of(f"category {event.path[1]}")
        if event.path[0] == "categories"
        else worded("law.group.categories")
    ),
    "sets": _set,
    "papers": _keyed("paper"),
    "facts": _keyed("fact"),
    "switches": _keyed("switch", 0),
    "transitions": _keyed("question"),
    "forms": _form,
    "photo": lambda _: named("photo"),
    "uploads": lambda _: named("uploads"),
}


def name_of_event(event: Event) -> Text:
    """Return what an event is about; where nothing names it, the group of its table."""
    name = _NAMES.get(event.table)
    try:
        found = name(event) if name and event.path else None
    except (KeyError, IndexError, ValueError):
        found = None
    return found or _own(event) or texts().get(f"law.group.{event.table}") or same(event.table)
