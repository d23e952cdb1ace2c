"""A refusal from the supervisor's click to the letter in hand, as it is seen from outside."""

import re
from datetime import timedelta

import pytest
from tests.casework.office import fresh, recommended, refusal

from zairyu.casework import actions, queries
from zairyu.certificates.press import set_next_pdf
from zairyu.certificates.queries import papers_of
from zairyu.notices import queries as notices

pytestmark = pytest.mark.django_db

PAGES = ["", "done", "number", "show", "filed", "requests", "messages"]
GONE = ["fee", "receive", "certificate"]  # pages that stand only once a result is told


def outside(client, case):
    """Return all that the filer and the public can open, without what differs at each opening."""
    found = {}
    for path in [
        "/me",
        *(f"/cases/{case.key}/{name}" for name in [*PAGES, *GONE, "withdraw"]),
        f"/v/{case.receipt.code}",
    ]:
        answer = client.get(path, {"lang": "en"})
        html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
        found[path] = (answer.status_code, re.sub(r"V-[\w-]+", "", html))
    return found


def test_the_click_of_the_supervisor_changes_nothing_that_can_be_opened(linh, cast, lodged, at):
    case = recommended(lodged(permits=("reentry-permit",)), cast, at, refusal())
    outside(linh, case)  # messages that greet once are shown now
    before = outside(linh, case)
    assert before[f"/cases/{case.key}/"][0] == 200
    actions.refuse(case.key, by=cast.mori, at=at)
    after = outside(linh, case)
    assert [path for path in before if before[path] != after[path]] == []
    actions.notify_refusal(case.key, "sent", by=cast.sato, at=at)
    told = outside(linh, case)
    changed = {path for path in before if before[path] != told[path]}
    assert {"/me", f"/cases/{case.key}/", f"/v/{case.receipt.code}"} <= changed


def test_the_summons_tells_no_outcome(cast, lodged, at):
    case = recommended(lodged(), cast, at, refusal())
    known = {one.key for one in notices.about(f"case:{case.key}")}
    actions.refuse(case.key, by=cast.mori, at=at)
    new = [one for one in notices.about(f"case:{case.key}") if one.key not in known]
    assert {one.kind for one in new} == {"refusal-visit"}
    for letter in new:
        said = (letter.subject + letter.text).lower()
        for word in (
            "不許可",
            "不交付",
            "refus",
            "denied",
            "not granted",
            "許可しない",
            "できません",
        ):
            assert word not in said, word


def test_once_notified_the_page_says_so_and_the_letter_with_its_reasons_is_there(
    linh, cast, lodged, at, clock
):
    case = recommended(lodged(), cast, at, refusal())
    actions.refuse(case.key, by=cast.mori, at=at)
    later = at + timedelta(hours=1)
    actions.notify_refusal(case.key, "handed-over", by=cast.sato, at=later)
    clock.move_to(later)
    while set_next_pdf(later):
        continue
    page = linh.get(f"/cases/{case.key}/", {"lang": "ja"}).content.decode()
    assert "完了" in page
    assert "after-h" in page  # what can be done now: ask, file again, the court
    letter = next(p for p in papers_of(f"case:{case.key}") if p.kind == "refusal")
    pdf = linh.get(f"/cases/{case.key}/papers/{letter.key}")
    assert pdf.status_code == 200
    assert pdf.content.startswith(b"%PDF")
    assert queries.special_period_of(fresh(case)).lawful_until == case.expires_on
