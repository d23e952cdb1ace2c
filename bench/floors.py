"""The floors: what the same work costs when nothing but the work is done."""

import re
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.db import connection, transaction

Statement = tuple[str, Any, bool]
# What E1 counts already (session and person), and what only frames a transaction.
_COUNTED = re.compile(r"django_session|SAVEPOINT|RELEASE|^BEGIN|^COMMIT|^ROLLBACK", re.IGNORECASE)


class _Undo(Exception):
    """Rolls a transaction back."""


def statements(act: Callable[[], object]) -> list[Statement]:
    """Return the SQL that a request sends, without keeping what it did."""
    sent: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not _COUNTED.search(sql):
            sent.append((sql, params, many))
        return execute(sql, params, many, context)

    try:
        with transaction.atomic(), connection.execute_wrapper(note):
            act()
            raise _Undo
    except _Undo:
        pass
    return sent


def _replay(sent: Iterable[Statement]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for sql, params, many in sent:
            (cursor.executemany if many else cursor.execute)(sql, params)
            if sql.lstrip()[:6].upper() == "SELECT":
                cursor.fetchall()


def plain_sql_ms(acts: Iterable[Callable[[], object]]) -> tuple[float, int]:
    """Q: return the median time (ms) of the same rows by plain SQL, and how many statements."""
    taken, count = [], 0
    for act in acts:
        sent = statements(act)
        count = len(sent)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:  # ids of a rolled-back run refer to nothing
                cursor.execute("SET session_replication_role = replica")
        began = time.perf_counter()
        _replay(sent)
        taken.append((time.perf_counter() - began) * 1000)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = origin")
    return sorted(taken)[len(taken) // 2], count


def file_ms(data: bytes, times: int = 40) -> float:
    """F: return the median time (ms) of writing bytes into a new file."""
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(times):
            began = time.perf_counter()
            Path(folder, str(number)).write_bytes(data)
            taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)[times // 2]
