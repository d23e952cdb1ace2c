"""The measures of the law: loading, one form checked, questions asked; no Django, no database.

`python -m bench law` runs them alone, in some seconds.
"""

import io
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from tests.making.persons import person

from zairyu.config.ready import TABLES
from zairyu.law import categories, read, sets
from zairyu.law.__main__ import batch
from zairyu.law.tables import data
from zairyu.questionnaire import codelists, parts
from zairyu.questionnaire.check import check_all
from zairyu.questionnaire.form import form

ON = date(2026, 11, 23)
CASES = Path("tests/law/cases")
LINES = 10_000
_MEMORY = """
from pathlib import Path
def used():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS"))) / 1024
plain = used()
from zairyu.law.read import tables
from zairyu.questionnaire.parts import part, part_ids
from zairyu.questionnaire.codelists import codelist
from datetime import date
tables("zairyu.law", "data")
for name in part_ids():
    part(name, date(2026, 11, 23))
for name in tables("zairyu.questionnaire", "data/codelists"):
    codelist(name)
print(plain, used())
"""


@dataclass(frozen=True)
class Measure:
    """One figure of the law beside its floor, in ms."""

    name: str
    ms: float
    floor: str
    floor_ms: float
    bound: float

    @property
    def ratio(self) -> float:
        """Return how many times the floor it costs."""
        return self.ms / self.floor_ms if self.floor_ms else float("inf")


def _ms(
    act: Callable[[], object],
    times: int,
    repeat: int = 3,
    clock: Callable[[], float] = time.process_time,
) -> float:
    """Return the best mean time of an act on the processor, in ms, whoever else uses it."""
    best = float("inf")
    for _ in range(repeat):
        began = clock()
        for _ in range(times):
            act()
        best = min(best, (clock() - began) / times)
    return best * 1000


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _forget() -> None:
    for kept in (read.table, read.amendments, parts._versions, parts._built, codelists.codelist):
        getattr(kept, "cache_clear", lambda: None)()


def _load() -> None:
    _forget()
    for room, folders in TABLES.items():
        for folder in folders:
            read.tables(room, folder)


def _read_bytes() -> int:
    return sum(
        len(one.read_bytes())
        for room, folders in TABLES.items()
        for folder in folders
        for one in files(room).joinpath(folder).iterdir()
        if one.name.endswith(".yaml")
    )


def loading() -> Measure:
    """Loading every table of the law and of the forms."""
    kilobytes = _read_bytes() // 1024
    name = f"loading all tables ({kilobytes} KB)"
    return Measure(name, _ms(_load, 1), "reading the same bytes", _ms(_read_bytes, 5), 400)


def checking() -> Measure:
    """Checking the whole form with the most questions: family V."""
    asked = form("change", "specified-skilled-worker-1", (), ON)
    made = person(asked, 7, ON)
    answers = made.answers
    found = check_all(asked, answers, ON, made.context)
    assert not [one for one in found if one.severity == "error"]
    own = sum(1 for key in asked.fields if key.startswith("v-organization."))
    name = f"checking a full form ({len(asked.fields)} fields, {own} of the organisation)"
    cost = _ms(lambda: check_all(asked, answers, ON, made.context), 20)
    floor = _ms(lambda: [answers.get(key) for key in asked.fields], 2000)
    return Measure(name, cost, "a look-up for each field", floor, 1500)


def filing() -> Measure:
    """One `may-file`: who may file what, with its reasons."""
    facts = {"current_status": "business-manager", "applicant_birth": date(1980, 6, 15)}
    rows = data("categories")["categories"]
    cost = _ms(lambda: categories.filing_right("relative", "extension", facts, ON), 2000)
    floor = _ms(lambda: rows["relative"]["may_file"]["extension"], 20_000)
    return Measure("may-file", cost, "three look-ups", floor, 700)


def _questions() -> list[sets.Question]:
    found = []
    for row in data("sets")["sets"].values():
        for procedure in row["procedures"]:
            status = row["statuses"][0]
            known = data("statuses")["statuses"].get(status, {"since": ON})
            if status == "designated-activities" or known["since"] <= ON:
                found.append(sets.Question(procedure, status, "online", 3, {}, ON))
    return found


def papers() -> Measure:
    """`required-documents` once for every list of papers."""
    asked = _questions()
    every = data("sets")["sets"]
    cost = _ms(lambda: [sets.needed(one) for one in asked], 5)
    floor = _ms(lambda: [[item["paper"] for item in row["papers"]] for row in every.values()], 500)
    name = f"required-documents for all lists ({len(asked)} questions)"
    return Measure(name, cost, "reading the papers of each list", floor, 200)


def _lines() -> Iterator[str]:
    rows: list[Any] = []
    for path in sorted(CASES.glob("*.yaml")):
        found = read.read(path.read_text(encoding="utf-8"), path.name)
        rows += [row for row in found if "rule" in row]
    while True:
        for row in rows:
            yield json.dumps({"rule": row["rule"], "inputs": row["given"]}) + "\n"


def asking() -> Measure:
    """`ask --batch` of ten thousand lines: the examples of the tables, again and again."""
    source = _lines()
    lines = [next(source) for _ in range(LINES)]

    def there_and_back() -> None:
        out = io.StringIO()
        for line in lines:
            out.write(json.dumps(json.loads(line), ensure_ascii=False) + "\n")

    cost = _ms(lambda: batch(lines, io.StringIO()), 1)
    floor = _ms(there_and_back, 1)
    return Measure(f"ask --batch of {LINES:,} lines", cost, "JSON there and back", floor, 25)


def starting() -> Measure:
    """One question at the terminal, from start to end, beside an empty Python."""
    line = [sys.executable, "-m", "zairyu.law", "ask"]
    asked = '{"rule": "coe-validity", "inputs": {"issued": "2026-10-12"}}'

    def start(words: list[str]) -> Callable[[], object]:
        return lambda: subprocess.run(words, check=True, capture_output=True)

    cost = _ms(start([*line, asked]), 3, clock=_children)
    floor = _ms(start([sys.executable, "-c", "pass"]), 3, clock=_children)
    return Measure("one question at the terminal", cost, "starting Python", floor, 40)


def memory() -> str:
    """Return the memory after loading everything, beside that of an empty Python."""
    line = [sys.executable, "-c", _MEMORY]
    found = subprocess.run(line, check=True, capture_output=True, text=True).stdout.split()
    plain, full = (float(one) for one in found)
    return f"memory with every table and part loaded: {full:.0f} MB (Python alone {plain:.0f})"


def measured() -> list[Measure]:
    """Take all measures of the law."""
    found = []
    for take in (starting, loading, checking, filing, papers, asking):
        found.append(take())
        print(f"  {found[-1].name}: {found[-1].ms:.2f} ms", flush=True)
    return found


def text(found: list[Measure]) -> str:
    """Return the measures as Markdown."""
    lines = ["## The law", "", "| what | ms | floor | floor ms | ratio | bound |"]
    lines.append("|---|---|---|---|---|---|")
    for one in found:
        lines.append(
            f"| {one.name} | {one.ms:.3g} | {one.floor} | {one.floor_ms:.3g} "
            f"| {one.ratio:.0f} | {one.bound:.0f} |"
        )
    return "\n".join([*lines, "", f"- {memory()}", ""])


def broken(found: list[Measure], slack: float) -> list[str]:
    """Return what stands above its bound."""
    return [
        f"{one.name}: {one.ratio:.0f} × {one.floor}, bound {one.bound:.0f}"
        for one in found
        if one.ratio > one.bound * slack
    ]
