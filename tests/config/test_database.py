"""How the database is opened: writers wait for each other instead of failing."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db(transaction=True)


def asked(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def test_sqlite_keeps_a_log_ahead_and_postgresql_is_new_enough():
    if connection.vendor == "sqlite":
        assert asked("PRAGMA journal_mode") == "wal"
        assert asked("PRAGMA foreign_keys") == 1
    else:
        assert int(asked("SHOW server_version_num")) >= 150000


def test_a_transaction_takes_its_turn_at_once():
    with CaptureQueriesContext(connection) as seen, transaction.atomic():
        asked("SELECT 1")
    begun = [query["sql"] for query in seen.captured_queries if query["sql"].startswith("BEGIN")]
    assert begun == (["BEGIN IMMEDIATE"] if connection.vendor == "sqlite" else begun)
    assert len(begun) == 1
