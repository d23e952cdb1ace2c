"""Every path and every persona: what each is answered, and that nothing happens besides."""

from collections import defaultdict

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from tests.access.reading import METHODS, Row, personas, rows

REFUSED = ("nothing", "sign-in", "register", "factor", "anew", "why", "not-taken")


def names(resolver: URLResolver, before: str = "") -> "list[tuple[str, str]]":
    """Return the name and the route of each path of the house."""
    found: list[tuple[str, str]] = []
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            found += names(one, before + (f"{one.namespace}:" if one.namespace else ""))
        elif isinstance(one, URLPattern):
            found.append((before + (one.name or ""), str(one.pattern)))
    return found


def test_every_path_has_a_row_and_every_row_a_path():
    paths = names(get_resolver())
    unnamed = [route for name, route in paths if not name.split(":")[-1]]
    assert unnamed == []
    known = {name for name, _route in paths}
    told = {row.path for row in rows()}
    assert sorted(known - told) == [], "these paths have no row: see tests/access/README.md"
    assert sorted(told - known) == [], "these rows have no path"


def faults(asker, row: Row, method: str, who: "tuple[str, ...]") -> list[str]:
    """Return what is not as the row says; everybody with the same fault in one line."""
    found: dict[str, list[str]] = defaultdict(list)
    for persona in who:
        expected = row.answer(persona, method)
        said, tables = asker.ask(row, persona, method)
        if said != expected:
            found[f"is to get {expected}, got {said}"].append(persona)
        elif expected in REFUSED and not set(tables) <= set(row.writes):
            found[f"may not ({expected}), but wrote to {tables}"].append(persona)
    begins = f"{method.upper()} {row.title}:"
    return [f"{begins} {', '.join(who)} {what}" for what, who in found.items()]


def told(found: "list[str]") -> None:
    assert not found, "\n".join(found)


@pytest.mark.slow
@pytest.mark.parametrize("row", rows(), ids=lambda row: row.title)
def test_those_whom_a_row_names_are_answered_as_it_says(asker, row):
    turn = rows().index(row)
    told([line for way in ("get", "post") for line in faults(asker, row, way, row.some(way, turn))])


@pytest.mark.slow
@pytest.mark.parametrize("row", rows(), ids=lambda row: row.title)
def test_everybody_is_answered_as_the_tables_say(asker, row):
    told([line for method in METHODS for line in faults(asker, row, method, personas())])


def test_no_form_is_taken_without_its_token(asker):
    """Who may send a form is refused too when another page sends it in their name."""
    senders = [(row, _senders(row)) for row in rows() if row.token]
    taken = [row.title for row, who in senders if who and asker.forged(row, who[0]) != 403]
    assert taken == []


def _senders(row: Row) -> "list[str]":
    """Return who may send the form of a row."""
    return [who for who in personas() if row.answer(who, "post") not in REFUSED]
