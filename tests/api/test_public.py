"""The machine door: forms as JSON Schema, the law in questions, problems as problem+json."""

import pytest
from jsonschema import Draft202012Validator

from zairyu.api.limits import by_network

FORM = "/api/v1/forms/extension/engineer-humanities-international"
QUESTION = {
    "rule": "special-period",
    "inputs": {
        "procedure": "extension",
        "period_granted": "P1Y",
        "expiry": "2026-04-10",
        "filed": "2026-03-01",
        "decided": None,
    },
}


@pytest.fixture(autouse=True)
def _clock_of_the_demo(db):
    """The clock of tests asks the database by how many days it was moved."""


def test_a_form_is_a_schema_with_its_day_its_law_and_its_digest(client):
    answer = client.get(FORM)
    schema = answer.json()
    assert answer["Content-Type"].startswith("application/schema+json")
    Draft202012Validator.check_schema(schema)
    assert schema["x-on"] == "2026-11-24"
    assert schema["x-parts"][:2] == ["common-extension", "n-applicant"]
    assert schema["x-law"].startswith("2026-11-23.")
    assert schema["title"] == "Application for Extension of Period of Stay"


def test_day_permits_language_and_filer_are_asked_for(client):
    asked = {"on": "2026-10-01", "with": "reentry-permit", "language": "ja", "category": "lawyer"}
    schema = client.get(FORM, asked).json()
    assert schema["title"] == "在留期間更新許可申請書"
    assert "reentry" in schema["x-parts"]
    assert "n-applicant.agent_name" in schema["properties"]
    assert "n-applicant.agent_name" not in client.get(FORM).json()["properties"]


def test_what_is_done_under_the_status_decides_the_sheets(client):
    path = "/api/v1/forms/coe/researcher"
    for activity, sheet in (("research", "n-applicant"), ("transferee", "l-applicant")):
        assert sheet in client.get(path, {"activity": activity}).json()["x-parts"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/v1/forms/extension/no-such-status", 422, "unknown-key"),
        ("/api/v1/forms/rain/student", 422, "unknown-key"),
        (f"{FORM}?on=2019-01-01", 422, "not-in-force"),
        (f"{FORM}?on=soon", 422, "api.misshapen"),
        (f"{FORM}?with=tea", 422, "unknown-key"),
        ("/api/v1/nothing", 404, "api.not-here"),
        ("/api/", 404, "api.not-here"),
    ],
)
def test_what_is_wrong_is_told_as_a_problem(client, path, status, code):
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["code"] == code
    assert answer.json()["status"] == status


def test_the_law_answers_as_at_the_terminal(client):
    said = client.post("/api/v1/law/ask", QUESTION, content_type="application/json").json()
    assert said["value"] == "2026-06-10"
    assert said["law"]
    wrong = client.post("/api/v1/law/ask", {"rule": "rain"}, content_type="application/json")
    assert wrong.json()["error"] == "unknown-rule"


def test_many_questions_are_answered_in_their_order(client):
    sent = [QUESTION, {"rule": "rain"}]
    said = client.post("/api/v1/law/ask/batch", sent, content_type="application/json").json()
    assert [one.get("value", one.get("error")) for one in said] == ["2026-06-10", "unknown-rule"]
    many = client.post("/api/v1/law/ask/batch", sent * 501, content_type="application/json")
    assert many.json()["code"] == "api.too-many"


@pytest.mark.parametrize(("body", "code"), [("{", "api.not-json"), ("[]", "api.misshapen")])
def test_a_body_that_is_no_question_is_told(client, body, code):
    answer = client.post("/api/v1/law/ask", body, content_type="application/json")
    assert answer.json()["code"] == code


def test_who_asks_too_much_waits_and_other_networks_do_not(client, settings):
    settings.ZAIRYU_API_A_MINUTE = 3
    by_network.forget()
    answers = [client.get("/api/v1/law/rules") for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[3].json()["code"] == "api.too-fast"
    assert 1 <= int(answers[3]["Retry-After"]) <= 60
    assert client.get("/api/v1/law/rules", REMOTE_ADDR="203.0.113.7").status_code == 200
    by_network.forget()


def test_a_long_list_of_questions_counts_for_more(client, settings):
    settings.ZAIRYU_API_A_MINUTE = 3
    by_network.forget()
    sent = [QUESTION] * 20
    answer = client.post("/api/v1/law/ask/batch", sent, content_type="application/json")
    assert answer.status_code == 429
    by_network.forget()


def test_a_form_of_a_page_is_no_question(client):
    for sent in ({}, {"rule": "special-period"}):
        answer = client.post("/api/v1/law/ask", sent)
        assert (answer.status_code, answer.json()["code"]) == (400, "api.not-json")


def test_the_rules_say_what_they_must_be_told(client):
    assert "expiry" in client.get("/api/v1/law/rules").json()["special-period"]["inputs"]


def test_the_door_describes_itself(client):
    said = client.get("/api/v1/openapi.json").json()
    assert said["openapi"].startswith("3.1")
    assert {"/api/v1/law/ask", "/api/v1/forms/{procedure}/{status}"} <= said["paths"].keys()
