"""The papers of a case, and who has opened which of them, as the record tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from zairyu.audit import queries as audit
from zairyu.casework import queries
from zairyu.filing import queries as filing
from zairyu.law import papers as law_papers
from zairyu.people import queries as people
from zairyu.words import pick, say

if TYPE_CHECKING:
    from zairyu.casework.models import Case


@dataclass(frozen=True)
class Seen:
    """That somebody opened a paper."""

    by: str
    who: str
    at: datetime


@dataclass(frozen=True)
class Paper:
    """One file of a case: what it was sent as, and who has opened it."""

    key: str
    name: str
    file_name: str
    media_type: str
    pages: int
    seen: tuple[Seen, ...]

    @property
    def first(self) -> Seen | None:
        """Who opened it first."""
        return self.seen[-1] if self.seen else None


def _seen(case: "Case") -> dict[str, list[Seen]]:
    """Return who opened which file of a case, the latest first, each person once."""
    found: dict[str, dict[str, Seen]] = {}
    names: dict[str, str] = {}
    for row in audit.reads_of(f"case:{case.key}"):
        upload = str(row.ids.get("upload", ""))
        if upload and row.by not in found.setdefault(upload, {}):
            found[upload][row.by] = Seen(row.by, _name(row.by, names), row.at)
    return {upload: list(seen.values()) for upload, seen in found.items()}


def _name(key: str, known: dict[str, str]) -> str:
    if key not in known:
        person = people.person(key)
        known[key] = person.name if person else key
    return known[key]


def paper_name(slot: str, items: dict[str, str], language: str, on: date) -> str:
    """Return what a file was sent as: a paper (by its name of that day), the photo, an answer."""
    kind, _, name = slot.partition(":")
    if kind == "photo":
        return say("desk.case.photo", language)
    if kind == "request":
        return items.get(name, name)
    return pick(law_papers.paper(name, on=on).name, language)


def papers_of(
    case: "Case", language: str, requests: Sequence[queries.RequestShown] | None = None
) -> list[Paper]:
    """Return the files of a case in order, without the photo.

    `requests` are those of the case, where the caller has read them already.
    """
    seen = _seen(case)
    asked = queries.requests_of(case) if requests is None else requests
    items = {item.key: item.name for one in asked for item in one.items}
    return [
        Paper(
            upload.key,
            paper_name(upload.slot, items, language, case.filed_on),
            filing.name_of(upload),
            upload.media_type,
            upload.pages,
            tuple(seen.get(upload.key, ())),
        )
        for upload in filing.uploads_of_submission(case.submission_id)
        if upload.slot != "photo"
    ]


def unopened_by(papers: list[Paper], person_key: str) -> list[Paper]:
    """Return the papers that a person has not opened."""
    return [paper for paper in papers if all(seen.by != person_key for seen in paper.seen)]
