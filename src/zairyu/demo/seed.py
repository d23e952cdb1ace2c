"""The seed of the demo: the cast, and a few cases in different states, made by the acts alone."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from zairyu.casework import actions as office
from zairyu.casework import entrusted
from zairyu.casework import queries as cases
from zairyu.demo import play
from zairyu.demo.giving import give
from zairyu.demo.journeys import journey
from zairyu.demo.people import gather
from zairyu.filing import queries as filing
from zairyu.law.dates import legal_day
from zairyu.people import mandates

if TYPE_CHECKING:
    from zairyu.people.models import Person

People = Mapping[str, "Person"]


def plant(at: datetime) -> None:
    """Make what is not there yet; a second time changes nothing."""
    people = gather(at)
    for make in (
        _president,
        _student,
        _wife,
        _engineer,
        _refusal,
        _newborn,
        _caregiver,
        _draft,
        _by_agent,
        _mandates,
    ):
        make(people, at)
    give(people, at)


def _has(people: People, name: str, procedure: str) -> bool:
    return cases.visible_to(people[name]).filter(procedure=procedure).exists()


def _ago(at: datetime, days: int) -> datetime:
    return at - timedelta(days=days)


def _president(people: People, at: datetime) -> None:
    """The president's extension is in examination; his stay ends in a few days."""
    if _has(people, "rahman", "extension"):
        return
    case = play.lodge(journey("president"), people["rahman"], _ago(at, 9))
    office.start_examination(case.key, by=people["sato"], at=_ago(at, 7))
    office.send_message(
        case.key,
        "決算書の3ページ目が薄くて読みにくいため、確認に少し時間がかかります。",
        by=people["sato"],
        at=_ago(at, 6),
    )


def _student(people: People, at: datetime) -> None:
    """The student was asked for two papers and has to act."""
    if _has(people, "adaeze", "change"):
        return
    sato = people["sato"]
    case = play.lodge(journey("student"), people["adaeze"], _ago(at, 20))
    office.start_examination(case.key, by=sato, at=_ago(at, 15))
    play.look(play.fresh(case), sato, _ago(at, 15))
    items = [
        office.ItemAsked("住民税の納税証明書（直近1年）", "納税の状況を確かめるため"),
        office.ItemAsked("職務の内容の説明", "大学で学んだこととの関係を確かめるため", kind="text"),
    ]
    due = legal_day(at) + timedelta(days=10)
    office.request_documents(case.key, items, due, "", by=sato, at=_ago(at, 4))


def _wife(people: People, at: datetime) -> None:
    """The wife's certificate of eligibility has been issued and waits for its receipt."""
    if _has(people, "kenichi", "coe"):
        return
    sato, mori = people["sato"], people["mori"]
    case = play.lodge(journey("wife"), people["kenichi"], _ago(at, 38))
    office.start_examination(case.key, by=sato, at=_ago(at, 30))
    play.look(play.fresh(case), sato, _ago(at, 20))
    play.recommend(case, sato, _ago(at, 5), "grant", "P1Y")
    play.approve(case, mori, _ago(at, 2))


def _engineer(people: People, at: datetime) -> None:
    """The engineer's certificate is recommended and waits for the supervisor."""
    if _has(people, "linh", "work-qualification-certificate"):
        return
    sato = people["sato"]
    case = play.lodge(journey("engineer"), people["linh"], _ago(at, 25))
    office.start_examination(case.key, by=sato, at=_ago(at, 18))
    play.look(play.fresh(case), sato, _ago(at, 17))
    play.recommend(case, sato, _ago(at, 1), "grant")


def _refusal(people: People, at: datetime) -> None:
    """An extension of the employee's has been refused and is not yet notified."""
    if _has(people, "paulo", "extension"):
        return
    sato, mori = people["sato"], people["mori"]
    changes = {
        "common-extension.name": "SANTOS PAULO",
        "common-extension.nationality": "BRA",
        "common-extension.current_expiry": "today+30",
        "common-extension.residence_card_number": "GH56789012JK",
    }
    case = play.lodge(journey("president"), people["paulo"], _ago(at, 35), changes)
    office.start_examination(case.key, by=sato, at=_ago(at, 30))
    play.look(play.fresh(case), sato, _ago(at, 20))
    play.recommend(case, sato, _ago(at, 3), "refuse")
    play.look(play.fresh(case), mori, _ago(at, 1))
    office.refuse(case.key, by=mori, at=_ago(at, 1), seen=play.fresh(case).version)


def _newborn(people: People, at: datetime) -> None:
    """The newborn's status is in examination; the sixty days run."""
    if _has(people, "beatriz", "acquisition"):
        return
    case = play.lodge(journey("newborn"), people["beatriz"], _ago(at, 6))
    office.start_examination(case.key, by=people["sato"], at=_ago(at, 4))


def _caregiver(people: People, at: datetime) -> None:
    """The staff of a support organisation has filed for a caregiver; nobody has taken it yet."""
    if not _has(people, "matsui", "extension"):
        play.lodge(journey("caregiver"), people["matsui"], _ago(at, 2))


def _draft(people: People, at: datetime) -> None:
    """The staff of an employer has begun an application and not filed it."""
    if not filing.drafts_of(people["kobayashi"], legal_day(at)):
        play.draft(journey("student"), people["kobayashi"], _ago(at, 1), _agent("小林　花子"))


def _mandates(people: People, at: datetime) -> None:
    """Linh has entrusted her extensions to the scrivener; he waits for Adaeze's answer."""
    tanaka, linh, today = people["tanaka"], people["linh"], legal_day(at)
    if mandates.held_by(tanaka).filter(giver=linh).exists():
        return
    acts, procedures = mandates.ACTS, ("extension", "work-qualification-certificate")
    until = today + timedelta(days=180)
    scope = mandates.Scope(acts, procedures, legal_day(_ago(at, 3)), until)
    asked = entrusted.ask(tanaka, linh.email, scope, name=linh.name, at=_ago(at, 3))
    entrusted.answer(asked, True, by=linh, at=_ago(at, 2))
    waiting = mandates.Scope(acts, (), today)
    adaeze = people["adaeze"]
    entrusted.ask(tanaka, adaeze.email, waiting, name=adaeze.name, language="en", at=_ago(at, 1))


def _agent(name: str) -> dict[str, str]:
    """Return the answers about the agent that staff and scriveners give beside the others."""
    fields = {
        "agent_name": name,
        "agent_postal_code": "1010047",
        "agent_address": "東京都千代田区内神田１丁目２番３号",
        "agent_organization": "見本の所属機関",
        "agent_telephone": "0312340000",
    }
    return {f"n-applicant.{key}": value for key, value in fields.items()}


def _by_agent(people: People, at: datetime) -> None:
    """The scrivener has filed a change for a client: granted, paid, papers awaited by post."""
    if _has(people, "tanaka", "change"):
        return
    sato, mori = people["sato"], people["mori"]
    changes = {
        **_agent("田中　一郎"),
        "common-change.name": "GURUNG SITA",
        "common-change.nationality": "NPL",
        "common-change.residence_card_number": "JK67890123LM",
        "online-submission.notification_email": "sita@demo.example",
        "online-submission.notification_email_confirm": "sita@demo.example",
    }
    case = play.lodge(journey("student"), people["tanaka"], _ago(at, 33), changes)
    office.start_examination(case.key, by=sato, at=_ago(at, 28))
    play.look(play.fresh(case), sato, _ago(at, 20))
    play.recommend(case, sato, _ago(at, 6), "grant", "P3Y")
    play.approve(case, mori, _ago(at, 5))
    play.pay(case, sato, _ago(at, 2))
