"""A draft that crosses a change of the law, and a filed case that stays with the law of its day."""

from datetime import date, datetime, timedelta

import pytest
from tests.making.amending import CHANGE, amended

from zairyu.filing import actions, queries
from zairyu.filing.crossing import new_questions, progress_on
from zairyu.filing.forms import form_of
from zairyu.filing.ready import missing
from zairyu.filing.work import version_of

NEW = "common-extension.blood_group"
EVE, FIRST = date(2027, 3, 31), date(2027, 4, 1)
AT_EVE = datetime.fromisoformat("2027-03-31T12:00+09:00")
PERSON = {
    "common-extension.nationality": ["VNM"],
    "common-extension.date_of_birth.y": ["1995"],
    "common-extension.date_of_birth.m": ["5"],
    "common-extension.date_of_birth.d": ["3"],
    "common-extension.name": ["NGUYEN THI LINH"],
    "common-extension.sex": ["female"],
    "common-extension.marital_status": ["single"],
    "common-extension.occupation": ["会社員"],
    "common-extension.home_town": ["ハノイ"],
}


@pytest.fixture
def changed():
    with amended(CHANGE):
        yield


@pytest.fixture
def begun(changed, clock, linh):
    """A draft whose first section was answered on the eve of the change."""
    clock.move_to(AT_EVE)
    draft = actions.start_draft(
        linh, "extension", "business-manager", at=AT_EVE,
        current_status="business-manager", expires_on=date(2027, 5, 20),
    )  # fmt: skip
    actions.save_answers(draft.key, "person", PERSON, 0, by=linh, at=AT_EVE)
    return queries.draft_of(linh, draft.key)


def test_on_the_eve_nothing_is_new(begun):
    assert new_questions(begun, EVE) == {}
    assert progress_on(begun, queries.content_of(begun), EVE)["person"][0] == "done"


def test_on_the_first_day_the_answers_are_there_and_only_the_new_question_is_open(begun, clock):
    content = queries.content_of(begun)
    assert content.answers["common-extension.name"] == "NGUYEN THI LINH"
    new = new_questions(begun, FIRST)
    assert {key: [one.key for one in each.fields] for key, each in new.items()} == {"person": [NEW]}
    assert progress_on(begun, content, FIRST)["person"][0] == "part"
    lacking = {one.place: one.problems for one in missing(begun, content, [], FIRST)}
    assert [one.at for one in lacking["person"]] == [NEW]


def test_the_list_of_tasks_and_the_page_say_what_is_new(begun, clock, client, linh):
    clock.move_to(AT_EVE + timedelta(days=1))
    client.force_login(linh)
    assert (
        "新しい質問1件（2027年4月1日（木）から）"
        in client.get(f"/drafts/{begun.key}/").content.decode()
    )
    page = client.get(f"/drafts/{begun.key}/sections/person/").content.decode()
    assert "2027年4月1日（木）から、次の質問が加わりました" in page
    assert 'href="#common-extension-blood_group">血液型</a>' in page
    assert "NGUYEN THI LINH" in page


def test_once_it_is_answered_nothing_is_new_any_more(begun, clock, linh):
    at = AT_EVE + timedelta(days=1)
    version = version_of(begun, "person")
    typed = PERSON | {NEW: ["a"]}
    saved = actions.save_answers(begun.key, "person", typed, version, by=linh, at=at)
    assert new_questions(saved.draft, FIRST) == {}
    assert saved.draft.progress["person"][0] == "done"
    answers = queries.content_of(saved.draft).answers
    assert answers[NEW] == "a"


def test_what_was_filed_before_is_read_with_the_form_of_its_day(begun):
    assert NEW in form_of(begun, FIRST).fields
    assert NEW not in form_of(begun, EVE).fields
