"""Who looked at a person's file: when, in which role, why, as the record tells it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from zairyu.audit import queries as audit
from zairyu.audit.queries import Row
from zairyu.casework import queries as casework
from zairyu.law.dates import legal_day
from zairyu.people.posts import posts_by_key
from zairyu.privacy.badges import badge

if TYPE_CHECKING:
    from zairyu.casework.models import Case
    from zairyu.people.models import OfficerPost, Person

MOST = 1000  # rows of the record that one page reads
YOU, OFFICER, OTHER, SYSTEM, RECEIVER = "you", "officer", "other", "system", "receiver"
_NOBODY = (SYSTEM, RECEIVER)
_ACCOUNT = "account"  # looks at registrations and drafts: no case


@dataclass(frozen=True)
class Looker:
    """Who looked: a side, and of an officer the office, the rank and the number."""

    side: str
    office: str = ""
    rank: str = ""
    badge: str = ""


@dataclass
class Visit:
    """Looks of one person at one file within one day: what was opened, from when to when."""

    who: Looker
    why: str  # a code of privacy.why, or nothing where none was recorded
    case: "Case | None"
    chain: str
    place: int  # of the first row, by which a question names it
    first_at: datetime
    last_at: datetime
    opened: dict[str, int] = field(default_factory=dict)  # verb → how often

    @property
    def number(self) -> str:
        """The receipt number of the case, or nothing."""
        return casework.number_shown(self.case) if self.case else ""

    @property
    def about(self) -> str:
        """What an address calls the file: the key of the case, or the account."""
        return self.case.key if self.case else _ACCOUNT


@dataclass(frozen=True)
class Day:
    """The looks of one day in Japan, the latest first."""

    on: date
    visits: Sequence[Visit]  # by officers and others
    machine: int  # looks of the system and of whoever holds a link
    own: int


def files_of(person: "Person") -> "dict[str, Case | None]":
    """Return the chains of the record that tell of a person, with their cases."""
    found: dict[str, Case | None] = {f"person:{person.key}": None}
    return found | {f"case:{case.key}": case for case in casework.visible_to(person)}


def days(person: "Person", only: str = "") -> list[Day]:
    """Return the looks at a person's files by day, newest first; `only` names one of the files."""
    files = files_of(person)
    if only:
        files = {
            chain: case for chain, case in files.items() if only == (case.key if case else _ACCOUNT)
        }
    rows = audit.reads_of_all(list(files), MOST)
    known = _posts(rows)
    told = [(row, _looker(row, person, files[row.chain], known), files[row.chain]) for row in rows]
    grouped = groupby(told, key=lambda one: legal_day(one[0].at))
    return [_day(on, list(found)) for on, found in grouped]


_Told = tuple[Row, Looker, "Case | None"]


def _day(on: date, told: list[_Told]) -> Day:
    sides = [who.side for _, who, _ in told]
    machine = sum(side in _NOBODY for side in sides)
    visits = _visits(one for one in reversed(told) if one[1].side in (OFFICER, OTHER))
    return Day(on, visits[::-1], machine, sides.count(YOU))


def _visits(told: Iterable[_Told]) -> list[Visit]:
    """Return looks, the earliest first, as visits: one for each looker, file and reason."""
    found: dict[tuple[str, str, str], Visit] = {}
    reasons: dict[tuple[str, str], str] = {}
    for row, who, case in told:
        stated = str(row.ids.get("why", ""))
        why = stated or reasons.get((row.by, row.chain), "")
        reasons[row.by, row.chain] = why
        new = Visit(who, why, case, row.chain, row.place, row.at, row.at)
        visit = found.setdefault((row.by, row.chain, why), new)
        visit.last_at = row.at
        visit.opened[row.verb] = visit.opened.get(row.verb, 0) + 1
    return list(found.values())


def _posts(rows: Sequence[Row]) -> "dict[str, list[OfficerPost]]":
    return posts_by_key({row.by for row in rows if row.by not in _NOBODY})


def _looker(
    row: Row, person: "Person", case: "Case | None", known: "dict[str, list[OfficerPost]]"
) -> Looker:
    if row.by == person.key:
        return Looker(YOU)
    if row.by in _NOBODY:
        return Looker(row.by)
    stated = str(row.ids.get("office", ""))
    if stated:
        return Looker(OFFICER, stated, str(row.ids.get("rank", "")), badge(row.by))
    post = _post_on(known.get(row.by, []), legal_day(row.at), case)
    if post is None:
        return Looker(OTHER)
    return Looker(OFFICER, post.office, post.rank, badge(row.by))


def _post_on(posts: "list[OfficerPost]", on: date, case: "Case | None") -> "OfficerPost | None":
    """Return the post that somebody held on a day, the one at the office of the case before all.

    Who was the other side of a case acted as such, whatever post they held.
    """
    held = [one for one in posts if one.since <= on and (one.until is None or one.until >= on)]
    if case is None:
        return next(iter(held), None)
    return next((one for one in held if one.office == case.office), None)


def visit_at(person: "Person", about: str, place: int) -> Visit | None:
    """Return the visit that a row of the record began, of a file of this person's own."""
    for day in days(person, about):
        for visit in day.visits:
            if visit.place == place:
                return visit
    return None
