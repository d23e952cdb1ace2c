"""Reads the statement of a registration: name, date of birth, proofs; says what is wrong."""

from dataclasses import dataclass, field
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from zairyu.filing import inspection
from zairyu.law.problem import Problem
from zairyu.people.registering import Paper
from zairyu.questionnaire.days import NotADay, boxes_of, whole_day
from zairyu.questionnaire.typed import clean
from zairyu.words.catalogue import catalogue

MOST_FILES = 5
MOST_BYTES = 10 * 1024 * 1024  # of all proofs together
NAME_SIGNS = 104  # the longest name that a residence card can hold
DATE_PARTS = ("era", "y", "m", "d")


@dataclass
class Statement:
    """What was typed and sent, as far as it could be read, and what is wrong with it."""

    name: str = ""
    birth: dict[str, str] = field(default_factory=dict)
    birth_on: date | None = None
    papers: list[Paper] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def _label(key: str) -> dict[str, object]:
    return {"label": catalogue()[f"portal.registration.{key}"]}


def _name(said: Statement) -> None:
    if not said.name:
        said.problems.append(Problem("required", at="name", params=_label("name")))
    elif len(said.name) > NAME_SIGNS:
        said.problems.append(
            Problem("registration.name-long", at="name", params={"limit": NAME_SIGNS})
        )


def _birth(said: Statement, today: date) -> None:
    label = _label("birth")
    try:
        boxes = boxes_of(said.birth)
        if boxes.blank:
            said.problems.append(Problem("required", at="birth", params=label))
            return
        said.birth_on = date.fromisoformat(whole_day(boxes))
    except NotADay as fault:
        said.problems.append(Problem(fault.code, at="birth", params=label))
        return
    if said.birth_on > today:
        said.problems.append(Problem("date-in-future", at="birth", params=label))


def _inspected(file: "UploadedFile[bytes]") -> Paper | Problem:
    name = clean(file.name or "")[-120:] or "?"
    data = file.read()
    found = inspection.inspect(data, name)
    if found.bad:
        return Problem(found.bad, at="proof", params={"name": name})
    return Paper(name, found.media_type, data, max(found.pages, 1))


def _proofs(said: Statement, files: "list[UploadedFile[bytes]]") -> None:
    if not files:
        said.problems.append(Problem("file.none-chosen", at="proof"))
    elif len(files) > MOST_FILES or sum(file.size or 0 for file in files) > MOST_BYTES:
        params = {"files": MOST_FILES, "megabytes": MOST_BYTES // (1024 * 1024)}
        said.problems.append(Problem("registration.proofs-too-much", at="proof", params=params))
    else:
        for looked in map(_inspected, files):
            if isinstance(looked, Problem):
                said.problems.append(looked)
            else:
                said.papers.append(looked)


def read(request: HttpRequest, today: date) -> Statement:
    """Return the statement that was sent, with its problems in the order of the page."""
    said = Statement(
        name=clean(request.POST.get("name", "")),
        birth={part: request.POST.get(f"birth.{part}", "") for part in DATE_PARTS},
    )
    _name(said)
    _birth(said, today)
    _proofs(said, request.FILES.getlist("proof"))
    return said
