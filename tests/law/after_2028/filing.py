"""Run by tests/matrix/test_law_of_2028.py with the changed package: the new status is filed.

Not collected by itself: its name is none of a test, and the present law has no such status.
"""

from datetime import UTC, date, datetime

import pytest
import time_machine
from tests.casework.office import approved, make_cast
from tests.filing.making import send_all
from tests.law.changed import NAME
from tests.making.persons import person
from tests.making.standing import files_as

from zairyu.casework import actions as office
from zairyu.casework.queries import special_period_of
from zairyu.filing import actions, papers, queries
from zairyu.filing.forms import form_of
from zairyu.filing.ready import missing
from zairyu.filing.refusals import FilingRefused
from zairyu.law import read

EVE = datetime(2028, 3, 31, 3, 0, tzinfo=UTC)
AFTER = datetime(2028, 4, 3, 3, 0, tzinfo=UTC)
STATUS = "traditional-crafts"
EXPIRES = date(2028, 5, 15)


def begin(by, at):
    return actions.start_draft(
        by, "change", STATUS, at=at, current_status="student", expires_on=EXPIRES
    )


@pytest.fixture
def cast(db):
    made = make_cast()
    files_as(made.linh, "foreign-national")
    return made


def answered(draft, by, at):
    """Answer every section as a made-up person does, and every question about papers."""
    today = at.date()
    form = form_of(draft, today)
    fixed = {"current_status": "student", "current_expiry": EXPIRES.isoformat()}
    made = person(form, 5, today, fixed=fixed)
    for section in form.sections:
        version = queries.draft_of(by, draft.key).versions.get(section.key, [0])[0]
        boxes = made.boxes(section.key)
        kept = actions.save_answers(draft.key, section.key, boxes, version, by=by, at=at)
        wrong = [one for one in kept.problems if one.severity == "error"]
        assert not wrong, wrong
    facts = {"upload_limit_exceeded": "no", "papers_in_foreign_language": "no"}
    told = {f"fact.{name}": [value] for name, value in facts.items()}
    actions.save_facts(draft.key, told, by=by, at=at)
    send_all(queries.draft_of(by, draft.key), by, at)
    return queries.draft_of(by, draft.key)


def test_the_changed_package_is_the_one_that_runs():
    assert [one.name for one in read.amendments("zairyu.law")] == [NAME]


def test_the_eve_refuses_the_new_status(cast):
    with time_machine.travel(EVE, tick=False), pytest.raises(FilingRefused) as refused:
        begin(cast.linh, EVE)
    assert refused.value.problem.code == "scope.not-yet-in-force"


def test_the_new_status_is_filed_decided_and_paid_by_the_new_tariff(cast):
    with time_machine.travel(AFTER, tick=False):
        draft = answered(begin(cast.linh, AFTER), cast.linh, AFTER)
        content, today = queries.content_of(draft), AFTER.date()
        asked = [one.id for one in papers.asked(draft, content, today)]
        assert asked == ["designated-workshop-certificate", "employment-conditions"]
        uploads = [one for one in queries.uploads_of(draft) if one.removed_at is None]
        assert list(missing(draft, content, uploads, today)) == []
        case = office.lodge(draft.key, queries.once_of(draft), by=cast.linh, at=AFTER)
        special = special_period_of(case)
        assert special.lawful_until == date(2028, 8, 15)
        case = approved(case, cast, AFTER, status=STATUS, period="P3Y")
        order = case.orders.get()
        assert (order.amount_yen, order.charge_yen) == (12000, 550)
