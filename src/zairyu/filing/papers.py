"""The papers of one application: which are asked, which are here, what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zairyu.filing.content import Content
from zairyu.filing.forms import REPRESENTATIVES, Filed, form_of
from zairyu.filing.models import Upload
from zairyu.law import papers, photo
from zairyu.law.papers import FactAsked, PaperAsked

# Facts that the application itself tells; nobody is asked for them again.
_TOLD = {
    "channel", "filed_by", "photo_required_by_age", "current_status", "has_passport",
    "upload_limit_exceeded", "several_applicants", "permission_kind",
}  # fmt: skip
OTHER = "other"  # a paper that the list does not name


@dataclass(frozen=True)
class Slot:
    """One paper that is asked, with the files sent for it."""

    paper: PaperAsked
    uploads: Sequence[Upload]
    choice_met: bool  # another paper of the same choice is here


def asked_facts(filed: Filed) -> list[FactAsked]:
    """Return the questions whose answers decide which papers are asked."""
    asked = papers.facts_asked(filed.procedure, filed.status)
    return [one for one in asked if one.id not in _TOLD]


def read_fact(asked: FactAsked, said: str) -> Any:
    """Return the value of an answer, or nothing when it is none of the choices.

    A choice may be a number in the tables; on the page everything is text.
    """
    if asked.kind == "boolean":
        return {"yes": True, "no": False}.get(said)
    return next((value for value, _ in choices(asked) if str(value) == said), None)


def choices(asked: FactAsked) -> list[tuple[Any, Mapping[str, str]]]:
    """Return the values of a question with their words."""
    return [(choice.value, choice.label) for choice in asked.choices]


def facts_of(filed: Filed, content: Content, on: date) -> dict[str, Any]:
    """Return all facts: those that were asked and those that the application tells."""
    found = {key.partition(".")[2]: value for key, value in content.answers.items()}
    filed_by = "applicant"
    if filed.category in REPRESENTATIVES:
        filed_by = filed.category
    elif filed.category != "foreign-national":
        filed_by = "agent"
    told = {
        "channel": "online",
        "filed_by": filed_by,
        "photo_required_by_age": photo_needed(filed, content, on),
        "has_passport": bool(found.get("passport_number")),
        "upload_limit_exceeded": False,
        "several_applicants": False,
    }
    if filed.current_status:
        told["current_status"] = filed.current_status
    if found.get("permission_kind"):
        told["permission_kind"] = found["permission_kind"]
    return {**content.facts, **told}


def birth_of(content: Content) -> date | None:
    """Return the day of birth, where it was answered in full."""
    for key, value in content.answers.items():
        if key.endswith(".date_of_birth") and isinstance(value, str) and len(value) == 10:
            return date.fromisoformat(value)
    return None


def photo_needed(filed: Filed, content: Content, on: date) -> bool:
    """Say whether a photo is asked for; while the day of birth is not known, it is."""
    birth = birth_of(content)
    if not any(field.type == "photo" for field in form_of(filed, on).fields.values()):
        return False
    return True if birth is None else photo.required(filed.procedure, birth, on)


def asked(filed: Filed, content: Content, on: date) -> list[PaperAsked]:
    """Return the papers that are asked, as far as the facts are known."""
    facts = facts_of(filed, content, on)
    category = facts.get("organisation_category")
    found = papers.required_papers(filed.procedure, filed.status, category, facts, "online", on)
    return [one for one in found if one.id not in ("application-form", "photo")]


def slots(asked_papers: Sequence[PaperAsked], uploads: Sequence[Upload]) -> list[Slot]:
    """Return the papers that are asked, each with its files."""
    files: dict[str, list[Upload]] = {}
    for upload in uploads:
        files.setdefault(upload.slot, []).append(upload)
    met = {one.one_of for one in asked_papers if one.one_of and files.get(f"paper:{one.id}")}
    return [
        Slot(one, files.get(f"paper:{one.id}", ()), bool(one.one_of) and one.one_of in met)
        for one in asked_papers
    ]


def lacking(found: Sequence[Slot]) -> list[Slot]:
    """Return the required papers that are not here; of a choice, the first stands for all."""
    missing: list[Slot] = []
    told: set[str] = set()
    for slot in found:
        if slot.uploads or slot.choice_met or not slot.paper.required:
            continue
        if slot.paper.one_of:
            if slot.paper.one_of in told:
                continue
            told.add(slot.paper.one_of)
        missing.append(slot)
    return missing


def slot_known(slot: str, asked_papers: Sequence[PaperAsked]) -> bool:
    """Say whether a file may be sent under a name: an asked paper, or one beside the list."""
    return slot == f"paper:{OTHER}" or slot in {f"paper:{one.id}" for one in asked_papers}
