"""What differs from procedure to procedure: who has no card, what is permitted, what is issued."""

from datetime import date, timedelta

import pytest
from tests.casework.office import approved, fresh, grant, paid, printed, recommended, refusal

from zairyu.casework import actions, queries
from zairyu.casework.refusals import CaseRefused
from zairyu.certificates import queries as certificates
from zairyu.law.dates import legal_day
from zairyu.notices import queries as notices

pytestmark = pytest.mark.django_db
NEWBORN = {"procedure": "acquisition", "status": "dependent"}
REENTRY = {"reentry.permit_type": "multiple"}
OTHER = {"extra-status-activity.permission_kind": "comprehensive"}


def letter(case, kind):
    return next(one for one in notices.about(f"case:{case.key}") if one.kind == kind)


def pdfs(case, kind, at):
    found = certificates.papers_of(f"case:{case.key}", legal_day(at))
    return [one for one in found if one.kind == kind]


def given(case, cast, at):
    """Return what was given out once a granted case was paid for, printed and handed over."""
    printed(case, cast, at)
    return actions.hand_over(case.key, "passport", by=cast.sato, at=at).contents


def test_a_newborn_may_stay_sixty_days_and_the_office_has_as_long(lodged, cast, at):
    case = lodged(**NEWBORN)
    assert case.clock_on == date(2027, 1, 9)  # sixty days after 2026-11-10
    assert case.special_until is None
    assert "2027年1月9日（土）" in letter(case, "acceptance-number").text


def test_the_stay_of_a_newborn_counts_from_the_day_the_card_is_given(lodged, cast, at):
    case = approved(lodged(delivery="counter", **NEWBORN), cast, at, status="dependent")
    assert case.state == "awaiting-counter-pickup"  # an acquisition costs nothing
    printed(case, cast, at)
    with pytest.raises(CaseRefused) as caught:
        actions.hand_over(case.key, "passport", by=cast.sato, at=at + timedelta(days=1))
    assert caught.value.problem.code == "case.print-of-another-day"
    assert given(case, cast, at) == ["first-residence-card"]
    assert queries.decision_of(case).expires_on == date(2029, 11, 24)


def test_a_newborn_brings_no_card_and_sends_none(lodged, cast, at):
    case = approved(lodged(delivery="counter", **NEWBORN), cast, at, status="dependent")
    text = letter(case, "ready-at-counter").text
    assert "今の在留カード" not in text
    assert "受け取る方の本人確認書類" in text
    by_post = approved(lodged(delivery="mailing", **NEWBORN), cast, at, status="dependent")
    wanted = [one.paper for one in queries.returns_of(by_post)]
    assert wanted == ["reply-envelope", "result-mail-print"]


def test_an_acquisition_is_free_but_a_re_entry_permit_beside_it_is_paid_online(lodged, cast, at):
    case = lodged(delivery="counter", permits=("reentry-permit",), **NEWBORN, **REENTRY)
    proposal = grant(status="dependent", period="P1Y", permits={"reentry-permit": "grant"})
    recommended(case, cast, at, proposal)
    actions.approve(case.key, by=cast.mori, at=at)
    order = queries.order_of(case)
    assert (fresh(case).state, order.amount_yen, order.charge_yen) == (
        "awaiting-payment",
        6500,
        220,
    )
    assert given(paid(fresh(case), cast, at), cast, at) == [
        "first-residence-card",
        "seal-reentry-permit",
    ]


def test_each_permit_says_what_it_is_for_and_until_when(lodged, cast, at):
    case = lodged(
        procedure="change",
        delivery="counter",
        permits=("extra-status-activity-permit", "reentry-permit"),
        **REENTRY,
        **OTHER,
    )
    both = dict.fromkeys(("extra-status-activity-permit", "reentry-permit"), "grant")
    recommended(case, cast, at, grant(permits=both, period="P5Y"))
    actions.approve(case.key, by=cast.mori, at=at)
    given(paid(fresh(case), cast, at), cast, at)
    said = {
        verdict.facts["procedure"]: (verdict.facts["conditions"]["ja"], verdict.until)
        for one in pdfs(case, "permit", at)
        if (verdict := certificates.verify(one.code, at))
    }
    assert said == {
        "extra-status-activity-permit": ("包括許可", date(2031, 11, 24)),
        "reentry-permit": ("数次", date(2031, 11, 24)),
    }


def test_a_permit_refused_beside_a_grant_has_its_own_notice_with_its_own_reason(lodged, cast, at):
    case = lodged(procedure="change", delivery="counter", permits=("reentry-permit",))
    proposal = grant(
        permits={"reentry-permit": "refuse"},
        permit_reasons={"reentry-permit": "出国の予定がない。"},
    )
    recommended(case, cast, at, proposal)
    actions.approve(case.key, by=cast.mori, at=at)
    assert pdfs(case, "refusal", at) == []  # told with the card, not before
    assert "refused-reentry-permit" in given(paid(fresh(case), cast, at), cast, at)
    assert len(pdfs(case, "refusal", at)) == 1
    assert len(pdfs(case, "permission", at)) == 1


@pytest.mark.parametrize(
    ("kinds", "mine"),
    [
        ({"procedure": "coe"}, "casework.next"),
        ({"procedure": "work-qualification-certificate"}, "casework.next"),
        ({"procedure": "extension"}, "law"),
        (NEWBORN, "law"),
    ],
)
def test_where_a_certificate_is_issued_nothing_is_said_of_a_permission(
    lodged, cast, at, kinds, mine
):
    case = lodged(delivery="counter", **kinds)
    case.state = "awaiting-counter-pickup"
    told = queries.what_next(case, legal_day(at)).text["ja"]
    assert ("許可" in told) == (mine == "law")


def test_the_proof_of_a_certificate_ends_because_it_was_issued(lodged, cast, at):
    case = lodged(procedure="work-qualification-certificate", delivery="counter")
    recommended(case, cast, at, grant(period=""))
    actions.approve(case.key, by=cast.mori, at=at)
    given(paid(fresh(case), cast, at), cast, at)
    (receipt,) = pdfs(case, "receipt", at)
    assert receipt.ended_why == "issued"


def test_a_refused_newborn_reads_until_when_to_leave(lodged, cast, at):
    case = recommended(lodged(**NEWBORN), cast, at, refusal())
    actions.refuse(case.key, by=cast.mori, at=at)
    assert "在留カード、運転免許証など" in letter(case, "refusal-visit").text
    actions.notify_refusal(case.key, "handed-over", by=cast.sato, at=at)
    assert len(pdfs(case, "refusal", at)) == 1
