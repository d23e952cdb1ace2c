"""Who opens a colleague's case says why first, once a day; and what is asked about such looks."""

from datetime import timedelta

import pytest

from zairyu.audit import queries as audit
from zairyu.casework import actions as office
from zairyu.desk import reasons
from zairyu.privacy import looks
from zairyu.privacy.actions import questions

pytestmark = pytest.mark.slow

SCREENS = ["", "recommend", "decision", "do/message", "form.pdf", "files/x/1", "files/x"]


@pytest.fixture
def kato(db, before):
    """Kato: a second officer in Tokyo."""
    from tests.desk.conftest import _officer

    return _officer("kato", before, "officer")


def why_of(case):
    return [row.ids.get("why", "") for row in audit.reads_of(f"case:{case.key}")]


@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_of_a_colleagues_case_opens_without_a_reason(enter, kato, examined, screen):
    before = len(why_of(examined))
    answer = enter(kato).get(f"/desk/cases/{examined.key}/{screen}")
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/desk/cases/{examined.key}/why")
    assert len(why_of(examined)) == before


def test_the_page_that_asks_shows_the_number_and_nothing_of_the_person(enter, kato, examined):
    page = enter(kato).get(f"/desk/cases/{examined.key}/why").content.decode()
    assert "NGUYEN" not in page
    assert "SATO" in page


def test_the_reason_given_opens_the_case_and_stands_in_the_record(enter, kato, examined):
    client = enter(kato)
    home = f"/desk/cases/{examined.key}/"
    assert client.post(home + "why", {"why": "cover", "next": home}).url == home
    assert client.get(home).status_code == 200
    row = audit.reads_of(f"case:{examined.key}")[0]
    assert (row.by, row.ids) == (
        kato.key,
        {"why": "cover", "office": "tokyo", "rank": "officer"},
    )


def test_a_reason_that_is_none_is_asked_for_again(enter, kato, examined):
    answer = enter(kato).post(f"/desk/cases/{examined.key}/why", {"why": "curiosity"})
    assert answer.status_code == 422
    assert "理由を選んでください。" in answer.content.decode()


def test_tomorrow_the_reason_has_to_be_given_again(enter, kato, examined, clock, at):
    client = enter(kato)
    home = f"/desk/cases/{examined.key}/"
    client.post(home + "why", {"why": "cover"})
    clock.move_to(at + timedelta(days=1))
    client.force_login(kato)
    assert client.get(home).status_code == 302


@pytest.mark.parametrize("onward", ["//evil.example/", "/me", "/desk/cases/another/"])
def test_giving_a_reason_leads_nowhere_but_to_the_case(enter, kato, examined, onward):
    answer = enter(kato).post(f"/desk/cases/{examined.key}/why", {"why": "cover", "next": onward})
    assert answer.url == f"/desk/cases/{examined.key}/"


def test_who_is_in_charge_or_whose_turn_it_is_is_not_asked(enter, sato, mori, recommended):
    assert enter(sato).get(f"/desk/cases/{recommended.key}/").status_code == 200
    assert enter(mori).get(f"/desk/cases/{recommended.key}/").status_code == 200
    assert why_of(recommended)[:2] == ["decision", "examination"]


def test_a_case_that_nobody_has_taken_may_be_looked_at_to_assign_it(enter, kato, case):
    assert enter(kato).get(f"/desk/cases/{case.key}/").status_code == 200
    assert why_of(case) == ["assignment"]


def test_a_case_of_another_office_has_no_page_that_asks(enter, okada, examined):
    assert enter(okada).get(f"/desk/cases/{examined.key}/why").status_code == 404


def test_every_reason_has_words_for_the_applicant():
    from zairyu.words.catalogue import catalogue

    assert all(f"privacy.why.{code}" in catalogue() for code in reasons.CHOICES)


@pytest.fixture
def asked(linh, kato, examined, at):
    """Linh's question about a look of Kato."""
    post = kato.posts.get()
    office.read_case(examined, by=kato, at=at, why="counter", post=post)
    visit = looks.days(linh, examined.key)[0].visits[0]
    return questions.ask_about_look(visit, "窓口には行っていません。", by=linh, at=at)


def test_a_question_about_a_look_reaches_the_office_and_its_answer_the_person(
    enter, mori, asked, linh
):
    client = enter(mori)
    assert "窓口には行っていません。" in client.get("/desk/looks/").content.decode()
    answer = client.post(f"/desk/looks/{asked.key}/", {"said": "確かめました。"})
    assert answer.status_code == 302
    asked.refresh_from_db()
    assert questions.answer_of(asked) == "確かめました。"
    verbs = [row.verb for row in audit.rows_of(asked.chain)]
    assert verbs[-2:] == ["question-look", "answer-look"]


def test_only_a_supervisor_of_the_office_answers(enter, sato, okada, asked):
    assert enter(sato).get(f"/desk/looks/{asked.key}/").status_code == 404
    assert enter(okada).get(f"/desk/looks/{asked.key}/").status_code == 404
    assert "窓口には" not in enter(okada).get("/desk/looks/").content.decode()


def test_nobody_answers_about_the_own_look(enter, linh, mori, examined, at):
    office.read_case(examined, by=mori, at=at, why="supervision", post=mori.posts.get())
    visit = looks.days(linh, examined.key)[0].visits[0]
    own = questions.ask_about_look(visit, "なぜですか。", by=linh, at=at)
    answer = enter(mori).post(f"/desk/looks/{own.key}/", {"said": "私です。"})
    assert answer.status_code == 422
    assert "ほかの決裁者に答えてもらってください。" in answer.content.decode()
