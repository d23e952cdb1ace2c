"""Everything that we hold of a person, gathered table by table; nothing of anybody else's."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Model, QuerySet

from zairyu import vault
from zairyu.audit import queries as audit
from zairyu.casework import queries as casework
from zairyu.certificates import queries as certificates
from zairyu.privacy.holding import HELD, WITHHELD, Held
from zairyu.vault import CannotOpen, files

if TYPE_CHECKING:
    from zairyu.casework.models import Case
    from zairyu.people.models import Person

# As whom somebody files about themselves, or for a child or ward in whose name they may ask.
OWN = ("foreign-national", "legal-representative", "")
LANGUAGE = "ja"


@dataclass(frozen=True)
class Attached:
    """A file of a copy: its name in the archive, and how its bytes are read."""

    name: str
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Gathered:
    """What was found: rows by table, files, what is not handed out and why."""

    tables: dict[str, list[dict[str, Any]]]
    files: list[Attached]
    left: dict[str, str]


def cases_about(person: "Person") -> "list[Case]":
    """Return the applications that are about a person: their own, or in whose name they ask.

    What an agent filed for clients is not about the agent: of it only the outline is handed out.
    """
    found = casework.visible_to(person)
    return [
        case
        for case in found
        if case.applicant_id == person.pk or (case.filer_id == person.pk and case.category in OWN)
    ]


def gather(person: "Person", on: date) -> Gathered:
    """Return everything that we hold of a person."""
    own = cases_about(person)
    tables: dict[str, list[dict[str, Any]]] = {}
    attached: list[Attached] = []
    for label, held in HELD.items():
        rows = list(_rows(label, held, person, own, on))
        if rows:
            tables[label] = [_told(row, held, person) for row in rows]
        attached += [one for row in rows for one in _files(row, held)]
    tables["applications"] = [_outline(case, own) for case in casework.visible_to(person)]
    tables["record"] = list(_record(person, own))
    return Gathered(tables, attached, _left())


def _shown(own: "list[Case]", on: date) -> list[str]:
    """Return the keys of the papers that the pages of these applications show."""
    return [paper.key for case in own for paper in certificates.papers_of(f"case:{case.key}", on)]


def _rows(label: str, held: Held, person: "Person", own: "list[Case]", on: date) -> "QuerySet[Any]":
    found: QuerySet[Any] = apps.get_model(label)._default_manager.all()
    if held.of == "about":
        chains = [f"case:{case.key}" for case in own]
        if not held.own_case:  # letters to the account; those of a case go by the side they name
            return found.filter(about=f"person:{person.key}") | _letters(found, person, own)
        return found.filter(about__in=chains, key__in=_shown(own, on))
    if held.own_case:
        rows = found.filter(**{f"{held.of}__in": [case.pk for case in own]})
        return rows | _of_drafts(found, held, person) if held.draft else rows
    if held.draft:
        return _of_drafts(found, held, person)
    if held.of == "pk":
        return found.filter(pk=person.pk)
    return found.filter(**{held.of: person})


def _of_drafts(found: "QuerySet[Any]", held: Held, person: "Person") -> "QuerySet[Any]":
    """Return the rows of a person's own drafts; what an agent writes for clients is not theirs."""
    way = "" if held.draft == "self" else f"{held.draft}__"
    return found.filter(**{f"{way}owner": person, f"{way}category__in": OWN})


def _letters(found: "QuerySet[Any]", person: "Person", own: "list[Case]") -> "QuerySet[Any]":
    filed = [f"case:{case.key}" for case in own if case.filer_id == person.pk]
    other = [f"case:{case.key}" for case in own if case.filer_id != person.pk]
    return found.filter(about__in=filed, audience="user") | found.filter(
        about__in=other, audience="applicant"
    )


def _told(row: Model, held: Held, person: "Person") -> dict[str, Any]:
    """Return a row as it is handed out."""
    found: dict[str, Any] = {}
    for each in row._meta.concrete_fields:
        name = each.name
        if name in held.left:
            continue
        value = getattr(row, each.attname)
        if each.is_relation:
            related = each.related_model
            mine = related is not None and related._meta.label == "people.Person"
            if mine:
                found[name] = "you" if value == person.pk else None if value is None else "another"
            else:
                found[name] = value
        elif name in held.text or name in held.json:
            found[name] = _opened(row, value, held, name)
        else:
            found[name] = plain(value)
    return found


def _opened(row: Model, value: Any, held: Held, name: str) -> Any:
    """Return what is sealed in a field; what can no longer be opened says so."""
    if not value:
        return None
    try:
        if name in held.json:
            return vault.open_json(bytes(value), _bound(held.json[name], row))
        return vault.open(bytes(value), _bound(held.text[name], row)).decode()
    except CannotOpen:
        return {"cannot_be_opened": True}


class _Parts(dict[str, Any]):
    """The attributes of a row, for the text that says what a field is bound to."""

    def __init__(self, row: Model) -> None:
        super().__init__()
        self.row = row

    def __missing__(self, name: str) -> Any:
        return getattr(self.row, name)


def _bound(text: str, row: Model) -> str:
    return text.format_map(_Parts(row))


def plain(value: Any) -> Any:
    """Return a value as JSON knows it."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (bytes, memoryview)):
        return None
    return value


def _files(row: Any, held: Held) -> Iterator[Attached]:
    if held.file is None:
        return
    path = getattr(row, held.file[0])
    if not path:
        return
    about = _bound(held.file[1], row)
    kind = getattr(row, "media_type", "application/pdf")
    ending = kind.rsplit("/", 1)[-1].replace("jpeg", "jpg")
    folder = row._meta.model_name
    yield Attached(f"files/{folder}/{row.key}.{ending}", lambda: files.load(path, about))


def _outline(case: "Case", own: "list[Case]") -> dict[str, Any]:
    """Return how an application stands, as its page says it; of clients nothing but the number."""
    told = {
        "number": casework.number_shown(case),
        "procedure": case.procedure,
        "filed_on": case.filed_on.isoformat(),
        "state": casework.state_shown(case).label["en"],
        "about_you": case in own,
    }
    if case not in own:
        return told
    decision = casework.decision_told(case)
    happened = casework.timeline(case, LANGUAGE)
    return told | {
        "timeline": [[one.at.isoformat(), str(one.text)] for one in happened],
        "decided": decision.outcome if decision else None,
        "permits": [one.kind for one in casework.permits_of(case)],
    }


def _record(person: "Person", own: "list[Case]") -> Iterator[dict[str, Any]]:
    """Return the acts of the record that tell of a person; others are sides, never keys.

    Of an application: the looks at it and the person's own acts. What the office did is told by
    the timeline, which says nothing before it has been notified.
    """
    for chain in [f"person:{person.key}", *(f"case:{case.key}" for case in own)]:
        for row in audit.rows_of(chain):
            looked = row.verb.startswith(audit.READING)
            if chain.startswith("case:") and not looked and row.by != person.key:
                continue
            by = "you" if row.by == person.key else "another" if len(row.by) == 22 else row.by
            yield {
                "file": chain,
                "place": row.place,
                "at": row.at.isoformat(),
                "act": row.verb,
                "by": by,
                "why": row.ids.get("why"),
                "office": row.ids.get("office"),
            }


def _left() -> dict[str, str]:
    """Return what is not handed out, and why."""
    found = {label: why for label, (_, why, _) in WITHHELD.items()}
    for label, held in HELD.items():
        found |= {f"{label}.{name}": why for name, why in held.left.items()}
    return found


def as_json(found: Gathered, about: dict[str, Any]) -> bytes:
    """Return what was found as one text for machines."""
    told = {**about, "tables": found.tables, "not_handed_out": found.left}
    return json.dumps(told, ensure_ascii=False, indent=1, default=str).encode()
