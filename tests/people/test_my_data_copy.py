"""The copy of one's data: everything of me, nothing of others, made by the worker, for one day."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from tests.casework.conftest import cast, lodged
from tests.casework.office import person
from tests.filing.conftest import filer

from zairyu.audit.queries import rows_of
from zairyu.casework import actions
from zairyu.filing.actions import start_draft
from zairyu.law.problem import Refusal
from zairyu.notices import queries as notices
from zairyu.privacy.actions import copies
from zairyu.privacy.models import DataCopy

__all__ = ["cast", "lodged"]
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def made(who, at, form=lambda *_: b"%PDF-1.7 form"):
    """Order a copy and make it; return what is in the archive."""
    copy = copies.order_copy(who, language="ja", at=at)
    assert copies.make_next(at, form)
    data = copies.fetch_copy(who, copy.key, at=at)
    return zipfile.ZipFile(io.BytesIO(data))


def told(archive):
    return json.loads(archive.read("data.json"))


def test_it_holds_the_application_as_data_page_and_form(cast, lodged, at):
    case = lodged()
    actions.send_message(case.key, "原本を見せてください。", by=cast.sato, at=at)
    archive = made(cast.linh, at)
    assert {"data.json", "data.html", "README.txt"} <= set(archive.namelist())
    assert f"applications/{case.number}.pdf" in archive.namelist()
    data = told(archive)
    assert data["schema"] == "zairyu-data-copy/1"
    assert data["tables"]["people.Person"][0]["email"] == "linh@example.com"
    assert data["tables"]["casework.Message"][0]["text"] == "原本を見せてください。"
    assert data["tables"]["filing.Submission"][0]["content"]["answers"]
    assert "原本を見せてください。" in archive.read("data.html").decode()


def test_nothing_of_others_is_in_it(cast, lodged, at):
    lodged()
    actions.start_examination(lodged().key, by=cast.sato, at=at)
    whole = made(cast.linh, at).read("data.json").decode()
    for other in (cast.sato, cast.mori, cast.mallory):
        assert other.key not in whole
        assert other.email not in whole
        assert other.name not in whole


def test_secrets_are_not_handed_out_and_the_copy_says_so(cast, at):
    data = told(made(cast.linh, at))
    assert "password" not in data["tables"]["people.Person"][0]
    assert data["not_handed_out"]["people.Person.password"] == "secret"
    assert data["not_handed_out"]["casework.Recommendation"] == "office"


def test_what_the_office_thinks_before_it_decides_is_not_in_it(cast, lodged, at):
    case = lodged()
    actions.start_examination(case.key, by=cast.sato, at=at)
    proposal = actions.Proposal("refuse", "内部の検討です。", "", "")
    actions.recommend(case.key, proposal, by=cast.sato, at=at)
    whole = made(cast.linh, at).read("data.json").decode()
    assert "内部の検討" not in whole
    assert "recommend" not in whole.replace("casework.Recommendation", "")
    assert '"state": "In examination"' in whole or "examination" in whole.lower()


def test_an_agents_copy_has_no_answers_of_clients(cast, lodged, at):
    case = lodged()
    case.category, case.applicant = "lawyer-scrivener", None
    case.save(update_fields=["category", "applicant"])
    archive = made(cast.linh, at)
    data = told(archive)
    assert "filing.Submission" not in data["tables"]
    assert [one["about_you"] for one in data["tables"]["applications"]] == [False]
    assert not [name for name in archive.namelist() if name.startswith(("applications", "files"))]


def test_an_own_draft_is_in_it_and_one_for_a_client_is_not(cast, at):
    anna = filer("anna", at, cast.sato)
    draft = start_draft(anna, "extension", "student", at=at, current_status="student")
    assert told(made(anna, at))["tables"]["filing.Draft"][0]["key"] == draft.key
    draft.category = "lawyer-scrivener"
    draft.save(update_fields=["category"])
    later = at + DAY
    assert "filing.Draft" not in told(made(anna, later))["tables"]


def test_looks_of_officers_are_told_by_office_and_reason_not_by_person(cast, lodged, at):
    case = lodged()
    actions.read_case(case, by=cast.sato, at=at, why="counter", post=cast.sato.posts.get())
    rows = told(made(cast.linh, at))["tables"]["record"]
    (look,) = [row for row in rows if row["act"] == "read-case"]
    assert (look["by"], look["why"], look["office"]) == ("another", "counter", "tokyo")


def test_one_is_made_at_a_time(cast, at):
    copies.order_copy(cast.linh, language="ja", at=at)
    with pytest.raises(Refusal):
        copies.order_copy(cast.linh, language="ja", at=at)
    assert copies.make_next(at)
    assert not copies.make_next(at)
    with pytest.raises(Refusal):
        copies.order_copy(cast.linh, language="ja", at=at)


def test_nobody_fetches_the_copy_of_another(cast, at):
    copy = copies.order_copy(cast.linh, language="ja", at=at)
    copies.make_next(at)
    assert copies.fetch_copy(cast.mallory, copy.key, at=at) is None


def test_after_a_day_it_is_gone(cast, at):
    copy = copies.order_copy(cast.linh, language="ja", at=at)
    copies.make_next(at)
    assert copies.fetch_copy(cast.linh, copy.key, at=at + DAY - timedelta(minutes=1))
    assert copies.fetch_copy(cast.linh, copy.key, at=at + DAY) is None
    assert copies.sweep(at + DAY) == 1
    assert DataCopy.objects.get().path == ""


def test_order_making_and_fetching_are_recorded_and_a_letter_is_owed(cast, at):
    made(cast.linh, at)
    verbs = [row.verb for row in rows_of(f"person:{cast.linh.key}")]
    assert verbs[-3:] == ["order-copy", "make-copy", "fetch-copy"]
    assert "data-copy-ready" in [one.kind for one in notices.about(f"person:{cast.linh.key}")]


def test_a_worker_that_fails_is_followed_by_another_until_it_is_given_up(cast, at):
    copies.order_copy(cast.linh, language="ja", at=at)

    def broken(*_):
        raise RuntimeError

    person_moment = at
    DataCopy.objects.update(language="xx-none")
    for _ in range(copies.LAST_ATTEMPT):
        DataCopy.objects.update(next_at=person_moment)
        copies._postpone(copies._claim(person_moment), person_moment)
    assert DataCopy.objects.get().failed_at == at
    assert not copies.make_next(at + DAY)


@pytest.fixture
def browser(cast):
    found = Client()
    found.force_login(cast.linh)
    return found


def test_the_page_leads_from_order_to_file(browser, cast, at):
    assert browser.post("/me/data/copy").status_code == 302
    page = browser.get("/me/data/copy").content.decode()
    assert "写しを作っています" in page
    copies.make_next(at)
    page = browser.get("/me/data/copy").content.decode()
    assert "写しができました" in page
    key = DataCopy.objects.get().key
    answer = browser.get(f"/me/data/copy/{key}")
    assert answer["Content-Type"] == "application/zip"
    assert "no-store" in answer["Cache-Control"]
    assert browser.post("/me/data/copy", {"drop": "1"}).status_code == 302
    assert browser.get(f"/me/data/copy/{key}").status_code == 404


def test_ordering_and_fetching_want_a_proof_that_is_fresh(browser, cast, at, clock):
    copy = copies.order_copy(cast.linh, language="ja", at=at)
    copies.make_next(at)
    clock.shift(timedelta(minutes=20))
    assert browser.get(f"/me/data/copy/{copy.key}").status_code == 302
    assert DataCopy.objects.get().fetched_at is None


def test_the_copy_of_another_does_not_exist(browser, cast, at):
    eve = person("eve@example.com", "EVE")
    copy = copies.order_copy(eve, language="ja", at=at)
    copies.make_next(at)
    assert browser.get(f"/me/data/copy/{copy.key}").status_code == 404


@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
def test_the_page_of_a_copy_speaks_every_language(browser, cast, at, language):
    assert browser.get("/me/data/copy", {"lang": language}).status_code == 200
    copies.order_copy(cast.linh, language=language, at=at)
    copies.make_next(at)
    assert browser.get("/me/data/copy", {"lang": language}).status_code == 200
