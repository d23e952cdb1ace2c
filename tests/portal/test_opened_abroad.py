"""Abroad: the link opens the certificate in the reader's language, after one press."""

from datetime import timedelta

import pytest
from tests.casework.ecoe import electronic, press, sent_of

from zairyu.casework import abroad, actions, links, queries
from zairyu.casework.models import HandOnLook

pytestmark = pytest.mark.django_db
__all__ = ["electronic"]
BRAZIL = "177.32.0.9"


@pytest.fixture
def link(electronic, cast, at):
    """The path of a link that was handed on to Maria, who reads Portuguese."""
    to = actions.To("traveller", "Maria", "maria@example.com", "pt")
    row = actions.hand_on_ecoe(electronic.key, to, by=cast.linh, at=at)
    return f"/coe/{links.opened(row, 'token')}/"


def text(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def main(answer):
    """Return the page without the demo's bar on top of it."""
    return answer.content.decode().partition("<main")[2]


def opened(client, link, language="pt"):
    assert client.post(link, {"in": language}, REMOTE_ADDR=BRAZIL).status_code == 302
    return text(client.get(link, {"in": language}))


def test_a_look_shows_nothing_but_the_choice_of_a_language(client, link):
    shown = text(client.get(link))
    assert '<html lang="pt">' in shown
    assert "Abrir o certificado" in shown
    assert "NGUYEN" not in shown
    for one in abroad.languages().values():
        assert one.name in shown
    assert not HandOnLook.objects.exists()


def test_a_press_opens_it_and_is_told_to_the_sender(client, link, electronic, at):
    shown = opened(client, link)
    for said in ("NGUYEN THI LINH", "1995-05-03", "24 de fevereiro de 2027", "日本人の配偶者等"):
        assert said.lower() in shown.lower(), said
    look = HandOnLook.objects.get()
    assert (look.what, look.language, look.country, look.at) == ("page", "pt", "BR", at)


@pytest.mark.parametrize("code", list(abroad.languages()))
def test_it_opens_in_every_language(client, link, code):
    shown = opened(client, link, code)
    words = abroad.tongue(code).words
    assert words["title"] in shown
    assert words["step_visa"] in shown
    assert words["counts"] in shown


def test_another_language_afterwards_is_no_second_opening(client, link):
    opened(client, link)
    assert "Mở giấy chứng nhận" not in text(client.get(link, {"in": "vi"}))
    assert HandOnLook.objects.count() == 1


def test_the_signed_file_is_saved_and_that_is_told(client, link, at):
    press(at)
    assert client.get(f"{link}pdf").status_code == 404  # not before it was opened
    opened(client, link)
    answer = client.get(f"{link}pdf", {"in": "pt"})
    assert answer.content.startswith(b"%PDF")
    assert 'filename="certificate-of-eligibility.pdf"' in answer["Content-Disposition"]
    assert [one.what for one in HandOnLook.objects.order_by("id")] == ["page", "file"]


def test_the_photo_is_shown_to_who_opened_it_only(client, link, electronic):
    assert client.get(f"{link}photo").status_code == 404
    shown = opened(client, link)
    has_photo = "abroad__photo" in shown
    assert client.get(f"{link}photo").status_code == (200 if has_photo else 404)


def test_nothing_of_it_is_kept_or_passed_on(client, link):
    opened(client, link)
    answer = client.get(link)
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "same-origin"


def test_an_ended_link_and_one_that_never_was_read_the_same(client, link, electronic, cast, at):
    opened(client, link)
    (row,) = queries.links_of(sent_of(electronic))
    actions.end_link(electronic.key, row.key, by=cast.linh, at=at)
    ended = client.get(link, headers={"Accept-Language": "vi"})
    never = client.get("/coe/never-was-there/", headers={"Accept-Language": "vi"})
    assert ended.status_code == never.status_code == 404
    assert "Không mở được liên kết này" in ended.content.decode()
    assert main(ended) == main(never)
    assert client.post(link).status_code == 404
    assert client.get(f"{link}pdf").status_code == 404


def test_after_the_last_day_it_opens_nothing(client, link, clock, at):
    opened(client, link)
    clock.move_to(at + timedelta(days=93))
    text(client.get(link), 404)


def test_another_browser_opens_it_for_itself(client, link):
    from django.test import Client

    opened(client, link)
    assert "Abrir o certificado" in text(Client().get(link))
