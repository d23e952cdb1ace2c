"""A paper certificate in place of the electronic one, and the end of the electronic one."""

import pytest
from tests.casework.ecoe import electronic, hayashi, mails, sent_of
from tests.casework.office import fresh, printed

from zairyu.casework import actions, queries
from zairyu.casework.refusals import CaseRefused, CaseUnknown
from zairyu.certificates import queries as certificates
from zairyu.law.lifecycle import MoveRefused

pytestmark = pytest.mark.django_db
__all__ = ["electronic", "hayashi"]


def test_by_post_the_electronic_one_ends_and_the_paper_goes_its_usual_way(electronic, cast, at):
    before = sent_of(electronic)
    actions.register_ecoe_receipt(before.key, at=at)
    actions.ecoe_to_paper(electronic.key, "post", by=cast.sato, at=at)
    case = fresh(electronic)
    assert (case.state, case.delivery, case.open) == ("awaiting-return-documents", "post", True)
    assert sent_of(case).state == "ecoe-on-paper"
    assert certificates.verify(before.certificate.code, at).state == "ended"
    wanted = [one.paper for one in queries.returns_of(case)]
    assert wanted == ["reply-envelope", "result-mail-print"]
    actions.record_return_documents(case.key, wanted, by=cast.sato, at=at)
    printed(case, cast, at)
    actions.dispatch(case.key, "1234", by=cast.sato, at=at)
    assert fresh(case).state == "issued"


def test_at_the_counter_it_waits_there_and_is_handed_over(electronic, cast, at):
    actions.ecoe_to_paper(electronic.key, "counter", by=cast.sato, at=at)
    assert fresh(electronic).state == "awaiting-counter-pickup"
    printed(electronic, cast, at)
    actions.hand_over(electronic.key, "passport", by=cast.sato, at=at)
    assert fresh(electronic).state == "delivered"


def test_the_paper_serves_until_the_same_day(electronic, cast, hayashi, at):
    last = sent_of(electronic).valid_until
    actions.ecoe_to_paper(electronic.key, "counter", by=cast.sato, at=at)
    (paper,) = [
        one
        for one in certificates.papers_of(f"case:{electronic.key}")
        if one.kind == "coe" and one.state == "live"
    ]
    assert paper.holds_until == last
    actions.use_at_landing(paper.code, compared=True, by=hayashi, at=at)  # paper is used once, too
    with pytest.raises(CaseRefused) as caught:
        actions.use_at_landing(paper.code, compared=True, by=hayashi, at=at)
    assert caught.value.problem.code == "case.landing-used"


def test_the_user_is_told_and_every_earlier_mail_is_void(electronic, cast, at):
    to = actions.To("traveller", "Maria", "maria@example.com", "pt")
    actions.hand_on_ecoe(electronic.key, to, by=cast.linh, at=at)
    actions.ecoe_to_paper(electronic.key, "post", by=cast.sato, at=at)
    assert len(mails(electronic, "ecoe-to-paper")) == 1
    told = [one.to for one in mails(electronic, "ecoe-mail-void")]
    assert told == ["linh@example.com", "maria@example.com"]


def test_only_an_officer_of_the_office_changes_it(electronic, cast, at):
    for who in (cast.linh, cast.osaka, cast.mallory):
        with pytest.raises(CaseUnknown):
            actions.ecoe_to_paper(electronic.key, "post", by=who, at=at)
    with pytest.raises(CaseRefused) as caught:
        actions.ecoe_to_paper(electronic.key, "email", by=cast.sato, at=at)
    assert caught.value.problem.at == "delivery"


def test_what_was_used_is_not_put_on_paper(electronic, cast, hayashi, at):
    code = sent_of(electronic).certificate.code
    actions.use_at_landing(code, compared=True, by=hayashi, at=at)
    with pytest.raises((CaseRefused, MoveRefused)):
        actions.ecoe_to_paper(electronic.key, "post", by=cast.sato, at=at)


def test_a_cancelled_one_is_revoked_for_everybody_and_everybody_is_told(electronic, cast, at):
    to = actions.To("traveller", "Maria", "maria@example.com", "pt")
    actions.hand_on_ecoe(electronic.key, to, by=cast.linh, at=at)
    code = sent_of(electronic).certificate.code
    with pytest.raises(CaseRefused):
        actions.cancel_ecoe(electronic.key, "計画の中止", by=cast.sato, at=at)
    with pytest.raises(CaseRefused):
        actions.cancel_ecoe(electronic.key, "", by=cast.mori, at=at)
    actions.cancel_ecoe(electronic.key, "計画の中止", by=cast.mori, at=at)
    assert certificates.verify(code, at).state == "revoked"
    assert [one.to for one in mails(electronic, "ecoe-cancelled")] == ["linh@example.com"]
    assert [one.to for one in mails(electronic, "ecoe-mail-void")] == ["maria@example.com"]
    row = queries.timeline_of_office(electronic, "ja")[0]
    assert (row.event, row.note) == ("cancel-ecoe", "計画の中止")
