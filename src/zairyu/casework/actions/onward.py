"""What follows a grant by itself: the fee, the papers to send in, the counter, the e-mail."""

from datetime import datetime

from zairyu.casework import enclosing, letters, numbers, papers_back, parties, proofs, readers
from zairyu.casework.actions.move import move
from zairyu.casework.facts import birth_of
from zairyu.casework.guards import standing_decision
from zairyu.casework.models import Case, ECoe, FeeOrder, ReturnItem
from zairyu.certificates import actions as certificates
from zairyu.law import fees, lifecycle, stay
from zairyu.law.dates import legal_day
from zairyu.notices.actions import Receiver
from zairyu.people.keys import new_key
from zairyu.words import codes


def onward(case: Case, at: datetime) -> None:
    """Do what the table of moves leaves to the system after a grant or a payment."""
    if case.state == "approved" and order_payment(case, at):
        return
    if case.procedure == "coe" and case.delivery == "email":
        issue_electronically(case, at)
    elif case.delivery == "counter":
        ready_at_counter(case, at)
    elif _list_returns(case):
        expect_return_documents(case, at)


def fee_of(case: Case) -> tuple[fees.Fee, list[dict[str, int | str]]]:
    """Return what the grant costs, by the day of receipt and the period granted, and its lines."""
    decision = standing_decision(case)
    birth = birth_of(case)
    main = fees.fee_due(
        case.procedure,
        "online",
        case.filed_on,
        decision.period or None,
        status=decision.status,
        birth=birth,
    )
    parts = [(case.procedure, main)]
    for permit in case.permits.filter(state="granted").order_by("kind"):
        fee = fees.fee_due(
            permit.kind, "online", case.filed_on, variant=permit.variant or None, birth=birth
        )
        permit.fee_yen = fee.amount_yen
        permit.save(update_fields=["fee_yen"])
        parts.append((permit.kind, fee))
    lines: list[dict[str, int | str]] = [
        {"procedure": kind, "amount_yen": int(fee.amount_yen)}
        for kind, fee in parts
        if fee.amount_yen
    ]
    return fees.summed(fee for _, fee in parts), lines


def order_payment(case: Case, at: datetime) -> bool:
    """Order the fee (手数料納付); return whether the case now waits for it.

    What was received before the payment service existed is paid with revenue stamps (収入印紙),
    sent in or brought along: the order tells the amount and nothing waits for it.

    Law: ICRRA art. 67.
    """
    fee, lines = fee_of(case)
    if not fee.amount_yen:
        return False
    online = fee.charge_yen > 0  # the law's table has a charge for what a payment service takes in
    before = _set_off(case, at)
    enough = before >= fee.total_yen
    order = FeeOrder.objects.create(
        key=new_key(),
        number=numbers.new_order_number(),
        case=case,
        amount_yen=fee.amount_yen,
        charge_yen=fee.charge_yen,
        lines=lines,
        source=fee.source[:300],
        due_on=fees.payment_due(legal_day(at)),
        ordered_at=at,
        paid_yen=before,
        settled_at=at if enough else None,
        state="paid" if enough else "open" if online else "stamps",
    )
    if enough or not online:
        return False
    move(case, "ask-for-payment", by=parties.SYSTEM, at=at, detail={"total": fee.total_yen})
    _ask_for_payment(case, order, at)
    return True


def _set_off(case: Case, at: datetime) -> int:
    """Return what was paid before the decision was corrected: it counts for the new order."""
    earlier = case.orders.filter(state="set-off")
    paid = sum(order.paid_yen for order in earlier)
    earlier.update(state="cancelled", settled_at=at)
    return paid


def _ask_for_payment(case: Case, order: FeeOrder, at: datetime) -> None:
    case.due_on = order.due_on
    case.save(update_fields=["due_on"])
    _order_letter(case, order, at)
    letters.tell(
        case,
        "payment-request",
        ("user",),
        at,
        order=codes.grouped(order.number),
        amount={"yen": order.amount_yen},
        charge={"yen": order.charge_yen},
        total={"yen": order.amount_yen + order.charge_yen},
        due_on=letters.day(order.due_on),
    )


def _order_letter(case: Case, order: FeeOrder, at: datetime) -> None:
    decision = standing_decision(case)
    data = letters.of_case(case) | {
        "order_number": order.number,
        "amount_yen": order.amount_yen,
        "charge_yen": order.charge_yen,
        "due_on": order.due_on.isoformat(),
        "ordered_on": legal_day(at).isoformat(),
        "period": decision.period,
        "status": decision.status,
        "delivery": case.delivery,
        "lines": order.lines,
    }
    certificates.letter("fee-order", proofs.about(case), data, at, language=readers.language(case))


def _list_returns(case: Case) -> bool:
    """Write down exactly which papers the person sends in; return whether there are any."""
    if case.delivery != "post":
        return False
    wanted = papers_back.wanted(case)
    listed = set(case.returns.values_list("paper", flat=True))
    ReturnItem.objects.bulk_create(
        ReturnItem(case=case, number=number, paper=paper)
        for number, paper in enumerate(wanted, 1)
        if paper not in listed
    )
    return case.returns.filter(arrived_at=None).exists()  # after a correction some are here already


def expect_return_documents(case: Case, at: datetime) -> None:
    """Ask for the papers that go back: fourteen days, each named in the letter."""
    move(case, "ask-for-return-documents", by=parties.SYSTEM, at=at)
    today = legal_day(at)
    case.due_on = stay.return_documents_by(today)
    case.save(update_fields=["due_on"])
    missing = case.returns.filter(arrived_at=None).order_by("number")
    items = list(missing.values_list("paper", flat=True))
    data = letters.of_case(case) | {
        "papers": [dict(papers_back.name(case.procedure, paper, case.filed_on)) for paper in items],
        "notified_on": today.isoformat(),
        "due_on": case.due_on.isoformat(),
    }
    if case.special_until:
        data["hand_over_by"] = case.special_until.isoformat()
    certificates.letter(
        "return-papers", proofs.about(case), data, at, language=readers.language(case)
    )


def ready_at_counter(case: Case, at: datetime, event: str = "ready-at-counter") -> None:
    """Tell that card or certificate can be fetched at the counter."""
    if event == "ready-at-counter":
        move(case, event, by=parties.SYSTEM, at=at)
    letters.tell(
        case,
        "ready-at-counter",
        letters.BOTH,
        at,
        counter=letters.counter(case),
        bring=letters.bring(case),
    )


def issue_electronically(case: Case, at: datetime) -> ECoe:
    """Issue the electronic certificate of eligibility: the mail is the certificate.

    Law: ICRRA art. 7-2.
    """
    decision = standing_decision(case)
    certificate = proofs.certify_coe(case, decision, at, parties.SYSTEM.key)
    move(case, "issue-electronically", by=parties.SYSTEM, at=at)
    decision.effective_at = at
    decision.save(update_fields=["effective_at"])
    sent = ECoe.objects.filter(case=case).first() or ECoe(case=case)  # one that was corrected
    sent.key = new_key()
    sent.certificate = certificate
    sent.state = lifecycle.ECOE.initial
    sent.receiver = letters.keep_address(case, readers.main_address(case))
    sent.sent_at, sent.valid_until = at, certificate.holds_until
    sent.registered_at = sent.handed_on_at = sent.ended_at = None
    sent.save()
    send_ecoe(case, sent, at)
    return sent


def send_ecoe(case: Case, sent: ECoe, at: datetime) -> None:
    """Owe the mail of the electronic certificate, to the address it was sealed for.

    The signed PDF goes with it; the letter waits until the press has set it.
    """
    decision = standing_decision(case)
    to = Receiver(letters.address_of(case, sent.receiver), readers.language(case), "receiver")
    letters.tell_address(
        case,
        "electronic-coe-issued",
        to,
        at,
        facts=letters.certificate_facts(case, decision),
        attached=[enclosing.certificate(sent.certificate.key)],
        code=codes.grouped(sent.certificate.code),
        issued_on=letters.day(legal_day(decision.effective_at or sent.sent_at)),
        valid_until=letters.day(sent.valid_until),
        receipt=letters.link(f"/ecoe/{sent.key}/"),
        hand_on=letters.link(f"/cases/{case.key}/certificate"),
        check=letters.link("/v/"),
    )
