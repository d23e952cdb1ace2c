"""The papers of one application: which are asked, which are here, what is still missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zairyu.filing.content import Content
from zairyu.filing.forms import Filed, form_of
from zairyu.filing.models import Upload
from zairyu.law import papers, photo
from zairyu.law.activities import activity_facts
from zairyu.law.papers import FactAsked, PaperAsked

CAUSES = {"birth": "birth", "loss-of-nationality": "loss-of-japanese-nationality"}
OTHER = "other"  # a paper that the list does not name


@dataclass(frozen=True)
class Slot:
    """One paper that is asked, with the files sent for it."""

    paper: PaperAsked
    uploads: Sequence[Upload]
    choice_met: bool  # another paper of the same choice is here


def procedures_of(filed: Filed) -> tuple[str, ...]:
    """Return the procedure and the permits beside it: each asks for its own papers."""
    return (filed.procedure, *filed.permits)


def asked_facts(filed: Filed, content: Content, on: date) -> list[FactAsked]:
    """Return the questions whose answers decide which papers are asked, as far as they matter.

    An answer may make further questions matter, and others not.
    """
    facts = facts_of(filed, content, on)
    open_: set[str] = set()
    asked: dict[str, FactAsked] = {}
    for procedure in procedures_of(filed):
        found = papers.facts_open(procedure, filed.status, filed.category, facts, "online", on)
        open_ |= {one.id for one in found}
        every = papers.facts_asked(procedure, filed.status, "online", on)
        asked |= {one.id: one for one in every if one.id not in asked}
    told = told_facts(filed, content, on)
    return [
        one
        for one in asked.values()
        if one.id not in told and (one.id in open_ or one.id in content.facts)
    ]


def open_facts(filed: Filed, content: Content, on: date) -> list[FactAsked]:
    """Return the questions about papers that are still to be answered."""
    return [one for one in asked_facts(filed, content, on) if one.id not in content.facts]


def read_fact(asked: FactAsked, said: str) -> bool | str | None:
    """Return the value of an answer, or nothing when it is none of the choices."""
    if asked.kind == "yes-no":
        return {"yes": True, "no": False}.get(said)
    return said if said in {value for value, _ in asked.choices} else None


def facts_of(filed: Filed, content: Content, on: date) -> dict[str, Any]:
    """Return all facts: those that were asked and those that the application tells."""
    return {**content.facts, **told_facts(filed, content, on)}


def told_facts(filed: Filed, content: Content, on: date) -> dict[str, Any]:
    """Return the facts that the application tells by itself; nobody is asked for them."""
    found = {key.partition(".")[2]: value for key, value in content.answers.items()}
    told: dict[str, Any] = {
        "channel": "online",
        "filed_by": papers.FILED_BY.get(filed.category, "applicant"),
        "photo_required_by_age": photo_needed(filed, content, on),
        "has_passport": bool(found.get("passport_number")),
        "upload_limit_exceeded": False,
    }
    if filed.category == "foreign-national":
        told["applicant_unable"] = False
    elif content.right.get("incapacity_reason"):
        told["applicant_unable"] = True
    if filed.current_status:
        told["current_status"] = filed.current_status
    told |= _told_in_form(content.answers, found)
    if found.get("cause_of_acquisition"):
        told["cause"] = CAUSES.get(found["cause_of_acquisition"], "other")
    if found.get("permission_kind"):
        told["permission_kind"] = found["permission_kind"]
    return {**told, **activity_facts(filed.status, filed.activity)}


# Questions of the forms that are also facts of the lists of papers: nobody answers them twice.
IN_FORM = (
    "special_highly_skilled",
    "employment_placement_provider",
    "support_fully_entrusted",
    "was_technical_intern",
    "worker_dispatch",
)
_UNIVERSITIES = ("graduate-school", "junior-college", "technical-college")


def _told_in_form(answers: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """Return the facts that the answers of the form tell; `found` by the ids of the fields."""
    told: dict[str, Any] = {
        name: found[name] == "yes" for name in IN_FORM if found.get(name) in ("yes", "no")
    }
    if kind := found.get("school_kind"):
        told["school_kind"] = "university" if kind in _UNIVERSITIES else kind
    if learning := answers.get("j-applicant.activity_kind"):
        told["under_expert"] = learning == "japanese-culture-training"
    return told


def birth_of(content: Content) -> date | None:
    """Return the day of birth, where it was answered in full."""
    for key, value in content.answers.items():
        if key.endswith(".date_of_birth") and isinstance(value, str) and len(value) == 10:
            return date.fromisoformat(value)
    return None


def right_of(content: Content) -> dict[str, Any]:
    """Return what the right to file asks of the applicant and the filer, as far as it was said."""
    found: dict[str, Any] = dict(content.right)
    if content.facts.get("applicant_unable") is True:
        found.setdefault("incapacity_reason", "other")
    if birth := birth_of(content):
        found["applicant_birth"] = birth
    if period := period_of(content):
        found["current_period"] = period
    return found


def period_of(content: Content) -> str:
    """Return the period of stay that is held, where it was answered."""
    said = (value for key, value in content.answers.items() if key.endswith(".current_period"))
    return next((value for value in said if isinstance(value, str) and value[:1] == "P"), "")


def photo_needed(filed: Filed, content: Content, on: date) -> bool:
    """Say whether a photo is asked for; while the day of birth is not known, it is."""
    birth = birth_of(content)
    if not any(field.type == "photo" for field in form_of(filed, on).fields.values()):
        return False
    return True if birth is None else photo.required(filed.procedure, birth, on)


def asked(filed: Filed, content: Content, on: date) -> list[PaperAsked]:
    """Return the papers that are asked, as far as the facts are known."""
    facts = facts_of(filed, content, on)
    found: dict[str, PaperAsked] = {}
    for procedure in procedures_of(filed):
        for one in papers.required_papers(
            procedure, filed.status, filed.category, facts, "online", on
        ):
            if one.id not in found or (one.required and not found[one.id].required):
                found[one.id] = one
    return list(found.values())


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
