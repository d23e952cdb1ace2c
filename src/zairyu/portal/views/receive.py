"""From the result into one's hands: the fee, the post, the counter, the electronic certificate."""

from django.contrib import messages as told
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from zairyu.casework import actions, queries
from zairyu.casework.refusals import CaseUnknown
from zairyu.certificates import queries as certificates
from zairyu.law.problem import Problem, Refusal
from zairyu.law.procedures import delivery_text, procedure
from zairyu.people.queries import person_at
from zairyu.portal import stepping
from zairyu.portal.heads import day_of, frame, head_of
from zairyu.portal.reading import read_document
from zairyu.ui.access import fresh_to_see, signed_in
from zairyu.ui.clock import now
from zairyu.ui.wording import plain, spoken
from zairyu.words.codes import grouped


@signed_in
@require_safe
def fee(request: HttpRequest, key: str) -> HttpResponse:
    """Show the payment order: number, amount, charge, due date, and what was paid."""
    head = head_of(request, key, day_of(now()))
    order = queries.order_of(head.case)
    if order is None:
        raise Http404
    paid = list(queries.payments_of(order))
    total = order.amount_yen + order.charge_yen
    lines = [
        {
            "title": procedure(line["procedure"], head.case.filed_on).title,
            "amount": line["amount_yen"],
        }
        for line in order.lines
    ]
    shown = frame(
        head,
        "portal.fee.title",
        order=order,
        order_number=order_number(order.number),
        total=total,
        lines=lines,
        left=max(total - order.paid_yen, 0),
        paid=paid,
    )
    return render(request, "portal/fee.html", shown)


def order_number(number: str) -> str:
    """Return the number of a payment order as people read it.

    >>> order_number("F7K4M9Q2X35")
    'F 7K4M-9Q2X-35'
    """
    return f"{number[:1]} {grouped(number[1:])}"


@signed_in
@require_safe
def receive(request: HttpRequest, key: str) -> HttpResponse:
    """Say exactly what to send and until when, or where and with what to come."""
    head = head_of(request, key, day_of(now()))
    if head.state.headline_id not in ("issue", "done"):
        raise Http404
    shown = frame(
        head,
        "portal.receive.title",
        delivery=delivery_text(head.case.delivery),
        returns=queries.returns_of(head.case),
        bring=queries.to_bring(head.case),
        sends_card=any(one.paper == "residence-card" for one in queries.returns_of(head.case)),
        permits=head.case.procedure not in queries.CERTIFICATES,
        dispatches=list(queries.dispatches_of(head.case)),
        handovers=list(queries.handovers_of(head.case)),
    )
    return render(request, "portal/receive.html", shown)


@signed_in
@fresh_to_see
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest, key: str) -> HttpResponse:
    """Show the electronic certificate of eligibility, and hand it on to the person abroad."""
    at = now()
    head = head_of(request, key, day_of(at))
    sent = queries.ecoe_of(head.case)
    if sent is None:
        raise Http404
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            address = request.POST.get("address", "")
            to = actions.To(address=address)
            actions.hand_on_ecoe(key, to, by=person_at(request), at=at)
            stepping.note(request, key)
        except Refusal as refusal:
            problems = [refusal.problem]
        else:
            told.success(request, plain("portal.ecoe.handed-on", spoken()))
            return redirect("portal:certificate", key)
    shown = frame(
        head,
        "portal.ecoe.title",
        sent=sent,
        code=grouped(sent.certificate.code),
        paper=certificates.paper(f"case:{key}", sent.certificate.key, head.today),
        handed_to=queries.handed_to(sent),
        problems=problems,
        address=request.POST.get("address", ""),
        form_id="hand-on",
    )
    return render(request, "portal/certificate.html", shown, status=422 if problems else 200)


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
        "over": day_of(at) > sent.valid_until or sent.ended_at is not None,
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
    headers = {
        "Content-Disposition": 'inline; filename="certificate-of-eligibility.pdf"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
