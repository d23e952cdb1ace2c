"""A reader at the counter: looks at a share, asks to be told, confirms by the mail, stops."""

import re

import pytest
from django.urls import reverse
from tests.casework.conftest import cast, lodged
from tests.casework.sharing import shared

from zairyu.certificates.codes import new_code
from zairyu.certificates.models import Look, Watch
from zairyu.certificates.sharing import watches
from zairyu.notices import queries as notices
from zairyu.words.codes import grouped

__all__ = ["cast", "lodged"]
pytestmark = pytest.mark.django_db
ASKED = {"way": "mail", "name": "あおば銀行", "mail": "ishii@bank.example"}


@pytest.fixture
def share(lodged, at):
    return shared(lodged(), at)


def address(share):
    return reverse("verify:watch", args=[grouped(share.code)])


def test_a_share_is_typed_into_the_same_box_as_a_proof(client, share):
    answer = client.get("/v/", {"code": grouped(share.code).lower()})
    assert answer.url == f"/v/{grouped(share.code)}"
    page = client.get(answer.url).content.decode()
    assert "NGUYEN THI LINH" in page
    assert address(share) in page


def test_a_look_is_counted_with_the_country_and_without_the_address(client, share):
    client.get(f"/v/{grouped(share.code)}", REMOTE_ADDR="133.11.0.7")
    look = Look.objects.get()
    assert (look.country, look.state, look.times) == ("JP", "pending", 1)
    client.head(f"/v/{grouped(share.code)}")
    look.refresh_from_db()
    assert look.times == 1


def test_the_page_of_a_look_at_a_proof_itself_is_counted_nowhere(client, share):
    client.get(f"/v/{grouped(share.certificate.code)}")
    assert not Look.objects.exists()


def test_asked_by_mail_the_watch_begins_with_the_link_in_it(client, share, cast):
    answer = client.post(address(share), ASKED)
    assert answer.url == f"{address(share)}?asked=mail"
    assert client.get(answer.url).status_code == 200
    letters = notices.about(f"person:{cast.linh.key}")
    link = re.search(r"/v/watch/\S+", next(one.text for one in letters if "watch" in one.kind))[0]
    assert client.get(link).status_code == 200
    assert Watch.objects.get().confirmed_at is None  # looking is not confirming
    assert client.post(link, {"do": "confirm"}).url == link
    assert Watch.objects.get().confirmed_at
    client.post(link, {"do": "stop"})
    assert Watch.objects.get().ended_why == "reader"


def test_asked_by_a_machine_the_page_alone_cannot_confirm(client, share):
    hook = {"way": "push", "name": "あおば銀行", "push": "http://127.0.0.1:1/hook"}
    page = client.post(address(share), hook).url
    client.post(page, {"do": "confirm"})
    assert Watch.objects.get().confirmed_at is None
    assert "sub_id" in client.get(page).content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"way": ""},
        {"name": ""},
        {"mail": "nobody"},
        {"way": "push", "push": "http://bank.example/"},
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_there(client, share, change):
    answer = client.post(address(share), {**ASKED, **change})
    assert answer.status_code == 422
    assert not Watch.objects.exists()
    if "name" not in change:
        assert "あおば銀行" in answer.content.decode()


def test_a_share_without_consent_and_a_code_of_nobody_have_no_such_page(client, lodged, at):
    plain = shared(lodged(), at, watch=False)
    for code in (plain.code, plain.certificate.code, new_code("share"), new_code()):
        path = reverse("verify:watch", args=[grouped(code)])
        assert client.get(path).status_code == 404
        assert client.post(path, ASKED).status_code == 404
    assert not Watch.objects.exists()


def test_a_made_up_link_opens_nothing(client, share, at):
    watch = watches.ask(share, watches.Asked("mail", "x", "a@b.example"), "ja", at)
    for token in (watch.key, f"{watch.key}.{'0' * 32}", "x.y"):
        path = reverse("verify:watched", args=[token])
        assert client.get(path).status_code == 404
        assert client.post(path, {"do": "confirm"}).status_code == 404
