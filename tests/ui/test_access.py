"""Every path wants a sign-in unless it stands in the table of public paths, with its reason."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from zairyu.people import actions
from zairyu.ui.access import PUBLIC

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FILLED = {"int": "1", "slug": "x", "str": "x", "path": "x", "uuid": "0" * 32}


def paths(resolver, before=""):
    """Yield each path of the house with something in its gaps, and its view."""
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from paths(one, route)
        elif isinstance(one, URLPattern):
            yield address(route), one.callback


def address(route):
    route = re.sub(r"<(\w+):\w+>", lambda gap: FILLED[gap[1]], route)
    route = re.sub(r"\(\?P<\w+>[^)]*\)", "x", route)
    return "/" + route.replace("^", "").replace("$", "").replace("\\Z", "")


def reason(path):
    return next((why for pattern, why in PUBLIC.items() if re.fullmatch(pattern, path)), None)


ALL = sorted({path for path, _view in paths(get_resolver())})


@pytest.mark.parametrize("path", ALL)
def test_a_path_opens_without_signing_in_only_with_a_reason(client, path):
    if reason(path):
        return
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code in (302, 405), path
        if answer.status_code == 302:
            door = "/desk/sign-in?" if path.startswith("/desk/") else "/account/login/?"
            assert answer["Location"].startswith(door), path


def test_every_reason_is_needed_and_said():
    assert all(why.strip() for why in PUBLIC.values())
    unused = [each for each in PUBLIC if not any(re.fullmatch(each, path) for path in ALL)]
    assert unused == []


@pytest.fixture
def mallory(at):
    return actions.join("m@example.com", name="M", password=None, at=at, totp_secret=SECRET)


@pytest.mark.parametrize("path", [path for path in ALL if path.startswith("/desk/")])
def test_the_desk_does_not_exist_for_people_without_a_post(client, mallory, path):
    client.force_login(mallory)
    assert client.get(path).status_code in (404, 405)
    assert client.post(path).status_code in (404, 405)


@pytest.mark.parametrize("path", [path for path in ALL if path.startswith("/desk/")])
def test_an_officer_without_a_second_factor_is_led_to_set_one_up(client, at, path):
    sato = actions.join("s@example.com", name="S", password=None, at=at)
    actions.appoint(sato, "tokyo", "supervisor", since=at.date(), at=at, by="system")
    client.force_login(sato)
    answer = client.get(path)
    led = "/desk/" if path == "/desk/sign-in" else "/account/2fa/totp/activate/"
    assert answer.status_code == 405 or answer["Location"] == led


def test_an_officer_whose_post_has_ended_is_nobody_here(client, at):
    sato = actions.join("s@example.com", name="S", password=None, at=at, totp_secret=SECRET)
    post = actions.appoint(sato, "tokyo", "officer", since=at.date(), at=at, by="system")
    client.force_login(sato)
    assert client.get("/desk/admissions/").status_code == 200
    post.until = at.date().replace(day=1)
    post.save()
    assert client.get("/desk/admissions/").status_code == 404


def test_whoever_may_not_file_yet_is_led_to_registration(client, mallory):
    client.force_login(mallory)
    answer = client.get("/apply")
    assert answer.status_code == 302
    assert answer["Location"] == "/register/"
