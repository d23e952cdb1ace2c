"""What each letter says, as blocks that the template sets one below the other."""

from collections.abc import Callable
from typing import Any

from zairyu.certificates.sheets.certified import SIGNED, Block, facts, statement, subtitle, words
from zairyu.certificates.sheets.writer import PAPER, Piece, Writer, Yen, text
from zairyu.law.procedures import procedure
from zairyu.words import pick, say_yen

# Applications that end with a certificate: it is issued or not; the others are granted or denied.
_ISSUED = ("coe", "work-qualification-certificate")


def number_sheet(w: Writer) -> list[Block]:
    """Return the sheet to carry: who, which application, when, where."""
    rows = w.rows(
        ("name", w.name()),
        ("procedure", w.procedure()),
        ("filed-on", w.day("filed_on")),
        ("office", w.office()),
        ("status", w.status()),
        ("card-expires-on", w.day("card_expires_on")),
        ("lawful-until", w.day("lawful_until")),
    )
    blocks = [facts(rows)]
    if w.has("lawful_until"):
        until = w.of_day("lawful_until")
        blocks.append(statement(w.say("certificates.number-sheet.until", until=until)))
    carried = w.say("certificates.number-sheet.carry") if w.has("card_expires_on") else []
    blocks += [words(carried)] if carried else []
    return [*blocks, words(w.say("certificates.number-sheet.keep"))]


def fee_order(w: Writer) -> list[Block]:
    """Return the order of a fee with the data of its payment slip.

    Law: ICRRA art. 67.
    """
    amount, charge = int(w.data["amount_yen"]), int(w.data["charge_yen"])
    total = Yen(amount + charge)
    rows = w.rows(
        ("procedure", w.procedure()),
        ("number", w.plain("number")),
        ("status", w.status()),
        ("period", w.span("period")),
        ("amount", w.yen(amount)),
        ("charge", w.yen(charge)),
    )
    slip = w.rows(
        ("order-number", w.number("order_number")),
        ("name", w.name()[:1]),
        ("total", w.yen(total)),
        ("due-on", w.day("due_on")),
    )
    due = w.of_day("due_on")
    blocks = [
        statement(w.say("certificates.fee-order.statement", total=total, due=due)),
        facts(rows),
        *_fee_lines(w),
        words(w.say("certificates.fee-order.after")),
    ]
    if w.has("hand_over_by"):
        effect = w.say("certificates.fee-order.effect", day=w.of_day("hand_over_by"))
        blocks.append(words(effect))
    return [
        *blocks,
        SIGNED,
        subtitle(w.pair("certificates.fee-order.slip")),
        words(w.say("certificates.fee-order.slip-words")),
        {"kind": "slip", "rows": slip},
    ]


def _fee_lines(w: Writer) -> list[Block]:
    """Return what an amount is made of, where permits were granted with the application."""
    lines = w.data.get("lines", [])
    if [line["procedure"] for line in lines] in ([], [w.data["procedure"]]):
        return []
    rows = [
        [
            {"t": f"{pick(title, tongue)}  {say_yen(line['amount_yen'], tongue)}", "l": tongue}
            for tongue in PAPER
        ]
        for line in lines
        for title in [procedure(line["procedure"], w.on).title]
    ]
    return [subtitle(w.pair("certificates.fee-order.lines")), {"kind": "items", "rows": rows}]


def return_papers(w: Writer) -> list[Block]:
    """Return the letter that says exactly which papers to send, where and until when."""
    rows = w.rows(
        ("procedure", w.procedure()),
        ("number", w.plain("number")),
        ("send-by", w.day("due_on")),
        ("address", [*w.office_address(), *w.office()[:1]]),
        ("hand-over-by", w.day("hand_over_by")),
    )
    due = w.of_day("due_on")
    keeps = w.data["procedure"] in (*_ISSUED, "acquisition")  # no card of the person is sent in
    carried = [] if keeps else [words(w.say("certificates.return-papers.card"))]
    return [
        statement(w.say("certificates.return-papers.statement", due=due)),
        facts(rows),
        subtitle(w.pair("certificates.return-papers.list")),
        {"kind": "items", "rows": w.texts("papers")},
        words(w.say("certificates.return-papers.no-passport")),
        words(w.say("certificates.return-papers.late")),
        *carried,
        SIGNED,
    ]


def refusal(w: Writer) -> list[Block]:
    """Return a refusal: reasons by ground, what could change the result, and every remedy.

    Law: ICRRA art. 7-2, 20, 21; Administrative Case Litigation Act art. 14, 46.
    """
    variant = "not-issued" if w.data["procedure"] in _ISSUED else "denied"
    rows = w.rows(
        ("procedure", w.procedure()),
        ("number", w.plain("number")),
        ("decided-on", w.day("decided_on")),
    )
    blocks = [
        statement(w.say(f"certificates.refusal.{variant}")),
        facts(rows),
        subtitle(w.pair("certificates.refusal.grounds")),
        {"kind": "grounds", "rows": [_ground(w, ground) for ground in w.data["grounds"]]},
        subtitle(w.pair("certificates.refusal.remedies")),
        {"kind": "items", "rows": _remedies(w)},
    ]
    if w.has("lawful_until"):
        until = w.of_day("lawful_until")
        blocks.append(words(w.say("certificates.refusal.stay", until=until)))
    if w.has("visit_by"):
        visit = {"day": w.of_day("visit_by"), "office": w.office_text}
        blocks.append(words(w.say("certificates.refusal.visit", **visit)))
    return [*blocks, words(w.say("certificates.refusal.help")), SIGNED]


def _ground(w: Writer, ground: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the parts of a ground that were written: requirement, fact, evidence, change."""
    parts = []
    for name in ("ground", "fact", "evidence", "change"):
        value = ground.get(name)
        if value:
            said = text(value, w.languages) if isinstance(value, dict) else _as_written(value)
            parts.append({"label": w.pair(f"certificates.label.{name}"), "value": said})
    return parts


def _as_written(value: object) -> list[Piece]:
    return [{"t": str(value), "l": "ja"}]


def _remedies(w: Writer) -> list[list[Piece]]:
    again = "again-abroad" if w.data["procedure"] == "coe" else "again"
    if not any(ground.get("change") for ground in w.data["grounds"]):
        again += "-plain"
    return [
        w.say(f"certificates.refusal.{again}"),
        w.say("certificates.refusal.ask", office=w.office_text),
        w.say("certificates.refusal.court"),
        w.say("certificates.refusal.no-review"),
    ]


def correction(w: Writer) -> list[Block]:
    """Return what was corrected, on what ground, and what to do with what was received."""
    rows = w.rows(
        ("procedure", w.procedure()),
        ("number", w.plain("number")),
        ("decided-on", w.day("decided_on")),
        ("corrected-on", w.day("corrected_on")),
        ("ground", w.plain("ground")),
    )
    changed = [
        [
            {"t": f"{pick(name, tongue)}: {was} → {new}", "l": tongue}
            for name in [w.pair(f"certificates.corrected.{field}")]
            for tongue in PAPER
        ]
        for field, was, new in w.data.get("changes", [])
    ]
    blocks = [statement(w.say(f"certificates.correction.{w.data['what']}")), facts(rows)]
    if changed:
        blocks.append({"kind": "items", "rows": changed})
    back = "hand-back" if w.data.get("hand_back") else "wait"
    return [*blocks, words(w.say(f"certificates.correction.{back}")), SIGNED]


def dispatch(w: Writer) -> list[Block]:
    """Return the cover letter of what is sent by post."""
    rows = w.rows(
        ("procedure", w.procedure()),
        ("number", w.plain("number")),
        ("sent-on", w.day("sent_on")),
        ("tracking", w.plain("tracking")),
        ("new-expires-on", w.day("expires_on")),
    )
    return [
        statement(w.say("certificates.dispatch.statement")),
        facts(rows),
        subtitle(w.pair("certificates.dispatch.list")),
        {"kind": "items", "rows": w.texts("contents")},
        words(w.say("certificates.dispatch.wrong")),
        SIGNED,
    ]


LETTER_SHEETS: dict[str, Callable[[Writer], list[Block]]] = {
    "number-sheet": number_sheet,
    "fee-order": fee_order,
    "return-papers": return_papers,
    "refusal": refusal,
    "correction": correction,
    "dispatch": dispatch,
}
