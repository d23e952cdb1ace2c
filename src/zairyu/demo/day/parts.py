"""Steps that all journeys share, each with its words for the transcript."""

from typing import TYPE_CHECKING, Any

from zairyu.casework import actions as office
from zairyu.casework import queries as cases
from zairyu.certificates import queries as certificates
from zairyu.demo import play
from zairyu.demo.day.stage import Stage
from zairyu.demo.journeys import journey
from zairyu.demo.play import must
from zairyu.filing import queries as filed
from zairyu.words import codes, say_day, say_yen

if TYPE_CHECKING:
    from zairyu.casework.models import Case


def lodged(stage: Stage, name: str, changes: dict[str, Any] | None = None) -> "Case":
    """Let one of the cast fill in the whole form, send papers and photo, and file."""
    one = journey(name)
    by = stage.people[one.filer]
    stage.say(f"{by.name} fills in the form, sends the papers and presses the button.")
    case = play.lodge(one, by, stage.at, changes)
    number = cases.number_shown(case)
    must(number.startswith("東オン "), "the number carries the prefix of the office")
    uploads = filed.uploads_of_submission(case.submission_id)
    stage.say(f"   filed: number {number}, {len(one.answers)} answers, {len(uploads)} files")
    stage.state(case, "received")
    stage.mails(case, "申請受付完了のお知らせ", "申請受付番号のお知らせ")
    begun = case.submission.draft
    if begun is not None:
        twice = office.lodge(begun.key, "", by=by, at=stage.at)
        must(twice.pk == case.pk, "a second press opens no second case")
    stage.documents(case, name)
    return case


def examined(stage: Stage, case: "Case") -> None:
    """Let the officer take the case and look at every page."""
    sato = stage.people["sato"]
    office.start_examination(case.key, by=sato, at=stage.at)
    seen = play.look(play.fresh(case), sato, stage.at)
    stage.say(f"{sato.name} takes the case and opens its {seen} files.")
    stage.state(case, "in-examination")
    must(play.refused(lambda: _approve(stage, case, "sato")) != "", "an officer does not decide")


def _approve(stage: Stage, case: "Case", who: str) -> None:
    office.approve(case.key, by=stage.people[who], at=stage.at)


def recommended(stage: Stage, case: "Case", outcome: str, period: str = "") -> None:
    """Let the officer recommend; nobody outside learns of it."""
    sato = stage.people["sato"]
    play.recommend(case, sato, stage.at, outcome, period)
    stage.say(f"{sato.name} recommends: {outcome} {period}".rstrip())
    stage.state(case, "recommended")
    code = play.refused(lambda: _approve(stage, case, "sato"))
    must(code.startswith("case."), "who recommended does not decide")
    stage.say(f"   {sato.name} tries to decide as well and is refused ({code})")


def approved(stage: Stage, case: "Case", state: str) -> None:
    """Let the supervisor look at everything and grant it."""
    mori = stage.people["mori"]
    play.approve(case, mori, stage.at)
    stage.say(f"{mori.name} opens all files and grants the application.")
    stage.state(case, state)
    decision = cases.decision_of(case)
    must(decision is not None and decision.outcome == "grant", "the decision is a grant")


def paid(stage: Stage, case: "Case", short_first: bool = False) -> None:
    """Let the money come in; first too little, if the play wants it."""
    sato = stage.people["sato"]
    order = cases.order_of(case)
    must(order is not None, "a fee was ordered")
    if order is None:
        return
    total = order.amount_yen + order.charge_yen
    due = say_day(order.due_on, "en")
    fee, charge = say_yen(order.amount_yen, "en"), say_yen(order.charge_yen, "en")
    stage.say(f"Fee order {codes.grouped(order.number)}: {fee} + {charge}, due {due}")
    if short_first:
        verdict = play.pay(case, sato, stage.at, total - 1_000, "CVS-1")
        must(verdict == "short", "too little is told apart")
        stage.say(f"   {say_yen(total - 1_000, 'en')} came in: {verdict}")
        stage.state(case, "awaiting-payment")
    verdict = play.pay(case, sato, stage.at, reference="CVS-2")
    must(verdict in ("full", "completed"), "the rest settles the order")
    stage.say(f"   the rest came in: {verdict}")
    verdict = play.pay(case, sato, stage.at, total, "CVS-3")
    must(verdict == "double", "money that comes twice is told apart")
    stage.say(f"   the same amount came once more by mistake: {verdict}, to be paid back")


def pending_says(stage: Stage, case: "Case", wanted: str) -> None:
    """Let the bank ask the public counter about the proof that the case is pending."""
    case.refresh_from_db()
    receipt = case.receipt
    must(receipt is not None, "the case has its proof")
    if receipt is None:
        return
    verdict = certificates.verify(receipt.code, stage.at)
    until = say_day(verdict.until, "en") if verdict.until else "-"
    code = codes.grouped(receipt.code)
    stage.say(f"   public counter, code {code}: {verdict.state}, until {until}")
    must(verdict.state == wanted, f"the proof says {verdict.state}, not {wanted}")
