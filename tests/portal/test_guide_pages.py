"""The guide's pages: one question each, nothing lost, every language, the way on."""

import re
from datetime import date

import pytest
from tests.portal.guiding import remembered, thought, walk

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
LINH = {
    "what": "extension", "who": "foreign-national", "held": "engineer-humanities-international",
    "expires": date(2026, 12, 20), "period": "P3Y", "where": "JP-13", "permits": [],
    "delivery": "post",
}  # fmt: skip


def text(answer):
    return re.sub(r"<rt>.*?</rt>|<rp>.*?</rp>|<[^>]+>", "", answer.content.decode())


@pytest.fixture
def answered(client):
    """A browser that has answered everything, with nobody signed in."""
    remembered(client, thought(LINH, TODAY))
    return client


# ---- the questions


def test_only_what_changes_the_answer_is_asked(client):
    assert walk(client, LINH)[0] == [
        "what", "who", "held", "stay", "where", "permits", "papers", "delivery",
    ]  # fmt: skip


def test_a_plain_no_ends_the_questions(client):
    asked, answer = walk(client, LINH | {"what": "change", "held": "temporary-visitor"})
    assert asked == ["what", "who", "held", "stay", "where"]
    assert "オンラインでは申請できません" in text(answer)


def test_a_relative_is_asked_for_the_condition_and_nobody_else(client):
    asked, _ = walk(client, LINH | {"who": "relative", "birth": date(1990, 5, 3), "unable": "no"})
    assert asked == ["what", "who", "held", "stay", "birth", "unable", "where"]
    child = LINH | {"who": "relative", "birth": date(2016, 5, 3)}
    assert "unable" not in walk(client, child | {"start": "/guide/"})[0]


def test_each_answer_can_be_changed_and_the_others_stay(answered):
    assert 'href="/guide/held"' in answered.get("/guide/result").content.decode()
    page = answered.get("/guide/held").content.decode()
    assert 'value="engineer-humanities-international" checked' in page
    after = answered.post("/guide/held", {"held": "instructor"})
    assert after["Location"] in ("/guide/papers", "/guide/result")
    assert answered.session["guide"]["expires"] == "2026-12-20"


def test_an_answer_that_fits_no_longer_is_asked_again(answered):
    answered.post("/guide/", {"what": "coe"})
    answered.post("/guide/wanted", {"wanted": "dependent"})
    said = answered.session["guide"]
    assert said["what"] == "coe"
    assert said["where"] == "JP-13"


def test_the_way_back_is_a_link_to_the_question_before(client):
    client.post("/guide/", {"what": "extension"})
    client.post("/guide/who", {"who": "foreign-national"})
    assert 'href="/guide/who"' in client.get("/guide/held").content.decode()
    assert 'href="/guide/"' in client.get("/guide/who").content.decode()


def test_who_jumps_ahead_is_led_to_the_first_open_question(client):
    assert client.get("/guide/delivery")["Location"] == "/guide/"
    assert client.get("/guide/result")["Location"] == "/guide/"
    assert client.get("/guide/no-such-question").status_code == 404


@pytest.mark.parametrize("sought", ["留学", "りゅうがく", "リュウガク", "student", "STUDENT"])
def test_a_status_is_found_in_kanji_kana_and_english(client, sought):
    client.post("/guide/", {"what": "extension"})
    client.post("/guide/who", {"who": "foreign-national"})
    page = client.post("/guide/held", {"find": "1", "sought": sought}).content.decode()
    assert 'value="student"' in page
    assert 'value="artist"' not in page


def test_a_search_without_a_hit_says_how_to_go_on(client):
    client.post("/guide/", {"what": "extension"})
    client.post("/guide/who", {"who": "foreign-national"})
    answer = client.post("/guide/held", {"find": "1", "sought": "astronaut"})
    assert "見つかりませんでした" in text(answer)


@pytest.mark.parametrize(
    ("question", "sent", "at"),
    [
        ("", {"what": "fly"}, "what"),
        ("", {}, "what"),
        ("who", {"who": "emperor"}, "who"),
        ("held", {"held": ""}, "held"),
        ("stay", {"expires.y": "2026", "expires.m": "13", "expires.d": "1"}, "expires"),
        ("stay", {"expires.y": "2026", "expires.m": "12", "expires.d": "1"}, "period"),
        ("where", {"where": "JP-99"}, "where"),
        ("delivery", {"delivery": "pigeon"}, "delivery"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_field(answered, question, sent, at):
    before = answered.session["guide"]
    answer = answered.post(f"/guide/{question}", sent)
    assert answer.status_code == 422
    assert f'id="{at}-problem"' in answer.content.decode()
    assert answered.session["guide"] == before


@pytest.mark.parametrize("name", ["event", "birth"])
def test_a_birth_in_the_future_is_told(client, name):
    said = {"what": "acquisition", "who": "relative", "wanted": "dependent"}
    if name == "birth":
        said |= {"born": "nationality", "event": "2026-11-10"}
    remembered(client, said)
    sent = {"born": "birth", f"{name}.y": "2027", f"{name}.m": "1", f"{name}.d": "1"}
    answer = client.post(f"/guide/{name}", sent)
    assert answer.status_code == 422
    assert "今日かそれより前" in text(answer)


def test_no_answer_stands_in_an_address(client):
    _, answer = walk(client, LINH)
    assert "2026-12-20" not in " ".join(re.findall(r'href="([^"]*)"', answer.content.decode()))


# ---- the answer


@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
def test_every_page_speaks_every_language(client, language):
    client.cookies["zairyu_language"] = language
    relative = {"who": "relative", "birth": date(1990, 5, 3), "unable": "illness"}
    said = thought(LINH | relative, TODAY)
    for end in range(len(said) + 1):
        remembered(client, dict(list(said.items())[:end]))
        answer = client.get(client.get("/guide/result").get("Location", "/guide/result"))
        assert answer.status_code == 200
        assert f'<html lang="{language}">' in answer.content.decode()


def test_the_page_says_the_day_it_was_made_for_and_that_nothing_is_filed(answered):
    told = text(answered.get("/guide/result"))
    assert "2026年11月24日（火）の法令と案内にもとづく答えです" in told
    assert "まだ申請していません" in told


def test_every_reason_is_told_with_its_source(answered):
    told = text(answered.get("/guide/result"))
    for said in ("だれが申請できるか", "いつからいつまでか", "特例期間", "資料", "出典"):
        assert said in told


def test_an_overstayed_person_is_told_where_to_go_today_and_where_to_get_help(client):
    told = text(walk(client, LINH | {"expires": date(2026, 11, 2)})[1])
    assert "今日、窓口で相談してください" in told
    assert "東京都港区" in told
    assert "法テラス" in told


def test_there_is_one_filled_button_on_each_page(answered):
    for path in ("/guide/", "/guide/held", "/guide/papers", "/guide/result"):
        assert answered.get(path).content.decode().count("button--main") == 1
