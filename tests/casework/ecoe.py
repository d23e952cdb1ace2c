"""For tests: a certificate of eligibility that was sent by mail, and an officer at a port."""

from datetime import date

import pytest
from tests.casework.office import approved, fresh, person

from zairyu.casework import queries
from zairyu.certificates.press import set_next_pdf
from zairyu.notices import queries as notices
from zairyu.people.models import OfficerPost


@pytest.fixture
def electronic(lodged, cast, at):
    """The case of a certificate that was sent by mail a moment ago."""
    case = lodged(procedure="coe", delivery="email", status="spouse-child-japanese")
    return fresh(approved(case, cast, at, status="spouse-child-japanese", period="P1Y"))


@pytest.fixture
def hayashi(cast):
    """An officer at Narita airport."""
    made = person("hayashi@example.go.jp", "林")
    OfficerPost.objects.create(
        person=made, office="narita-airport", rank="officer", since=date(2020, 4, 1)
    )
    return made


def sent_of(case):
    """Return the electronic certificate of a case as it stands now."""
    return queries.ecoe_of(fresh(case))


def mails(case, kind):
    """Return the letters of a kind about a case, oldest first."""
    return [one for one in notices.about(f"case:{case.key}") if one.kind == kind]


def press(at):
    """Let the press set everything that is owed."""
    while set_next_pdf(at):
        pass
