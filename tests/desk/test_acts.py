"""Acts of the desk: offered where they fit, with a second look where they cannot be undone."""

import pytest

from zairyu.casework import queries
from zairyu.demo import play


def _post(client, case, name, **typed):
    return client.post(f"/desk/cases/{case.key}/do/{name}", typed)


def test_an_officer_takes_a_case(enter, sato, case):
    answer = _post(enter(sato), case, "take")
    assert answer.status_code == 302
    assert play.fresh(case).state == "in-examination"
    assert case.officer_id == sato.pk


def test_an_act_that_does_not_fit_the_state_is_told_and_not_done(enter, sato, case):
    client = enter(sato)
    answer = client.get(f"/desk/cases/{case.key}/do/resume", follow=True)
    assert "今はその状態ではありません" in answer.content.decode()
    assert play.fresh(case).state == "received"


def test_an_unknown_act_does_not_exist(enter, sato, case):
    assert enter(sato).get(f"/desk/cases/{case.key}/do/nonsense").status_code == 404


def test_a_message_is_sent(enter, sato, examined):
    _post(enter(sato), examined, "message", text="ご確認ください。")
    assert [one.text for one in queries.messages_of(examined)] == ["ご確認ください。"]


def test_an_empty_message_is_refused_at_its_box(enter, sato, examined):
    answer = _post(enter(sato), examined, "message", text="  ")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("本文を入力してください。") == 2  # in the summary and at the box
    assert 'aria-invalid="true"' in page
    assert queries.messages_of(examined) == []


def test_papers_are_asked_item_by_item(enter, sato, examined):
    answer = _post(
        enter(sato),
        examined,
        "request",
        name1="納税証明書",
        why1="納税の確認",
        kind1="file",
        name3="説明",
        why3="経緯の確認",
        kind3="text",
        due="2026-12-20",
    )
    assert answer.status_code == 302
    asked = queries.requests_of(examined)[0]
    assert [(one.name, one.kind) for one in asked.items] == [
        ("納税証明書", "file"),
        ("説明", "text"),
    ]
    assert asked.due_on.isoformat() == "2026-12-20"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"due": "2026-12-20"}, "資料の名前を入力してください。"),
        ({"name1": "a", "why1": "b", "due": "30 Feb"}, "「2026-12-18」のように"),
        ({"name1": "a", "why1": "b", "name2": "c", "due": "2026-12-20"}, "お願いする理由を"),
        ({"name1": "a", "why1": "b", "kind1": "x", "due": "2026-12-20"}, "一覧から選んで"),
    ],
)
def test_a_request_with_a_fault_is_not_sent_and_keeps_what_was_typed(
    enter, sato, examined, typed, told
):
    answer = _post(enter(sato), examined, "request", **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert all(f'value="{value}"' in page for name, value in typed.items() if name[:4] == "name")
    assert queries.requests_of(examined) == []


def test_what_cannot_be_undone_asks_first_and_can_be_left(enter, sato, examined):
    client = enter(sato)
    typed = {"office": "osaka", "reason": "転居のため"}
    first = _post(client, examined, "transfer", **typed)
    page = first.content.decode()
    assert first.status_code == 200
    assert "NGUYEN THI LINH さんの申請" in page
    assert 'name="sure"' in page
    assert play.fresh(examined).office == "tokyo"
    again = _post(client, examined, "transfer", **typed, sure="1", back="1")
    assert 'name="sure"' not in again.content.decode()
    assert play.fresh(examined).office == "tokyo"
    _post(client, examined, "transfer", **typed, sure="1")
    assert play.fresh(examined).office == "osaka"


def test_an_office_that_is_not_offered_is_refused(enter, sato, examined):
    typed = {"office": "tokyo", "reason": "x", "sure": "1"}
    assert _post(enter(sato), examined, "transfer", **typed).status_code == 422


def test_acts_of_a_supervisor_are_not_offered_to_an_officer(enter, sato, mori, recommended, at):
    from zairyu.desk import acts

    lapse = acts.ALL["lapse"]
    play.approve(recommended, mori, at)
    play.pay(recommended, sato, at)
    case = play.fresh(recommended)
    assert lapse.offered(case, "supervisor")
    assert not lapse.offered(case, "officer")


def test_every_act_has_its_words():
    from zairyu.desk import acts
    from zairyu.words.catalogue import catalogue

    wanted = [f"desk.act.{name}" for name in acts.ALL]
    wanted += [f"desk.{name}.{part}" for name in acts.ALL for part in ("lead", "done")]
    wanted += [f"desk.{name}.sure" for name, act in acts.ALL.items() if act.sure]
    assert [key for key in wanted if key not in catalogue()] == []
