"""The switch of language: on every page, remembered, and never at the cost of what was typed."""

import pytest
from django.http import HttpResponse, QueryDict
from django.test import RequestFactory
from django.utils import translation

from zairyu.ui.middleware import Language, keeps_typed, preferred
from zairyu.ui.refill import refill

FORM = (
    '<form id="f"><input name="name"><input name="pass" type="password">'
    '<input type="hidden" name="once" value="1"><input type="checkbox" name="yes" value="y">'
    '<input type="radio" name="r" value="a" checked><input type="radio" name="r" value="b">'
    '<select name="s"><option value="1" selected>1<option value="2">2</select>'
    '<textarea name="t">\nold &amp; worn</textarea><p>A &lt; B &#169; <!-- c --></p></form>'
)


@pytest.fixture(autouse=True)
def spoken_again():
    before = translation.get_language()
    yield
    translation.activate(before or "ja")


def answered(request, view=lambda request: HttpResponse(FORM)):
    middleware = Language(lambda request: view(request))
    middleware_view = getattr(view, "inner", view)
    middleware.get_response = lambda request: (
        middleware.process_view(request, middleware_view, (), {}) or view(request)
    )
    return middleware(request)


def test_the_address_chooses_the_language_and_a_cookie_remembers_it():
    request = RequestFactory().get("/?lang=ja-x-easy")
    response = answered(request)
    assert request.LANGUAGE_CODE == "ja-x-easy"
    assert response.headers["Content-Language"] == "ja-x-easy"
    cookie = response.cookies["zairyu_language"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("ja-x-easy", True, "Lax")


def test_a_remembered_language_comes_before_the_browsers():
    factory = RequestFactory()
    factory.cookies["zairyu_language"] = "ja-x-easy"
    request = factory.get("/", headers={"Accept-Language": "en"})
    response = answered(request)
    assert request.LANGUAGE_CODE == "ja-x-easy"
    assert "zairyu_language" not in response.cookies


@pytest.mark.parametrize("asked", ["xx", "ja-JP'", "../en", ""])
def test_a_language_that_we_do_not_speak_changes_nothing(asked):
    request = RequestFactory().get("/", {"lang": asked})
    response = answered(request)
    assert request.LANGUAGE_CODE == "ja"
    assert "zairyu_language" not in response.cookies


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("ja-JP,ja;q=0.9,en;q=0.8", "ja"),
        ("vi-VN,vi;q=0.9,en-US;q=0.6", "en"),
        ("zh-CN,zh;q=0.9", "en"),
        ("en;q=0.1,ja;q=0.9", "ja"),
        ("en;q=broken", "en"),
        ("*", "en"),
    ],
)
def test_the_browser_is_asked_when_nobody_chose(header, language):
    assert preferred(header) == language


def test_switching_in_a_form_shows_the_page_again_with_what_was_typed():
    typed = {"name": 'NGUYEN "LINH" <b>', "pass": "secret", "once": "2", "yes": "y", "r": "b"}
    typed |= {"s": "2", "t": "line one\nline two", "lang": "en"}
    seen = []

    def view(request):
        seen.append((request.method, dict(request.POST), request.switching))
        return HttpResponse(FORM)

    response = answered(RequestFactory().post("/", typed), view)
    html = response.content.decode()
    assert seen == [("GET", {}, False)]
    assert 'value="NGUYEN &quot;LINH&quot; &lt;b&gt;"' in html
    assert "secret" not in html
    assert 'name="once" value="1"' in html
    assert '<input type="checkbox" name="yes" value="y" checked>' in html
    assert '<input type="radio" name="r" value="a"><input' in html
    assert '<input type="radio" name="r" value="b" checked>' in html
    assert '<option value="1">1<option value="2" selected>2' in html
    assert "line one\nline two</textarea>" in html
    assert "old &amp; worn" not in html
    assert "<p>A &lt; B &#169; <!-- c --></p>" in html


def test_a_view_that_saves_by_itself_sees_the_post_and_that_it_is_a_switch():
    seen = []

    @keeps_typed
    def view(request):
        seen.append((request.method, request.POST["name"], request.switching))
        return HttpResponse(FORM)

    answered(RequestFactory().post("/", {"name": "LINH", "lang": "en"}), view)
    assert seen == [("POST", "LINH", True)]


def test_an_ordinary_post_is_left_alone():
    seen = []

    def view(request):
        seen.append((request.method, request.POST["name"], request.switching))
        return HttpResponse(FORM)

    answered(RequestFactory().post("/", {"name": "LINH"}), view)
    assert seen == [("POST", "LINH", False)]


def test_a_browser_that_went_away_while_sending_is_no_fault_of_ours():
    class Gone:
        def read(self, *_):
            raise OSError("connection lost")

    request = RequestFactory().post("/", {"name": "x"})
    request._stream, request._read_started = Gone(), False
    assert answered(request).status_code == 200


def test_another_site_cannot_fill_in_our_forms():
    request = RequestFactory().post(
        "/", {"name": "EVIL", "lang": "en"}, headers={"Origin": "https://evil.example"}
    )
    assert b"EVIL" not in answered(request).content


def test_a_page_that_takes_posts_only_leads_back_to_where_the_form_stood():
    response = answered(
        RequestFactory().post("/x", {"lang": "en"}, headers={"Referer": "/drafts/1/"}),
        lambda request: HttpResponse(status=405),
    )
    assert (response.status_code, response.headers["Location"]) == (302, "/drafts/1/")


def test_a_page_without_typed_values_is_not_touched():
    assert refill(FORM, {}) == FORM
    assert refill(FORM, QueryDict("")) == FORM
