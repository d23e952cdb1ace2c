"""As what one files: an agent whose licence ended yesterday; somebody who is two things at once."""

from datetime import date, timedelta

import pytest
from tests.making.standing import files_as

from zairyu.casework import actions as office
from zairyu.casework import queries as cases
from zairyu.filing import actions, queries
from zairyu.filing.refusals import FilingRefused

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
YESTERDAY = TODAY - timedelta(days=1)


def begin(by, at, category=""):
    return actions.start_draft(
        by, "extension", "business-manager", at=at, current_status="business-manager",
        expires_on=date(2026, 12, 6), category=category,
    )  # fmt: skip


def test_an_agent_whose_licence_ended_yesterday_begins_nothing(linh, at):
    files_as(linh, "lawyer-scrivener", until=TODAY)
    assert begin(linh, at).category == "lawyer-scrivener"
    files_as(linh, "lawyer-scrivener", until=YESTERDAY)
    with pytest.raises(FilingRefused, match="no-capacity"):
        begin(linh, at)


def test_nor_files_what_was_begun_before_but_the_draft_is_kept(linh, complete, at):
    draft = complete("engineer")
    files_as(linh, draft.category, until=YESTERDAY)
    with pytest.raises(FilingRefused, match="capacity-ended"):
        office.lodge(draft.key, queries.once_of(draft), by=linh, at=at)
    files_as(linh, draft.category, until=TODAY)
    assert office.lodge(draft.key, queries.once_of(draft), by=linh, at=at).state == "received"


def test_and_sees_the_cases_and_is_told_what_to_do(client, linh, complete, at):
    draft = complete("engineer")
    case = office.lodge(draft.key, queries.once_of(draft), by=linh, at=at)
    files_as(linh, "lawyer-scrivener", until=YESTERDAY)
    client.force_login(linh)
    assert client.get(f"/cases/{case.key}/").status_code == 200
    assert case in cases.visible_to(linh)
    page = client.get("/me").content.decode()
    assert "この登録は2026年11月23日（月）に終わりました" in page
    assert "新しい証明書で更新する" in page
    assert client.get("/apply")["Location"] == "/register/"


def test_who_is_two_things_says_as_which_they_file(linh, at):
    files_as(linh, "foreign-national", "legal-representative")
    assert begin(linh, at, "legal-representative").category == "legal-representative"
    for said in ("", "relative"):
        with pytest.raises(FilingRefused, match="other-capacity"):
            begin(linh, at, said)


def test_the_guide_asks_as_what_one_files_and_offers_only_what_one_is(client, linh):
    files_as(linh, "foreign-national", "legal-representative")
    client.force_login(linh)
    client.post("/guide/", {"what": "extension"})
    page = client.get("/guide/who").content.decode()
    assert 'value="foreign-national"' in page
    assert 'value="legal-representative"' in page
    assert 'value="relative"' not in page
    assert "ほかの立場が出ない理由" in page
    assert "この立場では登録していません。" in page
    assert client.post("/guide/who", {"who": "relative"}).status_code == 422
    assert client.post("/guide/who", {"who": "legal-representative"}).status_code == 302


def test_who_is_one_thing_is_not_asked(client, linh):
    client.force_login(linh)
    client.post("/guide/", {"what": "extension"})
    assert client.get("/guide/who").status_code == 302
