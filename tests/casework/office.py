"""Builders for tests: the people of the counter, and applications sealed a moment ago."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zairyu import vault
from zairyu.casework import actions
from zairyu.casework.models import Case
from zairyu.filing.content import Content
from zairyu.filing.models import Submission
from zairyu.filing.summary import summary_of
from zairyu.law.dates import legal_day
from zairyu.people.keys import new_key
from zairyu.people.models import OfficerPost, Person

PART = {
    "coe": "common-coe",
    "change": "common-change",
    "extension": "common-extension",
    "acquisition": "common-acquisition",
    "work-qualification-certificate": "work-qualification",
}
RECEIPT = {
    "coe": "coe_receipt_method",
    "change": "residence_card_receipt_method",
    "extension": "residence_card_receipt_method",
    "acquisition": "residence_card_receipt_method",
    "work-qualification-certificate": "work_certificate_receipt_method",
}


def person(email: str, name: str, language: str = "ja") -> Person:
    return Person.objects.create_user(email, None, name=name, language=language)


@dataclass
class Cast:
    linh: Person
    mallory: Person
    sato: Person
    mori: Person
    ono: Person  # a second supervisor
    osaka: Person  # an officer of another office


def make_cast() -> Cast:
    made = Cast(
        linh=person("linh@example.com", "NGUYEN THI LINH", "en"),
        mallory=person("mallory@example.com", "MALLORY"),
        sato=person("sato@example.go.jp", "佐藤"),
        mori=person("mori@example.go.jp", "森"),
        ono=person("ono@example.go.jp", "小野"),
        osaka=person("osaka@example.go.jp", "大阪"),
    )
    for who, office, rank in (
        (made.sato, "tokyo", "officer"),
        (made.mori, "tokyo", "supervisor"),
        (made.ono, "tokyo", "supervisor"),
        (made.osaka, "osaka", "supervisor"),
    ):
        OfficerPost.objects.create(person=who, office=office, rank=rank, since=date(2020, 4, 1))
    return made


def answers(procedure: str, delivery: str, **more: Any) -> dict[str, Any]:
    part = PART[procedure]
    said = {
        f"{part}.name": "NGUYEN THI LINH",
        f"{part}.date_of_birth": "1995-05-03",
        f"{part}.sex": "female",
        f"{part}.nationality": "VNM",
        f"{part}.address_in_japan": "東京都江東区青海2-7-11",
        f"{part}.email": "own@example.com",
        f"{part}.current_status": "engineer-humanities-international",
        f"{part}.current_period": "P1Y",
        f"{part}.current_expiry": "2026-12-01",
        f"{part}.residence_card_number": "AB12345678CD",
        "online-submission.notification_email": "own@example.com",
        f"online-submission.{RECEIPT[procedure]}": delivery,
    }
    if procedure == "acquisition":
        said |= {
            f"{part}.name": "SANTOS ANA",
            f"{part}.date_of_birth": "2026-11-10",
            f"{part}.cause_of_acquisition": "birth",
        }
    if procedure in ("coe", "acquisition"):
        for name in ("current_status", "current_period", "current_expiry", "residence_card_number"):
            del said[f"{part}.{name}"]
    if procedure == "work-qualification-certificate":
        said[f"{part}.activity_to_certify"] = "ソフトウェアの開発"
    return said | more


def sealed_submission(
    filer: Person,
    at: datetime,
    procedure: str = "extension",
    delivery: str = "mailing",
    permits: tuple[str, ...] = (),
    status: str = "engineer-humanities-international",
    **more: Any,
) -> Submission:
    key = new_key()
    said = answers(procedure, delivery, **more)
    about = f"submission:{key}"
    return Submission.objects.create(
        key=key,
        owner=filer,
        filer=filer,
        category="foreign-national",
        procedure=procedure,
        status=status,
        permits=list(permits),
        content=Content(answers=said).seal(about),
        summary=vault.seal_json(summary_of(said, status).said(), f"{about}:summary"),
        digest="0" * 64,
        law_version="test",
        form_digest="test",
        filed_at=at,
        once=new_key(),
    )


def grant(**kinds: Any) -> actions.Proposal:
    known: dict[str, Any] = {
        "outcome": "grant",
        "reasons": "活動は在留資格に当たる。",
        "status": "engineer-humanities-international",
        "period": "P3Y",
    }
    return actions.Proposal(**(known | kinds))


def refusal() -> actions.Proposal:
    return actions.Proposal(outcome="refuse", reasons="活動が在留資格に当たらない。")


def recommended(case: Case, cast: Cast, at: datetime, proposal: actions.Proposal) -> Case:
    actions.start_examination(case.key, by=cast.sato, at=at)
    actions.recommend(case.key, proposal, by=cast.sato, at=at)
    return fresh(case)


def approved(case: Case, cast: Cast, at: datetime, **kinds: Any) -> Case:
    recommended(case, cast, at, grant(**kinds))
    actions.approve(case.key, by=cast.mori, at=at)
    return fresh(case)


def paid(case: Case, cast: Cast, at: datetime) -> Case:
    order = case.orders.get()
    total = order.amount_yen + order.charge_yen
    actions.record_payment(order.key, total, legal_day(at), "BANK-1", by=cast.sato, at=at)
    return fresh(case)


def printed(case: Case, cast: Cast, at: datetime) -> None:
    from zairyu.casework import queries

    check = actions.compare_print(
        case.key, queries.print_data(case, legal_day(at)), by=cast.sato, at=at
    )
    assert check.same


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)
