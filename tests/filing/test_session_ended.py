"""A section sent after the session has ended is there after signing in again."""

import re

import pytest

from zairyu.filing import queries
from zairyu.people.models import KeptPost

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(client, linh, draft):
    """The first section of a draft, opened in a browser whose session then ends."""
    client.force_login(linh)
    tasks = client.get(f"/drafts/{draft.key}/").content.decode()
    path = re.search(rf'href="(/drafts/{draft.key}/sections/[^"]+)"', tasks)[1]
    page = client.get(path).content.decode()
    name = re.search(r'<input id="[^"]+" name="([a-z-]+\.[a-z-]+)" type="text"', page)[1]
    version = re.search(r'name="version" value="([^"]*)"', page)[1]
    del client.cookies["sessionid"]
    return path, name, version


def test_typed_answers_come_back_unsaved_and_one_press_saves_them(client, linh, draft, section):
    path, name, version = section
    sent = client.post(path, {name: "KEPT ANSWER", "version": version})
    assert sent["Location"].startswith("/account/login/")
    client.force_login(linh)
    page = client.get(path).content.decode()
    assert "まだ保存していません" in page
    assert re.search(rf'name="{re.escape(name)}"[^>]*value="KEPT ANSWER"', page)
    assert "KEPT ANSWER" not in str(queries.content_of(queries.draft_of(linh, draft.key)))
    client.post(path, {name: "KEPT ANSWER", "version": version})
    assert "KEPT ANSWER" in str(queries.content_of(queries.draft_of(linh, draft.key)))
    assert KeptPost.objects.count() == 0
    assert "まだ保存していません" not in client.get(path).content.decode()


def test_filing_itself_is_never_sent_again_by_us(client, linh, draft, section):
    answer = client.post(f"/drafts/{draft.key}/file", {"once": "x"})
    assert answer["Location"].startswith("/account/login/")
    assert KeptPost.objects.count() == 0


def test_someone_elses_draft_stays_hidden_after_signing_in(client, mallory, section):
    path, name, version = section
    client.post(path, {name: "KEPT ANSWER", "version": version})
    client.force_login(mallory)
    answer = client.get(path)
    assert answer.status_code == 404
    assert "KEPT ANSWER" not in answer.content.decode()
