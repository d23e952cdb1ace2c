"""The periodic report: filled in from what is known, due one month before, renews from the end."""

from datetime import date

import pytest
from tests.making import organisations as making
from tests.making.organisations import Office, founded

from zairyu.people.models import Membership
from zairyu.people.organisations import examining, notifying, sheets, validity
from zairyu.people.organisations.content import opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(sato, mori):
    return Office(sato, mori)


def test_the_report_is_filled_in_and_renews_all_ids_from_their_old_end(at, office):
    organisation, (admin, other) = founded(office, at, "小林", "高田")
    end = admin.id_until
    report = notifying.begin_further(sheets.REPORT, admin, at=at)
    assert notifying.begin_further(sheets.REPORT, admin, at=at) == report
    said = opened(report)
    assert (said.name, [one.name for one in said.staff]) == ("小林製作所", ["小林", "高田"])
    assert [one.pledged for one in said.staff] == [False, False]
    for one in said.staff:
        one.pledged = True
    making.fill(report, at, staff=said.staff)
    late = at.replace(year=end.year)
    notifying.send(report, at=late)
    office.approve(report, late)
    for member in (admin, other):
        member.refresh_from_db()
        assert member.id_until == end.replace(year=end.year + 3)
    assert examining.reported(organisation)


# the day; what is said of an ID that ends on 30 April 2029
WORDS = {
    date(2029, 2, 27): "holds",
    date(2029, 2, 28): "report",  # two months before
    date(2029, 3, 30): "report",  # one month before: the last day of the report
    date(2029, 3, 31): "late",
    date(2029, 4, 30): "late",
    date(2029, 5, 1): "ended",
}


@pytest.mark.parametrize(("on", "word"), WORDS.items(), ids=map(str, WORDS))
def test_when_a_report_is_due(on, word):
    member = Membership(id_from=date(2026, 4, 30), id_until=date(2029, 4, 30))
    assert validity.of_member(member, on).word == word
