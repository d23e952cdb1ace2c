"""As what somebody may file on a day: by table, and no day after the last one."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.making.standing import files_as

from zairyu.people import actions, keys, standing
from zairyu.people.models import Person, Registration
from zairyu.people.standing import Capacity

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
LICENCE = date(2026, 11, 30)  # last day of a certificate

# who: registrations held, each (category, last day); asked on; as what they may file
TABLE = {
    "nobody has registered them": ([], TODAY, []),
    "a foreign national": ([("foreign-national", None)], TODAY, ["foreign-national"]),
    "a scrivener with a licence": ([("lawyer-scrivener", LICENCE)], TODAY, ["lawyer-scrivener"]),
    "a scrivener on the last day": ([("lawyer-scrivener", LICENCE)], LICENCE, ["lawyer-scrivener"]),
    "a scrivener whose licence ended yesterday": (
        [("lawyer-scrivener", LICENCE)], LICENCE + timedelta(days=1), [],
    ),
    "a scrivener with a child, after the licence": (
        [("lawyer-scrivener", LICENCE), ("legal-representative", None)],
        LICENCE + timedelta(days=1),
        ["legal-representative"],
    ),
    "a scrivener with a child, before": (
        [("lawyer-scrivener", LICENCE), ("legal-representative", None)],
        TODAY,
        ["lawyer-scrivener", "legal-representative"],
    ),
    "who only wants an electronic certificate": (
        [("coe-electronic-delivery-only", None)], TODAY, [],
    ),
    "the day before anybody could register": (
        [("foreign-national", None)], date(2022, 3, 15), [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("held", "on", "may"), TABLE.values(), ids=TABLE)
def test_as_what_somebody_may_file(linh, held, on, may):
    files_as(linh)
    for category, until in held:
        Registration.objects.create(
            person=linh, category=category, state="admitted", details=b"", until=until,
            stated_at="2022-03-16T00:00:00Z", decided_at="2022-03-16T00:00:00Z",
        )  # fmt: skip
    standing.rewrite(linh)
    assert [one.category for one in standing.capacities(linh, on)] == may
    assert standing.may_file(linh, on) is bool(may)
    for category in ("foreign-national", "lawyer-scrivener", "legal-representative"):
        assert standing.may_file_as(linh, category, on) is (category in may)


@pytest.mark.parametrize("state", ["stated", "declined", "ended"])
def test_only_what_an_officer_or_a_card_admitted_counts(linh, state):
    files_as(linh, "relative")
    Registration.objects.update(state=state)
    standing.rewrite(linh)
    assert standing.capacities(linh, TODAY) == []


def test_without_a_second_factor_nobody_files(db, at):
    alone = actions.join("alone@example.com", name="A", password=None, at=at)
    files_as(alone, "relative")
    assert standing.capacities(alone, TODAY) == [Capacity("relative")]
    assert not standing.may_file(alone, TODAY)
    assert not standing.may_file_as(alone, "relative", TODAY)


def test_what_has_ended_is_told_with_its_day(linh):
    files_as(linh, "lawyer-scrivener", until=LICENCE)
    assert standing.lapsed(linh, LICENCE) == []
    assert standing.lapsed(linh, LICENCE + timedelta(days=1)) == [
        Capacity("lawyer-scrivener", "", LICENCE)
    ]


DAYS = st.dates(date(2019, 7, 25), date(2032, 12, 31))


@settings(max_examples=200, deadline=None)
@given(rows=st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=4), on=DAYS)
def test_no_capacity_begins_before_its_first_day_or_outlives_its_last(rows, on):
    person = Person(
        files_as=[
            ["relative", f"o{place}", since.isoformat(), until.isoformat() if until else ""]
            for place, (since, until) in enumerate(rows)
        ]
    )
    found = {one.organisation_key for one in standing.capacities(person, on)}
    assert found == {
        f"o{place}"
        for place, (since, until) in enumerate(rows)
        if since <= on and (until is None or on <= until)
    }


def test_an_id_for_signing_in_shows_one_wrong_sign_and_two_exchanged(linh):
    drawn = linh.auth_id
    assert keys.is_auth_id(keys.auth_id_shown(drawn).lower())
    wrong = ("3" if drawn[0] == "2" else "2") + drawn[1:]
    assert not keys.is_auth_id(wrong)
    swapped = next(
        drawn[:n] + drawn[n + 1] + drawn[n] + drawn[n + 2 :]
        for n in range(11)
        if drawn[n] != drawn[n + 1]
    )
    assert not keys.is_auth_id(swapped)
