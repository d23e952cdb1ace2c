"""The record: chained rows that nobody changes, and a check that names the first broken one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from zairyu.audit import queries, triggers
from zairyu.audit.actions import record, seal_hour
from zairyu.audit.chain import merkle_root
from zairyu.audit.models import Record, Seal

pytestmark = pytest.mark.django_db
WHEN = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def add(chain="case:one", verb="submit", at=WHEN, by="linh", **ids):
    record(chain, verb, at=at, by=by, **ids)


def tampered(**changes):
    """Change a row behind the back of the database, as a thief with its password would."""
    with triggers.lifted(connection):
        Record.objects.filter(**changes.pop("where")).update(**changes)


def test_rows_of_a_chain_follow_each_other():
    add()
    add(verb="accept")
    add(chain="person:linh", verb="join")
    first, second = Record.objects.filter(chain="case:one").order_by("place")
    assert (first.place, second.place) == (1, 2)
    assert first.previous == ""
    assert second.previous == first.hash
    assert queries.first_broken_row() is None


def test_an_act_that_fails_leaves_no_row():
    def fails():
        with transaction.atomic():
            add()
            raise LookupError

    with pytest.raises(LookupError):
        fails()
    assert Record.objects.count() == 0


@pytest.mark.parametrize("words", ["NGUYEN THI LINH", "linh@example.com", "東オン", "a\n"])
def test_names_addresses_and_answers_cannot_be_written(words):
    for field in ({"name": words}, {"by": words}, {"digest": words}):
        with pytest.raises(ValueError):
            add(**field)
    assert Record.objects.count() == 0


@pytest.mark.parametrize("chain", ["one", "case:", "draft:1", "case:a b", "case:" + "x" * 61])
def test_only_cases_and_persons_have_chains(chain):
    with pytest.raises(ValueError):
        add(chain=chain)


@pytest.mark.parametrize("model", [Record, Seal])
def test_the_database_refuses_to_change_or_delete_a_row(model):
    add()
    seal_hour(WHEN)
    for act in (lambda: model.objects.update(at=WHEN), lambda: model.objects.all().delete()):
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            act()
    for table in triggers.TABLES:
        with (
            pytest.raises(DatabaseError, match="only added to"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"DELETE FROM {table}")
    assert model.objects.count() == 1


@pytest.mark.parametrize("table", triggers.TABLES)
def test_the_database_refuses_to_empty_or_replace_what_is_there(table):
    """TRUNCATE is PostgreSQL's way past a trigger of DELETE, REPLACE is SQLite's."""
    add()
    seal_hour(WHEN)
    past = (
        "TRUNCATE" if connection.vendor == "postgresql" else f"REPLACE INTO {table} SELECT * FROM"
    )
    with (
        pytest.raises(DatabaseError, match="only added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"{past} {table}")


def test_the_door_of_the_tests_is_shut_everywhere_else(settings):
    for mode in ("demo", "production"):
        settings.ZAIRYU_MODE = mode
        with pytest.raises(RuntimeError), triggers.lifted(connection):
            pass
    assert triggers.present(connection) == triggers.expected(connection)


def test_the_check_says_that_a_whole_record_is_whole(capsys):
    for number in range(5):
        add(chain=f"case:{number % 2}", number=number)
    seal_hour(WHEN)
    call_command("check_records")
    assert "whole: 5 rows on 2 chains, 1 seals" in capsys.readouterr().out


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "withdraw"},
        {"by": "mallory"},
        {"at": WHEN + timedelta(microseconds=1)},
        {"ids": {"office": "osaka"}},
        {"digest": "ff"},
        {"previous": "0" * 64},
    ],
)
def test_the_check_names_the_first_row_that_was_changed(change):
    for number in range(4):
        add(number=number)
    tampered(where={"place": 2}, **change)
    with pytest.raises(CommandError, match="case:one 2"):
        call_command("check_records")


def test_a_row_rehashed_by_a_thief_breaks_the_next_one():
    for _ in range(3):
        add()
    row = Record.objects.get(place=2)
    with triggers.lifted(connection):
        Record.objects.filter(pk=row.pk).update(hash="0" * 64)
    assert queries.first_broken_row() == f"case:one 2: was changed (row id {row.pk})"


def test_a_row_taken_from_the_middle_is_missed():
    for _ in range(3):
        add()
    with triggers.lifted(connection):
        Record.objects.filter(place=2).delete()
    assert queries.first_broken_row() == "case:one: the row 2 is missing"


def test_rows_cut_off_the_end_are_missed_by_the_seal():
    for _ in range(3):
        add()
    seal_hour(WHEN)
    with triggers.lifted(connection):
        Record.objects.filter(place=3).delete()
    assert queries.first_broken_row() is None
    with pytest.raises(CommandError, match="do not end as they did"):
        call_command("check_records")


def test_a_seal_that_was_changed_or_taken_away_is_named():
    for hour in range(3):
        add()
        seal_hour(WHEN + timedelta(hours=hour))
    second = Seal.objects.order_by("id")[1]
    with triggers.lifted(connection):
        Seal.objects.filter(pk=second.pk).delete()
    assert "does not follow" in queries.first_broken_seal()


def test_an_hour_is_sealed_once_and_later_rows_do_not_break_its_seal():
    add()
    assert seal_hour(WHEN)
    assert seal_hour(WHEN + timedelta(minutes=59)) is None
    add(verb="accept")
    add(chain="case:two")
    assert seal_hour(WHEN + timedelta(minutes=60))
    assert queries.first_broken_seal() is None
    assert [seal.chains for seal in Seal.objects.order_by("id")] == [1, 2]


def test_a_database_without_the_triggers_fails_the_check():
    with (
        triggers.lifted(connection),
        pytest.raises(CommandError, match="does not protect"),
    ):
        call_command("check_records")


def test_the_root_of_a_tree_binds_every_head_and_its_order():
    heads = [(f"case:{number}", str(number)) for number in range(7)]
    root, count = merkle_root(heads)
    assert count == 7
    assert merkle_root(heads[::-1])[0] != root
    assert all(merkle_root(heads[:place] + heads[place + 1 :])[0] != root for place in range(7))
    assert merkle_root([])[1] == 0


def test_who_looked_is_told_newest_first():
    add(verb="read-paper", by="sato", upload="u1")
    add(verb="accept")
    add(verb="read-answers", by="mori")
    assert [(row.verb, row.by) for row in queries.reads_of("case:one")] == [
        ("read-answers", "mori"),
        ("read-paper", "sato"),
    ]
    assert len(queries.rows_of("case:one")) == 3
