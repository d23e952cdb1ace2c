"""Whether the tables agree with each other: scope and forms, offices and prefectures, tariffs."""

from collections.abc import Iterator, Mapping
from typing import Any

from zairyu.law import tariff_lint
from zairyu.law.lint.book import Book, Fault
from zairyu.law.lint.known import known_ids

# Procedures outside this house that the tariff names for completeness.
_OUTSIDE = ("refugee-travel-document", "registered-user-card")
# Events of organisations: their notifications of use and their members.
_OF_ORGANISATIONS = {
    "begin-use-notification",
    "submit-use-notification",
    "accept-use-notification",
    "ask-about-notification",
    "approve-use-notification",
    "decide-use-notification",
    "decide-periodic-report",
    "leave-organisation",
}
# Events of accounts: people move them, not the lifecycle of an application.
_OF_ACCOUNTS = {
    "register-user",
    "approve-user",
    "reset-password",
    "set-password",
    "change-user-information",
    "sign-in-new-device",
    "guess-codes",
    "prove-recovery",
    "finish-recovery",
    "stop-recovery",
}


def _tariffs(book: Book) -> Iterator[Fault]:
    table, ids = book.values.get("fees"), known_ids(book.values)
    if not table:
        return
    known = {**ids["procedures"], **dict.fromkeys(_OUTSIDE)}
    for procedure in table["fees"]:
        if procedure not in known:
            said = f"there is no procedure {procedure}; name one of " + ", ".join(known)
            yield Fault(("fees", "fees", procedure), said)
    for place, said, mend in tariff_lint.faults(table, ids["any-status"]):
        yield Fault(("fees", *place), f"{said}; {mend}")


def _routing(book: Book) -> Iterator[Fault]:
    ids = known_ids(book.values)
    for key, row in ids["prefectures"].items():
        office = ids["offices"].get(row.get("office"), {})
        if office and not office.get("online"):
            said = f"{row['office']} takes no online applications; name an office that does"
            yield Fault(("offices", "prefectures", key, "office"), said)
    prefixes: dict[str, str] = {}
    for key, row in ids["offices"].items():
        prefix = row.get("prefix")
        if prefix and prefix in prefixes:
            said = f"{prefix} begins the numbers of {prefixes[prefix]} already; use another prefix"
            yield Fault(("offices", "offices", key, "prefix"), said)
        if row.get("online") and not prefix:
            said = f"{key} takes online applications and has no prefix; add the prefix"
            yield Fault(("offices", "offices", key), said)
        prefixes.setdefault(prefix, key)


def _scope(book: Book) -> Iterator[Fault]:
    forms = (book.values.get("forms") or {}).get("statuses", {})
    for key, row in known_ids(book.values)["statuses"].items():
        sheets = forms.get(key)
        if forms and sheets is None:
            yield Fault(("statuses", "statuses", key), f"{key} has no row in forms; add one")
        elif sheets and row.get("form_family") != sheets.get("family"):
            said = f"the family is {row.get('form_family')}, in forms {sheets.get('family')}"
            place = ("statuses", "statuses", key, "form_family")
            yield Fault(place, f"{said}; make them the same")


def _rules(book: Book) -> Iterator[Fault]:
    for key, row in (book.values.get("rules") or {}).items():
        inputs, place = row.get("inputs", {}), ("rules", key)
        known = ", ".join([*inputs, "asked"])
        if row.get("basis") not in [*inputs, "asked"]:
            said = f"which day decides? {row.get('basis')} is no input; name one of {known}"
            yield Fault((*place, "basis"), said)
        for number, pair in enumerate(row.get("order", [])):
            for name in pair.values():
                if name not in inputs:
                    said = f"the rule takes no {name}; use one of {known}"
                    yield Fault((*place, "order", number), said)
        if row.get("ours") is False and "in_this_house" not in row:
            yield Fault(
                place, "a rule that is not ours says what this house does; add in_this_house"
            )


def _letters(book: Book) -> Iterator[Fault]:
    table = book.values.get("lifecycle") or {}
    events = {event for name in ("case", "ecoe") for event in table.get(name, {}).get("moves", ())}
    known = events | _OF_ACCOUNTS | _OF_ORGANISATIONS
    for key, row in known_ids(book.values)["notices"].items():
        event = row["when"].get("event")
        if events and event and row["ours"] and event not in known:
            said = f"there is no event {event}; name a move of the lifecycle"
            yield Fault(("notices", "notices", key, "when", "event"), said)


def _alike(book: Book) -> Iterator[Fault]:
    table = book.values.get("categories") or {}
    numbers: dict[Any, str] = {}
    procedures = known_ids(book.values)["procedures"]
    online = [key for key, row in procedures.items() if row.get("online")]
    for key, row in table.get("categories", {}).items():
        if row.get("number") in numbers:
            said = f"number {row['number']} is that of {numbers[row['number']]}; give another"
            yield Fault(("categories", "categories", key, "number"), said)
        numbers[row.get("number")] = key
        cells: Mapping[str, Any] = row.get("may_file", {})
        for procedure in online:
            if procedure not in cells:
                said = f"{key} says nothing of {procedure}; write may: yes, no or conditional"
                yield Fault(("categories", "categories", key, "may_file"), said)


def faults(book: Book) -> Iterator[Fault]:
    """Yield where two tables do not agree."""
    yield from _tariffs(book)
    yield from _routing(book)
    yield from _scope(book)
    yield from _rules(book)
    yield from _alike(book)
    yield from _letters(book)
