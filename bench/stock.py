"""A stock of living proofs, whole and signed, written in bulk: as many as a country would have."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from itertools import islice
from typing import Any

from django.db import connection, transaction

BATCH = 5_000
_LIST = 30_000  # numbers of lists that no worker renews
_PLACES = 1 << 20
_GIVEN = ("LINH", "MARIA", "RAJ", "OLENA", "CHEN", "AUNG", "PAULO", "ADAEZE")
_FAMILY = ("NGUYEN", "SANTOS", "SHARMA", "KOVALENKO", "WANG", "KYAW", "SILVA", "OBI")


def made(count: int, say: bool = True) -> float:
    """Write so many living proofs that anybody may check; return the seconds it took."""
    table = import_module("zairyu.certificates.models").Certificate
    first, done, began = table.objects.count(), 0, time.perf_counter()
    rows = _rows(first, count, datetime.now(UTC))
    while batch := list(islice(rows, BATCH)):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(_statement(table, batch[0]), [list(row.values()) for row in batch])
        done += len(batch)
        if say:
            print(f"  {done:,} proofs, {done / (time.perf_counter() - began):.0f}/s", flush=True)
    return time.perf_counter() - began


def _statement(table: Any, row: dict[str, Any]) -> str:
    """Return the plain SQL that writes a row: a model for each would cost more than the row."""
    named = ", ".join(connection.ops.quote_name(name) for name in row)
    return f"INSERT INTO {table._meta.db_table} ({named}) VALUES ({', '.join(['%s'] * len(row))})"


def codes(count: int) -> list[str]:
    """Return the codes of so many proofs, of different persons."""
    table = import_module("zairyu.certificates.models").Certificate
    living = table.objects.filter(ended_at=None, kind="pending").order_by("code")
    return list(living.values_list("code", flat=True)[:count])


def _rows(first: int, count: int, at: datetime) -> Iterator[dict[str, Any]]:
    """Give the rows of new proofs; what never differs is taken from an empty row of the table."""
    keys = import_module("zairyu.certificates.keys")
    facts = import_module("zairyu.certificates.facts")
    new_code = import_module("zairyu.certificates.codes").new_code
    new_key = import_module("zairyu.people.keys").new_key
    token = import_module("zairyu.certificates.tokens").made
    vault = import_module("zairyu.vault")
    issuer, until = keys.issuer(), (at + timedelta(days=70)).date()
    same = _same(at, until)
    for number in range(first, first + count):
        key, code, claims = new_key(), new_code(), _claims(number)
        place = (_LIST + number // _PLACES, number % _PLACES)
        said = facts.shown("pending", claims)
        sealed = token(issuer, code, "pending", said, until, at, place)
        yield same | {
            "key": key,
            "about": f"case:bench-{number}",
            "contents": vault.seal_json(claims, facts.bound(key, "contents")),
            "code": code,
            "token": vault.seal(sealed, facts.bound(key, "token")),
            "status_list": place[0],
            "status_index": place[1],
        }


def _same(at: datetime, until: date) -> dict[str, Any]:
    table = import_module("zairyu.certificates.models").Certificate
    named = {"kind": "pending", "procedure": "extension", "pdf_path": "bench"}
    empty = table(**named, issued_at=at, holds_until=until)
    return {
        field.column: field.get_db_prep_save(getattr(empty, field.attname), connection)
        for field in table._meta.concrete_fields
        if not field.primary_key and field.name not in {"contents", "token"}
    }


def _claims(number: int) -> dict[str, Any]:
    names = f"{_FAMILY[number % 8]} {_GIVEN[number // 8 % 8]} {number:07d}"
    return {
        "name": names,
        "number": f"東オン {number:09d}",
        "procedure": "extension",
        "office": "tokyo",
        "filed_on": "2026-11-20",
        "birth": f"{1950 + number % 56}-05-03",
        "status": "engineer-humanities-international",
        "card_last4": f"{number % 10_000:04d}",
        "card_expires_on": "2026-12-01",
    }
