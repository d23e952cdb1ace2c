"""A form that meets an ended session is kept, and is there for the same person afterwards."""

import re
import sys
from datetime import timedelta
from types import ModuleType

import pytest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.html import escape
from django.views.decorators.http import require_POST

from zairyu.people import keeping
from zairyu.people.models import KeptPost
from zairyu.ui.access import kept_typed, never_kept, shows_kept, signed_in

pytestmark = pytest.mark.django_db
PAGE, CHOICE = "/typing/", "/typing/choice/"
TYPED = {
    "name": "NGUYEN <b>THI</b> 髙",
    "birth.era": "平成",
    "birth.y": "7",
    "birth.m": "5",
    "birth.d": "3",
}


@signed_in
def typing(request, _other=""):
    """A page with a text, a select and a choice; a whole form is taken, any other is wrong."""
    said = request.POST
    if "category" in said or {"name", "birth.y"} <= said.keys():
        return redirect("/me")
    boxes = "".join(f'<input name="birth.{part}" value="">' for part in "ymd")
    shown = (
        f'<main id="main"><form method="post"><input name="name" value="{escape(said.get("name"))}"'
        '><select name="birth.era"><option value="">-</option><option value="平成">H</option>'
        f'</select>{boxes}<input type="radio" name="category" value="relative"></form></main>'
    )
    return HttpResponse(shown, status=422 if request.method == "POST" else 200)


@signed_in
@require_POST
def only_posts(request):
    return HttpResponse("taken")


@signed_in
@never_kept
def act(request):
    return HttpResponse("done")


@signed_in
def versioned(request):
    return HttpResponse(
        '<main id="main"><form><input type="hidden" name="version" value="5">'
        '<input name="answer" value="theirs"></form></main>'
    )


@signed_in
@shows_kept
def own(request):
    return HttpResponse(str(kept_typed(request)))


@pytest.fixture(autouse=True)
def pages(settings):
    """Pages of all kinds."""
    module = ModuleType("kept_pages")
    module.urlpatterns = [
        path("typing/", typing),
        path("typing/<slug:_other>/", typing),
        path("only-posts/", only_posts),
        path("act/", act),
        path("versioned/", versioned),
        path("own/", own),
        path("", include("zairyu.config.urls")),
    ]
    sys.modules["kept_pages"] = module
    settings.ROOT_URLCONF = "kept_pages"
    yield
    del sys.modules["kept_pages"]


@pytest.fixture
def ended(client, linh):
    """A browser in which Linh's session ended while she was typing."""
    client.force_login(linh)
    client.get(PAGE)
    del client.cookies["sessionid"]
    return client


def again(client, person):
    """Sign in again in the same browser."""
    client.force_login(person)


def test_what_was_sent_is_kept_sealed_and_asks_for_a_sign_in(ended, linh):
    answer = ended.post(PAGE, TYPED)
    assert answer["Location"] == f"{reverse('account_login')}?next={PAGE}"
    kept = KeptPost.objects.get()
    assert (kept.person, kept.path) == (linh, PAGE)
    assert b"NGUYEN" not in bytes(kept.typed)
    cookie = answer.cookies["zairyu_kept"]
    assert cookie["httponly"]
    assert cookie["max-age"] == 30 * 60
    assert "保存しています" in ended.get(answer["Location"]).content.decode()


def test_after_signing_in_the_page_shows_it_unsaved_and_one_press_sends_it(ended, linh):
    ended.post(PAGE, TYPED)
    again(ended, linh)
    page = ended.get(PAGE).content.decode()
    assert 'value="NGUYEN &lt;b&gt;THI&lt;/b&gt; 髙"' in page
    assert re.search(r'<option value="平成" selected', page)
    assert "まだ保存していません" in page
    assert page.index("まだ保存していません") > page.index("<main")
    assert KeptPost.objects.count() == 1, "looking alone does not use it up"


def test_it_is_let_go_when_the_form_arrives(ended, linh):
    ended.post(CHOICE, {"category": "relative"})
    again(ended, linh)
    chosen = re.compile(r'value="relative"[^>]* checked')
    assert chosen.search(ended.get(CHOICE).content.decode())
    answer = ended.post(CHOICE, {"category": "relative"})
    assert answer.status_code == 302
    assert KeptPost.objects.count() == 0
    assert not chosen.search(ended.get(CHOICE).content.decode())


def test_a_form_that_arrives_and_is_wrong_is_shown_by_its_page_and_not_kept_any_longer(ended, linh):
    ended.post(PAGE, TYPED)
    again(ended, linh)
    answer = ended.post(PAGE, {"name": "OTHER"})
    assert answer.status_code == 422
    assert 'value="OTHER"' in answer.content.decode()
    assert KeptPost.objects.count() == 0


def test_someone_else_on_the_same_machine_sees_nothing_of_it(ended, linh, mallory):
    ended.post(PAGE, TYPED)
    again(ended, mallory)
    assert "b&gt;THI" not in ended.get(PAGE).content.decode()
    assert KeptPost.objects.get().person == linh


def test_it_is_shown_on_no_other_page(ended, linh):
    ended.post(PAGE, TYPED)
    again(ended, linh)
    assert "b&gt;THI" not in ended.get("/typing/other/").content.decode()


def test_after_half_an_hour_it_is_gone(ended, linh, at, clock):
    ended.post(PAGE, TYPED)
    clock.shift(timedelta(minutes=30))
    again(ended, linh)
    assert "まだ保存していません" not in ended.get(PAGE).content.decode()
    assert keeping.sweep(at + timedelta(minutes=29)) == 0
    assert keeping.sweep(at + timedelta(minutes=30)) == 1


def test_from_a_browser_that_never_signed_in_nothing_is_kept(client, linh):
    answer = client.post(PAGE, TYPED)
    assert answer.status_code == 302
    client.cookies["zairyu_who"] = linh.key
    client.post(PAGE, TYPED)
    assert KeptPost.objects.count() == 0, "a cookie that we did not sign names nobody"


def test_more_than_a_page_of_a_form_is_not_kept(ended):
    assert ended.post(PAGE, {"name": "x" * 200_001}).status_code == 302
    assert KeptPost.objects.count() == 0


def test_one_person_does_not_fill_our_disk(ended):
    for number in range(15):
        ended.post(f"/typing/many/?n={number}", TYPED)
    assert KeptPost.objects.count() == 10


def test_an_address_that_only_takes_posts_offers_to_send_the_same_again(ended, linh, pages):
    ended.post("/only-posts/", {"reason": "<b>because</b>", "version": "3"})
    again(ended, linh)
    page = ended.get("/only-posts/").content.decode()
    assert 'name="reason" value="&lt;b&gt;because&lt;/b&gt;"' in page
    assert page.count("<button") >= 1
    assert ended.post("/only-posts/", {"reason": "because"}).status_code == 200
    assert KeptPost.objects.count() == 0


def test_an_act_such_as_filing_is_never_kept_but_leads_back_to_its_page(ended, linh, pages):
    answer = ended.post("/act/", {}, headers={"referer": "http://testserver/drafts/x/"})
    assert answer["Location"].endswith("?next=/drafts/x/")
    away = ended.post("/act/", {}, headers={"referer": "https://evil.example/drafts/x/"})
    assert away["Location"].endswith("?next=/me")
    assert KeptPost.objects.count() == 0


def test_the_version_of_the_page_comes_back_so_that_a_change_elsewhere_still_shows(
    ended, linh, pages
):
    ended.post("/versioned/", {"answer": "mine", "version": "3"})
    again(ended, linh)
    page = ended.get("/versioned/").content.decode()
    assert '<input type="hidden" name="version" value="3">' in page
    assert 'name="answer" value="mine"' in page


def test_a_view_may_show_what_was_typed_itself(ended, linh, pages):
    ended.post("/own/", {"answer": ["a", "b"]})
    again(ended, linh)
    assert ended.get("/own/").content == b"{'answer': ['a', 'b']}"
