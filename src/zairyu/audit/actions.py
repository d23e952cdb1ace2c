"""Verbs of the record: add a row, seal the hour."""

import re
from datetime import datetime

from django.db import connection, transaction

from zairyu.audit import chain as arithmetic
from zairyu.audit.models import Record, Seal
from zairyu.audit.queries import heads

_PLAIN = re.compile(r"[A-Za-z0-9_.:/-]{0,128}")
_CHAIN = re.compile(r"(?:case|person|organisation|keys):[A-Za-z0-9_-]{1,60}")
_VERB = re.compile(r"[a-z]+(?:-[a-z]+)*")


def _plain(name: str, value: str | int) -> str | int:
    """Refuse what could be a name or an answer: a record holds ids, verbs and digests."""
    if isinstance(value, int) or _PLAIN.fullmatch(value):
        return value
    raise ValueError(f"the record holds ids only, and {name} is none")


def _lock(chain: str) -> None:
    """Let one act at a time add to a chain; SQLite lets only one write at all."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [chain])


def record(
    chain: str, verb: str, *, at: datetime, by: str, digest: str = "", **ids: str | int
) -> None:
    """Add a row to a chain, in the transaction of the act it tells of.

    Raises:
        ValueError: something is not an id, a verb or a digest.
    """
    if not _CHAIN.fullmatch(chain) or not _VERB.fullmatch(verb):
        raise ValueError("no such chain, or not a verb")
    plain = {name: _plain(name, value) for name, value in ids.items()}
    _plain("by", by)
    _plain("digest", digest)
    with transaction.atomic(savepoint=False):  # an act of its own has its savepoint already
        _lock(chain)
        _add(chain, verb, at, by, plain, digest)


# Every act adds a row here. The two statements are written out: putting them together anew took
# longer than running them.
_LAST = "SELECT place, hash FROM audit_record WHERE chain = %s ORDER BY place DESC LIMIT 1"
_INSERT = (
    'INSERT INTO audit_record (chain, place, at, verb, "by", ids, digest, previous, hash)'
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
)


def _add(
    chain: str, verb: str, at: datetime, by: str, ids: dict[str, str | int], digest: str
) -> None:
    ops = connection.ops
    with connection.cursor() as cursor:
        cursor.execute(_LAST, [chain])
        last = cursor.fetchone()
        place, previous = (last[0] + 1, last[1]) if last else (1, "")
        own = arithmetic.row_hash(chain, place, at, verb, by, ids, digest, previous)
        kept_at, kept_ids = ops.adapt_datetimefield_value(at), ops.adapt_json_value(ids, None)
        row = [chain, place, kept_at, verb, by, kept_ids, digest, previous, own]
        cursor.execute(_INSERT, row)


@transaction.atomic
def seal_hour(at: datetime) -> str | None:
    """Seal the heads of all chains under one root, chained to the seal before; return the root.

    Nothing is sealed twice in one hour of the clock: then None is returned.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # wait for acts that are adding rows just now
            cursor.execute(f"LOCK TABLE {Record._meta.db_table} IN SHARE MODE")
    last = Seal.objects.order_by("-id").first()
    if last and last.at.replace(minute=0, second=0, microsecond=0) >= at.replace(
        minute=0, second=0, microsecond=0
    ):
        return None
    newest = Record.objects.order_by("-id").values_list("id", flat=True).first() or 0
    root, chains = arithmetic.merkle_root(heads(newest))
    previous = last.hash if last else ""
    Seal.objects.create(
        at=at,
        up_to=newest,
        chains=chains,
        root=root,
        previous=previous,
        hash=arithmetic.seal_hash(at, newest, chains, root, previous),
    )
    return root
