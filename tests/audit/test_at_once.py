"""Many acts at once on one chain: each row finds its place, none is lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from zairyu.audit import queries, triggers
from zairyu.audit.actions import record, seal_hour
from zairyu.audit.models import Record

WHEN = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def add(number):
    try:
        record(f"case:{number % 2}", "submit", at=WHEN, by="linh", number=number)
        if number % 10 == 0:
            seal_hour(WHEN + timedelta(hours=number))
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_rows_added_at_once_stand_one_behind_the_other():
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(80)))
    assert Record.objects.count() == 80
    assert sorted(Record.objects.filter(chain="case:1").values_list("place", flat=True)) == list(
        range(1, 41)
    )
    assert queries.first_broken_row() is None
    assert queries.first_broken_seal() is None


@pytest.mark.django_db(transaction=True)
def test_after_a_test_that_commits_the_record_is_empty_and_protected():
    assert Record.objects.count() == 0
    assert triggers.present(connection) == triggers.expected(connection)
