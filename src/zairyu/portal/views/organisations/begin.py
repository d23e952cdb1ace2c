"""The beginning of a notification of use: the kind of organisation, and a mail that opens it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from zairyu.casework.organisations import notify
from zairyu.law import categories
from zairyu.law import organisations as law
from zairyu.law.problem import Problem
from zairyu.people.organisations import notifying
from zairyu.people.queries import visitor
from zairyu.portal.views.organisations.common import let_in, page, typed, word
from zairyu.ui.access import never_kept
from zairyu.ui.clock import now
from zairyu.ui.wording import spoken

LONGEST_ADDRESS = 254
_LAST = "organisation_begun"
_PACE_SECONDS = 20  # between two mails that one browser asks for


@require_http_methods(["GET", "HEAD", "POST"])
@never_kept
def begin(request: HttpRequest) -> HttpResponse:
    """Ask the kind of organisation and, of a stranger, the address that the page opens from."""
    person = visitor(request)
    kinds = [one.id for one in law.kinds()]
    chosen = request.POST.get("kind", request.GET.get("kind", ""))
    email = typed(request, "email", LONGEST_ADDRESS)
    problems: list[Problem] = []
    if request.method == "POST":
        problems = _problems(chosen in kinds, email, asked=person is None)
        if not problems:
            return _begun(request, chosen, email)
    choices = [(one, categories.category(one).name) for one in kinds]
    shown = {"choices": choices, "chosen": chosen, "email": email, "problems": problems}
    return page(request, "begin", {**shown, "asks_email": person is None})


def _problems(known: bool, email: str, *, asked: bool) -> list[Problem]:
    found = []
    if not known:
        found.append(Problem("required-choice", at="kind", params={"label": word("kind")}))
    name, at, host = email.partition("@")
    if asked and not (name and at and "." in host and " " not in email):
        found.append(Problem("organisations.user-email-missing", at="email"))
    return found


def _begun(request: HttpRequest, category: str, email: str) -> HttpResponse:
    person, at = visitor(request), now()
    if person is not None:
        found = notify.begin(category, person.email, language=person.language, at=at, by=person)
        return redirect("portal:org-notification", key=found.key)
    last = request.session.get(_LAST, 0)
    if not 0 <= at.timestamp() - last < _PACE_SECONDS:
        request.session[_LAST] = at.timestamp()
        notify.begin(category, email, language=spoken(), at=at)
    return redirect("portal:org-begun")


@require_safe
def begun(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way."""
    return page(request, "begun", {})


@require_safe
def open_it(request: HttpRequest, ticket: str) -> HttpResponse:
    """Open a notification from the link of its mail, in this browser."""
    found = notifying.open_with(ticket)
    if found is None:
        raise Http404
    let_in(request, found.key)
    return redirect("portal:org-notification", key=found.key)
