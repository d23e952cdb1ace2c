"""The triggers by which both databases refuse to change or delete a row of the record.

They are put in place by a migration. The tests need to empty their database between two tests;
they lift the triggers through `lifted`, which refuses everywhere but in the test settings.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("audit_record", "audit_seal")
_SAME_ROW = {  # what makes an added row take the place of one that is there
    "audit_record": "id = NEW.id OR (chain = NEW.chain AND place = NEW.place)",
    "audit_seal": "id = NEW.id",
}
WORDS = "the record is only added to"

_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{WORDS}'; END $$
"""


def _sqlite(table: str) -> Iterator[str]:
    for act in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        )
    # REPLACE deletes the row in its way without asking the trigger of DELETE.
    there = f"SELECT 1 FROM {table} WHERE {_SAME_ROW[table]}"  # noqa: S608
    yield (
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS ({there}) BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    )


def _postgres(table: str) -> Iterator[str]:
    for act in ("UPDATE", "DELETE", "TRUNCATE"):
        name = f"{table}_no_{act.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
        )


def install(connection: "BaseDatabaseWrapper") -> None:
    """Put the triggers in place; those that are there stay."""
    write = _postgres if connection.vendor == "postgresql" else _sqlite
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for table in TABLES:
            for statement in write(table):
                cursor.execute(statement)


def present(connection: "BaseDatabaseWrapper") -> set[str]:
    """Return the names of the triggers that stand."""
    asked = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return {row[0] for row in cursor.fetchall() if row[0].startswith("audit_")}


def expected(connection: "BaseDatabaseWrapper") -> set[str]:
    """Return the names of the triggers that should stand."""
    acts = ("update", "delete", "truncate" if connection.vendor == "postgresql" else "replace")
    return {f"{table}_no_{act}" for table in TABLES for act in acts}


@contextmanager
def lifted(connection: "BaseDatabaseWrapper") -> Iterator[None]:
    """Lift the triggers for a moment: the door of the tests.

    Raises:
        RuntimeError: these are not the settings of the tests.
    """
    if settings.ZAIRYU_MODE != "test":
        raise RuntimeError("only tests may lift the triggers of the record")
    with connection.cursor() as cursor:
        for name in present(connection):
            table = name.rsplit("_no_", 1)[0]
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")
    try:
        yield
    finally:
        install(connection)


def migrate(_apps: Any, schema_editor: Any) -> None:
    """Put the triggers in place, as a step of a migration."""
    install(schema_editor.connection)


def unmigrate(_apps: Any, schema_editor: Any) -> None:
    """Take the triggers away, as the way back of that step."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        for name in present(connection):
            on = f" ON {name.rsplit('_no_', 1)[0]}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")
