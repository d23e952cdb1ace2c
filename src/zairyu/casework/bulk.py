"""Writes many rows at once, for the generator of cases: executemany, or COPY on PostgreSQL."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.db import connection, models

Row = Sequence[Any]


def table(label: str) -> type[models.Model]:
    """Return a table by its label; only the generator reaches past the doors of other rooms."""
    found: type[models.Model] = apps.get_model(label)
    return found


def next_id(model: type[models.Model]) -> int:
    """Return the first id that is free behind all others."""
    return int(model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0) + 1


def _columns(model: type[models.Model], names: Sequence[str]) -> list[str]:
    return [str(model._meta.get_field(name).column) for name in names]  # type: ignore[union-attr]


def insert(model: type[models.Model], names: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows whose values stand in the order of the names."""
    table_name = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(name) for name in _columns(model, names))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table_name} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(
                f"INSERT INTO {table_name} ({columns}) VALUES ({marks})",  # noqa: S608
                rows,
            )


def hurry() -> None:
    """Let SQLite hold the indices in memory and not wait for the disk; what is made up may be lost.

    Random keys fall all over their indices: with the usual small memory each falls onto the disk.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -600000")
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA wal_autocheckpoint = 20000")


def follow_ids(model: type[models.Model]) -> None:
    """Let the database count on from the ids that were given by hand."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)",
            [model._meta.db_table, next_id(model) - 1],
        )
