"""The desk's queue: every case once, in order, at a cost that does not grow."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.office import fresh

from zairyu.casework import actions, queries
from zairyu.casework.lanes import LANES
from zairyu.casework.models import Case
from zairyu.law.dates import legal_day
from zairyu.people.queries import post_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(cast, at):
    return post_of(cast.sato, legal_day(at))


@pytest.fixture
def many(cast):
    call_command("make_cases", "400", officer=cast.sato.email, stdout=StringIO())


def walk(post, at, lane, limit):
    keys, after = [], ""
    while True:
        page = queries.queue(post, at, lane=lane, after=after, limit=limit)
        keys += [row.key for row in page.rows]
        if not page.next:
            return keys
        after = page.next


@pytest.mark.parametrize("limit", [7, 50])
def test_walking_the_pages_meets_every_open_case_once_in_order(many, post, at, limit):
    keys = walk(post, at, "all", limit)
    expected = Case.objects.filter(open=True).order_by("clock_on", "id")
    assert keys == list(expected.values_list("key", flat=True))


@pytest.mark.parametrize("lane", LANES)
def test_a_lane_holds_its_cases_and_no_other(many, post, at, lane):
    keys = walk(post, at, lane, 30)
    assert set(keys) == set(Case.objects.filter(lane=lane).values_list("key", flat=True))


def test_mine_are_the_open_ones_that_i_examine(many, cast, post, at):
    keys = walk(post, at, "mine", 30)
    mine = Case.objects.filter(officer=cast.sato, open=True)
    assert sorted(keys) == sorted(mine.values_list("key", flat=True))


def test_a_page_is_one_query_and_asks_neither_count_nor_offset_nor_distinct(many, post, at):
    with CaptureQueriesContext(connection) as seen:
        queries.queue(post, at, lane="all", limit=50)
    assert len(seen) == 1
    sql = seen[0]["sql"].upper()
    assert not any(word in sql for word in ("COUNT(", "OFFSET", "DISTINCT"))


@pytest.mark.parametrize(("lane", "index"), [("all", "case_office"), ("examining", "case_lane")])
def test_a_page_is_read_from_its_index_without_sorting(many, post, at, lane, index):
    page = queries.queue(post, at, lane=lane, limit=20)
    with CaptureQueriesContext(connection) as seen:
        queries.queue(post, at, lane=lane, after=page.next, limit=20)
    plan = plan_of(seen[0]["sql"])
    assert f"INDEX {index}" in plan or f"Index Scan using {index}" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def plan_of(sql: str) -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # a table of four hundred rows would be read whole
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("EXPLAIN " + sql)
        else:
            cursor.execute("EXPLAIN QUERY PLAN " + sql)
        return " ".join(str(row) for row in cursor.fetchall())


@pytest.mark.parametrize("cursor", ["", "x", "AAAA", "%%%", "MjAyNi0xMy00NSAx"])
def test_a_broken_cursor_begins_at_the_front(many, post, at, cursor):
    page = queries.queue(post, at, after=cursor, limit=5)
    assert [r.key for r in page.rows] == [r.key for r in queries.queue(post, at, limit=5).rows]


def test_sizes_are_counted_up_to_a_hundred_in_one_query(many, post):
    with CaptureQueriesContext(connection) as seen:
        sizes = queries.lane_sizes(post)
    assert len(seen) == 1
    for lane in LANES[:-1]:
        assert sizes[lane] == min(100, Case.objects.filter(lane=lane).count())


def test_a_number_is_found_however_it_is_typed(lodged, post):
    case = lodged()
    shown = queries.number_shown(case)
    for typed in (shown, shown.lower(), shown.replace("-", ""), shown.replace(" ", "　")):
        assert queries.find(post, typed) == case
    assert queries.find(post, shown[:-1]) is None
    assert queries.find(post, "") is None


def test_the_one_whose_time_ends_first_stands_first(lodged, post, at):
    later = lodged()
    sooner = lodged(**{"common-extension.current_expiry": "2026-11-28"})
    assert [row.key for row in queries.queue(post, at).rows] == [sooner.key, later.key]
    row = queries.queue(post, at).rows[0]
    assert (row.clock, row.days_left) == ("special", 65)


def test_moves_carry_a_case_from_lane_to_lane(lodged, cast, post, at):
    case = lodged()
    assert fresh(case).lane == "to-assign"
    actions.assign(case.key, cast.sato, by=cast.mori, at=at)
    assert fresh(case).lane == "to-start"
    actions.start_examination(case.key, by=cast.sato, at=at)
    assert fresh(case).lane == "examining"
    actions.withdraw(case.key, "", confirmed=True, by=cast.linh, at=at + timedelta(days=1))
    assert (fresh(case).lane, fresh(case).open) == ("done", False)
    assert queries.queue(post, at).rows == []
