"""A draft whose capacity has ended is read, handed on and thrown away, and not written any more."""

from datetime import date, timedelta

import pytest
from tests.filing.making import pdf
from tests.making.standing import files_as

from zairyu.filing import access, actions, queries
from zairyu.filing.models import Draft
from zairyu.filing.refusals import FilingRefused
from zairyu.identity import factors
from zairyu.people import actions as joining
from zairyu.people import assisting, entrusting, mandates
from zairyu.people.mandates import Scope

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)
YESTERDAY = DAY - timedelta(days=1)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
WRITING = ("sections/common-extension/", "papers/", "papers/questions", "photo")


@pytest.fixture
def tanaka(db, at):
    """A scrivener who is a foreign national as well."""
    return joining.join("t@example.com", name="T", password=None, at=at, totp_secret=SECRET)


@pytest.fixture
def lapsed(draft, linh):
    files_as(linh, "foreign-national", until=YESTERDAY)
    return draft


def section_of(draft):
    return next(iter(draft.progress))


def test_no_verb_that_writes_works_and_the_reason_is_given(lapsed, linh, at):
    section = section_of(lapsed)
    acts = [
        lambda: actions.save_answers(lapsed.key, section, {}, 0, by=linh, at=at),
        lambda: actions.save_facts(lapsed.key, {}, by=linh, at=at),
        lambda: actions.attach(lapsed.key, "paper:other", "x.pdf", pdf(), by=linh, at=at),
    ]
    for act in acts:
        with pytest.raises(FilingRefused, match="capacity-ended"):
            act()
    assert Draft.objects.get(pk=lapsed.pk).version == lapsed.version


def test_its_owner_reads_it_hands_it_on_and_throws_it_away(client, lapsed, linh, tanaka, at):
    files_as(tanaka, "lawyer-scrivener")
    home = f"/drafts/{lapsed.key}/"
    client.force_login(linh)
    page = client.get(home).content.decode()
    assert "この下書きは、今は見るだけです" in page
    assert "/register/" in page
    for path in WRITING:
        answer = client.get(home + path.replace("common-extension", section_of(lapsed)))
        assert answer["Location"] == f"{home}review", path
    review = client.get(f"{home}review").content.decode()
    assert "見るだけです" in review
    assert "/sections/" not in review
    posted = client.post(f"{home}sections/{section_of(lapsed)}/", {})
    assert posted.status_code == 422
    asked = entrusting.ask(tanaka, linh.email, Scope(mandates.ACTS, (), DAY), at=at)
    mandate = entrusting.answer(asked, True, by=linh, at=at)
    actions.hand(lapsed.key, mandate, None, by=linh, at=at)
    assert access.find(lapsed.key, tanaka, DAY).lapsed is False
    actions.take_draft_back(lapsed.key, by=linh, at=at)
    actions.discard(lapsed.key, by=linh, at=at)


def test_a_new_registration_opens_it_again(lapsed, linh, at):
    files_as(linh, "foreign-national")
    saved = actions.save_answers(lapsed.key, section_of(lapsed), {}, 0, by=linh, at=at)
    assert saved.draft.version == lapsed.version + 1


def test_an_agent_whose_licence_ended_does_not_file_it_as_a_foreign_national(
    draft, linh, tanaka, at
):
    files_as(tanaka, "lawyer-scrivener", "foreign-national")
    asked = entrusting.ask(tanaka, linh.email, Scope(mandates.ACTS, (), DAY), at=at)
    mandate = entrusting.answer(asked, True, by=linh, at=at)
    actions.hand(draft.key, mandate, None, by=linh, at=at)
    assert not access.find(draft.key, tanaka, DAY).lapsed
    files_as(tanaka, "foreign-national")
    found = access.find(draft.key, tanaka, DAY)
    assert found.lapsed
    problem = access.filing_refusal(found, tanaka, queries.content_of(found), DAY)
    assert problem.code == "filing.capacity-ended"
    with pytest.raises(FilingRefused, match="capacity-ended"):
        actions.save_answers(draft.key, section_of(draft), {}, 0, by=tanaka, at=at)


def test_the_assistant_of_an_owner_who_may_file_no_more_only_reads(client, draft, linh, at):
    hana = joining.join("h@example.com", name="H", password=None, at=at, totp_secret=SECRET)
    assisting.accept(assisting.invite(linh, hana.email, at=at), by=hana, at=at)
    assert not access.find(draft.key, hana, DAY).lapsed
    files_as(linh, "foreign-national", until=YESTERDAY)
    assert access.find(draft.key, hana, DAY).lapsed
    with pytest.raises(FilingRefused, match="capacity-ended"):
        actions.save_facts(draft.key, {}, by=hana, at=at)


def test_who_never_could_file_sees_no_draft_page(client, draft, mallory):
    factors.enrol(mallory, SECRET)
    client.force_login(mallory)
    answer = client.get(f"/drafts/{draft.key}/")
    assert answer.status_code in (302, 404)
