"""The letters of the online system: what brings each, who gets it, and whether it is ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zairyu.law.tables import Row, Text, data, entry


@dataclass(frozen=True)
class Notice:
    """A letter: its subject, what brings it, who gets it, and where that stands.

    `kind` names the letter that this service sends; `why` says why none is sent, or how ours
    differs from the source, whose subject is then `source_subject`.
    """

    id: str
    subject: Text
    source_subject: Text | None
    when: Mapping[str, Any]
    timing: str
    audience: tuple[str, ...]
    says: str
    documented: bool
    ours: bool
    kind: str
    why: str
    confidence: str
    source: str

    @property
    def days(self) -> tuple[int, ...]:
        """Return on which days it is sent, before or after the day that it reminds of.

        >>> notice("ecoe-expiring").days
        (30, 7)
        """
        found: tuple[int, ...] = tuple(self.when.get("days", ()))
        return found


def _notice(key: str, row: Row) -> Notice:
    return Notice(
        id=key,
        subject=row["subject"],
        source_subject=row.get("source_subject"),
        when=row["when"],
        timing=row["timing"],
        audience=tuple(row["audience"]),
        says=row["says"],
        documented=row["documented"],
        ours=row["ours"],
        kind=row.get("kind", ""),
        why=row.get("why", ""),
        confidence=row["confidence"],
        source=row["source"],
    )


def notice(key: str) -> Notice:
    """Return a letter by its id.

    >>> notice("examination-completed").subject["ja"], notice("password-expiry-7").ours
    ('審査完了に関するお知らせ', False)
    """
    return _notice(key, entry(data("notices")["notices"], key, "notice"))


def notices() -> list[Notice]:
    """Return all letters in the order of the table."""
    return [_notice(key, row) for key, row in data("notices")["notices"].items()]


def sent_kinds() -> frozenset[str]:
    """Return the kinds of letters that this service sends, and no others."""
    return frozenset(one.kind for one in notices() if one.ours)
