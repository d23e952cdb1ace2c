"""What each certificate says, as blocks that the template sets one below the other."""

from collections.abc import Callable
from datetime import date
from typing import Any

from zairyu.certificates.sheets.writer import Piece, Row, Writer, text
from zairyu.law.statuses import held

Block = dict[str, Any]


def statement(pieces: list[Piece]) -> Block:
    """Return the one sentence that counts."""
    return {"kind": "statement", "text": pieces}


def words(pieces: list[Piece]) -> Block:
    """Return a sentence."""
    return {"kind": "words", "text": pieces}


def subtitle(pair: dict[str, str]) -> Block:
    """Return a heading."""
    return {"kind": "subtitle", "text": pair}


def facts(rows: list[Row], *, photo: bool = False) -> Block:
    """Return a table of facts."""
    return {"kind": "facts-and-photo" if photo else "facts", "rows": rows}


SIGNED = {"kind": "signed-by"}


def pending(w: Writer, until: date | None) -> list[Block]:
    """Return the pending certificate: until when, what continues, what others have to do.

    Law: ICRRA art. 20(6), 21(4), 19-5(2).
    """
    last = until or w.of_day("card_expires_on")
    law = "law" if w.data.get("special_period", True) else "no-special"
    return [
        statement(w.say("certificates.pending.statement", until=last)),
        facts(
            w.rows(
                ("name", w.name()),
                ("birth", w.birth()),
                ("procedure", w.procedure()),
                ("filed-on", w.day("filed_on")),
                ("status", w.status()),
                ("card", w.say("certificates.word.last4", last4=w.data["card_last4"])[:2]),
                ("card-expires-on", _front(w, last)),
                ("continues", _continues(w)),
            )
        ),
        *_to_whom(w, "holder", languages=len(w.languages)),
        *_to_whom(w, "bank"),
        *_to_whom(w, "employer"),
        {"kind": "small", "text": w.say(f"certificates.pending.{law}")[:2]},
        SIGNED,
    ]


def _front(w: Writer, last: date) -> list[Piece]:
    """Return the date on the card; where the card outlives it, that is said beside it."""
    printed = w.of_day("card_expires_on")
    if printed >= last:
        return w.day("card_expires_on")
    return w.say("certificates.word.card-still", day=printed)[:2]


def _continues(w: Writer) -> list[Piece]:
    works = w.data.get("works", held(w.data["status"], w.on).work != "none")
    names = ["continues-stay", "continues-work" if works else "continues-activity"]
    names.append("continues-extra" if w.data.get("extra_activity") else "continues-extra-if")
    said = [w.pair(f"certificates.word.{name}") for name in names]
    return [
        {"t": "、".join(pair["ja"] for pair in said), "l": "ja"},
        {"t": "; ".join(pair["en"] for pair in said), "l": "en"},
    ]


def _to_whom(w: Writer, whom: str, languages: int = 2) -> list[Block]:
    """Return what somebody has to do; only the holder is told it in the holder's language too."""
    said = w.say(f"certificates.pending.{whom}-words")[:languages]
    return [subtitle(w.pair(f"certificates.pending.{whom}")), words(said)]


def receipt(w: Writer, _until: date | None) -> list[Block]:
    """Return the certificate that an application was received, and nothing about a stay."""
    return [
        statement(w.say("certificates.receipt.statement")),
        facts(
            w.rows(
                ("name", w.name()),
                ("birth", w.birth()),
                ("procedure", w.procedure()),
                ("filed-on", w.day("filed_on")),
                ("status", w.status()),
                ("office", w.office()),
            )
        ),
        words(w.say("certificates.receipt.words")),
        SIGNED,
    ]


def coe(w: Writer, until: date | None) -> list[Block]:
    """Return the certificate of eligibility.

    Law: ICRRA art. 7-2; Enforcement Regulations art. 6-2.
    """
    rows = w.rows(
        ("name", w.name()),
        ("birth", w.birth()),
        ("sex", _sex(w)),
        ("nationality", w.country()),
        ("status", w.status()),
        ("period", w.span("period")),
        ("receiver", w.plain("receiver")),
    )
    blocks = [facts(rows, photo=True), statement(w.say("certificates.coe.statement")[:2])]
    if until:
        blocks.append(words(w.say("certificates.coe.until", until=until)))
    return [*blocks, words(w.say("certificates.coe.use")), SIGNED]


def _sex(w: Writer) -> list[Piece]:
    sex = w.data["sex"]
    known = sex if sex in ("male", "female") else "other"
    return text(w.pair(f"certificates.sex.{known}"))


def permission(w: Writer, _until: date | None) -> list[Block]:
    """Return the notice of permission, issued when the permission took effect."""
    rows = w.rows(
        ("name", w.name()),
        ("birth", w.birth()),
        ("nationality", w.country()),
        ("procedure", w.procedure()),
        ("status", w.status()),
        ("period", w.span("period")),
        ("new-expires-on", w.day("expires_on")),
        ("effective-on", w.day("effective_on")),
        ("conditions", w.plain("conditions")),
    )
    return [
        statement(w.say("certificates.permission.statement")),
        facts(rows),
        words(w.say("certificates.permission.card")),
        SIGNED,
    ]


def work_qualification(w: Writer, _until: date | None) -> list[Block]:
    """Return the certificate of authorized employment.

    Law: ICRRA art. 19-2.
    """
    rows = w.rows(
        ("name", w.name()),
        ("birth", w.birth()),
        ("nationality", w.country()),
        ("status", w.status()),
        ("expires-on", w.day("expires_on")),
        ("activity", w.plain("activity")),
        ("organisation", w.plain("organisation")),
    )
    return [
        facts(rows),
        statement(w.say("certificates.work-qualification.statement")[:2]),
        words(w.say("certificates.work-qualification.employer")),
        SIGNED,
    ]


def permit(w: Writer, _until: date | None) -> list[Block]:
    """Return a permit: re-entry, or activities outside the status."""
    rows = w.rows(
        ("name", w.name()),
        ("birth", w.birth()),
        ("procedure", w.procedure()),
        ("status", w.status()),
        ("conditions", w.plain("conditions")),
        ("effective-on", w.day("effective_on")),
        ("valid-until", w.day("expires_on")),
    )
    return [statement(w.say("certificates.permit.statement")), facts(rows), SIGNED]


def payment_receipt(w: Writer, _until: date | None) -> list[Block]:
    """Return the receipt of a fee."""
    amount, charge = int(w.data["amount_yen"]), int(w.data["charge_yen"])
    rows = w.rows(
        ("name", w.name()),
        ("procedure", w.procedure()),
        ("order-number", w.number("order_number")),
        ("amount", w.yen(amount)),
        ("charge", w.yen(charge)),
        ("paid-total", w.yen(amount + charge)),
        ("paid-on", w.day("paid_on")),
        ("reference", w.plain("reference")),
    )
    return [statement(w.say("certificates.payment-receipt.statement")), facts(rows), SIGNED]


CERTIFIED_SHEETS: dict[str, Callable[[Writer, date | None], list[Block]]] = {
    "pending": pending,
    "receipt": receipt,
    "coe": coe,
    "permission": permission,
    "work-qualification": work_qualification,
    "permit": permit,
    "payment-receipt": payment_receipt,
}
