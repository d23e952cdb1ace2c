"""The papers a case asks for, in words, and the questions that decide them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zairyu.law.sets import CATEGORY, Needed, Question, facts_in_play, needed
from zairyu.law.tables import READ_ON, NotInForce, Row, Text, as_of, data, entry, in_force

# How the kinds of user stand in the lists of papers.
FILED_BY = {
    "foreign-national": "applicant",
    "legal-representative": "legal-representative",
    "relative": "relative",
    "lawyer-scrivener": "agent",
    "organisation-staff": "organisation",
    "public-interest-corporation-staff": "agent",
    "registered-support-organisation-staff": "agent",
}
# What an entry does not say of itself, the head of its table says.
_HEAD = ("since", "source", "confidence")
_ACCEPTS = {
    "upload": ("application/pdf", "image/jpeg", "image/png"),
    "photo-upload": ("image/jpeg", "image/png"),
}


@dataclass(frozen=True)
class PaperAsked:
    """A paper with its words: why it is asked, and what helps to get it.

    `required` is False where the office asks for it only now and then. Of the papers with the same
    `one_of` one is enough. `how` is upload, photo-upload, form-data or not-needed (at the counter).
    `since` is the first day on which the paper is known by this entry.
    """

    id: str
    name: Text
    why: Text
    hint: Text | None
    required: bool
    one_of: str | None
    max_age_months: int | None
    accepts: tuple[str, ...]
    how: str
    translation_if_foreign: bool
    privacy: str
    template: str | None
    since: date
    source: str
    confidence: str
    issued_by: str


@dataclass(frozen=True)
class FactAsked:
    """A question that decides which papers are asked: `yes-no` or `choice`.

    `hint` explains how to find the answer, where the question alone does not.
    """

    id: str
    kind: str
    choices: tuple[tuple[str, Text], ...]
    question: Text
    hint: Text | None


def _stated(table: Row, row: Row, what: str, on: date) -> Row:
    """Return an entry as it stands on a day; what it does not say of itself the table says."""
    found = {**{key: table[key] for key in _HEAD}, **as_of(row, on)}
    if not in_force(found, on):
        raise NotInForce(what, on)
    return found


def paper(
    key: str, required: bool = True, one_of: str | None = None, on: date = READ_ON
) -> PaperAsked:
    """Return a paper with its words, as it is called on a day.

    Raises:
        NotInForce: the paper does not exist on that day, not yet or no longer.

    >>> paper("family-register-jp").max_age_months
    3
    """
    table = data("papers")
    row = _stated(table, entry(table["papers"], key, "paper"), f"paper {key}", on)
    return PaperAsked(
        id=key,
        name=row["name"],
        why=row.get("why", table["why"]),
        hint=row.get("hint", table["issuers"].get(row["issued_by"])),
        required=required,
        one_of=one_of,
        max_age_months=row.get("max_age_months"),
        accepts=_ACCEPTS.get(row["online"], ()),
        how=row["online"],
        translation_if_foreign=row["translation"] == "if-foreign",
        privacy=row["privacy"],
        template=row.get("template"),
        since=row["since"],
        source=row["source"],
        confidence=row["confidence"],
        issued_by=row["issued_by"],
    )


def _category_of(category: int | str | None, facts: Mapping[str, Any]) -> int | None:
    given = facts.get(CATEGORY) if category is None or category in FILED_BY else category
    return int(given) if given not in (None, "") else None


def _known_facts(category: int | str | None, facts: Mapping[str, Any]) -> dict[str, Any]:
    known = dict(facts)
    if isinstance(category, str) and category in FILED_BY:
        known.setdefault("filed_by", FILED_BY[category])
    known.pop(CATEGORY, None)
    known.pop("channel", None)
    return known


def _activity_of(status: str) -> str | None:
    """Return under which heading the lists of papers name a designated activity, or nothing."""
    row = data("statuses")["designated_activities"].get(status)
    if row is None:
        return None
    named = data("facts")["facts"]["designated_activity"]["choices"]
    group = str(row.get("group", ""))
    return group if group in named else "others"


def papers_needed(
    procedure: str,
    status: str,
    category: int | str | None,
    facts: Mapping[str, Any],
    channel: str = "online",
    on: date = READ_ON,
) -> Needed:
    """Return the sets, papers, choices and unknown facts of a case, by their ids."""
    organisation_category = _category_of(category, facts)
    known = _known_facts(category, facts)
    if activity := _activity_of(status):
        known.setdefault("designated_activity", activity)
    return needed(Question(procedure, status, channel, organisation_category, known, on))


def required_papers(
    procedure: str,
    status: str,
    category: int | str | None,
    facts: Mapping[str, Any],
    channel: str = "online",
    on: date = READ_ON,
) -> list[PaperAsked]:
    """Return the papers to upload (online) or to bring (paper), in the order of the list.

    `category` is the kind of user (`relative`, `lawyer-scrivener` …) or the category of the
    organisation (1 to 4), which may also stand among the facts. The form itself and the photo are
    not among them online: the first is typed, the second has its own rules.

    Law: lists of papers per status.

    >>> facts = {"relation": "spouse", "resident_tax_not_enough": False}
    >>> [asked.id for asked in
    ...  required_papers("coe", "spouse-child-japanese", "relative", facts)][:3]
    ['proof-of-relation-filer', 'family-register-jp', 'marriage-certificate-home']
    """
    found = papers_needed(procedure, status, category, facts, channel, on)
    asked = [paper(key, on=on) for key in found.documents]
    for group, keys in found.one_of.items():
        asked += [paper(key, True, group, on) for key in keys]
    known = {item.id for item in asked}
    asked += [paper(key, required=False, on=on) for key in found.on_request if key not in known]
    if channel == "online":
        return [item for item in asked if item.how == "upload"]
    return asked


def _fact(key: str, entry_of: Row, on: date) -> FactAsked:
    row = _stated(data("facts"), entry_of, f"fact {key}", on)
    choices = tuple((choice, text) for choice, text in row.get("choices", {}).items())
    return FactAsked(key, row["kind"], choices, row["question"], row.get("hint"))


def fact(key: str, on: date = READ_ON) -> FactAsked:
    """Return a fact with its question and choices in words, as it is asked on a day."""
    return _fact(key, entry(data("facts")["facts"], key, "fact"), on)


def facts_asked(
    procedure: str, status: str, channel: str = "online", on: date = READ_ON
) -> list[FactAsked]:
    """Return the questions that decide the papers of a case, without what the house knows.

    >>> [asked.id for asked in
    ...  facts_asked("work-qualification-certificate", "engineer-humanities-international")]
    ['employer_changed']
    """
    rows = data("facts")["facts"]
    keys = facts_in_play(Question(procedure, status, channel, on=on))
    return [_fact(key, rows[key], on) for key in keys if not rows[key]["known"]]


def facts_open(
    procedure: str,
    status: str,
    category: int | str | None,
    facts: Mapping[str, Any],
    channel: str = "online",
    on: date = READ_ON,
) -> list[FactAsked]:
    """Return the questions whose answer still changes what is asked, given what is known.

    >>> [asked.id for asked in
    ...  facts_open("coe", "spouse-child-japanese", "relative", {"relation": "spouse"})][-1]
    'resident_tax_not_enough'
    """
    rows = data("facts")["facts"]
    missing = papers_needed(procedure, status, category, facts, channel, on).not_given
    return [_fact(key, rows[key], on) for key in missing if not rows[key]["known"]]


def worded_in_full() -> list[str]:
    """Return the sets whose papers have all their words in every language."""
    sets = data("sets")["sets"]
    return [key for key, row in sets.items() if row.get("complete_in_words")]


def papers_of_set(key: str) -> list[str]:
    """Return every paper that a set or its bases may ask for."""
    row = entry(data("sets")["sets"], key, "set")
    bases = [data("sets")["bases"][base]["papers"] for base in row.get("bases", [])]
    return [item["paper"] for items in [*bases, row["papers"]] for item in items]
