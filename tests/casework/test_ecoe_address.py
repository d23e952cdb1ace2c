"""A certificate that went to the wrong address: made anew for the right one, void at the other."""

import pytest
from tests.casework.ecoe import electronic, mails, sent_of

from zairyu.casework import actions, queries
from zairyu.casework.refusals import CaseRefused, CaseUnknown
from zairyu.certificates import queries as certificates

pytestmark = pytest.mark.django_db
NEW = "linh.new@example.com"
__all__ = ["electronic"]


@pytest.fixture
def corrected(electronic, cast, at):
    """The certificate before its address was corrected by an officer, and after."""
    before = sent_of(electronic)
    actions.register_ecoe_receipt(before.key, at=at)
    actions.correct_ecoe_address(electronic.key, NEW, "電話。生年月日を確認。", by=cast.sato, at=at)
    return before, sent_of(electronic)


def test_the_old_link_and_the_old_code_are_dead(corrected, at):
    before, after = corrected
    assert queries.ecoe_with(before.key) is None
    assert certificates.verify(before.certificate.code, at).state == "ended"
    assert certificates.verify(after.certificate.code, at).state == "valid"


def test_the_last_day_stays_and_receipt_is_registered_anew(corrected):
    before, after = corrected
    assert after.valid_until == before.valid_until
    assert (after.state, after.registered_at) == ("ecoe-sent", None)


def test_the_new_address_gets_the_certificate_the_old_one_only_that_it_is_void(
    corrected, electronic
):
    _, after = corrected
    first, second = mails(electronic, "electronic-coe-issued")
    assert (first.to, second.to) == ("linh@example.com", NEW)
    assert f"/ecoe/{after.key}/" in second.text
    (void,) = mails(electronic, "ecoe-mail-void")
    assert void.to == "linh@example.com"
    for secret in ("NGUYEN", electronic.number, electronic.key, after.key, NEW):
        assert secret not in void.text
    (told,) = mails(electronic, "ecoe-address-corrected")
    assert told.to == "linh@example.com"  # the account, which may notice that it was not them


def test_what_was_sent_where_is_told(corrected, electronic):
    found = [(one.kind, one.to) for one in queries.mails_of(electronic)]
    assert found == [
        ("ecoe-mail-void", "linh@example.com"),
        ("electronic-coe-issued", NEW),
        ("electronic-coe-issued", "linh@example.com"),
    ]


def test_the_reason_stands_in_the_timeline_of_the_desk(corrected, electronic):
    (row,) = [
        one
        for one in queries.timeline_of_office(electronic, "ja")
        if one.event == "correct-ecoe-address"
    ]
    assert row.note == "電話。生年月日を確認。"


@pytest.mark.parametrize(
    ("address", "reason", "code"),
    [
        (NEW, " ", "case.reason-wanted"),
        ("linh@example.com", "x", "case.address-same"),
        ("LINH@example.com", "x", "case.address-same"),
        ("linh", "x", "case.address-wanted"),
        ("@example.com", "x", "case.address-wanted"),
        ("a b@example.com", "x", "case.address-wanted"),
        ("a@b", "x", "case.address-wanted"),
        (f"{'a' * 250}@example.com", "x", "case.address-wanted"),
    ],
)
def test_what_cannot_be_an_address_is_refused(electronic, cast, at, address, reason, code):
    with pytest.raises(CaseRefused) as caught:
        actions.correct_ecoe_address(electronic.key, address, reason, by=cast.sato, at=at)
    assert caught.value.problem.code == code
    assert len(mails(electronic, "electronic-coe-issued")) == 1


def test_the_filer_changes_it_alone_and_nobody_else_does(electronic, cast, at):
    with pytest.raises(CaseUnknown):
        actions.change_ecoe_address(electronic.key, NEW, by=cast.mallory, at=at)
    actions.change_ecoe_address(electronic.key, NEW, by=cast.linh, at=at)
    assert queries.receiver_of(sent_of(electronic)) == NEW
    with pytest.raises(CaseUnknown):
        actions.correct_ecoe_address(electronic.key, NEW, "x", by=cast.linh, at=at)


def test_a_link_that_was_handed_on_shows_the_new_certificate(electronic, cast, at):
    to = actions.To("carrier", name="check-in")
    row = actions.hand_on_ecoe(electronic.key, to, by=cast.linh, at=at)
    actions.change_ecoe_address(electronic.key, NEW, by=cast.linh, at=at)
    found = queries.link_with(
        queries.links_of(sent_of(electronic))[0].url.split("/")[-2], at.date()
    )
    assert found.key == row.key
    assert found.ecoe.certificate == sent_of(electronic).certificate
