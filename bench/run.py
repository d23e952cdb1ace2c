"""One run of all measures."""

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import floors, load, paths, world
from bench.report import Line, Report
from bench.server import PROCESSES, memory_mb

CLIENTS = 8
MEMORY_MB = 250.0
SAVED = "SELECT sum(version) FROM filing_draft"
UPLOADED = "SELECT count(*) FROM filing_upload"
FILED = "SELECT count(*) FROM casework_case"


class Run:
    """Measures on the database of this process."""

    def __init__(self, seconds: float, filings: int) -> None:
        """Bring the cast together and prepare what is to be filed."""
        self.seconds, self.filings = seconds, filings
        vendor = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
        self.report = Report(f"{vendor} ({PROCESSES} web processes)")
        self.people = world.gathered()
        self.filer = world.sign_in(self.people["adaeze"])
        self.officer = world.sign_in(self.people["sato"])
        self.port = 0

    def all(self, port: int, server: int, sizes: list[int]) -> None:
        """Measure everything in order; the floors first."""
        self.port = port
        self._floors()
        draft = world.ready_draft(self.people["adaeze"], "student")
        self._page(draft)
        self._saving(draft)
        self._uploading()
        self._checking()
        self._filing()
        self._queues(sizes)
        used = memory_mb(server)
        self.report.remarks.append(f"memory of the web processes: {used:.0f} MB (PSS)")
        if used > MEMORY_MB:
            self.report.remarks.append(f"memory is above {MEMORY_MB:.0f} MB")

    # ---- how

    def _client(self, visitor: world.Visitor) -> Client:
        client: Client = world.signed_in(visitor.person)
        return client

    def _load(
        self,
        source: Callable[[int], Iterable[bytes]],
        clients: int = CLIENTS,
        expect: tuple[int, ...] = (200,),
        seconds: float | None = None,
    ) -> load.Rate:
        spent = self.seconds if seconds is None else seconds
        return load.run(self.port, source, clients=clients, seconds=spent, expect=expect)

    def _cost(self, rate: load.Rate) -> float:
        return rate.each_ms * PROCESSES

    def _line(
        self, name: str, rate: load.Rate, floor: tuple[str, float], bound: float, **more: Any
    ) -> None:
        words, ms = floor
        cost = self._cost(rate)
        line = Line(name, rate.per_second, rate.p50_ms, rate.p99_ms, cost, words, ms, bound, **more)
        self.report.lines.append(line)
        print(f"  {name}: {rate.per_second:.0f}/s, {line.ratio:.2f} × {words}", flush=True)

    def _doing(self, what: str, source: Callable[[int], Iterable[bytes]], **how: Any) -> load.Rate:
        """Load, and see that all that was answered was done: a redirect alone says nothing.

        Raises:
            RuntimeError: less was done than answered.
        """
        before = world.number(what)
        rate = self._load(source, expect=(302,), **how)
        done = world.number(what) - before
        if done < rate.answers:
            raise RuntimeError(f"{rate.answers} answers, {done} done: {what}")
        return rate

    def _queries(self, act: Callable[[], Any]) -> int:
        act()  # the first page of a visit also writes down that there is one
        with CaptureQueriesContext(connection) as seen:
            act()
        return len([one for one in seen.captured_queries if "SAVEPOINT" not in one["sql"]])

    # ---- what

    def _floors(self) -> None:
        empty = load.the_same(paths.visit("/bench/empty"))
        known = load.the_same(paths.visit("/bench/signed-in", self.filer))
        self._load(known, seconds=1.0)
        self.e0 = self._cost(self._load(empty))
        self.e1 = self._cost(self._load(known))
        self.report.floors |= {"E0": self.e0, "E1": self.e1}

    def _page(self, draft: Any) -> None:
        section = paths.section_of(draft, 40)
        path = f"/drafts/{draft.key}/sections/{section.key}/"
        same = load.the_same(paths.visit(path, self.filer))
        self._load(same, seconds=0.5)
        rate = self._load(same)
        client = self._client(self.filer)
        count = self._queries(lambda: client.get(path))
        name = f"page of a section ({len(section.fields)} fields)"
        self._line(name, rate, ("E1", self.e1), 4.0, queries=count, target=300)

    def _saving(self, draft: Any) -> None:
        section = paths.section_of(draft, 10)
        mine = [world.ready_draft(self.people["adaeze"], "student") for _ in range(CLIENTS)]
        client = self._client(self.filer)
        own = paths.saves(draft, section, "student")
        q, count = floors.plain_sql_ms(
            [lambda post=post: post.ask(client) for post in islice(own, 12)]
        )
        self.report.floors["Q save"] = q

        def source(number: int) -> Iterator[bytes]:
            for post in paths.saves(mine[number], section, "student"):
                yield post.request(self.filer)

        rate = self._doing(SAVED, source)
        floor = ("E1 + Q", self.e1 + q)
        name = f"saving a section ({len(section.fields)} fields)"
        self._line(name, rate, floor, 2.0, queries=count, target=300)

    def _uploading(self) -> None:
        each = 3 if self.seconds < 4 else 9  # drafts of a client: nine more files fit into one
        count = CLIENTS * each
        drafts = [world.ready_draft(self.people["adaeze"], "student") for _ in range(count)]
        client = self._client(self.filer)
        slot = paths.slot_of(client, drafts[0])
        opened = load.the_same(paths.visit(f"/drafts/{drafts[0].key}/papers/", self.filer))
        self._load(opened, seconds=0.5)  # opening the page starts the child that looks into files
        time.sleep(2.0)
        f = floors.file_ms(paths.megabyte())
        self.report.floors["F"] = f

        def source(number: int) -> Iterator[bytes]:
            for draft in drafts[number::CLIENTS]:
                sent = paths.upload(draft, slot).request(self.filer)
                yield from (sent for _ in range(9))  # the limit of a filing is 20 files

        rate = self._doing(UPLOADED, source)
        size = len(paths.megabyte()) / 1e6
        self._line(f"upload of {size:.1f} MB", rate, ("E1 + F", self.e1 + f), 3.0, target=150)

    def _checking(self) -> None:
        case = world.lodged(self.people["rahman"], "president")
        path = f"/v/{paths.code_of(case)}"
        same = load.the_same(paths.visit(path))
        self._load(same, seconds=0.5)
        rate = self._load(same)
        client = Client()
        count = self._queries(lambda: client.get(path))
        self._line("public check", rate, ("E0", self.e0), 4.0, queries=count)

    def _filing(self) -> None:
        began = time.perf_counter()
        person = self.people["adaeze"]
        drafts = [world.ready_draft(person, "student") for _ in range(self.filings + 8)]
        prepared = (time.perf_counter() - began) / len(drafts)
        client = self._client(self.filer)
        posts = [paths.filing(draft) for draft in drafts]
        q, count = floors.plain_sql_ms([lambda post=post: post.ask(client) for post in posts[:8]])
        self.report.floors["Q filing"] = q
        filer = world.sign_in(person)  # filing wants a fresh proof
        rest = [post.request(filer) for post in posts[8:]]
        rate = self._doing(FILED, lambda number: rest[number::CLIENTS], seconds=60.0)
        self._line("filing", rate, ("E1 + Q", self.e1 + q), 4.0, queries=count, target=50)
        self.report.remarks.append(
            f"an application written whole by the acts, papers and photo: {prepared:.2f} s"
        )

    def _queues(self, sizes: list[int]) -> None:
        made, first = 0, 0.0
        same = load.the_same(paths.visit("/desk/?list=all", self.officer))
        for size in sizes:
            call_command("make_cases", size - made)
            made = size
            self._load(same, clients=4, seconds=1.0)
            rate = self._load(same, clients=4)
            client = self._client(self.officer)
            count = self._queries(lambda client=client: client.get("/desk/?list=all"))
            floor = ("the smaller queue", first or self._cost(rate))
            bound = 1.3 if first else 1.0
            first = first or self._cost(rate)
            name = f"officer's queue of {size:,}"
            self._line(name, rate, floor, bound, queries=count, target=190)
