"""From the result into one's hands: the fee, the post, the counter."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zairyu.casework import queries
from zairyu.law.procedures import delivery_text, procedure
from zairyu.portal.heads import day_of, frame, head_of
from zairyu.ui.access import signed_in
from zairyu.ui.clock import now
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
