"""A proof shown to one reader by a code of its own: what it shows, until when, and to whom."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.casework.office import approved, recommended, refusal, sealed_submission
from tests.casework.sharing import proof_of, shared

from zairyu.audit.models import Record
from zairyu.casework import actions
from zairyu.casework.actions import decide
from zairyu.casework.actions.lodge import receive
from zairyu.casework.refusals import CaseUnknown
from zairyu.casework.sharing import acts, readers
from zairyu.certificates import codes
from zairyu.certificates import queries as certificates
from zairyu.certificates.models import Look, Share
from zairyu.certificates.sharing import queries, shares
from zairyu.certificates.sharing.shares import Choice, ShareRefused
from zairyu.law.dates import legal_day
from zairyu.notices import queries as notices

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def case(lodged):
    return lodged()


def test_the_code_of_a_share_is_typed_into_the_same_box_and_is_no_code_of_a_proof(case, at):
    share = shared(case, at)
    assert codes.kind_of(share.code) == "share"
    verdict = certificates.verify(codes.grouped(share.code).lower(), at)
    assert (verdict.state, verdict.shared, verdict.purpose) == ("pending", True, "bank")
    assert verdict.until == proof_of(case).holds_until


def test_it_shows_what_the_purpose_needs_and_what_was_ticked_and_nothing_else(case, at):
    plain = certificates.verify(shared(case, at).code, at).facts
    assert plain == {
        "name": "NGUYEN THI LINH",
        "birth_year": 1995,
        "card_last4": "78CD",
        "card_expires_on": "2026-12-01",
        "special_period": True,
    }
    more = certificates.verify(shared(case, at, ticked=["birth", "nationality"]).code, at).facts
    assert more["birth"] == "1995-05-03"
    assert more["nationality"] == "VNM"
    assert "birth_year" not in more  # the whole birthday says it already


def test_what_is_not_offered_cannot_be_ticked(case, at):
    share = shared(case, at, purpose="landlord", ticked=["number", "office", "photo", "reasons"])
    assert share.contents == ["name"]
    assert set(certificates.verify(share.code, at).facts) == {"name", "special_period"}


def test_what_one_may_do_is_one_thing_to_choose(case, at):
    of = acts.sharable(case.key, proof_of(case).key, case.filer, at)
    assert [one.name for one in of.items("employer") if one.locked].count("allowed") == 1
    share = shared(case, at, ticked=["allowed"])
    assert certificates.verify(share.code, at).facts["works"] is True


def test_the_preview_is_what_the_reader_gets_to_see(case, at):
    of = acts.sharable(case.key, proof_of(case).key, case.filer, at)
    choice = Choice("bank", of.chosen("bank", ["birth"]), legal_day(at) + 30 * DAY, watchable=True)
    code = codes.new_code("share")
    before = acts.preview(of, choice, by=case.filer, at=at, code=code)
    share = acts.share_proof(of, choice, by=case.filer, at=at, code=code)
    assert certificates.verify(share.code, at) == before


def test_a_second_press_makes_no_second_share(case, at):
    of = acts.sharable(case.key, proof_of(case).key, case.filer, at)
    choice = Choice("bank", of.chosen("bank", []), legal_day(at) + 30 * DAY)
    code = codes.new_code("share")
    first = acts.share_proof(of, choice, by=case.filer, at=at, code=code)
    assert acts.share_proof(of, choice, by=case.filer, at=at, code=code) == first
    assert Share.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"purpose": "police"}, "shares.no-purpose"),
        ({"until": -DAY}, "shares.until-past"),
        ({"until": 367 * DAY}, "shares.until-far"),
        ({"label": "x" * 61}, "shares.label-long"),
    ],
)
def test_a_choice_with_something_wrong_makes_no_share(case, at, change, problem):
    of = acts.sharable(case.key, proof_of(case).key, case.filer, at)
    if "until" in change:
        change = {"until": legal_day(at) + change["until"]}
    choice = replace(Choice("bank", ("name",), legal_day(at)), **change)
    with pytest.raises(ShareRefused) as refused:
        acts.share_proof(of, choice, by=case.filer, at=at)
    assert refused.value.problem.code == problem
    assert not Share.objects.exists()


def test_nobody_else_shares_a_proof_or_finds_a_share(case, cast, at):
    share = shared(case, at)
    with pytest.raises(CaseUnknown):
        acts.sharable(case.key, proof_of(case).key, cast.mallory, at)
    with pytest.raises(CaseUnknown):
        acts.end_share(share.key, by=cast.mallory, at=at)
    assert queries.shares_of(cast.mallory, at) == []
    assert queries.share_of(cast.mallory, share.key) is None


def test_an_agent_shares_nothing_and_sees_no_share(cast, at):
    kinds = {"category": "lawyer-scrivener"}
    submission = sealed_submission(cast.mallory, at)
    type(submission).objects.filter(pk=submission.pk).update(**kinds)
    submission.refresh_from_db()
    case = receive(submission, by=cast.mallory, at=at)
    type(case).objects.filter(pk=case.pk).update(applicant=cast.linh)
    with pytest.raises(CaseUnknown):
        acts.sharable(case.key, proof_of(case).key, cast.mallory, at)
    assert acts.sharable(case.key, proof_of(case).key, cast.linh, at)


def test_nothing_of_a_share_stands_in_the_record_of_the_case(case, at):
    before = Record.objects.filter(chain=f"case:{case.key}").count()
    share = shared(case, at)
    readers.looked(share.code, "pending", "JP", at)
    acts.end_share(share.key, by=case.filer, at=at)
    assert Record.objects.filter(chain=f"case:{case.key}").count() == before
    verbs = Record.objects.filter(chain=f"person:{case.filer.key}").values_list("verb", flat=True)
    assert {"share-proof", "end-share"} <= set(verbs)


def test_after_its_end_a_code_says_only_that_the_share_is_over(case, at):
    share = shared(case, at)
    acts.end_share(share.key, by=case.filer, at=at)
    verdict = certificates.verify(share.code, at)
    assert (verdict.state, verdict.share_over) == ("ended", True)
    assert not verdict.facts
    assert not verdict.kind
    assert verdict.until is None
    assert not acts.end_share(share.key, by=case.filer, at=at)


def test_it_answers_through_its_last_day_and_not_on_the_next(case, at):
    share = shared(case, at, days=7)
    assert certificates.verify(share.code, at + 7 * DAY).state == "pending"
    assert certificates.verify(share.code, at + 8 * DAY).share_over
    assert shares.run(at + 8 * DAY) == 1
    assert Share.objects.get().ended_why == "over"


def test_the_share_of_a_proof_that_ended_says_ended_and_no_more(case, cast, at):
    share = shared(case, at)
    actions.withdraw(case.key, "取り下げます", confirmed=True, by=cast.linh, at=at + DAY)
    verdict = certificates.verify(share.code, at + DAY)
    assert (verdict.state, verdict.share_over, verdict.facts) == ("ended", False, {})


def test_a_decision_changes_nothing_for_the_reader(case, cast, at):
    share = shared(case, at)
    approved(case, cast, at + DAY)
    assert certificates.verify(share.code, at + DAY).state == "pending"


def test_a_refusal_not_yet_notified_changes_nothing_for_the_reader(case, cast, at):
    share = shared(case, at)
    recommended(case, cast, at + DAY, refusal())
    decide.refuse_application(case.key, by=cast.mori, at=at + DAY)
    assert not queries.proof(f"case:{case.key}", proof_of(case).key).ended_at
    assert certificates.verify(share.code, at + DAY).state == "pending"


def test_each_look_is_counted_by_the_minute_and_the_first_is_told(case, cast, at):
    share = shared(case, at)
    for _ in range(3):
        readers.looked(share.code, "pending", "JP", at)
    readers.looked(share.code, "pending", "VN", at + DAY)
    assert [(one.country, one.times) for one in queries.looks_of(share)] == [("VN", 1), ("JP", 3)]
    (seen,) = queries.shares_of(cast.linh, at)
    assert (seen.looks, seen.last_look) == (4, at + DAY)
    assert seen == queries.shared(share, at)
    letters = [
        one for one in notices.about(f"person:{cast.linh.key}") if one.kind == "share-looked"
    ]
    assert len(letters) == 1
    assert "みずほ支店" in letters[0].text
    assert share.code not in letters[0].text


def test_an_unknown_code_of_a_share_leaves_nothing(db, at):
    code = codes.new_code("share")
    assert certificates.verify(code, at).state == "unknown"
    readers.looked(code, "unknown", "JP", at)
    assert not Look.objects.exists()
