"""Showing a proof to one reader: for whom, what, until when, what they will see; then the code."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zairyu.casework.refusals import CaseUnknown
from zairyu.casework.sharing import acts
from zairyu.casework.sharing.acts import Sharable
from zairyu.certificates.codes import new_code
from zairyu.certificates.purposes import PURPOSES
from zairyu.certificates.sharing.shares import Choice, trouble
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.people.queries import person_at
from zairyu.portal.heads import Head, frame
from zairyu.ui.access import fresh, signed_in
from zairyu.ui.answers import preview, readers
from zairyu.ui.clock import now
from zairyu.ui.wording import spoken
from zairyu.words import say, say_day

SPANS = ("7", "30", "90", "365")  # days; the second is chosen to begin with
USUAL = "30"
_SALT = "zairyu.portal.share"


@dataclass(frozen=True)
class Typed:
    """The form as it was sent, or as it begins."""

    purpose: str
    ticked: tuple[str, ...]
    span: str
    label: str
    watch: bool
    code: str  # of the share that is being thought about: the preview shows it, the making takes it

    def until(self, on: date) -> date:
        """Return the last day."""
        return on + timedelta(days=int(self.span))


def _typed(request: HttpRequest) -> Typed:
    if request.method != "POST":
        asked = request.GET.get("for", "")
        return Typed(asked if asked in PURPOSES else "", (), USUAL, "", False, new_code("share"))
    post = request.POST
    try:
        code = signing.loads(post.get("code", ""), salt=_SALT, max_age=86_400)
    except signing.BadSignature:
        code = new_code("share")
    asked, span = post.get("for", ""), post.get("span", "")
    return Typed(
        asked if asked in PURPOSES else "",
        tuple(post.getlist("show")),
        span if span in SPANS else USUAL,
        post.get("label", "").strip()[:200],
        bool(post.get("watch")),
        str(code),
    )


@signed_in
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, key: str, paper_key: str) -> HttpResponseBase:
    """Choose for whom, what and until when; see what they will see; make the share."""
    at = now()
    person = person_at(request)
    try:
        of = acts.sharable(key, paper_key, person, at)
    except CaseUnknown:
        raise Http404 from None
    typed, choice, problems = _typed(request), None, list[Problem]()
    if request.method == "POST":
        choice = _choice(of, typed, at)
        problems = trouble(choice, legal_day(at))
        if not problems and request.POST.get("do") == "make":
            try:
                made = acts.share_proof(of, choice, by=person, at=at, code=typed.code)
                return redirect("portal:share-one", made.key)
            except Refusal as refusal:
                problems = [refusal.problem]
    page = _page(of, typed, problems, at)
    if choice is not None and not problems:
        verdict = acts.preview(of, choice, by=person, at=at, code=typed.code)
        page |= preview(verdict, spoken()) | {"seen": True}
    return render(request, "portal/sharing/new.html", page, status=422 if problems else 200)


def _choice(of: Sharable, typed: Typed, at: datetime) -> Choice:
    chosen = of.chosen(typed.purpose, list(typed.ticked)) if typed.purpose else ()
    until = typed.until(legal_day(at))
    return Choice(typed.purpose, chosen, until, label=typed.label, watchable=typed.watch)


def _page(of: Sharable, typed: Typed, problems: list[Problem], at: datetime) -> dict[str, Any]:
    on, language = legal_day(at), spoken()
    return frame(
        Head(of.case, on),
        "portal.share.title",
        paper=of.certificate,
        typed=typed,
        once=signing.dumps(typed.code, salt=_SALT),
        whom=readers(language),
        items=of.items(typed.purpose) if typed.purpose else (),
        ticked=typed.ticked,
        spans=[(one, _span(one, on, language)) for one in SPANS],
        problems=problems,
        form_id="share" if typed.purpose else "",
    )


def _span(days: str, on: date, language: str) -> str:
    last = say_day(on + timedelta(days=int(days)), language)
    return say(f"portal.share.span-{days}", language, day=last)
