"""One case: how it stands, the page after filing, the number to carry, the documents."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from zairyu.casework import queries
from zairyu.casework.sharing import acts
from zairyu.certificates import queries as certificates
from zairyu.filing import actions as filing
from zairyu.filing import queries as filings
from zairyu.filing.forms import context_of, form_of
from zairyu.notices import queries as notices
from zairyu.people.queries import person_at
from zairyu.portal.heads import day_of, frame, head_of
from zairyu.portal.reading import read_document
from zairyu.ui.access import signed_in
from zairyu.ui.clock import now
from zairyu.ui.copies import copy_of, handed_out
from zairyu.ui.forms import render_sheet
from zairyu.ui.wording import html, spoken
from zairyu.words.codes import grouped


@signed_in
@require_safe
def case(request: HttpRequest, key: str) -> HttpResponse:
    """Show how a case stands, until when, and what one must do."""
    head = head_of(request, key, day_of(now()))
    events = [
        {"on": each.at, "title": each.text, "text": "", "act": False}
        for each in queries.timeline(head.case, spoken())
    ]
    order = queries.order_of(head.case) if head.state.headline_id in ("issue", "done") else None
    coming = {"title": html("portal.case.coming", spoken()), "text": head.procedure.usual_time}
    shown = frame(
        head,
        events=events,
        coming=coming if head.undecided else None,
        order=order,
        permits=list(queries.permits_of(head.case)),
        word=queries.word_of(head.case),
        side=queries.side_of(head.case, person_at(request)),
    )
    return render(request, "portal/case.html", shown)


@signed_in
@require_safe
def done(request: HttpRequest, key: str) -> HttpResponse:
    """Say that the application was received, its number, and what to carry."""
    head = head_of(request, key, day_of(now()))
    mails = [
        each
        for each in notices.about(f"case:{key}")
        if each.kind in ("submission-completed", "acceptance-number")
    ]
    return render(request, "portal/done.html", frame(head, mails=mails))


@signed_in
@require_safe
def number(request: HttpRequest, key: str) -> HttpResponse:
    """Show the page with the receipt number, to print on one sheet and carry."""
    head = head_of(request, key, day_of(now()))
    proof = head.proof
    qr = mark_safe(certificates.qr(proof.code)) if proof else ""
    code = grouped(proof.code) if proof else ""
    shown = frame(head, "portal.number.title", proof=proof, qr=qr, code=code)
    shown |= {"printed_at": now(), "counter": certificates.counter()}
    return render(request, "portal/number.html", shown)


@signed_in
@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Show the proof to a bank or an employer: what is so, until when, the code."""
    head = head_of(request, key, day_of(now()))
    if head.proof is None:
        raise Http404
    shown = frame(
        head,
        "portal.show.title",
        proof=head.proof,
        qr=mark_safe(certificates.qr(head.proof.code)),
        code=grouped(head.proof.code),
        counter=certificates.counter(),
        may_share=acts.may_share(head.case, person_at(request)),
    )
    return render(request, "portal/show.html", shown)


@signed_in
@require_safe
def paper(request: HttpRequest, key: str, paper_key: str) -> HttpResponse:
    """Give a certificate or letter as a signed PDF, or say that it is being made."""
    at = now()
    head = head_of(request, key, day_of(at))
    found = certificates.paper(f"case:{key}", paper_key, head.today)
    if found is None:
        raise Http404
    pdf = read_document(key, found.key, by=person_at(request), at=at)
    if pdf is None:
        shown = frame(head, "portal.paper.making", paper=found)
        return render(request, "portal/making.html", shown)
    name = f"{found.kind}-{found.version}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@signed_in
@require_safe
def filed(request: HttpRequest, key: str) -> HttpResponse:
    """Show what was filed, as the paper form shows it."""
    at = now()
    head = head_of(request, key, day_of(at))
    submission = head.case.submission
    answers = filing.read_answers(submission.key, by=person_at(request), at=at, chain=f"case:{key}")
    form = form_of(submission, head.case.filed_on)
    sheet = render_sheet(form, answers, spoken(), context_of(submission, head.case.filed_on))
    files = [
        {"key": upload.key, "name": filings.name_of(upload)}
        for upload in filings.uploads_of_submission(submission.pk)
    ]
    shown = frame(head, "portal.filed.title", sheet=sheet, files=files)
    return render(request, "portal/filed.html", shown)


@signed_in
@require_safe
def filed_pdf(request: HttpRequest, key: str) -> HttpResponseBase:
    """Give what was filed as the paper form, with number and time; the reading is recorded."""
    at = now()
    head = head_of(request, key, day_of(at))

    def made() -> bytes:
        return copy_of(head.case, by=person_at(request), at=at)

    return handed_out(request, made, f"{head.case.number}.pdf", f"/cases/{head.key}/filed")
