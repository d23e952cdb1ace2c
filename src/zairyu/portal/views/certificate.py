"""The electronic certificate of eligibility: its sender's page, and registering its receipt."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages as told
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from zairyu.casework import abroad, actions, queries
from zairyu.casework.links import RECEIVERS
from zairyu.casework.refusals import CaseUnknown
from zairyu.certificates import queries as certificates
from zairyu.law.lifecycle import ECOE
from zairyu.law.problem import Problem, Refusal
from zairyu.people.queries import person_at
from zairyu.portal import stepping
from zairyu.portal.heads import Head, day_of, frame, head_of
from zairyu.portal.reading import read_document
from zairyu.privacy.networks import country_name
from zairyu.ui.access import fresh_to_see, never_kept, signed_in
from zairyu.ui.clock import now
from zairyu.ui.wording import plain, spoken
from zairyu.words.catalogue import catalogue
from zairyu.words.codes import grouped

if TYPE_CHECKING:
    from zairyu.people.models import Person

PDF_NAME = "certificate-of-eligibility.pdf"
_FORMS = {"hand-on": "hand-on", "address": "address-form"}  # what was pressed, and its form


def _hand_on(request: HttpRequest, key: str, by: "Person", at: datetime) -> None:
    to = actions.To(
        request.POST.get("receiver", ""),
        request.POST.get("name", ""),
        request.POST.get("address", ""),
        request.POST.get("tongue", ""),
    )
    actions.hand_on_ecoe(key, to, by=by, at=at)


def _mail_link(request: HttpRequest, key: str, by: "Person", at: datetime) -> None:
    actions.mail_link_again(key, request.POST.get("link", ""), by=by, at=at)


def _end_link(request: HttpRequest, key: str, by: "Person", at: datetime) -> None:
    actions.end_link(key, request.POST.get("link", ""), by=by, at=at)


def _again(_request: HttpRequest, key: str, by: "Person", at: datetime) -> None:
    actions.send_ecoe_again(key, by=by, at=at)


def _address(request: HttpRequest, key: str, by: "Person", at: datetime) -> None:
    if request.POST.get("sure") != "yes":
        raise Refusal(Problem("case.address-sure", at="sure"))
    actions.change_ecoe_address(key, request.POST.get("new", ""), by=by, at=at)


DOING: dict[str, Callable[[HttpRequest, str, "Person", datetime], None]] = {
    "hand-on": _hand_on,
    "mail-link": _mail_link,
    "end-link": _end_link,
    "again": _again,
    "address": _address,
}


@signed_in
@fresh_to_see
@never_kept
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest, key: str) -> HttpResponse:
    """Show the certificate, hand it on by links, send its mail again or to another address."""
    at = now()
    head = head_of(request, key, day_of(at))
    sent = queries.ecoe_of(head.case)
    if sent is None:
        raise Http404
    problems: list[Problem] = []
    do = request.POST.get("do", "")
    if request.method == "POST":
        if do not in DOING:
            return redirect("portal:certificate", key)
        try:
            DOING[do](request, key, person_at(request), at)
            stepping.note(request, key)
        except CaseUnknown:
            raise Http404 from None
        except Refusal as refusal:
            problems = [_placed(refusal.problem, do)]
        else:
            told.success(request, plain(f"portal.ecoe.done-{do}", spoken()))
            return redirect("portal:certificate", key)
    page = _shown(head, sent, request, problems, do)
    return render(request, "portal/certificate.html", page, status=422 if problems else 200)


def _placed(problem: Problem, do: str) -> Problem:
    """Return a problem at the box of the form that was pressed: two of them ask for an address."""
    if do == "address" and problem.at == "address":
        return Problem(problem.code, at="new", params=problem.params)
    return problem


def _shown(
    head: Head, sent: Any, request: HttpRequest, problems: list[Problem], do: str
) -> dict[str, Any]:
    tongues = [(one.code, one.name) for one in abroad.languages().values()]
    words, live = catalogue(), queries.ecoe_is_live(sent, head.today)
    past = not live and not ECOE.state(sent.state).terminal  # the worker has not ended it yet
    state = ECOE.state("ecoe-expired" if past else sent.state)
    return frame(
        head,
        "portal.ecoe.title",
        sent=sent,
        live=live,
        state_words=state.label,
        next_words=state.next_step,
        code=grouped(sent.certificate.code),
        paper=certificates.paper(f"case:{head.key}", sent.certificate.key, head.today),
        links=_links(sent, dict(tongues)),
        tongues=tongues,
        receivers=[(one, words[f"portal.ecoe.receiver-{one}"]) for one in RECEIVERS],
        address_now=queries.receiver_of(sent),
        failed=[one for one in queries.mails_of(head.case) if one.failed_at],
        problems=problems,
        typed=request.POST if problems else {},
        pressed=do if problems else "",
        form_id=_FORMS.get(do, "") if problems else "",
    )


def _links(sent: Any, names: dict[str, str]) -> list[dict[str, Any]]:
    """Return the links with who opened them, languages and countries by their names."""
    return [
        {
            **vars(one),
            "looks": [
                {
                    "at": look.at,
                    "what": look.what,
                    "tongue": names.get(look.language, look.language),
                    "country": country_name(look.country) if look.country else "",
                }
                for look in one.looks
            ],
        }
        for one in queries.links_of(sent)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, key: str) -> HttpResponse:
    """Register that the electronic certificate arrived; whoever holds the link may do so."""
    at = now()
    sent = queries.ecoe_with(key)
    if sent is None:
        raise Http404
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            actions.register_ecoe_receipt(key, at=at)
        except CaseUnknown:
            raise Http404 from None
        except Refusal as refusal:
            problems = [refusal.problem]
        else:
            told.success(request, plain("portal.receipt.registered", spoken()))
            return redirect("portal:receipt", key)
    about = f"case:{sent.case.key}"
    shown = {
        "sent": sent,
        "code": grouped(sent.certificate.code),
        "qr": mark_safe(certificates.qr(sent.certificate.code)),
        "address": certificates.address(sent.certificate.code),
        "ready": certificates.paper(about, sent.certificate.key, day_of(at)),
        "over": not queries.ecoe_is_live(sent, day_of(at)),
        "used": sent.used_at is not None,
        "today": day_of(at),
        "problems": problems,
        "form_id": "register",
    }
    return render(request, "portal/receipt.html", shown, status=422 if problems else 200)


@require_safe
def receipt_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """Give the electronic certificate as a signed PDF to whoever holds its link."""
    sent = queries.ecoe_with(key)
    if sent is None or sent.ended_at is not None:
        raise Http404
    pdf = read_document(sent.case.key, sent.certificate.key, by=None, at=now())
    if pdf is None:
        return render(request, "portal/receipt_making.html", {"sent": sent})
    return as_file(pdf)


def as_file(pdf: bytes, *, saved: bool = False) -> HttpResponse:
    """Return a certificate as a file: opened in the page, or saved."""
    how = "attachment" if saved else "inline"
    headers = {
        "Content-Disposition": f'{how}; filename="{PDF_NAME}"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
