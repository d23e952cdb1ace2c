"""The parts of the forms (申請書の用紙): their sections, fields, tables and choices, by day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Any

from zairyu.law.problem import Problem, Refusal
from zairyu.law.read import tables
from zairyu.law.tables import as_of, in_force
from zairyu.questionnaire.codelists import Choice, choices_of, codelist
from zairyu.words import Text

Rule = tuple[str, Any]
When = tuple[Mapping[str, Any], ...]


class NotInForce(Refusal):
    """The part has no version that holds on the day asked for."""


@dataclass(frozen=True, eq=False)
class Field:
    """One question of a form part, as the paper prints it and as it is asked here.

    `key` is `part.field` (of a column: its id alone). `asked` says where: `page` (a section page),
    `start` (chosen when the application is begun), `papers`, `filing` (the declarations), `given`
    (decided by the choice of the form), `reckoned` (worked out from other answers) or `paper` (only
    the paper form asks it). A field with `same_as` is not asked when another part of the form asks
    that. A postal code `fills` the address that follows it.
    """

    key: str
    id: str
    part: str
    label: Text
    type: str
    number: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)
    short: Text | None = None
    hint: Text | None = None
    required: bool = False
    choices: tuple[Choice, ...] = ()
    codelist: str = ""
    lists: Mapping[str, str] = field(default_factory=dict)
    columns: tuple["Field", ...] = ()
    when: When = ()
    max_length: int = 0
    min: int | None = None
    max: int | None = None
    unit: str = ""
    max_rows: int = 0
    charset: str = ""
    rules: tuple[Rule, ...] = ()
    privacy: str = "ordinary"
    procedures: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    asked: str = "page"
    same_as: str = ""
    value: str = ""
    group: str = ""
    confidence: str = "high"
    fills: str = ""
    since: str = ""
    source: str = ""

    @property
    def confirmed(self) -> bool:
        """Whether wording and number were read off a form; else they are reconstructed."""
        return self.confidence != "low"

    @property
    def name(self) -> Text:
        """The short name of the field, for use in a sentence."""
        return self.short or self.label

    def has_rule(self, rule: str) -> bool:
        """Say whether a rule is among those of the field."""
        return any(name == rule for name, _ in self.rules)


@dataclass(frozen=True, eq=False)
class PartSection:
    """A group of fields of one part that is answered on one page."""

    key: str
    title: Text
    fields: tuple[Field, ...]


@dataclass(frozen=True, eq=False)
class Group:
    """A heading that the paper prints above some fields, with its number if that is known."""

    id: str
    label: Text
    numbers: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Part:
    """A sheet of the paper form (用紙), in the version that holds on a day."""

    id: str
    title: Text
    legal_form: str
    paper: Text
    filled_by: str
    procedures: tuple[str, ...]
    since: str
    confidence: str
    sections: tuple[PartSection, ...]
    groups: Mapping[str, Group]
    rules: tuple[Mapping[str, Any], ...]
    points: Mapping[str, Any] = field(default_factory=dict)

    @property
    def confirmed(self) -> bool:
        """Whether the sheet was seen; else it was put together from what is known of it."""
        return self.confidence != "low"

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields of the part in the order of the paper."""
        return tuple(one for section in self.sections for one in section.fields)


def _numbers(raw: Any) -> dict[str, str]:
    if raw is None:
        return {}
    return dict(raw) if isinstance(raw, Mapping) else {"": str(raw)}


def _rules(raw: Any) -> tuple[Rule, ...]:
    found: list[Rule] = []
    for rule in raw or ():
        found.extend(rule.items() if isinstance(rule, Mapping) else [(rule, None)])
    return tuple(found)


def _when(raw: Any) -> When:
    if not raw:
        return ()
    return tuple(raw) if isinstance(raw, list) else (raw,)


_PLAIN = (
    "type", "short", "hint", "required", "codelist", "max_length", "min", "max", "unit",
    "max_rows", "charset", "privacy", "asked", "same_as", "value", "group", "confidence", "lists",
    "source",
)  # fmt: skip


_ADDRESSES = ("address-jp", "address-any")


def _fills(raw: Mapping[str, Any], following: Mapping[str, Any] | None) -> str:
    """Return the id of the address that a postal code belongs to: the question after it."""
    if raw["type"] != "postal-code" or following is None or following["type"] not in _ADDRESSES:
        return ""
    return str(following["id"])


def _placed(raw: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return fields in the order of the paper: one that says `after` stands behind that one."""
    found: list[Mapping[str, Any]] = []
    for one in raw:
        places = [place for place, each in enumerate(found) if each["id"] == one.get("after")]
        found.insert(places[0] + 1 if places else len(found), one)
    return found


def _fields(raw: Iterable[Mapping[str, Any]], around: Mapping[str, Any], on: date) -> list[Field]:
    """Return the fields of a section that are asked on a day, as they read on that day."""
    held = [as_of(one, on) for one in _placed(raw) if in_force(one, on)]
    inherited = {name: around[name] for name in ("confidence", "since", "source")}
    return [
        _field({**inherited, **one}, around["id"], on, fills=_fills(one, after))
        for one, after in zip(held, [*held[1:], None], strict=True)
    ]


def _field(
    raw: Mapping[str, Any], part: str, on: date, in_table: bool = False, fills: str = ""
) -> Field:
    numbers = _numbers(raw.get("number"))
    choices = choices_of(one for one in raw.get("choices", ()) if in_force(one, on))
    if not choices and "codelist" in raw:
        choices = codelist(raw["codelist"])
    inherited = {name: raw[name] for name in ("confidence", "since", "source")}
    return Field(
        key=raw["id"] if in_table else f"{part}.{raw['id']}",
        id=raw["id"],
        part=part,
        label=raw["label"],
        number=next(iter(numbers.values()), ""),
        numbers=numbers,
        choices=choices,
        columns=tuple(
            _field({**inherited, **as_of(column, on)}, part, on, True)
            for column in raw.get("columns", ())
            if in_force(column, on)
        ),
        when=_when(raw.get("when")),
        rules=_rules(raw.get("rules")),
        procedures=tuple(raw.get("procedures", ())),
        statuses=tuple(raw.get("statuses", ())),
        fills=fills,
        since=str(raw["since"]),
        **{name: raw[name] for name in _PLAIN if name in raw},
    )


def _group(raw: Mapping[str, Any], seen: bool) -> Group:
    """Return a heading; where none of its questions was seen, nor was its number."""
    return Group(raw["id"], raw["label"], _numbers(raw.get("number") if seen else None))


def _part(raw: Mapping[str, Any], on: date) -> Part:
    around = {**raw, "source": raw.get("source") or raw.get("legal_form") or raw["paper"]["ja"]}
    sections = tuple(
        PartSection(one["key"], one["title"], tuple(_fields(one["fields"], around, on)))
        for one in raw["sections"]
    )
    seen = {each.group for section in sections for each in section.fields if each.confirmed}
    return Part(
        id=raw["id"],
        title=raw["title"],
        legal_form=raw.get("legal_form", ""),
        paper=raw["paper"],
        filled_by=raw["filled_by"],
        procedures=tuple(raw["procedures"]),
        since=raw["since"],
        confidence=raw["confidence"],
        sections=sections,
        groups={one["id"]: _group(one, one["id"] in seen) for one in raw.get("groups", ())},
        rules=tuple(one for one in raw.get("rules", ()) if in_force(one, on)),
        points=raw.get("points", {}),
    )


@cache
def _versions() -> dict[str, tuple[Mapping[str, Any], ...]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for raw in tables("zairyu.questionnaire", "data/parts").values():
        found.setdefault(raw["id"], []).append(raw)
    return {
        id: tuple(sorted(rows, key=lambda raw: str(raw["since"]))) for id, rows in found.items()
    }


def _days(raw: Any) -> Iterator[date]:
    """Yield the days on which something in a part begins or ends."""
    if isinstance(raw, Mapping):
        for key, value in raw.items():
            if key in ("since", "ends_on"):
                yield date.fromisoformat(str(value))
            else:
                yield from _days(value)
    elif isinstance(raw, list):
        for one in raw:
            yield from _days(one)


@cache
def _turns(id: str, version: int) -> tuple[date, ...]:
    return tuple(sorted(set(_days(_versions()[id][version]))))


@lru_cache(maxsize=256)
def _built(id: str, version: int, since: date) -> Part:
    return _part(_versions()[id][version], since)


def part_ids() -> tuple[str, ...]:
    """Return the ids of all parts that are known here."""
    return tuple(_versions())


def part(id: str, on: date) -> Part:
    """Return a part as it holds on a day; between two changes it is one and the same.

    Raises:
        NotInForce: no such part, or it does not yet hold on that day.
    """
    versions = _versions().get(id, ())
    begun = [place for place, raw in enumerate(versions) if str(raw["since"]) <= on.isoformat()]
    if not begun:
        raise NotInForce(Problem("part-not-in-force", params={"part": id}))
    return _built(id, begun[-1], max(day for day in _turns(id, begun[-1]) if day <= on))
