"""Recommendation and decision: four eyes, refusals that nobody learns of early, permits beside."""

from datetime import timedelta

import pytest
from tests.casework.office import approved, fresh, grant, printed, recommended, refusal

from zairyu.audit.queries import rows_of
from zairyu.casework import actions, queries
from zairyu.casework.models import Decision
from zairyu.casework.refusals import CaseRefused, CaseUnknown
from zairyu.certificates import queries as certificates
from zairyu.law.lifecycle import MoveRefused
from zairyu.notices import queries as notices

pytestmark = pytest.mark.django_db


def code_of(caught) -> str:
    return caught.value.problem.code


def test_who_recommended_does_not_decide(lodged, cast, at):
    case = lodged()
    actions.start_examination(case.key, by=cast.mori, at=at)
    actions.recommend(case.key, grant(), by=cast.mori, at=at)
    with pytest.raises(CaseRefused) as caught:
        actions.approve(case.key, by=cast.mori, at=at)
    assert code_of(caught) == "case.own-recommendation"
    assert not Decision.objects.exists()
    assert fresh(case).state == "recommended"


def test_who_recommended_does_not_refuse_either(lodged, cast, at):
    case = lodged()
    actions.start_examination(case.key, by=cast.mori, at=at)
    actions.recommend(case.key, refusal(), by=cast.mori, at=at)
    with pytest.raises(CaseRefused) as caught:
        actions.refuse(case.key, by=cast.mori, at=at)
    assert code_of(caught) == "case.own-recommendation"


def test_an_officer_cannot_decide(lodged, cast, at):
    case = recommended(lodged(), cast, at, grant())
    with pytest.raises(CaseRefused) as caught:
        actions.approve(case.key, by=cast.sato, at=at)
    assert code_of(caught) == "case.supervisor-only"


def test_a_supervisor_of_another_office_finds_no_case(lodged, cast, at):
    case = recommended(lodged(), cast, at, grant())
    with pytest.raises(CaseUnknown):
        actions.approve(case.key, by=cast.osaka, at=at)


def test_nobody_handles_what_they_filed_themselves(cast, at):
    from tests.casework.office import sealed_submission

    from zairyu.casework.actions.lodge import receive

    case = receive(sealed_submission(cast.sato, at), by=cast.sato, at=at)
    with pytest.raises(CaseRefused) as caught:
        actions.start_examination(case.key, by=cast.sato, at=at)
    assert code_of(caught) == "case.own-application"


def test_a_post_that_ended_opens_nothing(lodged, cast, at):
    from datetime import date

    from zairyu.people.models import OfficerPost

    case = lodged()
    OfficerPost.objects.filter(person=cast.sato).update(until=date(2026, 11, 23))
    with pytest.raises(CaseUnknown):
        actions.start_examination(case.key, by=cast.sato, at=at)


def test_nothing_is_decided_without_a_recommendation(lodged, cast, at):
    case = lodged()
    actions.start_examination(case.key, by=cast.sato, at=at)
    with pytest.raises(MoveRefused):
        actions.approve(case.key, by=cast.mori, at=at)


def test_the_decision_is_the_recommendation_or_it_goes_back(lodged, cast, at):
    case = recommended(lodged(), cast, at, refusal())
    with pytest.raises(CaseRefused) as caught:
        actions.approve(case.key, by=cast.mori, at=at)
    assert code_of(caught) == "case.recommended-otherwise"
    actions.send_back(case.key, "収入の確認が足りない。", by=cast.mori, at=at)
    assert fresh(case).state == "in-examination"
    with pytest.raises(CaseRefused) as caught:
        actions.send_back(case.key, " ", by=cast.mori, at=at)
    assert code_of(caught) == "case.reason-wanted"


def test_who_looked_at_an_older_version_does_not_decide(lodged, cast, at):
    case = recommended(lodged(), cast, at, grant())
    with pytest.raises(CaseRefused) as caught:
        actions.approve(case.key, by=cast.mori, at=at, seen=case.version - 1)
    assert code_of(caught) == "case.overtaken"


def test_a_second_decision_is_refused(lodged, cast, at):
    case = recommended(lodged(), cast, at, grant())
    actions.approve(case.key, by=cast.mori, at=at)
    with pytest.raises(MoveRefused):
        actions.approve(case.key, by=cast.ono, at=at)
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("period", ["", "P4Y", "P10Y", "three years"])
def test_a_period_that_the_status_does_not_have_is_refused(lodged, cast, at, period):
    case = lodged()
    actions.start_examination(case.key, by=cast.sato, at=at)
    with pytest.raises(CaseRefused) as caught:
        actions.recommend(case.key, grant(period=period), by=cast.sato, at=at)
    assert caught.value.problem.at == "period"


def test_a_recommendation_needs_its_reasons(lodged, cast, at):
    case = lodged()
    actions.start_examination(case.key, by=cast.sato, at=at)
    with pytest.raises(CaseRefused) as caught:
        actions.recommend(case.key, grant(reasons=" "), by=cast.sato, at=at)
    assert caught.value.problem.at == "reasons"


def test_permits_are_decided_with_the_case_each_in_its_row(lodged, cast, at):
    case = lodged(procedure="change", permits=("extra-status-activity-permit", "reentry-permit"))
    actions.start_examination(case.key, by=cast.sato, at=at)
    with pytest.raises(CaseRefused):  # each permit wants an answer
        actions.recommend(case.key, grant(), by=cast.sato, at=at)
    permits = {"extra-status-activity-permit": "refuse", "reentry-permit": "grant"}
    with pytest.raises(CaseRefused) as caught:  # a refusal wants its reason
        actions.recommend(case.key, grant(permits=permits), by=cast.sato, at=at)
    assert caught.value.problem.at == "permit-reason-extra-status-activity-permit"
    why = {"extra-status-activity-permit": "本来の活動が妨げられる。"}
    proposal = grant(permits=permits, permit_reasons=why)
    actions.recommend(case.key, proposal, by=cast.sato, at=at)
    actions.approve(case.key, by=cast.mori, at=at)
    assert {row.kind: row.state for row in queries.permits_of(case)} == {
        "extra-status-activity-permit": "refused",
        "reentry-permit": "granted",
    }


def test_permits_fall_with_the_case(lodged, cast, at):
    case = recommended(lodged(procedure="change", permits=("reentry-permit",)), cast, at, refusal())
    actions.refuse(case.key, by=cast.mori, at=at)
    assert queries.permits_of(case).get().state == "refused"


def test_until_it_is_notified_nobody_outside_learns_of_a_refusal(lodged, cast, at):
    case = recommended(lodged(), cast, at, refusal())
    before = queries.timeline(case, "ja")
    actions.refuse(case.key, by=cast.mori, at=at)
    case = fresh(case)
    assert queries.state_shown(case).headline["ja"] == "審査中"
    assert queries.decision_told(case) is None
    assert [row.event for row in queries.timeline(case, "ja")] == [row.event for row in before]
    assert certificates.verify(case.receipt.code, at).state == "pending"
    assert all(paper.kind != "refusal" for paper in certificates.papers_of(f"case:{case.key}"))
    assert "不許可" not in "".join(one.text for one in notices.about(f"case:{case.key}"))
    assert case.orders.count() == 0


def test_once_notified_the_refusal_is_told_and_the_proof_ends(lodged, cast, at):
    case = recommended(lodged(), cast, at, refusal())
    actions.refuse(case.key, by=cast.mori, at=at)
    later = at + timedelta(days=1)
    actions.notify_refusal(case.key, "handed-over", by=cast.sato, at=later)
    case = fresh(case)
    assert (case.state, queries.state_shown(case).headline["ja"]) == ("closed", "完了")
    assert queries.decision_told(case).outcome == "refuse"
    assert certificates.verify(case.receipt.code, later).state == "ended"
    assert any(paper.kind == "refusal" for paper in certificates.papers_of(f"case:{case.key}"))
    assert rows_of(f"case:{case.key}")[-1].verb == "confirm-refusal-notified" or any(
        row.verb == "confirm-refusal-notified" for row in rows_of(f"case:{case.key}")
    )


def test_the_decision_ends_no_special_period(lodged, cast, at):
    """Never at the supervisor's click: only when card or refusal reach the person."""
    case = lodged()
    in_special = at + timedelta(days=20)  # 14 December, the stay ended on the 1st
    case = approved(case, cast, in_special)
    period = queries.special_period_of(case)
    assert period.eligible
    assert period.lawful_until.isoformat() == "2027-02-01"
    assert certificates.verify(case.receipt.code, in_special).state == "pending"


def test_no_letter_of_a_case_says_the_outcome_or_the_card(lodged, cast, at):
    case = approved(lodged(), cast, at)
    for letter in notices.about(f"case:{case.key}"):
        said = letter.subject + letter.text
        for word in ("許可しました", "granted", "AB12345678CD", "不許可", "P3Y", "3年"):
            assert word not in said, (letter.kind, word)


def test_a_change_of_the_record_is_in_the_same_transaction_as_the_decision(
    lodged, cast, at, monkeypatch
):
    from zairyu.casework import letters

    case = recommended(lodged(), cast, at, grant())
    rows = len(rows_of(f"case:{case.key}"))

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the pen broke")

    monkeypatch.setattr(letters, "tell", broken)
    with pytest.raises(RuntimeError):
        actions.approve(case.key, by=cast.mori, at=at)
    assert fresh(case).state == "recommended"
    assert len(rows_of(f"case:{case.key}")) == rows
    assert not Decision.objects.exists()


def test_the_permission_takes_effect_only_at_the_counter(lodged, cast, at):
    case = approved(lodged(delivery="counter"), cast, at)
    from tests.casework.office import paid

    case = paid(case, cast, at)
    assert case.state == "awaiting-counter-pickup"
    assert queries.decision_of(case).effective_at is None
    with pytest.raises(CaseRefused) as caught:
        actions.hand_over(case.key, "passport", by=cast.sato, at=at)
    assert code_of(caught) == "case.print-not-compared"
    printed(case, cast, at)
    with pytest.raises(CaseRefused) as caught:
        actions.hand_over(case.key, "a smile", by=cast.sato, at=at)
    assert code_of(caught) == "case.identity-wanted"
    actions.hand_over(case.key, "passport", by=cast.sato, at=at)
    case = fresh(case)
    decision = queries.decision_of(case)
    assert (case.state, decision.effective_at) == ("delivered", at)
    assert decision.expires_on.isoformat() == "2029-12-01"
    assert certificates.verify(case.receipt.code, at).state == "ended"
    kinds = {paper.kind: paper.state for paper in certificates.papers_of(f"case:{case.key}")}
    assert kinds["permission"] == "live"
