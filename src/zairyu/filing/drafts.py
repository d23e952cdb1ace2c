"""Reading one draft of one person: the query of every page and every save, compiled once."""

from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import connection

from zairyu.filing.models import Draft

if TYPE_CHECKING:
    from zairyu.people.models import Person


@lru_cache(maxsize=4)
def _statement(vendor: str, locked: bool) -> str:
    """Return the statement for a database; building it anew takes longer than running it."""
    columns = ", ".join(f'"{field.column}"' for field in Draft._meta.concrete_fields)
    lock = " FOR UPDATE" if locked and vendor == "postgresql" else ""  # SQLite locks the whole
    table = Draft._meta.db_table
    return f'SELECT {columns} FROM "{table}" WHERE "key" = %s AND "owner_id" = %s{lock}'  # noqa: S608


def find(key: str, owner: "Person", *, locked: bool = False) -> Draft | None:
    """Return a draft of a person, or nothing; `locked` inside a transaction only."""
    statement = _statement(connection.vendor, locked)
    return next(iter(Draft.objects.raw(statement, [key, owner.pk])), None)
