"""The front page: everything a stranger must know before registering."""

import re
from datetime import date

import pytest
import time_machine
from tests.markup import tight

from zairyu.portal.views.front import charges, offers

pytestmark = pytest.mark.django_db


def front(client, language="ja"):
    return client.get("/", {"lang": language}).content.decode()


def test_it_says_that_nothing_is_filed_before_the_button_is_pressed(client):
    assert "「入管庁に申請を行う」を押すまでは、何も申請していません" in front(client)


@pytest.mark.parametrize(
    "fact",
    [
        "24時間、365日",
        "このサービスの利用は無料です",
        "書類の原本を出す必要はありません",
        "申請書を印刷する必要も",
        "許可または交付のときの手数料",
        "決済手数料（220円から550円まで）",
        "書留の郵便料金",
        "在留期間の満了日の当日に申請するとき",
        "「外交」「短期滞在」「特定活動（出国準備期間）」",
        "満了日の前日まで",
        "登録支援機関の職員",
        "弁護士",
    ],
)
def test_it_tells_every_fact_that_a_stranger_needs(client, fact):
    assert fact in front(client)


def test_every_online_procedure_stands_there_with_its_fee_of_the_day(client):
    html = front(client, "en")
    assert [each.procedure.id for each in offers(date(2026, 11, 24))] == [
        "coe",
        "change",
        "extension",
        "acquisition",
        "work-qualification-certificate",
        "reentry-permit",
        "reentry-permit",
        "extra-status-activity-permit",
    ]
    assert "¥10,000 to ¥65,000, by the period granted" in html
    assert "¥1,600, on permission or issue" in html
    assert charges(date(2026, 11, 24)) == (220, 550)


def test_the_fees_are_those_of_the_day(client):
    with time_machine.travel("2026-09-30T03:00:00Z"):
        html = front(client, "en")
    assert "¥5,500, on permission or issue" in html
    assert "¥65,000" not in html


def test_the_limits_of_the_day_are_told_before_anybody_types(client, settings):
    assert "満了日の当日は、オンラインで申請できません" in front(client)
    settings.ZAIRYU_SWITCHES = {"closed-on-last-day": False}
    assert "満了日の当日は、オンラインで申請できません" not in front(client)


def test_it_tells_who_may_file_what(client):
    html = tight(front(client, "en")).partition("Who may file what")[2].partition("</table>")[0]
    rows = [re.sub(r"<[^>]+>", "|", row) for row in html.split("<tr>")[2:]]
    said = {re.split(r"\|+", row)[1]: re.split(r"\|+", row)[2:-1] for row in rows}
    assert len(said) == 7
    assert said["Lawyer or administrative scrivener"] == ["Yes"] * 5
    relative = next(cells for name, cells in said.items() if name.startswith("Relative"))
    assert relative == ["With conditions"] * 4 + ["No"]


def test_it_has_one_filled_button_and_headings_in_order(client):
    html = front(client)
    assert html.count("button--main") == 1
    assert html.count("<h1") == 1
    assert html.index("<h1") < html.index("<h2")
