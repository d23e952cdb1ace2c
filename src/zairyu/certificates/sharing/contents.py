"""What a holder may show of a proof: what the purpose needs, what may be added, what never goes."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from zairyu.certificates.kinds import CERTIFIED
from zairyu.certificates.purposes import purpose, visible

PHOTO = "photo"
# Beside what any checker of a kind may see, a holder may add these of the sealed claims.
_MORE: Mapping[str, tuple[str, ...]] = {
    "pending": ("birth", "nationality"),
    "receipt": ("birth", "status"),
    "coe": ("birth", "sex"),
    "permission": ("birth", "nationality"),
    "work-qualification": ("birth", "nationality", "organisation"),
    "permit": ("birth", "nationality"),
}
# A fact that says all that another says, and more: both on one page would be one too many.
_FULLER = {"birth": "birth_year"}
# What decides how the other facts are worded: it goes along always, and nobody is asked about it.
_SILENT = ("special_period",)
# What one may do meanwhile is one thing to a reader, and several claims.
ALLOWED = "allowed"
_ALLOWED = ("works", "extra_activity")


@dataclass(frozen=True)
class Item:
    """One thing that may be shown; what the purpose needs is locked."""

    name: str
    locked: bool


def items(
    kind: str, for_whom: str, known: Collection[str], *, photo: bool = False
) -> tuple[Item, ...]:
    """Return what may be shown of a kind of proof to a reader with a purpose, locked things first.

    `known` are the claims that this proof has; `photo` says whether the application has one.

    >>> known = ("name", "birth", "status", "procedure")
    >>> [(item.name, item.locked) for item in items("receipt", "employer", known, photo=True)]
    [('name', True), ('procedure', True), ('birth_year', False), ('birth', False), \
('status', False), ('photo', False)]
    """
    needed = visible(kind, for_whom)
    may = (*CERTIFIED[kind].shown, *_MORE.get(kind, ()))
    locked = _asked(needed, known)
    free = [name for name in _asked(may, known) if name not in locked]
    found = [Item(name, locked=True) for name in locked]
    found += [Item(name, locked=False) for name in free]
    if photo and purpose(for_whom).photo:
        found.append(Item(PHOTO, locked=False))
    return tuple(found)


def _asked(names: Iterable[str], known: Collection[str]) -> list[str]:
    """Return what a person is asked about: what the proof has, and several claims as one thing."""
    has = {*known, *(("birth_year",) if "birth" in known else ())}
    asked: list[str] = []
    for name in names:
        one = ALLOWED if name in _ALLOWED else name
        there = name in has or one == ALLOWED  # who may work follows from the status as well
        if there and one not in asked and name not in _SILENT:
            asked.append(one)
    return asked


def chosen(items: Iterable[Item], ticked: Iterable[str]) -> tuple[str, ...]:
    """Return the names of what is shown: everything locked, and what was ticked of the rest.

    A tick for something that is not offered counts for nothing.
    """
    wanted = set(ticked)
    return tuple(item.name for item in items if item.locked or item.name in wanted)


def facts(
    names: Iterable[str], signed: Mapping[str, Any], claims: Mapping[str, Any], *, works: bool
) -> dict[str, Any]:
    """Return the facts of these names, from the signed token first, else from the sealed claims.

    `works` says whether the status lets the person work, where no claim does.

    >>> facts(("name", "birth_year", "birth"), {"name": "PARK", "birth_year": 1999},
    ...       {"birth": "1999-02-03", "number": "x"}, works=False)
    {'name': 'PARK', 'birth': '1999-02-03'}
    """
    wanted = {name: None for name in names if name != PHOTO}
    found: dict[str, Any] = {}
    if ALLOWED in wanted:
        wanted |= dict.fromkeys(_ALLOWED)
        found["works"] = works
    dropped = {less for more, less in _FULLER.items() if more in wanted and claims.get(more)}
    for name in (*wanted, *_SILENT):
        value = signed.get(name, claims.get(name))
        if value is not None and name not in dropped:
            found[name] = value
    return found
