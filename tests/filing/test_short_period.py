"""A foreign national with a stay of three months or less is told, and neither begins nor files."""

from datetime import date

import pytest
from tests.making.standing import files_as

from zairyu.filing import actions, queries
from zairyu.filing.prefill import Told
from zairyu.filing.ready import barred
from zairyu.filing.refusals import FilingRefused

pytestmark = pytest.mark.django_db


def begin(by, at, period):
    return actions.start_draft(
        by, "extension", "engineer-humanities-international", at=at,
        current_status="engineer-humanities-international", expires_on=date(2026, 12, 6),
        told=Told(period=period),
    )  # fmt: skip


def test_nothing_is_begun_in_person_with_three_months(linh, at):
    with pytest.raises(FilingRefused) as refusal:
        begin(linh, at, "P3M")
    assert "3か月以下" in refusal.value.problem.params["reason"]["ja"]
    assert begin(linh, at, "P1Y").state == "open"


def test_an_agent_may_begin_it(linh, at):
    files_as(linh, "lawyer-scrivener")
    assert begin(linh, at, "P3M").state == "open"


def test_nor_is_a_draft_filed_in_which_it_is_typed_later(linh, at):
    draft = begin(linh, at, "P1Y")
    content = queries.content_of(draft)
    assert barred(draft, content, date(2026, 11, 24)) is None
    key = next(one for one in content.answers if one.endswith(".current_period"))
    content.answers[key] = "P3M"
    found = barred(draft, content, date(2026, 11, 24))
    assert found.code == "filing.category-may-not"


def test_the_guide_says_so_and_asks_for_nothing_but_the_place(client, linh):
    client.force_login(linh)
    client.post("/guide/", {"what": "extension"})
    client.post("/guide/held", {"held": "engineer-humanities-international"})
    said = {"expires.y": "2026", "expires.m": "12", "expires.d": "6", "period": "P3M"}
    client.post("/guide/stay", said)
    answer = client.post("/guide/where", {"where": "JP-13"}, follow=True)
    page = answer.content.decode()
    assert "在留期間が3か月以下の方には在留カードが交付されない" in page
    assert "この内容で下書きを作る" not in page
