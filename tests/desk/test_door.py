"""Who may come in at the officer's door, and to which cases."""

import pytest

from zairyu.filing import queries as filed

PAGES = ("/desk/", "/desk/keys", "/desk/post", "/desk/counter", "/desk/admissions/")


@pytest.mark.parametrize("page", PAGES)
def test_nobody_signed_in_is_sent_to_the_sign_in(client, db, page):
    answer = client.get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/desk/sign-in?next=/desk/")


@pytest.mark.parametrize("page", PAGES)
def test_for_somebody_without_a_post_the_desk_does_not_exist(enter, mallory, page):
    assert enter(mallory).get(page).status_code == 404


def test_an_officer_without_a_second_factor_is_sent_to_get_one(enter, abe):
    answer = enter(abe).get("/desk/")
    assert answer.status_code == 302
    assert "/2fa/" in answer["Location"]


@pytest.mark.parametrize("page", PAGES)
def test_an_officer_comes_in(enter, sato, page):
    assert enter(sato).get(page).status_code == 200


def _addresses(case):
    upload = filed.uploads_of_submission(case.submission_id)[0]
    home = f"/desk/cases/{case.key}"
    return [
        f"{home}/",
        f"{home}/recommend",
        f"{home}/decision",
        f"{home}/do/message",
        f"{home}/files/{upload.key}",
        f"{home}/files/{upload.key}/1",
        f"{home}/letters/{upload.key}",
    ]


def test_a_case_does_not_exist_for_an_officer_of_another_office(enter, okada, case):
    client = enter(okada)
    assert [client.get(one).status_code for one in _addresses(case)] == [404] * 7


def test_a_case_of_the_desk_does_not_exist_for_the_one_who_filed_it(enter, linh, case):
    client = enter(linh)
    assert [client.get(one).status_code for one in _addresses(case)] == [404] * 7


def test_a_file_of_another_case_does_not_exist_here(enter, sato, case, paulo, before):
    from zairyu.demo import play
    from zairyu.demo.journeys import journey

    other = play.lodge(journey("engineer"), paulo, before)
    foreign = filed.uploads_of_submission(other.submission_id)[0]
    client = enter(sato)
    assert client.get(f"/desk/cases/{case.key}/files/{foreign.key}/1").status_code == 404
    assert client.get(f"/desk/cases/{case.key}/files/{foreign.key}").status_code == 404


def test_what_an_officer_filed_for_themselves_is_not_on_their_desk(enter, linh, case, at):
    from zairyu.people import actions

    actions.appoint(linh, "tokyo", "officer", since=at.date(), at=at, by="system")
    client = enter(linh)
    assert client.get(f"/desk/cases/{case.key}/").status_code == 404
    assert case.key not in client.get("/desk/?list=all").content.decode()


def test_a_supervisors_page_does_not_exist_for_an_officer(enter, sato, recommended):
    client = enter(sato)
    for verb in ("approve", "refuse"):
        assert client.get(f"/desk/cases/{recommended.key}/decision/{verb}").status_code == 404
    assert client.post(f"/desk/cases/{recommended.key}/decision/back").status_code == 404
