"""Rows that acts write many of, by statements kept ready.

Putting a statement together anew takes several times as long as running it. Only acts whose cost
is measured write like this; everything else writes as usual.
"""

from functools import lru_cache
from typing import Any

from django.db import connection, models


def _column(field: Any) -> str:
    return connection.ops.quote_name(field.column)


@lru_cache(maxsize=64)
def _adding(
    _vendor: str, model: type[models.Model], names: tuple[str, ...]
) -> tuple[str, tuple[Any, ...]]:
    meta = model._meta
    fields = tuple(one for one in meta.local_concrete_fields if not one.primary_key)
    columns = ", ".join(_column(one) for one in fields)
    marks = ", ".join(["%s"] * len(fields))
    table, own = connection.ops.quote_name(meta.db_table), _column(meta.pk)
    taken = ", ".join(_column(meta.get_field(name)) for name in names)
    unless = f"ON CONFLICT ({taken}) DO NOTHING " if names else ""
    put = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608
    return f"{put} {unless}RETURNING {own}", fields


def add(row: models.Model) -> None:
    """Write a new row, and give it its id."""
    add_unless(row)


def add_unless(row: models.Model, *names: str) -> bool:
    """Write a new row unless one with the same values in columns is there; say whether it was so.

    Unlike a failed INSERT, this leaves a transaction usable.
    """
    statement, fields = _adding(connection.vendor, type(row), names)
    values = [one.get_db_prep_save(one.pre_save(row, True), connection) for one in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        written = cursor.fetchone()
    if written is not None:
        (row.pk,) = written
        row._state.adding, row._state.db = False, connection.alias
    return written is not None


@lru_cache(maxsize=64)
def _changing(
    _vendor: str, model: type[models.Model], names: tuple[str, ...], still: tuple[str, ...]
) -> tuple[str, tuple[Any, ...], tuple[Any, ...]]:
    meta = model._meta
    fields = tuple(meta.get_field(name) for name in names)
    held = (meta.pk, *(meta.get_field(name) for name in still))
    put = ", ".join(f"{_column(one)} = %s" for one in fields)
    where = " AND ".join(f"{_column(one)} = %s" for one in held)
    table = connection.ops.quote_name(meta.db_table)
    return f"UPDATE {table} SET {put} WHERE {where}", fields, held  # noqa: S608


def change(row: models.Model, *names: str, **still: Any) -> bool:
    """Write some columns of a row where others are `still` as they were; say whether it was so."""
    statement, fields, held = _changing(connection.vendor, type(row), names, tuple(still))
    values = [one.get_db_prep_save(one.pre_save(row, False), connection) for one in fields]
    wanted = zip(held, (row.pk, *still.values()), strict=True)
    values += [one.get_db_prep_save(value, connection) for one, value in wanted]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return bool(cursor.rowcount == 1)
