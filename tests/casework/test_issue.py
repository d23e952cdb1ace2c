"""Into the person's hands: post within 14 days, the counter, the electronic certificate."""

from datetime import date, timedelta

import pytest
from tests.casework.office import approved, fresh, paid, printed

from zairyu.casework import actions, queries
from zairyu.casework.refusals import CaseRefused, CaseUnknown
from zairyu.certificates import queries as certificates
from zairyu.law.lifecycle import MoveRefused
from zairyu.notices import queries as notices

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(lodged, cast, at):
    """A change by post that waits for the papers of the person."""
    return paid(approved(lodged(procedure="change"), cast, at), cast, at)


def kinds(case):
    return [letter.kind for letter in notices.about(f"case:{case.key}")]


def test_the_papers_to_send_are_listed_exactly_with_fourteen_days(waiting):
    assert [item.paper for item in queries.returns_of(waiting)] == [
        "residence-card",
        "reply-envelope",
    ]
    assert waiting.due_on.isoformat() == "2026-12-08"
    papers = certificates.papers_of(f"case:{waiting.key}")
    assert any(paper.kind == "return-papers" for paper in papers)


def test_what_is_missing_is_named_and_the_case_waits(waiting, cast, at):
    missing = actions.record_return_documents(waiting.key, ["residence-card"], by=cast.sato, at=at)
    assert missing == ["reply-envelope"]
    case = fresh(waiting)
    assert case.state == "awaiting-return-documents"
    letter = notices.about(f"case:{case.key}")[-1]
    assert letter.kind == "return-documents-overdue"
    assert "返信用封筒" in letter.text
    actions.record_return_documents(case.key, ["reply-envelope"], by=cast.sato, at=at)
    assert fresh(case).state == "return-documents-received"


def test_print_is_compared_field_by_field(waiting, cast, at):
    wanted = queries.print_data(waiting, date(2026, 11, 24))
    assert wanted["expires_on"] == "2029-11-24"
    assert set(wanted) == {
        "name", "birth", "sex", "nationality", "address", "status", "period", "permitted_on",
        "expires_on", "permits",
    }  # fmt: skip
    wrong = wanted | {"expires_on": "2028-11-24", "name": "NGUYEN THI LIHN"}
    check = actions.compare_print(waiting.key, wrong, by=cast.sato, at=at)
    assert (check.same, check.differing) == (False, ["name", "expires_on"])
    ((_, fields),) = queries.prints_of(waiting)
    assert fields["expires_on"] == ["2029-11-24", "2028-11-24"]


def test_a_variant_of_a_kanji_is_a_difference(cast):
    from zairyu.casework.printing import compared

    (field,) = compared({"address": "髙﨑市"}, {"address": "高崎市"})
    assert field.same is False


def test_nothing_is_posted_while_the_print_differs(waiting, cast, at):
    actions.record_return_documents(
        waiting.key, ["residence-card", "reply-envelope"], by=cast.sato, at=at
    )
    with pytest.raises(CaseRefused) as caught:
        actions.dispatch(waiting.key, "1234-5678", by=cast.sato, at=at)
    assert caught.value.problem.code == "case.print-not-compared"
    actions.compare_print(waiting.key, {"name": "X"}, by=cast.sato, at=at)
    with pytest.raises(CaseRefused) as caught:
        actions.dispatch(waiting.key, "1234-5678", by=cast.sato, at=at)
    assert caught.value.problem.code == "case.print-differs"


def test_a_change_is_printed_for_the_day_it_goes_out(waiting, cast, at):
    actions.record_return_documents(
        waiting.key, ["residence-card", "reply-envelope"], by=cast.sato, at=at
    )
    printed(waiting, cast, at)
    tomorrow = at + timedelta(days=1)
    with pytest.raises(CaseRefused) as caught:
        actions.dispatch(waiting.key, "1234-5678", by=cast.sato, at=tomorrow)
    assert caught.value.problem.code == "case.print-of-another-day"
    printed(waiting, cast, tomorrow)
    actions.dispatch(waiting.key, "1234-5678", by=cast.sato, at=tomorrow)
    assert queries.decision_of(waiting).expires_on.isoformat() == "2029-11-25"


def test_with_the_dispatch_the_permission_takes_effect_and_the_proof_ends(waiting, cast, at):
    actions.record_return_documents(
        waiting.key, ["residence-card", "reply-envelope"], by=cast.sato, at=at
    )
    printed(waiting, cast, at)
    assert certificates.verify(waiting.receipt.code, at).state == "pending"
    sent = actions.dispatch(waiting.key, "1234-5678", by=cast.sato, at=at)
    assert sent.contents == ["residence-card", "old-residence-card"]
    assert certificates.verify(waiting.receipt.code, at).state == "ended"
    papers = {p.kind: p.state for p in certificates.papers_of(f"case:{waiting.key}")}
    assert papers["permission"] == "live"
    assert "dispatch" in papers
    letter = notices.about(f"case:{waiting.key}")[-1]
    assert letter.subject.startswith("【Zairyu】在留カード・就労資格証明書送付に関するお知らせ")
    assert "1234-5678" in letter.text
    actions.confirm_delivery(waiting.key, by=cast.sato, at=at + timedelta(days=2))
    case = fresh(waiting)
    assert (case.state, queries.state_shown(case).headline["ja"]) == ("delivered", "完了")


def test_a_dispatch_without_tracking_number_is_refused(waiting, cast, at):
    with pytest.raises(CaseRefused) as caught:
        actions.dispatch(waiting.key, " ", by=cast.sato, at=at)
    assert caught.value.problem.at == "tracking"


def test_post_that_came_back_waits_at_the_counter_and_changes_no_day(waiting, cast, at):
    actions.record_return_documents(
        waiting.key, ["residence-card", "reply-envelope"], by=cast.sato, at=at
    )
    printed(waiting, cast, at)
    actions.dispatch(waiting.key, "1234-5678", by=cast.sato, at=at)
    later = at + timedelta(days=9)
    actions.came_back(waiting.key, by=cast.sato, at=later)
    before = queries.decision_of(waiting)
    assert fresh(waiting).state == "awaiting-counter-pickup"
    assert kinds(waiting)[-1] == "ready-at-counter"
    printed_again = queries.print_data(waiting, date(2026, 12, 3))
    assert printed_again["expires_on"] == before.expires_on.isoformat()
    assert printed_again["permitted_on"] == "2026-11-24"
    actions.hand_over(waiting.key, "passport", by=cast.sato, at=later)
    after = queries.decision_of(waiting)
    assert (after.effective_at, after.expires_on) == (at, before.expires_on)
    papers = [p.kind for p in certificates.papers_of(f"case:{waiting.key}")]
    assert papers.count("permission") == 1


def test_a_work_certificate_goes_out_by_post(lodged, cast, at):
    case = lodged(procedure="work-qualification-certificate")
    case = paid(approved(case, cast, at, status="", period=""), cast, at)
    papers = [item.paper for item in queries.returns_of(case)]
    assert papers == ["reply-envelope", "residence-card-copy"]
    actions.record_return_documents(case.key, papers, by=cast.sato, at=at)
    printed(case, cast, at)
    sent = actions.dispatch(case.key, "1234", by=cast.sato, at=at)
    assert sent.contents == ["work-qualification-certificate"]
    found = {p.kind: p.state for p in certificates.papers_of(f"case:{case.key}")}
    assert found["work-qualification"] == "live"


@pytest.fixture
def electronic(lodged, cast, at):
    case = lodged(procedure="coe", delivery="email", status="spouse-child-japanese")
    return approved(case, cast, at, status="spouse-child-japanese", period="P1Y")


def test_the_mail_is_the_electronic_certificate(electronic, at):
    assert electronic.state == "issued"
    letter = notices.about(f"case:{electronic.key}")[-1]
    assert letter.subject.startswith("【Zairyu】電子在留資格認定証明書の交付について")
    sent = queries.ecoe_of(electronic)
    link = f"/ecoe/{sent.key}/"
    for said in ("NGUYEN THI LINH", "日本人の配偶者等", "ベトナム", "2027年2月24日", link):
        assert said in letter.text, said
    assert "examination-completed" not in kinds(electronic)
    assert certificates.verify(sent.certificate.code, at).state == "valid"


def test_receipt_is_registered_once_by_whoever_holds_the_link(electronic, at):
    sent = queries.ecoe_of(electronic)
    actions.register_ecoe_receipt(sent.key, at=at)
    actions.register_ecoe_receipt(sent.key, at=at + timedelta(days=1))
    assert queries.ecoe_of(electronic).registered_at == at
    assert fresh(electronic).state == "delivered"
    assert kinds(electronic).count("ecoe-receipt-registered") == 1
    with pytest.raises(CaseUnknown):
        actions.register_ecoe_receipt("nobody-knows", at=at)


def test_the_certificate_is_handed_on_by_its_filer_only(electronic, cast, at):
    with pytest.raises(CaseUnknown):
        actions.hand_on_ecoe(
            electronic.key, actions.To(address="m@example.com"), by=cast.mallory, at=at
        )
    with pytest.raises(CaseRefused):
        actions.hand_on_ecoe(electronic.key, actions.To(address="no address"), by=cast.linh, at=at)
    actions.hand_on_ecoe(
        electronic.key, actions.To(address="wife@example.com"), by=cast.linh, at=at
    )
    letter = notices.about(f"case:{electronic.key}")[-1]
    assert (letter.kind, letter.to) == ("ecoe-handed-on", "wife@example.com")


def test_after_three_months_it_serves_no_more(electronic, cast, at):
    sent = queries.ecoe_of(electronic)
    late = at + timedelta(days=93)  # 25 February 2027
    with pytest.raises(CaseRefused):
        actions.register_ecoe_receipt(sent.key, at=late)
    with pytest.raises(CaseRefused):
        actions.hand_on_ecoe(
            electronic.key, actions.To(address="wife@example.com"), by=cast.linh, at=late
        )
    with pytest.raises(CaseRefused):
        actions.expire_ecoe(sent.key, at=at)
    actions.expire_ecoe(sent.key, at=late)
    assert certificates.verify(sent.certificate.code, late).state == "ended"


def test_only_a_supervisor_cancels_it(electronic, cast, at):
    with pytest.raises(CaseRefused):
        actions.cancel_ecoe(electronic.key, "計画の中止", by=cast.sato, at=at)
    actions.cancel_ecoe(electronic.key, "計画の中止", by=cast.mori, at=at)
    code = queries.ecoe_of(electronic).certificate.code
    assert certificates.verify(code, at).state == "revoked"


def test_a_paper_certificate_is_posted(lodged, cast, at):
    case = lodged(procedure="coe", delivery="mailing", status="spouse-child-japanese")
    case = approved(case, cast, at, status="spouse-child-japanese", period="P1Y")
    papers = [item.paper for item in queries.returns_of(case)]
    actions.record_return_documents(case.key, papers, by=cast.sato, at=at)
    printed(case, cast, at)
    actions.dispatch(case.key, "1234", by=cast.sato, at=at)
    assert "examination-completed" in kinds(case)
    assert {p.kind for p in certificates.papers_of(f"case:{case.key}")} >= {"coe", "dispatch"}


def test_withdrawal_wants_a_second_yes_ends_the_proof_and_is_final(lodged, cast, at):
    case = lodged()
    with pytest.raises(CaseRefused) as caught:
        actions.withdraw(case.key, "", confirmed=False, by=cast.linh, at=at)
    assert caught.value.problem.code == "case.confirm-wanted"
    with pytest.raises(CaseUnknown):
        actions.withdraw(case.key, "", confirmed=True, by=cast.mallory, at=at)
    actions.withdraw(case.key, "転職", confirmed=True, by=cast.linh, at=at)
    case = fresh(case)
    assert case.state == "withdrawn"
    assert certificates.verify(case.receipt.code, at).state == "ended"
    assert queries.special_period_of(case).eligible is False
    letter = notices.about(f"case:{case.key}")[-1]
    assert "2026年12月1日（火）までです" in letter.text
    with pytest.raises(MoveRefused):
        actions.withdraw(case.key, "", confirmed=True, by=cast.linh, at=at)


def test_a_withdrawal_in_the_special_period_says_that_the_stay_is_over(lodged, cast, at):
    case = lodged()
    later = at + timedelta(days=14)
    actions.withdraw(case.key, "", confirmed=True, by=cast.linh, at=later)
    letter = notices.about(f"case:{case.key}")[-1]
    assert "在留期間はすでに終わっています" in letter.text
    assert queries.special_period_of(fresh(case)).lawful_until.isoformat() == "2026-12-08"


def test_a_case_outside_the_scope_is_turned_away_with_its_counter_day(lodged, cast, at):
    case = lodged()
    actions.turn_away(case.key, "オンラインの対象外", by=cast.sato, at=at)
    letter = notices.about(f"case:{case.key}")[-1]
    assert letter.kind == "not-acceptable-online"
    assert "2026年12月1日（火）までに" in letter.text
    assert fresh(case).state == "turned-away"


def test_a_transfer_keeps_number_and_filing_day(lodged, cast, at):
    case = lodged()
    actions.transfer(case.key, "osaka", "転居", by=cast.sato, at=at)
    moved = fresh(case)
    assert (moved.office, moved.number, moved.filed_on) == ("osaka", case.number, case.filed_on)
    with pytest.raises(CaseUnknown):
        actions.start_examination(case.key, by=cast.sato, at=at)
    actions.start_examination(case.key, by=cast.osaka, at=at)
