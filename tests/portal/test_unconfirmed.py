"""What the guide says of forms whose sheets nobody has compared with the official ones."""

import re
from datetime import date

import pytest
from tests.portal.guiding import remembered, thought, walk

from zairyu.filing.models import Draft
from zairyu.words import say

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
PHYSICIAN = {
    "what": "change", "who": "foreign-national", "held": "student", "wanted": "medical-services",
    "expires": date(2027, 3, 20), "period": "P1Y", "where": "JP-13", "permits": [],
    "delivery": "post",
}  # fmt: skip


def result(client, answers):
    remembered(client, thought(answers, TODAY))
    return client.get("/guide/result")


def text(answer):
    bare = re.sub(r"<rt>.*?</rt>|<rp>.*?</rp>|<[^>]+>", "", answer.content.decode())
    return re.sub(r"\s+", " ", bare)


def test_off_the_guide_says_so_and_where_to_go(client, settings):
    settings.ZAIRYU_UNCONFIRMED_FORMS = False
    page = text(result(client, PHYSICIAN))
    assert "「医療」の申請書の用紙は、文言と番号をまだ確認できていないため" in page
    assert "窓口" in page
    assert client.post("/guide/begin").status_code in (302, 404, 409, 422)
    assert not Draft.objects.exists()


def test_off_nothing_more_is_asked_than_where_to_go(client, settings):
    settings.ZAIRYU_UNCONFIRMED_FORMS = False
    asked, answer = walk(client, PHYSICIAN)
    assert asked[-1] == "where"
    assert not {"permits", "papers", "delivery"} & {*asked}
    assert "窓口" in text(answer)


def test_on_the_guide_says_it_plainly_beside_its_yes(client):
    page = text(result(client, PHYSICIAN))
    assert say("ui.forms.unconfirmed.form", "ja") in page


def test_of_other_forms_nothing_is_said(client):
    page = text(result(client, PHYSICIAN | {"wanted": "engineer-humanities-international"}))
    assert say("ui.forms.unconfirmed.form", "ja") not in page
