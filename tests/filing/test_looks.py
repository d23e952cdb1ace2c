"""What is to be looked at again, and what the form already tells about the papers."""

import re
from datetime import date
from types import SimpleNamespace

import pytest

from zairyu.filing import actions, papers, queries
from zairyu.filing.content import Content
from zairyu.filing.ready import looks
from zairyu.filing.work import version_of

ON = date(2026, 11, 24)


@pytest.fixture
def specialist(linh, at):
    """A change to highly skilled professional, with a salary line that gives no points at 40."""
    begun = actions.start_draft(
        linh,
        "change",
        "highly-skilled-professional-1b",
        at=at,
        current_status="engineer-humanities-international",
        expires_on=date(2027, 3, 1),
    )
    typed = {
        "points-hsp.special_highly_skilled": ["no"],
        "points-hsp.age": ["40-over"],
        "points-hsp.annual_salary_ab": ["4m"],
    }
    actions.save_answers(begun.key, "points", typed, version_of(begun, "points"), by=linh, at=at)
    return queries.draft_of(linh, begun.key)


def text(answer):
    return re.sub(r"<[^>]+>", "", answer.content.decode())


def test_a_warning_is_told_where_it_arose_and_stops_nothing(specialist):
    (found,) = looks(specialist, queries.content_of(specialist), ON)
    assert found.place == "points"
    assert [one.code for one in found.problems] == ["points-age"]


def test_it_stands_on_the_page_of_its_section_and_on_the_review(client, linh, specialist):
    client.force_login(linh)
    home, sentence = f"/drafts/{specialist.key}/", "選んだ年齢では点になりません"
    assert sentence in text(client.get(f"{home}sections/points/"))
    review = client.get(f"{home}review")
    assert "もう一度確かめてください" in text(review)
    assert sentence in text(review)
    assert f'href="{home}sections/points/"' in review.content.decode()


def test_a_review_with_nothing_to_look_at_has_no_such_list(client, linh, draft):
    client.force_login(linh)
    assert "もう一度確かめてください" not in text(client.get(f"/drafts/{draft.key}/review"))


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"points-hsp.special_highly_skilled": "yes"}, {"special_highly_skilled": True}),
        ({"points-hsp.special_highly_skilled": "no"}, {"special_highly_skilled": False}),
        (
            {"v-organization.support_fully_entrusted": "yes"},
            {"support_fully_entrusted": True},
        ),
        ({"v-applicant.was_technical_intern": "no"}, {"was_technical_intern": False}),
        ({"p-applicant.school_kind": "graduate-school"}, {"school_kind": "university"}),
        ({"p-applicant.school_kind": "vocational"}, {"school_kind": "vocational"}),
        (
            {"j-applicant.activity_kind": "japanese-culture-training"},
            {"under_expert": True},
        ),
        ({"j-applicant.activity_kind": "academic-unpaid"}, {"under_expert": False}),
        ({"u-applicant.activity_kind": "others"}, {}),
        ({}, {}),
    ],
)
def test_what_the_form_tells_is_not_asked_again_for_the_papers(answers, told):
    filed = SimpleNamespace(
        category="foreign-national", procedure="change", status="student", activity="",
        current_status="dependent", permits=(),
    )  # fmt: skip
    found = papers.told_facts(filed, Content(answers), ON)
    names = (
        "special_highly_skilled", "support_fully_entrusted", "was_technical_intern", "school_kind",
        "under_expert", "worker_dispatch", "employment_placement_provider",
    )  # fmt: skip
    assert {name: found[name] for name in names if name in found} == told
