"""The page of the port of entry: a code is typed, the certificate is looked at, used once."""

import pytest
from tests.casework.conftest import cast, lodged
from tests.casework.ecoe import electronic, sent_of
from tests.desk.conftest import _officer

from zairyu.casework import actions

pytestmark = pytest.mark.django_db
__all__ = ["cast", "electronic", "lodged"]
PAGE = "/desk/landing"


@pytest.fixture
def hayashi(db, before):
    """Hayashi: officer at Narita airport."""
    return _officer("hayashi", before, "officer", "narita-airport")


@pytest.fixture
def port(enter, hayashi):
    """The browser of Hayashi."""
    return enter(hayashi)


def text(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def code_of(case):
    return sent_of(case).certificate.code


def test_the_code_shows_what_is_compared_with_the_passport(port, electronic):
    shown = text(port.post(PAGE, {"do": "look", "code": code_of(electronic)}))
    for said in ("NGUYEN THI LINH", "1995-05-03", "ベトナム", "この証明書は有効です"):
        assert said in shown, said
    assert electronic.key not in shown


def test_it_is_used_after_the_comparison_and_then_never_again(port, electronic):
    code = code_of(electronic)
    shown = text(port.post(PAGE, {"do": "use", "code": code}), 422)
    assert "旅券と本人を照合し" in shown
    done = port.post(PAGE, {"do": "use", "code": code, "compared": "yes"}, follow=True)
    assert "使用済みにしました" in done.content.decode()
    again = text(port.post(PAGE, {"do": "look", "code": code}))
    assert "に使われています" in again
    assert 'id="use"' not in again
    twice = port.post(PAGE, {"do": "use", "code": code, "compared": "yes"})
    assert "使えるのは1回です" in text(twice, 422)


def test_the_code_never_stands_in_an_address(port, electronic):
    answer = port.post(PAGE, {"do": "use", "code": code_of(electronic), "compared": "yes"})
    assert answer["Location"] == PAGE


def test_a_code_of_nothing_comes_back_at_its_field(port):
    shown = text(port.post(PAGE, {"do": "look", "code": "XXXX"}), 422)
    assert 'id="code-problem"' in shown
    assert 'value="XXXX"' in shown


def test_a_cancelled_one_is_shown_as_such(port, electronic, cast, at):
    code = code_of(electronic)
    actions.cancel_ecoe(electronic.key, "計画の中止", by=cast.mori, at=at)
    shown = text(port.post(PAGE, {"do": "look", "code": code}))
    assert "効力を失っています" in shown
    assert 'id="use"' not in shown


def test_the_menu_leads_there_at_a_port_and_nowhere_else(port, enter, sato):
    assert f'href="{PAGE}"' in text(port.get("/desk/"))
    office = enter(sato)
    assert f'href="{PAGE}"' not in text(office.get("/desk/"))
    assert office.get(PAGE).status_code == 404
