"""For whom staff file: which organisation, on which pledge, and what a colleague sees of it."""

from datetime import timedelta

import pytest
from tests.making.organisations import CORPORATION, STAFF, SUPPORT, Office, founded, host, staff

from zairyu.casework import queries as casework
from zairyu.casework.models import Case
from zairyu.casework.parties import side_of
from zairyu.filing import for_whom
from zairyu.filing.guide import table, verdict
from zairyu.filing.guide.answers import Answers
from zairyu.filing.models import Draft
from zairyu.filing.refusals import FilingRefused
from zairyu.people import actions, standing
from zairyu.people.models import Membership, PledgeEntry
from zairyu.people.organisations import members, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db, at):
    people = []
    for name, rank in (("sato", "officer"), ("mori", "supervisor")):
        person = actions.join(f"{name}@example.go.jp", name=name, password="x" * 14, at=at)
        actions.appoint(person, "tokyo", rank, since=at.date(), at=at, by="system")
        people.append(person)
    return Office(*people)


def _person(member):
    member.person.refresh_from_db()
    return member.person


def test_who_belongs_to_one_organisation_need_not_say_which(at, office):
    organisation, (member,) = founded(office, at, "小林")
    found = for_whom.for_whom(_person(member), STAFF, "", "", at.date())
    assert (found.organisation, found.pledge) == (organisation, None)


def test_who_belongs_to_two_says_for_which(at, office):
    first, (member,) = founded(office, at, "小林")
    second, _ = founded(office, at, "他社", name="青海商事", corporate_number="")
    members.enter(second, staff("小林"), at=at, by="system")
    person = _person(member)
    with pytest.raises(FilingRefused) as refused:
        for_whom.for_whom(person, STAFF, "", "", at.date())
    assert refused.value.problem.code == "organisations.which"
    for one in (first, second):
        assert for_whom.for_whom(person, STAFF, one.key, "", at.date()).organisation == one
    houses = for_whom.houses_of(person, at.date())
    asked = Answers({"what": "extension"}, at.date(), STAFF, (STAFF,), houses)
    assert "house" in [one.id for one in table.asked(asked)]


# kind of organisation; whether the pledge covers the whole plan; whose; may it be filed
PLEDGES = {
    "a support organisation, whole plan": (SUPPORT, True, "own", True),
    "a support organisation, a part of the plan": (SUPPORT, False, "own", False),
    "a corporation, without a plan": (CORPORATION, False, "own", True),
    "the pledge of a colleague": (CORPORATION, False, "colleague", False),
    "a pledge that ended yesterday": (CORPORATION, False, "ended", False),
}


@pytest.mark.parametrize(("kind", "whole", "whose", "may"), PLEDGES.values(), ids=PLEDGES)
def test_only_a_pledge_of_ones_own_carries_a_filing(at, office, kind, whole, whose, may):
    one = host()
    organisation, (member, other) = founded(office, at, "松井", "同僚", category=kind, hosts=(one,))
    PledgeEntry.objects.update(whole_plan=whole)
    owner = other if whose == "colleague" else member
    pledge = queries.pledges_of(owner, at.date()).get()
    if whose == "colleague":
        queries.pledges_of(member, at.date()).delete()
    if whose == "ended":
        PledgeEntry.objects.filter(pk=pledge.pk).update(until=at.date() - timedelta(days=1))
    person = _person(member)
    draft = Draft(owner=person, organisation=organisation, category=kind)
    draft.pledge = PledgeEntry.objects.get(pk=pledge.pk)
    assert (for_whom.trouble(draft, person, at.date()) is None) is may
    if may:
        assert for_whom.for_whom(person, kind, "", pledge.key, at.date()).pledge == pledge
    else:
        with pytest.raises(FilingRefused):
            for_whom.for_whom(person, kind, "", pledge.key, at.date())


def test_a_draft_from_a_colleague_goes_once_the_heir_has_pledged_for_the_host(at, office):
    one = host()
    organisation, (member, heir) = founded(
        office, at, "松井", "後任", category=CORPORATION, hosts=(one,)
    )
    pledge = queries.pledges_of(member, at.date()).get()
    draft = Draft(owner=_person(heir), organisation=organisation, category=CORPORATION)
    draft.pledge = pledge
    assert for_whom.trouble(draft, _person(heir), at.date()) is None
    queries.pledges_of(heir, at.date()).delete()
    assert for_whom.trouble(draft, _person(heir), at.date()) is not None


def test_the_guide_asks_which_host_and_says_no_where_there_is_none(at, office):
    one = host()
    _, (member,) = founded(office, at, "中村", category=CORPORATION, hosts=(one,))
    said = {"what": "extension", "held": "dependent", "expires": "2027-03-01", "period": "P1Y"}
    houses = for_whom.houses_of(_person(member), at.date())
    answers = Answers(said, at.date(), CORPORATION, (CORPORATION,), houses)
    assert "host" in [each.id for each in table.asked(answers)]
    assert verdict.verdict(answers).may_begin
    PledgeEntry.objects.all().delete()
    houses = for_whom.houses_of(_person(member), at.date())
    answers = Answers(said, at.date(), CORPORATION, (CORPORATION,), houses)
    assert "host" not in [each.id for each in table.asked(answers)]
    (why,) = verdict.verdict(answers).why
    assert why.code == "organisations.host-not-pledged"


def test_an_id_held_as_host_is_none_of_a_support_organisation(at, office):
    _, (member,) = founded(office, at, "小林")
    assert not standing.may_file_as(_person(member), SUPPORT, at.date())
    assert for_whom.for_whom(_person(member), SUPPORT, "", "", at.date()) == for_whom.ONESELF


def test_a_training_employer_is_known_and_not_asked(at, office):
    _, (member,) = founded(office, at, "実習", part="training-employer")
    said = {"what": "extension", "held": "technical-intern-training-2ro", "period": "P1Y"}
    houses = for_whom.houses_of(_person(member), at.date())
    answers = Answers({**said, "expires": "2027-03-01"}, at.date(), STAFF, (STAFF,), houses)
    assert "role" not in [each.id for each in table.asked(answers)]
    assert verdict.verdict(answers).word == "no"


def test_the_end_of_an_id_stops_filing_and_nothing_else(at, office):
    organisation, (member,) = founded(office, at, "小林")
    Membership.objects.update(id_until=at.date() - timedelta(days=1))
    standing.rewrite(member.person)
    person = _person(member)
    draft = Draft(owner=person, organisation=organisation, category=STAFF)
    problem = for_whom.trouble(draft, person, at.date())
    assert problem is not None
    assert problem.code == "organisations.id-over"
    assert queries.organisations_of(person, at.date()) == [organisation.pk]


def test_colleagues_see_the_cases_of_their_organisation_and_nobody_else_does(at, office):
    organisation, (filer, colleague) = founded(office, at, "提出", "同僚")
    _, (stranger,) = founded(office, at, "他社", name="青海商事", corporate_number="")
    case = Case(
        key="k", filer=_person(filer), organisation=organisation, category=STAFF, procedure="coe"
    )
    sides = {"agent": filer, "colleague": colleague, "": stranger}
    for side, member in sides.items():
        assert side_of(case, _person(member)) == side
    members.leave(
        filer, last_day=at.date() - timedelta(days=1), at=at, by=filer.person, successor=colleague
    )
    members.hand_over_done(filer)
    assert side_of(case, _person(filer)) == ""
    assert not casework.visible_to(_person(filer), at.date()).exists()
