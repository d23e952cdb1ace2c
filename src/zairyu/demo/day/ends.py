"""Acts of the day that end otherwise: a refusal and its notification, a withdrawal, strangers."""

from typing import TYPE_CHECKING

from zairyu.audit import queries as audit
from zairyu.audit.actions import seal_hour
from zairyu.casework import actions as office
from zairyu.casework import queries as cases
from zairyu.demo import play
from zairyu.demo.day import parts
from zairyu.demo.day.stage import Stage
from zairyu.demo.play import must
from zairyu.law.dates import legal_day
from zairyu.people.queries import post_of

if TYPE_CHECKING:
    from zairyu.casework.models import Case


def refusal(stage: Stage) -> "Case":
    """An extension is refused: outside it stays in examination until it has been notified."""
    stage.scene("8. A refusal, and its notification")
    case = parts.lodged(stage, "president")
    parts.examined(stage, case)
    stage.days(8)
    parts.recommended(stage, case, "refuse")
    mori = stage.people["mori"]
    play.look(play.fresh(case), mori, stage.at)
    office.refuse(case.key, by=mori, at=stage.at, seen=play.fresh(case).version)
    stage.say(f"{mori.name} refuses the application.")
    stage.state(case, "refused")
    must(cases.state_shown(case).headline["ja"] == "審査中", "nobody outside learns of it yet")
    must(cases.decision_told(case) is None, "the decision is not told before its notification")
    stage.mails(case, "審査結果に関するお知らせ")
    parts.pending_says(stage, case, "pending")
    stage.days(3)
    office.notify_refusal(case.key, "handed-over", by=stage.people["sato"], at=stage.at)
    stage.say("At the counter: the written refusal is handed over. Now it takes effect.")
    stage.state(case, "closed")
    parts.pending_says(stage, case, "ended")
    stage.documents(case, "refusal")
    return case


def withdrawal(stage: Stage) -> "Case":
    """An application is taken back: confirmed a second time, and its proof ends."""
    stage.scene("9. A withdrawal")
    case = parts.lodged(stage, "engineer")
    linh = stage.people["linh"]
    code = play.refused(
        lambda: office.withdraw(case.key, "", confirmed=False, by=linh, at=stage.at)
    )
    must(code == "case.confirm-wanted", "a withdrawal is confirmed a second time")
    office.withdraw(case.key, "転職をやめました。", confirmed=True, by=linh, at=stage.at)
    stage.say(f"{linh.name} takes the application back.")
    stage.state(case, "withdrawn")
    stage.mails(case, "申請取下げ受付のお知らせ")
    return case


def strangers(stage: Stage, case: "Case") -> None:
    """Somebody without business here, and an officer elsewhere, see nothing."""
    stage.scene("10. Who sees nothing, and whether the record is whole")
    mallory, okada = stage.people["mallory"], stage.people["okada"]
    must(not cases.visible_to(mallory).exists(), "a stranger sees no case")
    post = post_of(okada, legal_day(stage.at))
    must(post is not None, "the officer elsewhere has a post")
    if post is not None:
        elsewhere = cases.in_charge_of(post).filter(pk=case.pk)
        must(not elsewhere.exists(), "an officer elsewhere does not see it")
    stage.say("   a stranger and an officer of another office see nothing of these cases")
    seal_hour(stage.at)
    broken = audit.first_broken_row() or audit.first_broken_seal()
    must(broken is None, f"the record is whole: {broken}")
    counted = audit.counts()
    stage.say(f"   the record is whole: {counted['rows']} rows, {counted['chains']} chains, sealed")
