"""A page filled in is the page as the template draws it, and never another person's."""

from datetime import timedelta

import pytest
from django.conf import settings as ours
from tests.certificates.conftest import LAST_DAY, PENDING
from tests.verify.test_counter import HEADLINES, arranged

from zairyu.certificates import actions
from zairyu.verify import frame
from zairyu.words.codes import grouped


@pytest.fixture(autouse=True)
def without_the_demo(settings):
    """The demo's bar is drawn anew each time; production has none."""
    settings.MIDDLEWARE = [each for each in ours.MIDDLEWARE if "demo" not in each]
    frame._kept.clear()


@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
@pytest.mark.parametrize("purpose", ["", "/for/employer"])
@pytest.mark.parametrize("state", [*HEADLINES, "valid"])
def test_the_kept_page_is_the_drawn_page(client, pending, at, state, purpose, language):
    code = arranged(state, pending, at) + purpose
    client.cookies["zairyu_language"] = language
    first = client.get(f"/v/{code}").content.decode()
    kept = client.get(f"/v/{code}").content.decode()
    assert len(frame._kept) == 1
    frame._kept.clear()
    client.get(f"/v/{code}")
    drawn = client.get(f"/v/{code}?x=1").content.decode()
    assert first == kept
    assert drawn.replace("?x=1&amp;", "?").replace(f"{code}?x=1", code) == kept
    assert "\ue000" not in kept


def test_two_persons_of_one_shape_get_their_own_facts(client, pending, at):
    others = {**PENDING, "name": "O'BRIEN <b>&", "birth": "2001-01-01", "card_last4": "11ZZ"}
    other = actions.issue("pending", "case:other", others, LAST_DAY - timedelta(days=9), at)
    linhs = client.get(f"/v/{pending.code}/for/bank").content.decode()
    obriens = client.get(f"/v/{other.code}/for/bank").content.decode()
    assert len(frame._kept) == 1
    assert "NGUYEN" in linhs
    assert "NGUYEN" not in obriens
    assert "O&#x27;BRIEN &lt;b&gt;&amp;" in obriens
    assert "2027年1月23日（土）" in obriens
    assert "2027年1月23日（土）" not in linhs
    assert f"/v/{grouped(other.code)}/for/employer" in obriens
    assert pending.code[:4] not in obriens
