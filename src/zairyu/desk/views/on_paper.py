"""A paper application at the counter whose certificate is wanted electronically, taken down."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zairyu.casework import at_counter
from zairyu.desk.views.common import desk_of
from zairyu.filing.summary import prefecture_of
from zairyu.law import offices, statuses
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.people.queries import person_at
from zairyu.questionnaire.codelists import codelist
from zairyu.questionnaire.typed import clean
from zairyu.ui.access import for_officers
from zairyu.ui.clock import now
from zairyu.ui.wording import plain, spoken
from zairyu.words.catalogue import catalogue

NAMES = ("auth_id", "number", "status", "name", "birth", "nationality", "address")
_LONGEST = {"number": 30, "name": 104}
_LONG = 200


def _statuses(on: date) -> list[tuple[str, Any]]:
    wanted = (one for one in statuses.all_statuses(on) if one.id != "designated-activities")
    return [
        (one.id, one.name)
        for one in wanted
        if statuses.status_scope("coe", one.id, on).allowed is not False
    ]


def _birth(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _problems(said: dict[str, str], office: str, on: date) -> list[Problem]:
    known = {"status": dict(_statuses(on)), "nationality": dict(_countries())}
    found = []
    for name in NAMES:
        code = _wrong_with(name, said[name], known.get(name), on)
        if code:
            limit = {"limit": _LONGEST.get(name, _LONG)}
            found.append(Problem(code, at=name, params=_label(name) | limit))
    prefecture = prefecture_of(said["address"])
    if said["address"] and not prefecture:
        found.append(Problem("filing.prefecture", at="address"))
    elif prefecture and offices.office_for("coe", prefecture).id != office:
        found.append(Problem("desk.other-office", at="address"))
    return found


def _label(name: str) -> dict[str, Any]:
    return {"label": catalogue()[f"desk.on-paper.{name.replace('_', '-')}"]}


def _wrong_with(name: str, text: str, choices: dict[str, Any] | None, on: date) -> str:
    """Return the code of what is wrong with one field, or nothing."""
    if not text:
        return "required"
    if choices is not None:
        return "" if text in choices else "not-a-choice"
    if len(text) > _LONGEST.get(name, _LONG):
        return "registration.too-long"
    born = _birth(text) if name == "birth" else on
    return "date-incomplete" if born is None or born > on else ""


def _countries() -> list[tuple[str, Any]]:
    return [(one.value, one.label) for one in codelist("nationalities")]


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def take_in(request: HttpRequest) -> HttpResponse:
    """Take down a paper application with the ID on its sheet; its number is shown then."""
    desk, at = desk_of(request), now()
    on = legal_day(at)
    said = {name: clean(request.POST.get(name, "")) for name in NAMES}
    problems: list[Problem] = []
    if request.method == "POST":
        problems = _problems(said, desk.post.office, on)
        if not problems:
            try:
                return _taken(request, said, desk.post.office, at)
            except Refusal as refusal:
                problems = [refusal.problem]
    shown = {
        "said": said,
        "statuses": _statuses(on),
        "countries": _countries(),
        "problems": problems,
        "desk": desk,
    }
    status = 422 if problems else 200
    return render(request, "desk/on_paper.html", shown, status=status)


def _taken(request: HttpRequest, said: dict[str, str], office: str, at: Any) -> HttpResponse:
    paper = at_counter.OnPaper(
        number=said["number"],
        status=said["status"],
        name=said["name"],
        birth=date.fromisoformat(said["birth"]),
        nationality=said["nationality"],
        address=said["address"],
    )
    case = at_counter.take_in(said["auth_id"], paper, office=office, by=person_at(request), at=at)
    messages.success(request, plain("desk.on-paper.taken", spoken()))
    return redirect("desk:case", key=case.key)
