"""Who leaves an organisation: nothing is left without somebody, and one administrator stays."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.making.organisations import STAFF, Office, founded, staff

from zairyu.casework.models import Case
from zairyu.casework.organisations import leaving, timers
from zairyu.filing.models import Draft
from zairyu.law.problem import Refusal
from zairyu.notices.models import Notice
from zairyu.people import standing
from zairyu.people.models import Mandate
from zairyu.people.organisations import members, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(sato, mori):
    return Office(sato, mori)


def _draft(member, at):
    return Draft.objects.create(
        owner=member.person, organisation=member.organisation, category=STAFF,
        procedure="extension", status="student", content=b"", created_at=at, saved_at=at,
        keep_until=at.date() + timedelta(days=90),
    )  # fmt: skip


def _mandate(member, giver, at):
    return Mandate.objects.create(
        giver=giver, agent=member.person, acts=["file"], state="confirmed", since=at.date()
    )


def test_drafts_and_mandates_pass_to_the_colleague_who_was_named(at, office, linh):
    _, (admin, leaver, heir) = founded(office, at, "管理", "退職", "後任")
    draft, mandate = _draft(leaver, at), _mandate(leaver, linh, at)
    yesterday = at.date() - timedelta(days=1)
    leaving.leave(leaver, last_day=yesterday, at=at, by=admin.person, successor=heir)
    draft.refresh_from_db()
    mandate.refresh_from_db()
    assert draft.owner == mandate.agent == heir.person
    assert set(Notice.objects.values_list("kind", flat=True)) >= {"member-left", "member-took-over"}


def test_without_a_name_the_one_who_has_been_administrator_longest_takes_over(at, office):
    _, (admin, leaver, other) = founded(office, at, "管理", "退職", "同僚")
    members.set_role(other, "administrator", at=at, by=admin.person)
    draft = _draft(leaver, at)
    leaving.leave(leaver, last_day=at.date() - timedelta(days=1), at=at, by=leaver.person)
    draft.refresh_from_db()
    assert draft.owner == admin.person


def test_until_the_last_day_everything_stays_and_then_the_worker_passes_it_on(at, office):
    _, (admin, leaver) = founded(office, at, "管理", "退職")
    draft = _draft(leaver, at)
    leaving.leave(leaver, last_day=at.date(), at=at, by=admin.person)
    assert timers.leavers(at) == 0
    leaver.person.refresh_from_db()
    assert standing.capacities(leaver.person, at.date())
    tomorrow = at + timedelta(days=1)
    assert standing.capacities(leaver.person, tomorrow.date()) == []
    assert (timers.leavers(tomorrow), timers.leavers(tomorrow)) == (1, 0)
    draft.refresh_from_db()
    assert draft.owner == admin.person
    assert queries.organisations_of(leaver.person, tomorrow.date()) == []


def test_the_last_administrator_names_one_before_leaving(at, office):
    organisation, (admin, other) = founded(office, at, "管理", "同僚")
    for act in (
        lambda: leaving.leave(admin, last_day=at.date(), at=at, by=admin.person),
        lambda: members.set_role(admin, "staff", at=at, by=admin.person),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert "administrator" in refused.value.problem.code
    leaving.leave(
        admin, last_day=at.date() - timedelta(days=1), at=at, by=admin.person, successor=other
    )
    assert [one.person.name for one in queries.administrators(organisation, at.date())] == ["同僚"]


def test_a_stranger_takes_nothing_over(at, office):
    _, (admin, leaver) = founded(office, at, "管理", "退職")
    _, (stranger,) = founded(office, at, "他社", name="青海商事", corporate_number="")
    with pytest.raises(Refusal) as refused:
        leaving.leave(leaver, last_day=at.date(), at=at, by=admin.person, successor=stranger)
    assert refused.value.problem.code == "organisations.no-colleague"


def test_who_files_elsewhere_too_keeps_the_mandates_of_that_other_work(at, office, linh):
    _, (admin, leaver) = founded(office, at, "管理", "退職")
    second, _ = founded(office, at, "他社", name="青海商事", corporate_number="")
    user = staff("退職")
    members.enter(second, user, at=at, by="system")
    mandate = _mandate(leaver, linh, at)
    leaving.leave(leaver, last_day=at.date() - timedelta(days=1), at=at, by=admin.person)
    mandate.refresh_from_db()
    assert mandate.agent == leaver.person


# in which order who leaves, and whether a successor is named
@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(
    order=st.permutations(range(4)),
    named=st.lists(st.integers(0, 3) | st.none(), min_size=4, max_size=4),
)
def test_whoever_leaves_in_whatever_order_nothing_is_an_orphan(order, named):
    from datetime import UTC, datetime

    from django.db import transaction

    at = datetime(2026, 11, 24, 3, tzinfo=UTC)
    with transaction.atomic():
        organisation, people = _house(at)
        drafts = [_draft(member, at) for member in people]
        for who, heir in zip(order, named, strict=True):
            member = queries.member(people[who].key)
            successor = None if heir is None else queries.member(people[heir].key)
            try:
                leaving.leave(
                    member, last_day=at.date() - timedelta(days=1), at=at, by=member.person,
                    successor=successor,
                )  # fmt: skip
            except Refusal:
                continue
        here = {one.person.pk for one in queries.current(organisation, at.date())}
        assert queries.administrators(organisation, at.date()).exists()
        for draft in drafts:
            draft.refresh_from_db()
            assert draft.owner_id in here
        assert not Case.objects.filter(organisation=organisation).exclude(filer__in=here).exists()
        transaction.set_rollback(True)


def _house(at):
    """Return an organisation of four: one administrator, three of the staff."""
    from zairyu.people.models import Membership, Organisation, Person

    organisation = Organisation.objects.create(
        name="四人", kind=STAFF, since=at.date(), office="tokyo"
    )
    people = []
    for number in range(4):
        person = Person.objects.create_user(f"{number}@house.example", None, name=str(number))
        role = "staff" if number else "administrator"
        people.append(
            Membership.objects.create(
                person=person,
                organisation=organisation,
                role=role,
                since=at.date(),
                approved_on=at.date(),
                id_from=at.date(),
                id_until=at.date(),
            )
        )
    return organisation, people
