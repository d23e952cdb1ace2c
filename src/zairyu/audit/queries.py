"""What the record says, and whether it is whole."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from zairyu.audit import chain as arithmetic
from zairyu.audit.models import Record, Seal
from zairyu.law import lifecycle
from zairyu.words import Text, pick
from zairyu.words.catalogue import catalogue

READING = "read-"  # verbs of reading begin so


@dataclass(frozen=True)
class Row:
    """One act as the record tells it."""

    at: datetime
    verb: str
    by: str
    ids: dict[str, Any]
    chain: str = ""
    place: int = 0


def _rows(found: QuerySet[Record]) -> list[Row]:
    return [Row(row.at, row.verb, row.by, row.ids, row.chain, row.place) for row in found]


def rows_of(chain: str) -> list[Row]:
    """Return all acts of a chain, oldest first."""
    return _rows(Record.objects.filter(chain=chain).order_by("place"))


def reads_of(chain: str) -> list[Row]:
    """Return who looked at something of a chain, newest first."""
    found = Record.objects.filter(chain=chain, verb__startswith=READING)
    return _rows(found.order_by("-place"))


def reads_of_all(chains: Collection[str], most: int) -> list[Row]:
    """Return who looked at something of several chains, newest first, no more than `most`."""
    found = Record.objects.filter(chain__in=chains, verb__startswith=READING)
    return _rows(found.order_by("-at", "-id")[:most])


def last_of(chain: str, verb: str) -> Row | None:
    """Return the latest act of one kind in a chain, if there is one."""
    found = Record.objects.filter(chain=chain, verb=verb).order_by("-place")
    return next(iter(_rows(found[:1])), None)


def row_at(chain: str, place: int) -> Row | None:
    """Return one row of a chain."""
    return next(iter(_rows(Record.objects.filter(chain=chain, place=place))), None)


@cache
def words_of(verb: str) -> Text | None:
    """Return what a verb of the record means, in every language: ours, or an event of the law."""
    if ours := catalogue().get(f"audit.verb.{verb}"):
        return ours
    return next((move.words for move in lifecycle.events() if move.event == verb), None)


def verb_in_words(verb: str, language: str) -> str:
    """Return what a verb of the record means to a reader; the verb itself if nobody worded it."""
    words = words_of(verb)
    return pick(words, language) if words else verb


def heads(up_to: int) -> Iterator[tuple[str, str]]:
    """Return (chain, hash) of the last row of every chain among the first rows, by chain."""
    later = Record.objects.filter(
        chain=OuterRef("chain"), place=OuterRef("place") + 1, id__lte=up_to
    )
    last = Record.objects.filter(~Exists(later), id__lte=up_to).order_by("chain")
    return last.values_list("chain", "hash").iterator(chunk_size=5000)


def _fault_of(row: Record, before: Record | None) -> str | None:
    """Say what is wrong with a row that should follow another, if anything is."""
    place, previous = (before.place + 1, before.hash) if before else (1, "")
    if row.place != place:
        return f"{row.chain}: the row {place} is missing"
    if row.previous != previous:
        return f"{row}: does not follow the row before it"
    if row.hash != arithmetic.row_hash(
        row.chain, row.place, row.at, row.verb, row.by, row.ids, row.digest, row.previous
    ):
        return f"{row}: was changed (row id {row.pk})"
    return None


def first_broken_row() -> str | None:
    """Name the first row that was changed, taken out or put in, or None if all rows hold."""
    before: Record | None = None
    for row in Record.objects.order_by("chain", "place").iterator(chunk_size=5000):
        if before and before.chain != row.chain:
            before = None
        if fault := _fault_of(row, before):
            return fault
        before = row
    return None


def first_broken_seal() -> str | None:
    """Name the first seal that does not hold, or None; a chain cut off at its end shows here."""
    previous = ""
    for seal in Seal.objects.order_by("id"):
        said = arithmetic.seal_hash(seal.at, seal.up_to, seal.chains, seal.root, previous)
        if seal.previous != previous or seal.hash != said:
            return f"{seal}: was changed or does not follow the seal before it"
        root, chains = arithmetic.merkle_root(heads(seal.up_to))
        if (root, chains) != (seal.root, seal.chains):
            return f"{seal}: the chains do not end as they did when it was made (rows are missing)"
        previous = seal.hash
    return None


def counts() -> dict[str, int]:
    """Return how many rows, chains and seals there are."""
    rows = Record.objects.count()
    return {
        "rows": rows,
        "chains": Record.objects.filter(place=1).count(),
        "seals": Seal.objects.count(),
    }
