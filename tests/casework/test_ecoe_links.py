"""Handing the certificate on: a link for each receiver, which its sender sees opened, and ends."""

from datetime import timedelta

import pytest
from tests.casework.ecoe import electronic, hayashi, mails, sent_of

from zairyu.audit.queries import rows_of
from zairyu.casework import actions, links, queries
from zairyu.casework.models import HandOn
from zairyu.casework.refusals import CaseRefused, CaseUnknown
from zairyu.law.dates import legal_day

pytestmark = pytest.mark.django_db
MARIA = actions.To("traveller", "Maria", "maria@example.com", "pt")
__all__ = ["electronic", "hayashi"]


@pytest.fixture
def handed(electronic, cast, at):
    """A link that was mailed to Maria."""
    return actions.hand_on_ecoe(electronic.key, MARIA, by=cast.linh, at=at)


def token(row):
    return links.opened(row, "token")


def test_the_mail_names_nobody_and_leads_to_the_link(handed, electronic):
    (letter,) = mails(electronic, "ecoe-handed-on")
    assert letter.to == "maria@example.com"
    assert f"/coe/{token(handed)}/" in letter.text
    assert "Um Certificado de Elegibilidade" in letter.text
    sent = sent_of(electronic)
    for secret in (
        "NGUYEN",
        "Maria",
        "ベトナム",
        electronic.number,
        sent.key,
        sent.certificate.code,
    ):
        assert secret not in letter.text, secret
    assert letter.files == ()


def test_the_address_holds_random_bits_and_nothing_else(handed, electronic):
    assert len(token(handed)) == 32  # 24 random bytes
    assert HandOn.objects.get().digest != token(handed)
    for said in (electronic.key, sent_of(electronic).key, handed.key):
        assert said not in token(handed)


def test_several_receivers_each_have_their_own(handed, electronic, cast, at):
    desk = actions.To("carrier", "check-in", "", "en")
    family = actions.To("family", "", "mother@example.com", "vi")
    for to in (desk, family):
        actions.hand_on_ecoe(electronic.key, to, by=cast.linh, at=at)
    shown = queries.links_of(sent_of(electronic))
    assert [one.receiver for one in shown] == ["family", "carrier", "traveller"]
    assert len({one.url for one in shown}) == 3
    assert [one.to for one in mails(electronic, "ecoe-handed-on")] == [
        "maria@example.com",
        "mother@example.com",
    ]


def test_the_sender_sees_who_opened_it_when_and_from_which_country(handed, electronic, at):
    later = at + timedelta(hours=3)
    actions.note_look(handed, "page", "pt", "BR", at=at)
    actions.note_look(handed, "file", "pt", "BR", at=later)
    (shown,) = queries.links_of(sent_of(electronic))
    assert (shown.name, shown.address) == ("Maria", "maria@example.com")
    assert [(one.what, one.at, one.country) for one in shown.looks] == [
        ("page", at, "BR"),
        ("file", later, "BR"),
    ]
    row = rows_of(f"case:{electronic.key}")[-1]
    assert (row.verb, row.by, row.ids["country"]) == ("read-handed-on", "receiver", "BR")


def test_one_press_of_the_sender_ends_a_link_and_leaves_the_others(handed, electronic, cast, at):
    other = actions.hand_on_ecoe(electronic.key, actions.To("carrier"), by=cast.linh, at=at)
    actions.end_link(electronic.key, handed.key, by=cast.linh, at=at)
    actions.end_link(electronic.key, handed.key, by=cast.linh, at=at)  # twice is once
    assert links.find(token(handed), legal_day(at)) is None
    assert links.find(token(other), legal_day(at)) == other
    ended = [one for one in rows_of(f"case:{electronic.key}") if one.verb == "end-hand-on"]
    assert len(ended) == 1
    assert queries.links_of(sent_of(electronic))[1].url == ""


def test_it_ends_with_the_last_day_of_the_certificate(handed, electronic):
    last = sent_of(electronic).valid_until
    assert links.find(token(handed), last) == handed
    assert links.find(token(handed), last + timedelta(days=1)) is None


ENDS = {
    "cancelled": lambda case, cast, port, at: actions.cancel_ecoe(
        case.key, "計画の中止", by=cast.mori, at=at
    ),
    "on paper": lambda case, cast, port, at: actions.ecoe_to_paper(
        case.key, "post", by=cast.sato, at=at
    ),
    "used": lambda case, cast, port, at: actions.use_at_landing(
        sent_of(case).certificate.code, compared=True, by=port, at=at
    ),
}


@pytest.mark.parametrize("how", ENDS)
def test_every_end_of_the_certificate_ends_its_links(handed, electronic, cast, hayashi, at, how):
    ENDS[how](electronic, cast, hayashi, at)
    assert links.find(token(handed), legal_day(at)) is None
    with pytest.raises(CaseRefused):
        actions.hand_on_ecoe(electronic.key, MARIA, by=cast.linh, at=at)


def test_a_mail_with_a_link_is_sent_again_to_the_same_address(handed, electronic, cast, at):
    actions.mail_link_again(electronic.key, handed.key, by=cast.linh, at=at)
    first, second = mails(electronic, "ecoe-handed-on")
    assert (second.to, token(handed) in second.text) == (first.to, True)
    bare = actions.hand_on_ecoe(electronic.key, actions.To("carrier"), by=cast.linh, at=at)
    with pytest.raises(CaseRefused):
        actions.mail_link_again(electronic.key, bare.key, by=cast.linh, at=at)


@pytest.mark.parametrize(
    ("to", "code", "place"),
    [
        (actions.To("traveller", "Maria", "", "pt"), "address-wanted", "address"),
        (actions.To("traveller", "Maria", "maria", "pt"), "address-wanted", "address"),
        (actions.To("nobody", "", "m@example.com"), "receiver-kind-wanted", "receiver"),
        (actions.To("family", "", "", "xx"), "language-wanted", "language"),
        (actions.To("family", "x" * 61), "name-too-long", "name"),
    ],
)
def test_what_is_missing_is_asked_for_at_its_box(electronic, cast, at, to, code, place):
    with pytest.raises(CaseRefused) as caught:
        actions.hand_on_ecoe(electronic.key, to, by=cast.linh, at=at)
    assert (caught.value.problem.code, caught.value.problem.at) == (f"case.{code}", place)
    assert not HandOn.objects.exists()


def test_at_most_ten_links_live_at_once(electronic, cast, at):
    made = [
        actions.hand_on_ecoe(electronic.key, actions.To("carrier"), by=cast.linh, at=at)
        for _ in range(10)
    ]
    with pytest.raises(CaseRefused):
        actions.hand_on_ecoe(electronic.key, actions.To("carrier"), by=cast.linh, at=at)
    actions.end_link(electronic.key, made[0].key, by=cast.linh, at=at)
    actions.hand_on_ecoe(electronic.key, actions.To("carrier"), by=cast.linh, at=at)


def test_links_of_another_case_do_not_exist(handed, electronic, cast, at, lodged):
    other = lodged()
    with pytest.raises(CaseUnknown):
        actions.end_link(other.key, handed.key, by=cast.linh, at=at)
    for act in (actions.end_link, actions.mail_link_again):
        with pytest.raises(CaseUnknown):
            act(electronic.key, handed.key, by=cast.mallory, at=at)
