"""Pages of the shell: the frame on every page, the catalogue, what is said when nothing works."""

import pytest
from django.test import Client, RequestFactory

from zairyu.ui.views import server_error

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
def test_the_catalogue_shows_every_component(client, language):
    page = client.get("/ui/catalogue", {"lang": language})
    html = page.content.decode()
    assert page.status_code == 200
    assert f'<html lang="{language}">' in html
    for part in ('class="problems"', 'class="tasks"', 'class="line"', "due--bad", "card--draft"):
        assert part in html


def test_production_has_no_catalogue(client, settings):
    settings.ZAIRYU_MODE = "production"
    assert client.get("/ui/catalogue").status_code == 404


def test_the_frame_offers_the_page_in_each_language_and_keeps_the_address(client):
    html = client.get("/?x=1&lang=en").content.decode()
    assert '<a class="skip" href="#main">Skip to content</a>' in html
    assert 'href="?x=1&amp;lang=ja-x-easy"' in html
    assert html.count('aria-current="true"') == 1
    assert html.index("日本語") < html.index("English")


def test_on_a_page_with_a_form_the_switch_is_a_button_of_the_form(client):
    html = client.get("/ui/catalogue").content.decode()
    assert '<button form="form" name="lang" value="en"' in html
    # The Enter key presses the first button of a form: that must not be a language.
    first = html.index('form="form"')
    assert html.rfind("<button", 0, first) > html.rfind("</button>", 0, first)
    assert "name=" not in html[html.rfind("<button", 0, first) : html.index(">", first)]


def test_an_unknown_address_is_answered_in_words(client):
    page = client.get("/nowhere?lang=en")
    assert page.status_code == 404
    assert "Page not found" in page.content.decode()


def test_an_old_form_is_stopped_and_told_what_to_do():
    page = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a@example.com"})
    assert page.status_code == 403
    assert "前のページに戻り" in page.content.decode()


def test_a_failure_of_ours_gives_a_reference_and_nothing_else(caplog):
    page = server_error(RequestFactory().get("/"))
    html = page.content.decode()
    assert page.status_code == 500
    reference = caplog.records[-1].args[0]
    assert reference in html
    assert "Traceback" not in html


def test_a_page_for_nobody_asks_the_database_nothing(client, settings, django_assert_num_queries):
    settings.ZAIRYU_CLOCK = "zairyu.ui.clock.system"  # the demo reads its own from a row
    client.get("/")
    with django_assert_num_queries(0):
        client.get("/")
