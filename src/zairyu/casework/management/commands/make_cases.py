"""Make many valid cases, for measuring the desk with ten thousand and a million of them.

Real numbers with their check signs, states that the table of moves allows, every move in the
timeline and in the hash-chained record, facts sealed by the vault. No mails and no certificates.
It reaches past the doors of other rooms (people, filing, audit), which no act may do: refused in
production.
"""

import json
import secrets
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils.module_loading import import_string

from zairyu import vault
from zairyu.audit.chain import row_hash
from zairyu.casework import facts as facts_module
from zairyu.casework.bulk import follow_ids, hurry, insert, next_id, table
from zairyu.casework.made import STATUS, Made, Maker
from zairyu.casework.models import Case, CaseEvent
from zairyu.law import offices

BATCH = 5000
FILERS = 50
SUBMISSION = (
    "id", "key", "owner", "filer", "category", "procedure", "status", "current_status", "permits",
    "content", "summary", "digest", "law_version", "form_digest", "filed_at", "once",
)  # fmt: skip
CASE = (
    "id", "key", "number", "submission", "filer", "procedure", "status", "category", "state",
    "version", "facts", "current_period", "expires_on", "special_until", "office", "delivery",
    "pickup", "received_at", "filed_on", "officer", "lane", "open", "clock_on", "unread_office",
    "unread_filer", "ended_at",
)  # fmt: skip
EVENT = ("case", "event", "before", "after", "actor", "person", "at", "detail", "note")
RECORD = (
    "chain", "place", "at", "verb", "by", "ids", "digest", "previous", "hash",
)  # fmt: skip


class Command(BaseCommand):
    """Make cases and say how many a second."""

    help = "Make many valid cases of an office, for measuring."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add how many, of which office, examined by whom."""
        parser.add_argument("count", type=int)
        parser.add_argument("--office", default="tokyo")
        parser.add_argument("--officer", default="", help="e-mail of the officer who examines")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *_: Any, **options: Any) -> None:
        """Make the cases in batches, each in its transaction."""
        if settings.ZAIRYU_MODE == "production":
            raise CommandError("cases are not made up in production")
        begun = time.perf_counter()
        writer = Writer(
            options["office"],
            options["officer"],
            import_string(settings.ZAIRYU_CLOCK)(),
            options["seed"],
        )
        left = options["count"]
        while left > 0:
            left -= writer.batch(min(BATCH, left))
        writer.finish()
        took = time.perf_counter() - begun
        rate = options["count"] / took
        self.stdout.write(f"{options['count']} cases in {took:.1f} s: {rate:.0f} a second")


class Writer:
    """Writes cases in bulk: rows of submission, case, timeline and record."""

    def __init__(self, office: str, officer: str, at: datetime, seed: int) -> None:
        """Find the office and its people, and make the filers."""
        prefix = offices.office(office).prefix
        if prefix is None:
            raise CommandError(f"{office} takes no online applications")
        hurry()
        self._office, self._native = office, connection.vendor == "postgresql"
        self._maker = Maker(prefix, at, seed)
        self._submission, self._record = table("filing.Submission"), table("audit.Record")
        self._next = max(next_id(Case), next_id(self._submission))
        self._filers = self._people(at)
        self._officer = self._officer_with(officer)

    def _people(self, at: datetime) -> list[tuple[int, str]]:
        person = table("people.Person")
        made = [
            person(
                email=f"{secrets.token_hex(8)}@example.com",
                name="MADE FOR MEASURING",
                password="!",  # noqa: S106 - nobody signs in with it
                joined_at=at,
            )
            for _ in range(FILERS)
        ]
        person._default_manager.bulk_create(made)
        return [(one.pk, str(getattr(one, "key"))) for one in made]  # noqa: B009

    def _officer_with(self, email: str) -> tuple[int, str]:
        found = table("people.Person")._default_manager.filter(email=email).first()
        if found is None:
            return self._filers[0]
        return found.pk, str(getattr(found, "key"))  # noqa: B009

    def batch(self, size: int) -> int:
        """Write so many cases in one transaction; return how many."""
        first, self._next = self._next, self._next + size
        rows: dict[str, list[tuple[Any, ...]]] = {"sub": [], "case": [], "event": [], "record": []}
        for pk, made in enumerate(islice(self._cases(), size), first):
            self._write(pk, made, rows)
        with transaction.atomic():
            insert(self._submission, SUBMISSION, rows["sub"])
            insert(Case, CASE, rows["case"])
            insert(CaseEvent, EVENT, rows["event"])
            insert(self._record, RECORD, rows["record"])
        return size

    def _cases(self) -> Iterator[Made]:
        while True:
            yield self._maker.case()

    def _write(self, pk: int, made: Made, rows: dict[str, list[tuple[Any, ...]]]) -> None:
        key, sealed_key = secrets.token_hex(11), secrets.token_hex(11)
        filer = self._filers[pk % FILERS]
        digest = secrets.token_hex(32)
        rows["sub"].append(self._submitted(pk, made, sealed_key, filer, digest))
        rows["case"].append(self._case(pk, made, key, filer))
        previous, at, chain = "", made.received_at, f"case:{key}"
        for place, (event, before, after, by) in enumerate(made.way.events, 1):
            who = {"applicant": filer, "system": (None, "system")}.get(by, self._officer)
            moment = self._moment(at)
            rows["event"].append((pk, event, before, after, by, who[0], moment, "{}", b""))
            ids = {"after": after, "before": before, "role": by}
            said = digest if event == "submit" else ""
            found = row_hash(chain, place, at, event, who[1], ids, said, previous)
            told = (chain, place, moment, event, who[1], _written(after, before, by), said)
            rows["record"].append((*told, previous, found))
            previous, at = found, at + timedelta(minutes=7 * place)

    def _moment(self, moment: datetime) -> Any:
        """Return an instant as the database takes it."""
        if self._native:
            return moment
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ")

    def _day(self, day: date | None) -> Any:
        """Return a day as the database takes it."""
        return day if self._native or day is None else day.isoformat()

    def _submitted(
        self, pk: int, made: Made, key: str, filer: tuple[int, str], digest: str
    ) -> tuple[Any, ...]:
        facts, about = made.facts, f"submission:{key}"
        summary = {
            "name": facts.name,
            "birth": facts.birth,
            "nationality": facts.nationality,
            "wanted_status": STATUS,
            "expires_on": facts.expires_on,
            "address": facts.address,
            "prefecture": facts.prefecture,
        }
        content = {"answers": {f"{_PART[made.procedure]}.name": facts.name}}
        return (
            pk, key, filer[0], filer[0], "foreign-national", made.procedure, STATUS,
            facts.current_status, "[]", vault.seal_json(content, f"{about}:content"),
            vault.seal_json(summary, f"{about}:summary"), digest, "made", "made",
            self._moment(made.received_at), digest,
        )  # fmt: skip

    def _case(self, pk: int, made: Made, key: str, filer: tuple[int, str]) -> tuple[Any, ...]:
        officer = self._officer[0] if made.assigned else None
        ended = None if made.open else self._moment(made.received_at + timedelta(hours=3))
        return (
            pk, key, made.number, pk, filer[0], made.procedure, STATUS, "foreign-national",
            made.way.state, len(made.way.events) + 1, facts_module.keep(made.facts, key),
            made.facts.current_period, self._day(made.expires_on), self._day(made.special_until),
            self._office, made.facts.delivery, "", self._moment(made.received_at),
            self._day(made.filed_on), officer, made.lane, made.open, self._day(made.clock_on),
            0, 0, ended,
        )  # fmt: skip

    def finish(self) -> None:
        """Let the ids go on behind those given, and let the database look at its tables anew."""
        for model in (self._submission, Case):
            follow_ids(model)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


_PART = {"extension": "common-extension", "change": "common-change", "coe": "common-coe"}


@cache
def _written(after: str, before: str, role: str) -> str:
    """Return the ids of a row of the record as JSON; there are few of them."""
    return json.dumps({"after": after, "before": before, "role": role})
