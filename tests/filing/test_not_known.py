"""Where the tables know neither yes nor no: one may file, is told so, and an officer decides."""

from datetime import date

import pytest
from tests.making.standing import files_as

from zairyu.filing import actions, queries
from zairyu.filing.ready import barred, unsure
from zairyu.filing.refusals import FilingRefused
from zairyu.filing.scope import out_of_scope
from zairyu.filing.scope import unsure as unsure_of

ON = date(2026, 11, 23)
WORDS = {
    "ja": "申請することはできます。申請の後、審査官が確認します。",
    "en": "You may file; an officer checks it afterwards.",
    "ja-x-easy": "できます。あとで",
}


@pytest.fixture
def begun(linh, at):
    return actions.start_draft(
        linh, "change", "da-notice-1", at=at, current_status="student", expires_on=date(2027, 5, 1)
    )


def test_what_is_not_known_is_no_reason_against_and_warns(begun, at):
    content = queries.content_of(begun)
    assert barred(begun, content, at.date()) is None
    warning = unsure(begun, content, at.date())
    assert warning.code == "scope.not-known"
    assert set(warning.params["reason"]) == {"ja", "en", "ja-x-easy"}


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("page", ["", "review"])
def test_the_start_page_and_the_review_of_the_draft_say_so(client, linh, begun, page, language):
    client.force_login(linh)
    shown = client.get(f"/drafts/{begun.key}/{page}", {"lang": language})
    assert WORDS[language] in shown.content.decode()


def test_where_the_answer_is_known_nothing_is_said(draft, at):
    assert unsure(draft, queries.content_of(draft), at.date()) is None


def test_no_is_not_softened_to_not_known():
    asked = ("foreign-national", "change", "temporary-visitor", "da-notice-1")
    assert unsure_of(*asked, ON) is None
    category, procedure, current, wanted = asked
    assert out_of_scope(category, procedure, current, wanted, (), None, ON) is not None


@pytest.mark.parametrize("on", [ON, date(2027, 4, 1)])
def test_without_a_published_form_no_draft_begins_and_the_first_day_is_named(linh, at, on):
    files_as(linh, "foreign-national")
    with pytest.raises(FilingRefused) as refused:
        actions.start_draft(
            linh, "change", "employment-for-skill-development",
            at=at.replace(year=on.year, month=on.month, day=on.day),
            current_status="student", expires_on=date(2027, 12, 1),
        )  # fmt: skip
    assert refused.value.problem.code == "scope.form-not-published"
    assert refused.value.problem.params["first_day"] == date(2027, 4, 1)
