"""The generator writes cases that are as valid as those the acts write."""

from io import StringIO

import pytest
from django.core.management import call_command

from zairyu.audit.queries import first_broken_row, rows_of
from zairyu.casework import queries
from zairyu.casework.lanes import LANES, lane
from zairyu.casework.models import Case
from zairyu.filing import queries as filing
from zairyu.law import lifecycle
from zairyu.people.models import Person
from zairyu.words import codes

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def made(cast):
    call_command("make_cases", "300", officer=cast.sato.email, stdout=StringIO())
    return list(Case.objects.select_related("submission"))


def test_numbers_have_their_check_signs_and_none_stands_twice(made):
    for case in made:
        assert codes.checks(case.number.removeprefix("東オン"), "東オン")
    assert len({case.number for case in made}) == 300


def test_each_case_went_a_way_that_the_table_of_moves_allows(made):
    for case in made:
        state = "ready"
        for row in queries.moves_of(case):
            assert row.before == state
            state = lifecycle.after(state, row.event, row.actor)
        assert state == case.state
        assert case.lane == lane(case.state, assigned=case.officer_id is not None)


def test_the_record_holds_and_tells_of_every_move(made):
    assert first_broken_row() is None
    for case in made[:20]:
        verbs = [row.verb for row in rows_of(f"case:{case.key}")]
        assert verbs == [row.event for row in queries.moves_of(case)]


def test_what_is_sealed_opens(made):
    for case in made[:20]:
        assert queries.facts_of(case).name
        assert filing.summary(case.submission).name
        assert filing.answers_of_submission(case.submission)


def test_all_lanes_have_cases_and_the_special_period_fits_the_law(made):
    assert {case.lane for case in made} >= set(LANES) - {"done"}
    for case in made[:50]:
        period = queries.special_period_of(case)
        if case.special_until is not None and case.ended_at is None:
            assert period.lawful_until == case.special_until


def test_the_acts_go_on_where_the_generator_stopped(made, cast, at):
    from zairyu.casework import actions

    case = next(case for case in made if case.lane == "to-assign")
    actions.start_examination(case.key, by=cast.sato, at=at)
    assert first_broken_row() is None


def test_nothing_is_made_up_in_production(cast, settings):
    from django.core.management.base import CommandError

    settings.ZAIRYU_MODE = "production"
    before = Person.objects.count()
    with pytest.raises(CommandError):
        call_command("make_cases", "1", stdout=StringIO())
    assert Person.objects.count() == before
