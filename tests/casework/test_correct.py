"""A wrong decision and a misprint are mended by two supervisors; what was decided stays kept."""

from datetime import timedelta

import pytest
from tests.casework.office import approved, fresh, grant, paid, printed, recommended, refusal

from zairyu.casework import actions, queries
from zairyu.casework.actions import Mending
from zairyu.casework.models import Decision
from zairyu.casework.refusals import CaseRefused, CaseUnknown
from zairyu.certificates import queries as certificates
from zairyu.law.dates import legal_day
from zairyu.law.lifecycle import MoveRefused
from zairyu.notices import queries as notices

pytestmark = pytest.mark.django_db
WRONG = Mending("decision", "別の申請の資料で判断した。", "職権による取消し", {})


def misprint(**changes):
    return Mending("clerical", "氏名の綴りが旅券と違う。", "明白な誤記の訂正", changes)


def corrected(case, cast, at, mending=WRONG):
    actions.propose_correction(case.key, mending, by=cast.mori, at=at)
    actions.agree_correction(case.key, by=cast.ono, at=at)
    return fresh(case)


def kinds(case):
    return [one.kind for one in notices.about(f"case:{case.key}")]


def live(case, at):
    found = certificates.papers_of(f"case:{case.key}", legal_day(at))
    return {one.kind for one in found if one.certified and one.state == "live"}


def granted(lodged, cast, at, **how):
    return approved(lodged(**how), cast, at)


def posted(lodged, cast, at):
    case = paid(granted(lodged, cast, at), cast, at)
    wanted = [one.paper for one in queries.returns_of(case)]
    actions.record_return_documents(case.key, wanted, by=cast.sato, at=at)
    printed(case, cast, at)
    actions.dispatch(case.key, "1", by=cast.sato, at=at)
    return fresh(case)


def test_a_correction_has_four_eyes(lodged, cast, at):
    case = granted(lodged, cast, at)
    with pytest.raises(CaseRefused):  # nothing was proposed
        actions.agree_correction(case.key, by=cast.ono, at=at)
    actions.propose_correction(case.key, WRONG, by=cast.mori, at=at)
    with pytest.raises(CaseRefused) as caught:
        actions.agree_correction(case.key, by=cast.mori, at=at)
    assert caught.value.problem.code == "case.own-correction"
    assert fresh(case).state == "awaiting-payment"  # a proposal alone changes nothing
    actions.agree_correction(case.key, by=cast.ono, at=at)
    assert fresh(case).state == "in-examination"


@pytest.mark.parametrize(("who", "what"), [("sato", CaseRefused), ("osaka", CaseUnknown)])
def test_only_a_supervisor_of_the_office_proposes_a_correction(lodged, cast, at, who, what):
    case = granted(lodged, cast, at)
    with pytest.raises(what):
        actions.propose_correction(case.key, WRONG, by=getattr(cast, who), at=at)


@pytest.mark.parametrize("lacking", ["error", "ground"])
def test_a_correction_names_the_error_and_its_legal_ground(lodged, cast, at, lacking):
    case = granted(lodged, cast, at)
    said = {"kind": "decision", "error": "x", "ground": "y", "changes": {}} | {lacking: " "}
    with pytest.raises(CaseRefused) as caught:
        actions.propose_correction(case.key, Mending(**said), by=cast.mori, at=at)
    assert caught.value.problem.at == lacking


def test_the_earlier_decision_stays_marked_as_replaced_and_the_case_is_decided_anew(
    lodged, cast, at
):
    case = corrected(granted(lodged, cast, at), cast, at)
    first = Decision.objects.get(case=case)
    assert (first.outcome, first.replaced_at) == ("grant", at)
    assert queries.decision_of(case) is None
    actions.recommend(case.key, refusal(), by=cast.sato, at=at)
    actions.refuse(case.key, by=cast.mori, at=at)
    assert queries.decision_of(case).outcome == "refuse"
    assert Decision.objects.filter(case=case).count() == 2


def test_it_is_told_by_letter_and_mail(lodged, cast, at):
    case = corrected(granted(lodged, cast, at), cast, at)
    assert kinds(case).count("decision-corrected") == 2  # the filer and the applicant
    papers = certificates.papers_of(f"case:{case.key}", legal_day(at))
    assert [one.kind for one in papers].count("correction") == 1
    assert queries.timeline(case, "ja")[0].event == "correct-decision"


def test_nobody_outside_learns_that_a_refusal_was_corrected_before_it_was_told(lodged, cast, at):
    case = recommended(lodged(), cast, at, refusal())
    before = queries.timeline(case, "ja")
    actions.refuse(case.key, by=cast.mori, at=at)
    sent = kinds(case)
    case = corrected(fresh(case), cast, at)
    assert (case.state, queries.timeline(case, "ja")) == ("in-examination", before)
    assert kinds(case) == sent


def test_money_that_was_paid_counts_for_the_new_decision(lodged, cast, at):
    case = corrected(paid(granted(lodged, cast, at), cast, at), cast, at)
    actions.recommend(case.key, grant(period="P1Y"), by=cast.sato, at=at)
    actions.approve(case.key, by=cast.mori, at=at)
    order = queries.order_of(case)
    assert (order.amount_yen, order.charge_yen) == (27000, 330)
    assert (order.state, order.paid_yen) == ("paid", 56550)  # what is over is paid back
    assert fresh(case).state == "awaiting-return-documents"


def test_money_that_was_not_paid_is_no_longer_asked_for(lodged, cast, at):
    case = granted(lodged, cast, at)
    asked = queries.order_of(case)
    corrected(case, cast, at)
    asked.refresh_from_db()
    assert asked.state == "cancelled"


def test_what_was_posted_is_called_back_and_its_certificates_say_so(lodged, cast, at):
    case = posted(lodged, cast, at)
    assert "permission" in live(case, at)
    case = corrected(case, cast, at)
    assert "permission" not in live(case, at)
    assert "pending" in live(case, at)  # the application is undecided again
    assert all(one.arrived_at is None for one in queries.returns_of(case))
    ended = {
        one.kind: one.state
        for one in certificates.papers_of(f"case:{case.key}", legal_day(at))
        if one.kind == "permission"
    }
    assert ended == {"permission": "revoked"}


def test_a_permission_in_the_persons_hands_is_not_corrected_here(lodged, cast, at):
    case = posted(lodged, cast, at)
    actions.confirm_delivery(case.key, by=cast.sato, at=at)
    with pytest.raises(MoveRefused):
        actions.propose_correction(case.key, WRONG, by=cast.mori, at=at)


def test_an_electronic_certificate_is_cancelled_and_issued_anew(lodged, cast, at):
    case = lodged(procedure="coe", delivery="email", status="spouse-child-japanese")
    case = approved(case, cast, at, status="spouse-child-japanese", period="P1Y")
    first = queries.ecoe_of(case)
    case = corrected(case, cast, at)
    assert queries.ecoe_of(case).state == "ecoe-cancelled"
    assert live(case, at) == {"receipt"}
    proposal = grant(status="spouse-child-japanese", period="P6M")
    actions.recommend(case.key, proposal, by=cast.sato, at=at)
    actions.approve(case.key, by=cast.mori, at=at)
    again = queries.ecoe_of(case)
    assert (again.state, again.key == first.key) == ("ecoe-sent", False)


def test_a_misprint_leaves_the_outcome_and_wants_the_print_compared_anew(lodged, cast, at):
    case = paid(granted(lodged, cast, at, delivery="counter"), cast, at)
    printed(case, cast, at)
    later = at + timedelta(minutes=5)
    case = corrected(case, cast, later, misprint(name="NGUYEN THI LINNH"))
    assert case.state == "awaiting-counter-pickup"
    assert queries.facts_of(case).name == "NGUYEN THI LINNH"
    with pytest.raises(CaseRefused) as caught:
        actions.hand_over(case.key, "passport", by=cast.sato, at=later)
    assert caught.value.problem.code == "case.print-not-compared"
    printed(case, cast, later)
    actions.hand_over(case.key, "passport", by=cast.sato, at=later)
    assert queries.decision_of(case).effective_at == later


def test_what_was_filed_never_changes_with_a_misprint(lodged, cast, at):
    case = granted(lodged, cast, at)
    before = bytes(case.submission.content)
    corrected(case, cast, at, misprint(birth="1995-05-04"))
    case.submission.refresh_from_db()
    assert bytes(case.submission.content) == before


def test_after_delivery_a_misprint_is_mended_and_certified_anew(lodged, cast, at):
    case = posted(lodged, cast, at)
    actions.confirm_delivery(case.key, by=cast.sato, at=at)
    until = queries.decision_of(case).expires_on
    case = corrected(fresh(case), cast, at, misprint(name="NGUYEN LINH"))
    assert case.state == "delivered"
    found = certificates.papers_of(f"case:{case.key}", legal_day(at))
    (now,) = [one for one in found if one.kind == "permission" and one.state == "live"]
    verdict = certificates.verify(now.code, at)
    assert (now.version, verdict.facts["name"], verdict.until) == (2, "NGUYEN LINH", until)


@pytest.mark.parametrize("changes", [{}, {"name": "NGUYEN THI LINH"}, {"birth": "3.5.95"}])
def test_a_misprint_is_named_field_by_field_and_readable(lodged, cast, at, changes):
    case = granted(lodged, cast, at)
    with pytest.raises(CaseRefused):
        actions.propose_correction(case.key, misprint(**changes), by=cast.mori, at=at)


def test_a_proposal_can_be_dropped_with_a_reason(lodged, cast, at):
    case = granted(lodged, cast, at)
    actions.propose_correction(case.key, WRONG, by=cast.mori, at=at)
    with pytest.raises(CaseRefused):  # one at a time
        actions.propose_correction(case.key, WRONG, by=cast.ono, at=at)
    actions.drop_correction(case.key, "誤りではなかった。", by=cast.ono, at=at)
    with pytest.raises(CaseRefused):
        actions.agree_correction(case.key, by=cast.ono, at=at)
    assert fresh(case).state == "awaiting-payment"
