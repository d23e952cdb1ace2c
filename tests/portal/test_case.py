"""One case after filing: how it stands, until when, what to do, and who may see it."""

import re
from datetime import date, timedelta

import pytest
from tests.casework.office import approved, fresh, recommended, refusal

from zairyu.audit.queries import rows_of
from zairyu.casework import actions, queries
from zairyu.certificates import queries as certificates
from zairyu.certificates.press import set_next_pdf
from zairyu.law.stay import SpecialPeriod
from zairyu.portal.bar import bar

pytestmark = pytest.mark.django_db
PAGES = ("", "done", "number", "show", "filed", "requests", "messages", "withdraw")


@pytest.fixture
def case(lodged):
    return lodged()


def page(client, case, name="", language="ja"):
    answer = client.get(f"/cases/{case.key}/{name}", {"lang": language})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
def test_every_page_of_a_case_opens_in_every_language(linh, case, name, language):
    html = page(linh, case, name, language)
    assert f'<html lang="{language}">' in html
    assert html.count("<h1") == 1


@pytest.mark.parametrize("name", [*PAGES, "fee", "receive", "certificate", "papers/x", "files/x"])
def test_for_anybody_else_no_page_of_the_case_exists(client, cast, case, name):
    client.force_login(cast.mallory)
    assert client.get(f"/cases/{case.key}/{name}").status_code == 404
    client.logout()
    assert client.get(f"/cases/{case.key}/{name}").status_code == 302


def test_the_real_word_comes_first_then_the_states_own_label_then_what_is_next(linh, case):
    html = page(linh, case)
    words = ["申請完了", "申請受付", "審査官が審査を始めるまでお待ちください"]
    places = [html.index(word) for word in words]
    assert places == sorted(places)


def test_the_number_stands_on_the_page_as_it_is_read_aloud(linh, case):
    assert queries.number_shown(case) in page(linh, case)
    assert queries.number_shown(case).startswith("東オン ")


def test_what_comes_next_stands_above_what_happened(linh, case):
    html = page(linh, case)
    assert html.index("結果のお知らせ（予定）") < html.index("申請が届きました")


def test_before_the_cards_date_the_special_period_is_foretold(linh, case):
    html = page(linh, case)
    assert "2027年2月1日（月）まで・あと69日" in html
    assert "在留カードの期限は2026年12月1日（火）です" in html
    assert "11月24日（火）に申請" in html  # the picture in words
    assert "結果の効力が生じる時まで" in html


def test_after_the_cards_date_it_runs(client, cast, case, clock):
    clock.move_to("2026-12-02T03:00:00Z")
    client.force_login(cast.linh)
    html = page(client, case)
    assert "在留カードの期限の2026年12月1日（火）は過ぎましたが" in html
    assert "あと61日" in html
    assert "これまでと同じ在留資格で生活し、働くことができます" in html


def test_after_two_months_it_is_over_and_the_page_says_whom_to_call(client, cast, case, clock):
    clock.move_to("2027-02-02T03:00:00Z")
    client.force_login(cast.linh)
    html = page(client, case)
    assert "特例期間は2027年2月1日（月）に終わりました" in html
    assert "すぐに、申請した官署に連絡してください" in html
    assert "働くことができます" not in html


def test_a_certificate_of_eligibility_says_nothing_of_a_stay(linh, lodged):
    html = page(linh, lodged(procedure="coe", delivery="email"))
    assert "日本にいられる期間" not in html


def test_a_decision_is_not_told_before_its_time(linh, cast, case, at):
    recommended(case, cast, at, refusal())
    actions.refuse(case.key, by=cast.mori, at=at)
    html = page(linh, case)
    assert "審査中" in html
    for word in ("不許可", "許可できません", "上申", "refus"):
        assert word not in html
    actions.notify_refusal(case.key, "handed-over", by=cast.sato, at=at)
    told = page(linh, case)
    assert "許可または交付ができませんでした" in told
    assert "これからできること" in told
    assert 'class="done"' not in told


def test_the_permits_filed_with_it_are_told_with_the_decision(linh, cast, lodged, at):
    case = lodged(procedure="change", permits=("extra-status-activity-permit",))
    html = page(linh, case)
    assert re.search(r"資格外活動許可: *審査中", html)


def test_the_approval_says_that_the_card_must_be_in_hand(linh, cast, case, at):
    approved(case, cast, at)
    html = page(linh, case)
    assert "新しい在留カードは、2027年2月1日（月）までに必ず受け取ってください" in html
    assert f"/cases/{case.key}/fee" in html
    assert "結果のお知らせ（予定）" not in html


def test_the_done_page_gives_number_proof_and_where_the_mails_went(linh, case):
    html = page(linh, case, "done", "en")
    assert queries.number_shown(case) in html
    assert "There is nothing for you to do now" in html
    assert "Mails sent (4)" in html
    assert "own@example.com" in html
    assert "linh@example.com" in html
    assert html.count("button--main") == 1


def test_the_pdf_is_being_made_until_the_job_has_set_it(linh, case, cast, at):
    (paper,) = certificates.papers_of(f"case:{case.key}")
    waiting = page(linh, case, f"papers/{paper.key}")
    assert "作成しています" in waiting
    while set_next_pdf(at):
        pass
    answer = linh.get(f"/cases/{case.key}/papers/{paper.key}")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "no-store"
    reads = [row for row in rows_of(f"case:{case.key}") if row.verb == "read-document"]
    assert [row.by for row in reads] == [cast.linh.key]


def test_a_document_of_another_case_does_not_exist_here(linh, case, lodged):
    other = lodged()
    (paper,) = certificates.papers_of(f"case:{other.key}")
    assert linh.get(f"/cases/{case.key}/papers/{paper.key}").status_code == 404


def test_the_sheet_to_carry_has_all_that_a_counter_asks_for(linh, case):
    html = page(linh, case, "number")
    (paper,) = certificates.papers_of(f"case:{case.key}")
    for fact in ("NGUYEN THI LINH", "在留期間更新許可申請", "2026年11月24日（火）12時0"):
        assert fact in html
    assert queries.number_shown(case) in html
    assert 'class="qr"' in html
    assert paper.code[:4] in html
    assert "見本 SAMPLE" in html


def test_the_proof_is_shown_only_while_it_holds(linh, case, cast, at):
    assert "適法に在留しています（申請中）" in page(linh, case, "show")
    actions.withdraw(case.key, "", confirmed=True, by=cast.linh, at=at)
    assert linh.get(f"/cases/{case.key}/show").status_code == 404


def test_looking_at_what_was_filed_is_in_the_record(linh, case, cast):
    assert "NGUYEN THI LINH" in page(linh, case, "filed")
    assert "read-answers" in [row.verb for row in rows_of(f"case:{case.key}")]


def test_the_case_page_costs_few_queries(
    linh,
    case,
    settings,
    django_assert_max_num_queries,
):
    settings.ZAIRYU_CLOCK = "zairyu.ui.clock.system"
    page(linh, case)
    with django_assert_max_num_queries(10):
        linh.get(f"/cases/{case.key}/")


def test_the_picture_fills_up_to_the_cards_date_and_hatches_the_rest():
    period = SpecialPeriod(True, date(2027, 2, 1), [])
    drawn = bar(date(2026, 11, 20), date(2026, 12, 1), period, date(2026, 12, 2))
    whole = (date(2027, 2, 1) - date(2026, 11, 20)).days
    assert float(drawn.stay_width) == pytest.approx(300 * 11 / whole, abs=0.1)
    assert float(drawn.stay_width) + float(drawn.special_width) == pytest.approx(300)
    assert (drawn.running, drawn.over) == (True, False)
    for day in (date(2020, 1, 1), date(2030, 1, 1)):
        edge = bar(date(2026, 11, 20), date(2026, 12, 1), period, day).marker
        assert 10 <= float(re.match(r"M([\d.]+) ", edge)[1]) <= 310


def test_a_case_of_long_ago_still_opens(linh, lodged, at):
    case = lodged(at - timedelta(days=40))
    assert fresh(case).filed_on == date(2026, 10, 15)
    assert "2026年10月15日（木）受付" in page(linh, case)
