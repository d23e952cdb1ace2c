"""Recommendation and decision: four eyes, opened papers, signed in anew, said in one sentence."""

from datetime import timedelta

import pytest

from zairyu.casework import actions as office
from zairyu.casework import queries
from zairyu.demo import play
from zairyu.identity import factors

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # of everybody in these tests

GROUND = {"ground1": "活動が在留資格に当たる", "fact1": "雇用契約書のとおり"}


def _recommend(client, case, **typed):
    return client.post(f"/desk/cases/{case.key}/recommend", {**GROUND, **typed})


def _decide(client, case, verb="approve", seen=None):
    version = play.fresh(case).version if seen is None else seen
    return client.post(f"/desk/cases/{case.key}/decision/{verb}", {"seen": version})


def test_a_recommendation_keeps_its_grounds(enter, sato, examined):
    assert _recommend(enter(sato), examined, outcome="grant").status_code == 302
    found = queries.recommendation_of(examined)
    reasons, _ = queries.words_of(examined, found)
    assert reasons == "活動が在留資格に当たる（事実：雇用契約書のとおり）"
    assert play.fresh(examined).state == "recommended"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "結果を入力してください。"),
        ({"outcome": "maybe"}, "一覧から選んで"),
        ({"outcome": "grant", "ground1": ""}, "根拠を入力してください。"),
    ],
)
def test_a_recommendation_with_a_fault_is_not_sent(enter, sato, examined, typed, told):
    answer = _recommend(enter(sato), examined, **typed)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert play.fresh(examined).state == "in-examination"


def test_a_recommendation_on_a_case_that_moved_on_is_refused(enter, sato, examined):
    answer = _recommend(enter(sato), examined, outcome="grant", seen=examined.version - 1)
    assert answer.status_code == 422
    assert play.fresh(examined).state == "in-examination"


def test_who_recommended_reads_that_they_cannot_decide(enter, sato, recommended):
    page = enter(sato).get(f"/desk/cases/{recommended.key}/decision").content.decode()
    assert "推薦した人は決裁できません" in page
    assert "同意して決裁する" not in page
    assert "理由を付けて戻す" not in page


def test_a_supervisor_who_recommended_cannot_decide_even_by_address(enter, mori, case, before, at):
    office.start_examination(case.key, by=mori, at=before)
    play.look(play.fresh(case), mori, before)
    play.recommend(case, mori, before, "grant")
    answer = _decide(enter(mori), case)
    assert answer.status_code == 422
    assert play.fresh(case).state == "recommended"


def test_unopened_papers_block_the_decision(enter, mori, recommended):
    client = enter(mori)
    page = client.get(f"/desk/cases/{recommended.key}/decision").content.decode()
    assert "未開封 4 / 4" in page
    assert "同意して決裁する" not in page
    answer = _decide(client, recommended)
    assert answer.status_code == 422
    assert "開いていない資料が4件あります" in answer.content.decode()
    assert play.fresh(recommended).state == "recommended"


def test_a_decision_wants_a_factor_shown_within_five_minutes(enter, mori, recommended, at, clock):
    play.look(recommended, mori, at)
    client = enter(mori)
    clock.shift(timedelta(minutes=5, seconds=1))
    answer = _decide(client, recommended)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/2fa/reauthenticate/?next=%2Fdesk%2Fcases%2F")
    assert play.fresh(recommended).state == "recommended"
    code = factors.code(SECRET, at + timedelta(minutes=5, seconds=1))
    again = client.post(answer["Location"], {"code": code})
    assert again["Location"] == f"/desk/cases/{recommended.key}/decision/approve"
    assert "確かめました。" in client.get(again["Location"]).content.decode()
    assert _decide(client, recommended).status_code == 302
    assert play.fresh(recommended).state != "recommended"


def test_the_last_page_says_the_decision_in_one_sentence(enter, mori, recommended, at):
    play.look(recommended, mori, at)
    client = enter(mori)
    page = client.get(f"/desk/cases/{recommended.key}/decision/approve").content.decode()
    assert "NGUYEN THI LINH さんの申請" in page
    assert "の証明書の交付を決定します。" in page
    assert play.fresh(recommended).state == "recommended"
    assert _decide(client, recommended).status_code == 302
    assert queries.decision_of(recommended).outcome == "grant"


def test_the_fee_is_told_before_the_decision(enter, mori, recommended):
    page = enter(mori).get(f"/desk/cases/{recommended.key}/decision").content.decode()
    assert "手数料（受付日の額）" in page
    assert "円" in page


def test_of_two_who_decide_at_once_the_second_is_told(enter, mori, recommended, at):
    play.look(recommended, mori, at)
    client = enter(mori)
    assert _decide(client, recommended).status_code == 302
    answer = client.post(
        f"/desk/cases/{recommended.key}/decision/approve", {"seen": "1"}, follow=True
    )
    assert "もう決裁を待っていません" in answer.content.decode()


def test_a_decision_on_a_version_not_seen_is_refused(enter, mori, recommended, at):
    play.look(recommended, mori, at)
    answer = _decide(enter(mori), recommended, seen=recommended.version - 1)
    assert answer.status_code == 422
    assert play.fresh(recommended).state == "recommended"


def test_sending_back_wants_a_reason(enter, mori, recommended):
    client = enter(mori)
    address = f"/desk/cases/{recommended.key}/decision/back"
    answer = client.post(address, {"reason": ""})
    assert answer.status_code == 422
    assert "戻す理由を入力してください。" in answer.content.decode()
    assert client.post(address, {"reason": "資料が足りない"}).status_code == 302
    assert play.fresh(recommended).state == "in-examination"


def test_a_recommended_refusal_cannot_be_approved(enter, sato, mori, examined, at):
    play.recommend(examined, sato, at, "refuse")
    play.look(examined, mori, at)
    client = enter(mori)
    assert _decide(client, examined).status_code == 422
    assert _decide(client, examined, "refuse").status_code == 302
    assert play.fresh(examined).state == "refused"
