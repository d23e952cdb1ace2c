"""Notifications of use: what they ask, who answers, and whose ID begins when."""

from datetime import date, timedelta

import pytest
from tests.making import organisations as making
from tests.making.organisations import CORPORATION, STAFF, SUPPORT, Office, founded, host, staff

from zairyu.law.problem import Refusal
from zairyu.people import standing
from zairyu.people.models import Membership, Organisation
from zairyu.people.organisations import examining, members, notifying, queries, sheets
from zairyu.people.organisations.content import opened, reason_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(sato, mori):
    return Office(sato, mori)


def _problems(found, at):
    sheet = notifying.sheet_of(found, at.date())
    return {
        problem.code.removeprefix("organisations.")
        for step in sheets.steps(found)
        for problem in sheets.problems_of(sheet, step)
    }


# what is wrong with a notification that is otherwise complete: the code of its problem
WRONG = {
    "nothing": ({}, set()),
    "no name": ({"name": ""}, {"name-missing"}),
    "no prefecture: no office is in charge": ({"prefecture": ""}, {"prefecture-missing"}),
    "a corporate number with a wrong check digit": (
        {"corporate_number": "8000012050002"}, {"number-wrong"},
    ),
    "a corporate number of twelve digits": ({"corporate_number": "700001205000"}, {"number-wrong"}),
    "no corporate number: a sole proprietor has none": ({"corporate_number": ""}, set()),
    "no category": ({"company_class": ""}, {"class-missing"}),
    "nobody is a user": ({"staff": []}, {"nobody"}),
    "nobody administers": ({"staff": [staff("小林")]}, {"no-administrator"}),
    "the same address twice": (
        {"staff": [staff("小林", administrator=True), staff("小林")]}, {"user-unfinished"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("said", "wrong"), WRONG.values(), ids=WRONG)
def test_a_host_organisation_says_who_it_is(at, said, wrong):
    found = making.written(STAFF, [staff("小林", administrator=True)], at, **said)
    assert _problems(found, at) == wrong


def test_a_category_of_one_to_three_has_to_be_proved_and_four_not(at):
    found, _ = notifying.begin_new(STAFF, "a@example.jp", language="ja", at=at)
    assert "paper-missing" in _problems(found, at)
    for company_class, asked in (("3", {"category-proof", "registry"}), ("4", {"registry"})):
        content = opened(found)
        content.company_class = company_class
        notifying.keep(found, content, at=at)
        sheet = notifying.sheet_of(found, at.date())
        assert {one.id for one in sheets.papers_asked(sheet) if one.required} == asked


HOSTS = {
    "the whole plan": ({"whole_plan": True}, set()),
    "a part of the plan": ({"whole_plan": False}, {"host-unfinished"}),
    "itself as host": ({"number": making.NUMBER}, {"host-unfinished"}),
    "another's number": ({"number": making.OTHER_NUMBER}, set()),
    "no address": ({"address": ""}, {"host-unfinished"}),
}


@pytest.mark.parametrize(("given", "wrong"), HOSTS.values(), ids=HOSTS)
def test_a_support_organisation_names_hosts_that_entrust_the_whole_plan(at, given, wrong):
    one = host(**given)
    users = [staff("松井", administrator=True, hosts=(one,))]
    assert _problems(making.written(SUPPORT, users, at, hosts=(one,)), at) == wrong


def test_a_corporation_needs_no_whole_plan_but_a_pledge_for_each_host(at):
    one = host(whole_plan=False)
    users = [staff("中村", administrator=True)]
    assert _problems(making.written(CORPORATION, users, at, hosts=(one,)), at) == {
        "host-unfinished"
    }
    users[0].hosts = [one.key]
    assert _problems(making.written(CORPORATION, users, at, hosts=(one,)), at) == set()


def test_whoever_files_for_hosts_needs_a_certificate_that_holds(at):
    user, one = staff("中村", administrator=True), host()
    user.hosts, user.certificate_until = [one.key], "2026-11-01"
    assert _problems(making.written(CORPORATION, [user], at, hosts=(one,)), at) == {
        "user-unfinished"
    }


def test_what_is_not_complete_is_not_sent(at):
    found, _ = notifying.begin_new(STAFF, "a@example.jp", language="ja", at=at)
    with pytest.raises(Refusal) as refused:
        notifying.send(found, at=at)
    assert refused.value.problem.code == "organisations.not-finished"


def test_what_is_sent_goes_to_the_office_of_the_address_and_is_not_changed_there(at):
    for prefecture, office in (("JP-13", "tokyo"), ("JP-27", "osaka")):
        found = making.written(
            STAFF, [staff("小林", administrator=True)], at, prefecture=prefecture
        )
        notifying.send(found, at=at)
        assert (found.state, found.office) == ("sent", office)
        assert found.number
        with pytest.raises(Refusal):
            notifying.keep(found, opened(found), at=at)


def test_a_new_organisation_takes_two_officers_and_founds_nothing_before(at, office):
    found = making.written(STAFF, [staff("小林", administrator=True)], at)
    notifying.send(found, at=at)
    assert examining.decide(found, "approve", "", by=office.officer, at=at) == []
    assert not Organisation.objects.exists()
    with pytest.raises(Refusal) as refused:
        examining.confirm(found, by=office.officer, at=at)
    assert refused.value.problem.code == "organisations.own-proposal"
    examining.confirm(found, by=office.second, at=at)
    assert Organisation.objects.get().key == found.key


def test_of_two_officers_at_once_one_is_told_that_somebody_was_faster(at, office):
    found = making.written(STAFF, [staff("小林", administrator=True)], at)
    notifying.send(found, at=at)
    again = queries.notification(found.key)
    examining.decide(found, "approve", "", by=office.officer, at=at)
    with pytest.raises(Refusal) as refused:
        examining.ask(again, "?", by=office.second, at=at)
    assert refused.value.problem.code == "organisations.moved"


def test_who_is_asked_may_change_it_and_send_it_again_under_the_same_number(at, office):
    found = making.written(STAFF, [staff("小林", administrator=True)], at)
    notifying.send(found, at=at)
    number = found.number
    examining.ask(found, "社名は登記のとおりですか。", by=office.officer, at=at)
    assert reason_of(found) == "社名は登記のとおりですか。"
    content = opened(found)
    content.name = "株式会社小林製作所"
    notifying.keep(found, content, at=at)
    notifying.send(found, at=at)
    assert (found.state, found.number) == ("sent", number)


def test_declining_needs_a_reason_and_a_second_officer_and_lets_nobody_in(at, office):
    found = making.written(STAFF, [staff("小林", administrator=True)], at)
    notifying.send(found, at=at)
    with pytest.raises(Refusal):
        examining.decide(found, "decline", " ", by=office.officer, at=at)
    examining.decide(found, "decline", "登記が確認できません。", by=office.officer, at=at)
    examining.confirm(found, by=office.second, at=at)
    assert (found.state, reason_of(found)) == ("declined", "登記が確認できません。")
    assert not Membership.objects.exists()


def test_an_officer_does_not_examine_an_organisation_they_belong_to(at, office, sato):
    organisation, (admin,) = founded(office, at, "小林")
    members.enter(
        organisation,
        staff("佐藤"),
        at=at,
        by="system",
    )
    Membership.objects.filter(person__name="佐藤").update(person=sato)
    report = notifying.begin_further(sheets.REPORT, admin, at=at)
    with pytest.raises(Refusal) as refused:
        examining.ask(report, "?", by=sato, at=at)
    assert refused.value.problem.code == "organisations.own-notification"


# approved; password set; until when the ID holds
VALID = {
    "approved before the new system: one year": (
        date(2025, 12, 15), date(2025, 12, 20), date(2026, 12, 20),
    ),
    "approved from 5 January 2026 on: three years": (
        date(2026, 1, 5), date(2026, 1, 20), date(2029, 1, 20),
    ),
    "the password counts, not the approval": (
        date(2026, 11, 20), date(2026, 12, 1), date(2029, 12, 1),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("approved", "password", "until"), VALID.values(), ids=VALID)
def test_the_id_counts_from_the_day_of_the_password(at, office, approved, password, until):
    then = at.replace(year=approved.year, month=approved.month, day=approved.day)
    found = making.written(STAFF, [staff("小林", administrator=True)], then)
    notifying.send(found, at=then)
    (welcome,) = office.approve(found, then)
    assert standing.capacities(welcome.member.person, approved) == []
    later = at.replace(year=password.year, month=password.month, day=password.day)
    member = members.set_first_password(welcome.token, making.PASSWORD, at=later)
    assert (member.id_from, member.id_until) == (password, until)
    who = member.person
    assert [one.category for one in standing.capacities(who, password)] == [STAFF]
    assert standing.capacities(who, password)[0].organisation_key == found.key
    assert standing.capacities(who, password - timedelta(days=1)) == []
    assert len(standing.capacities(who, until)) == 1
    assert standing.capacities(who, until + timedelta(days=1)) == []


def test_the_link_of_the_mail_opens_once(at, office):
    found = making.written(STAFF, [staff("小林", administrator=True)], at)
    notifying.send(found, at=at)
    (welcome,) = office.approve(found, at)
    members.set_first_password(welcome.token, making.PASSWORD, at=at)
    assert members.invited(welcome.token, at=at) is None
    with pytest.raises(Refusal):
        members.set_first_password(welcome.token, "another battery staple", at=at)


def test_who_has_an_account_joins_with_it_and_keeps_the_password(at, office, linh):
    user = staff("x", administrator=True)
    user.email = "LINH@example.com".lower()
    found = making.written(STAFF, [user], at)
    notifying.send(found, at=at)
    (welcome,) = office.approve(found, at)
    assert welcome.token == ""
    assert welcome.member.person == linh
    linh.refresh_from_db()
    assert standing.may_file(linh, at.date())


def test_a_certificate_of_intermediary_that_ends_ends_filing_for_hosts(at, office):
    one = host()
    _, (member,) = founded(office, at, "松井", category=SUPPORT, hosts=(one,))
    assert standing.capacities(member.person, date(2029, 11, 20))[0].until == member.id_until
    Membership.objects.filter(pk=member.pk).update(certificate_until=date(2027, 3, 31))
    standing.rewrite(member.person)
    assert standing.capacities(member.person, date(2027, 3, 31))
    assert standing.capacities(member.person, date(2027, 4, 1)) == []


def test_a_member_of_two_organisations_files_for_each_apart(at, office):
    first, (member,) = founded(office, at, "小林")
    user = staff("小林", administrator=True)
    found = making.written(STAFF, [user], at, name="青海商事", corporate_number="")
    notifying.send(found, at=at)
    office.approve(found, at)
    member.person.refresh_from_db()
    held = standing.capacities(member.person, at.date())
    assert [one.organisation_key for one in held] == [first.key, found.key]
    members.leave(
        queries.membership(member.person, first.key, at.date()), last_day=at.date(), at=at,
        by=member.person, successor=_colleague(first, at),
    )  # fmt: skip
    member.person.refresh_from_db()
    held = standing.capacities(member.person, at.date() + timedelta(days=1))
    assert [one.organisation_key for one in held] == [found.key]


def _colleague(organisation, at):
    return members.enter(organisation, staff("後任"), at=at, by="system").member


def test_what_is_not_sent_for_a_month_is_destroyed(at):
    found = making.written(STAFF, [staff("小林", administrator=True)], at)
    assert notifying.sweep(at + timedelta(days=30)) == 0
    assert notifying.sweep(at + timedelta(days=32)) == 1
    assert queries.notification(found.key) is None


def test_giving_up_destroys_what_was_typed(at):
    found = making.written(STAFF, [staff("小林", administrator=True)], at)
    notifying.give_up(found, at=at)
    found.refresh_from_db()
    assert opened(found).name == ""
    assert not found.papers.exists()
