"""What a bank does: it types a code and reads what is so, without signing in."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.certificates.conftest import ABOUT, LAST_DAY, PENDING

from zairyu.certificates import actions
from zairyu.certificates.models import Certificate
from zairyu.words.codes import grouped
from zairyu.words.readings import without_reading

HEADLINES = {
    "pending": "適法に在留しています（申請中）",
    "ended": "期間が終わりました",
    "revoked": "取り消されました",
    "unknown": "見つかりません",
    "forged": "正しい署名ではありません",
}
LINH = ("NGUYEN", "LINH", "1995", "78CD", "技術・人文知識・国際業務", "2027年2月1日")


def page(client: Client, code: str, **more: str) -> str:
    return client.get(f"/v/{code}", **more).content.decode()


def main(client: Client, code: str) -> str:
    """Return what the page says, without the demo's bar (its form has a new token each time)."""
    return page(client, code).partition("<main")[2].partition("</main>")[0]


def test_a_bank_reads_until_when_and_what_to_do(client, pending):
    shown = page(client, f"{grouped(pending.code)}/for/bank")
    for said in (
        HEADLINES["pending"],
        "2027年2月1日（月）まで、または結果の効力が生じる時まで",
        "NGUYEN THI LINH",
        "1995年",
        "78CD",
        "カード表面の期限だけを理由に止めないでください",
        "2026年11月24日（火）12時00分",
        "V-",
    ):
        assert said in shown, said
    assert "5月3日" not in shown  # the year of birth, not the day
    assert "技術・人文知識・国際業務" not in shown  # a bank needs no status
    assert "7K4M" not in shown  # nor the receipt number


def test_the_date_on_the_card_has_passed_and_the_card_is_still_valid(client, pending, clock):
    clock.move_to(datetime(2026, 12, 2, 1, tzinfo=UTC))
    assert "2026年12月1日（火）（過ぎていますが、法律により今も有効です）" in page(
        client, f"{pending.code}/for/bank"
    )


@pytest.mark.parametrize("why", ["effect", "refused", "withdrawn"])
def test_ended_says_ended_and_nobody_learns_why(client, pending, at, why):
    actions.end(ABOUT, why, at)
    shown = page(client, pending.code)
    assert HEADLINES["ended"] in shown
    assert "ご本人に見せてもらってください" in shown
    for hidden in (*LINH, "不許可", "取下げ", "取り下げ"):
        assert hidden not in shown, hidden


def test_the_three_endings_cannot_be_told_apart(client, pending, at):
    answers = set()
    for why in ("effect", "refused", "withdrawn"):
        Certificate.objects.update(ended_at=at, ended_why=why)
        answers.add(main(client, pending.code))
    assert len(answers) == 1


def test_a_revoked_proof_tells_the_day_only(client, pending, at):
    actions.end(ABOUT, "corrected", at)
    shown = page(client, pending.code)
    assert HEADLINES["revoked"] in shown
    assert "2026年11月24日（火）に取り消されました" in shown
    assert "訂正" not in shown
    assert "NGUYEN" not in shown


def test_what_is_not_found_is_not_called_forged(client, db):
    answer = client.get("/v/7777-7777-7777-77")
    assert answer.status_code == 404
    shown = answer.content.decode()
    assert HEADLINES["unknown"] in shown
    assert "偽造を意味しません" in shown


def test_a_changed_row_is_shown_as_forged_without_its_facts(client, pending):
    Certificate.objects.update(holds_until=LAST_DAY + timedelta(days=365))
    shown = page(client, pending.code)
    assert HEADLINES["forged"] in shown
    for hidden in LINH:
        assert hidden not in shown, hidden


def test_a_receipt_is_no_proof_of_a_stay(client, db, at):
    claims = {name: PENDING[name] for name in ("name", "number", "office", "filed_on", "birth")}
    receipt = actions.issue("receipt", ABOUT, {**claims, "procedure": "coe"}, None, at)
    shown = page(client, receipt.code)
    assert "申請を受け付けています（審査中）" in shown
    assert "在留できることや働けることを示すものではありません" in shown
    assert "適法に在留" not in shown


def test_without_a_special_period_the_day_is_the_last(client, db, at):
    claims = {**PENDING, "special_period": False}
    short = actions.issue("pending", ABOUT, claims, LAST_DAY, at)
    shown = page(client, short.code)
    assert "この申請には特例期間がありません" in shown
    assert "または結果の効力" not in shown


@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
@pytest.mark.parametrize("state", [*HEADLINES, "valid"])
def test_every_answer_is_whole_in_every_language(client, pending, at, state, language):
    code = arranged(state, pending, at)
    shown = page(client, f"{code}?lang={language}")
    assert f'<html lang="{language}"' in shown
    assert "localhost:8000/v" in shown
    if language == "en" and state == "pending":
        assert "Lawfully in Japan, application pending" in shown
    if language == "ja-x-easy":
        assert "<ruby>" in shown


def arranged(state: str, pending: Certificate, at: datetime) -> str:
    if state == "ended":
        actions.end(ABOUT, "effect", at)
    elif state == "revoked":
        actions.end(ABOUT, "revoked", at)
    elif state == "forged":
        Certificate.objects.update(holds_until=None)
    elif state == "valid":
        claims = {
            **{name: PENDING[name] for name in ("name", "birth", "status", "number", "office")},
            "nationality": "VNM",
            "activity": {"ja": "通訳", "en": "Interpreter", "ja-x-easy": "通訳（つうやく）"},
        }
        return str(actions.issue("work-qualification", ABOUT, claims, LAST_DAY, at).code)
    return "7777-7777-7777-77" if state == "unknown" else str(pending.code)


def test_the_form_leads_to_the_answer(client, pending):
    typed = grouped(pending.code).lower().replace("-", " ")
    answer = client.get("/v/", {"code": typed})
    assert (answer.status_code, answer["Location"]) == (302, f"/v/{grouped(pending.code)}")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "確認コードを入力してください。"),
        ("Q7DM-4KXA-92", "打ち間違いがあります"),
        ("<script>alert(1)</script>", "打ち間違いがあります"),
    ],
)
def test_a_mistyped_code_goes_back_to_the_question(client, db, typed, said):
    answer = client.get("/v/", {"code": typed})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert said in shown
    assert "<script>alert" not in shown


def test_an_answer_is_kept_by_no_cache_and_no_search_engine(client, pending):
    answer = client.get(f"/v/{pending.code}")
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert "sessionid" not in answer.cookies


def test_only_looking_is_possible(client, pending):
    assert client.post(f"/v/{pending.code}").status_code == 405
    assert client.delete(f"/v/{pending.code}").status_code == 405


def test_every_easy_text_has_its_readings():
    from zairyu.words.catalogue import catalogue

    for key, text in catalogue().items():
        if key.startswith(("verify.", "certificates.", "problem.verify.")):
            assert set(text) == {"ja", "en", "ja-x-easy"}, key
            assert without_reading(text["ja-x-easy"]) == [], key
