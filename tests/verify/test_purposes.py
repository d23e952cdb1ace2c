"""Who checks is said by one press, before or after; each sees what it needs and what to do."""

import pytest
from tests.certificates.conftest import ABOUT, LAST_DAY, PENDING
from tests.verify.test_counter import page

from zairyu.certificates import actions
from zairyu.certificates.purposes import PURPOSES
from zairyu.ui.answers import answer
from zairyu.words.codes import grouped

STATUS = "技術・人文知識・国際業務"


def main_of(shown: str) -> str:
    return shown.partition('<main id="main"')[2].partition("</main>")[0]


def test_who_has_not_said_what_for_sees_the_name_and_is_offered_every_purpose(client, pending):
    shown = main_of(page(client, grouped(pending.code)))
    assert "NGUYEN THI LINH" in shown
    for hidden in ("1995", "78CD", STATUS):
        assert hidden not in shown
    for purpose in PURPOSES:
        assert f'href="/v/{grouped(pending.code)}/for/{purpose}"' in shown


@pytest.mark.parametrize(
    ("purpose", "sees", "does_not_see", "is_told"),
    [
        ("bank", ["78CD", "1995年"], [STATUS, "就労"], "口座として扱わないでください"),
        ("employer", [STATUS, "在留・これまでと同じ就労"], [], "引き続き働けます"),
        ("embassy", [STATUS, "1995年"], ["78CD"], "適法に在留しています"),
        ("carrier", ["78CD"], [STATUS], "上の日までに日本へ戻れます"),
        ("municipality", [STATUS, "78CD"], ["就労"], "国民健康保険"),
        ("landlord", [], [STATUS, "78CD", "1995"], "契約の更新を断らないでください"),
        ("school", [STATUS], ["就労"], "除籍したり"),
        ("other", [], [STATUS, "78CD", "1995"], "期限内の在留カードと同じに"),
    ],
)
def test_each_checker_sees_what_it_needs_and_what_to_do(
    client, pending, purpose, sees, does_not_see, is_told
):
    shown = main_of(page(client, f"{pending.code}/for/{purpose}"))
    assert "NGUYEN THI LINH" in shown
    for each in (*sees, is_told):
        assert each in shown, each
    for each in does_not_see:
        assert each not in shown, each
    assert 'aria-current="true"' in shown


def test_a_purpose_said_beforehand_leads_to_its_answer(client, pending):
    answer = client.get("/v/", {"code": pending.code, "for": "bank"})
    assert answer["Location"] == f"/v/{grouped(pending.code)}/for/bank"
    assert client.get("/v/", {"code": pending.code, "for": "spy"})["Location"] == (
        f"/v/{grouped(pending.code)}"
    )
    again = client.get("/v/", {"code": "mistyped", "for": "bank"}).content.decode()
    assert '<option value="bank" selected>' in again


def test_a_purpose_that_does_not_exist_is_not_found(client, pending):
    assert client.get(f"/v/{pending.code}/for/spy").status_code == 404


def test_a_proof_of_no_use_to_the_checker_shows_its_state_and_the_other_ways(client, db, at):
    claims = {
        **{name: PENDING[name] for name in ("name", "birth", "status", "number", "office")},
        "nationality": "VNM",
        "activity": {"ja": "通訳", "en": "Interpreter", "ja-x-easy": "通訳（つうやく）"},
    }
    proof = actions.issue("work-qualification", ABOUT, claims, LAST_DAY, at)
    shown = main_of(page(client, f"{proof.code}/for/bank"))
    assert "有効です" in shown
    assert "選んだ方の確認には使いません" in shown
    assert "NGUYEN" not in shown
    assert "/for/employer" in shown
    assert "通訳" in main_of(page(client, f"{proof.code}/for/employer"))


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ({"works": True}, "引き続き働けます"),
        ({"works": False, "extra_activity": True}, "資格外活動の範囲で働けます"),
        ({"works": False}, "許可がなければ働けません"),
    ],
)
def test_an_employer_is_told_whether_the_person_may_work(client, db, at, claims, told):
    proof = actions.issue("pending", ABOUT, {**PENDING, **claims}, LAST_DAY, at)
    assert told in page(client, f"{proof.code}/for/employer")


def test_the_end_is_no_reason_to_freeze_or_dismiss(client, pending, at):
    actions.end(ABOUT, "effect", at)
    assert "口座を止めないでください" in page(client, f"{pending.code}/for/bank")
    assert "働けなくなったことを意味しません" in page(client, f"{pending.code}/for/employer")


def test_the_three_endings_cannot_be_told_apart_by_any_purpose(client, db, at):
    for purpose in PURPOSES:
        said = set()
        for why in ("effect", "refused", "withdrawn"):
            proof = actions.issue("pending", f"case:{purpose}-{why}", PENDING, LAST_DAY, at)
            actions.end(f"case:{purpose}-{why}", why, at)
            verdict = answer_of(proof.code, purpose, at)
            said.add((verdict.shape, tuple(verdict.values), verdict.until))
        assert len(said) == 1


def answer_of(code: str, purpose: str, at):
    from zairyu.certificates import queries

    return answer(queries.verify(code, at), "ja", purpose)
