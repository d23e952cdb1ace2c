"""Acts between the decision and the person's hands: money, print, post, counter."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from zairyu.casework import actions, queries
from zairyu.desk.acts.base import Act, Doing, plain
from zairyu.desk.printed import as_decided, shown
from zairyu.desk.sheet import Box
from zairyu.words.catalogue import catalogue

if TYPE_CHECKING:
    from zairyu.casework.models import Case

_IDENTITIES = ("residence-card", "passport", "agent-card")
_RECEIVERS = ("applicant", "legal-representative", "agent")


def worded(group: str, values: Sequence[str]) -> list[tuple[str, Any]]:
    """Return choices with their words, which stand under `<group>.<value>`."""
    return [(value, catalogue()[f"{group}.{value}"]) for value in values]


def _is_ordered(case: "Case") -> bool:
    order = queries.order_of(case)
    return order is not None and order.state in ("open", "paid")


def _fee(doing: Doing) -> object:
    order = queries.order_of(doing.case)
    if order is None:
        return None
    amount, day, reference = (doing.sheet[name] for name in ("amount", "paid_on", "reference"))
    return actions.record_payment(order.key, amount, day, reference, by=doing.by, at=doing.at)


def _order(case: "Case", _on: date) -> dict[str, Any]:
    order = queries.order_of(case)
    if order is None:
        return {}
    total = order.amount_yen + order.charge_yen
    left = max(total - order.paid_yen, 0)
    payments = queries.payments_of(order)
    return {"order": order, "payments": payments, "total": total, "left": left}


def _fields(case: "Case", on: date) -> Sequence[Box]:
    names = queries.print_data(case, on)
    return [Box(name, needed=False, label=f"desk.print.field.{name}") for name in names]


def _print(doing: Doing) -> object:
    wanted = queries.print_data(doing.case, doing.today)
    typed = {
        box.name: as_decided(box.name, box.text, wanted[box.name], doing.today)
        for box in doing.sheet.boxes
    }
    return actions.compare_print(doing.case.key, typed, by=doing.by, at=doing.at)


def _compared(case: "Case", on: date) -> dict[str, Any]:
    wanted = queries.print_data(case, on)
    lines = [(name, shown(name, value, on)) for name, value in wanted.items()]
    earlier = [
        (check, [(name, *_pair(name, pair, on)) for name, pair in fields.items()])
        for check, fields in queries.prints_of(case)
    ]
    return {"wanted": lines, "prints": earlier}


def _pair(name: str, pair: list[str], on: date) -> tuple[Any, Any]:
    decided, printed = pair
    return shown(name, decided, on), shown(name, printed, on) if printed == decided else printed


def _is_printable(case: "Case") -> bool:
    decision = queries.decision_of(case)
    granted = decision is not None and decision.outcome == "grant"
    return granted and not (case.procedure == "coe" and case.delivery == "email")


def _papers(case: "Case", _on: date) -> Sequence[Box]:
    missing = [(one.paper, one.name) for one in queries.returns_of(case) if not one.arrived_at]
    return [Box("arrived", "many", needed=False, choices=missing)]


def _arrival(doing: Doing) -> object:
    arrived = doing.sheet["arrived"] or []
    return actions.record_return_documents(doing.case.key, arrived, by=doing.by, at=doing.at)


def _returns(case: "Case", _on: date) -> dict[str, Any]:
    return {"returns": queries.returns_of(case)}


def _dispatch(doing: Doing) -> object:
    return actions.dispatch(doing.case.key, doing.sheet["tracking"], by=doing.by, at=doing.at)


def _post_ready(case: "Case") -> bool:
    waiting = any(not one.arrived_at for one in queries.returns_of(case))
    return case.delivery == "post" and not waiting


def _posted(case: "Case") -> bool:
    return case.delivery != "email" and queries.ecoe_of(case) is None


def _deliver(doing: Doing) -> object:
    return actions.confirm_delivery(doing.case.key, by=doing.by, at=doing.at)


def _came_back(doing: Doing) -> object:
    return actions.came_back(doing.case.key, by=doing.by, at=doing.at)


def _change(doing: Doing) -> object:
    return actions.change_delivery(doing.case.key, by=doing.by, at=doing.at)


def _at_counter(case: "Case", _on: date) -> Sequence[Box]:
    order = queries.order_of(case)
    boxes = [
        Box("identity", "choice", choices=worded("desk.identity", _IDENTITIES)),
        Box("receiver", "choice", choices=worded("desk.receiver", _RECEIVERS)),
    ]
    if order is not None and order.state == "stamps":
        boxes.append(Box("fee_stamps", "tick"))
    return boxes


def _hand_over(doing: Doing) -> object:
    stamps = any(box.name == "fee_stamps" and box.value for box in doing.sheet.boxes)
    return actions.hand_over(
        doing.case.key,
        doing.sheet["identity"],
        receiver=doing.sheet["receiver"],
        fee_stamps=stamps,
        by=doing.by,
        at=doing.at,
    )


_PRINTING = (
    "dispatch", "dispatch-direct", "hand-over", "confirm-return-documents",
    "confirm-payment", "ready-at-counter",
)  # fmt: skip
_MONEY = plain(Box("amount", "yen"), Box("paid_on", "day"), Box("reference"))

ACTS = (
    Act(
        "fee",
        ("confirm-payment", "confirm-return-documents", "hand-over", "dispatch"),
        _fee,
        _MONEY,
        _is_ordered,
        _order,
        template="desk/fee.html",
    ),
    Act(
        "arrival",
        ("confirm-return-documents",),
        _arrival,
        _papers,
        more=_returns,
        template="desk/arrival.html",
    ),
    Act("print", _PRINTING, _print, _fields, _is_printable, _compared, template="desk/print.html"),
    Act(
        "dispatch",
        ("dispatch", "dispatch-direct"),
        _dispatch,
        plain(Box("tracking", hint="desk.dispatch.tracking-hint")),
        _post_ready,
        sure=True,
    ),
    Act("deliver", ("confirm-delivery",), _deliver, fits=_posted),
    Act("came-back", ("return-to-sender",), _came_back, fits=_posted),
    Act("change-delivery", ("change-delivery",), _change),
    Act("hand-over", ("hand-over",), _hand_over, _at_counter, sure=True),
)
