"""The law at a terminal, without Django and without a database.

python -m zairyu.law ask '{"rule": "fee", "inputs": {...}}'
python -m zairyu.law ask --batch < questions > answers     one JSON object a line
python -m zairyu.law why '{"rule": "fee", "inputs": {...}}'  the rule, its rows and its steps
python -m zairyu.law diff 2026-09-30 2026-10-01            what changes between two days
python -m zairyu.law lint                                  what a careful reader would object to
python -m zairyu.law rules                                 the rules that can be asked
"""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from zairyu.law import docs
from zairyu.law.diff import page
from zairyu.law.lint import faults, unsure
from zairyu.law.rules import ask, rule_ids
from zairyu.law.saying import LANGUAGES
from zairyu.law.tables import data
from zairyu.law.why import why


def answer_line(line: str) -> str:
    """Return the answer to one line of JSON as one line of JSON; a fault is an answer as well."""
    try:
        question: Any = json.loads(line)
    except (ValueError, RecursionError) as fault:
        said = {"error": "not-json", "message": f"write one JSON object a line: {fault}"}
    else:
        said = ask(question)
    return json.dumps(said, ensure_ascii=False)


def batch(lines: Iterable[str], out: TextIO) -> None:
    """Write an answer for every line that is not empty, in order, each at once."""
    for line in lines:
        if line.strip():
            out.write(answer_line(line) + "\n")
            out.flush()


def _lint(folder: Path | None, out: TextIO) -> int:
    if folder and not folder.is_dir():
        out.write(f"{folder} is no folder; name one that holds tables\n")
        return 1
    found = list(faults(folder))
    out.writelines(f"{fault}\n" for fault in found)
    low = len(list(unsure(folder)))
    out.write(f"{low} entries of low confidence (docs/law/unsure.md)\n{len(found)} faults\n")
    return bool(found)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text} is no day; write one such as 2026-10-01"
        ) from None


def _diff(chosen: argparse.Namespace, out: TextIO) -> int:
    out.writelines(f"{line}\n" for line in page(chosen.first, chosen.second, chosen.language))
    return 0


def _why(chosen: argparse.Namespace, out: TextIO) -> int:
    try:
        question = json.loads(chosen.question or sys.stdin.read())
    except ValueError as fault:
        out.write(f"write one JSON object: {fault}\n")
        return 1
    found = why(question)
    for place, group in enumerate(found.groups):
        out.write("\n" if place else "")
        out.writelines(f"{told[chosen.language]}\n" for told in group)
    return int("error" in found.answer)


def _rules(out: TextIO) -> int:
    for key in rule_ids():
        row = data("rules")[key]
        inputs = ", ".join(f"{name}: {kind}" for name, kind in row["inputs"].items())
        out.write(f"{key} ({row['law']})\n  {inputs}\n")
        out.write(f"  since {row['since']}, decided by: {row['basis']}\n")
        if not row.get("ours", True):
            out.write(f"  not ours: {row['in_this_house']['en']}\n")
    return 0


def _docs(chosen: argparse.Namespace, out: TextIO) -> int:
    if not chosen.check:
        docs.write(chosen.folder)
        return 0
    old = docs.stale(chosen.folder)
    out.writelines(f"{name} is not as the tables say; run make docs\n" for name in old)
    return bool(old)


def _in_utf8() -> None:
    # JSON is UTF-8 whatever the locale; half a surrogate goes out as the escape it came in as.
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def _ask(chosen: argparse.Namespace) -> int:
    if chosen.batch:
        batch(sys.stdin, sys.stdout)
        return 0
    said = answer_line(chosen.question or sys.stdin.read())
    sys.stdout.write(said + "\n")
    return int("error" in json.loads(said))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m zairyu.law",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    asking = commands.add_parser("ask", help="answer questions in JSON")
    asking.add_argument("question", nargs="?", help="one JSON object; without it standard input")
    asking.add_argument("--batch", action="store_true", help="one JSON object a line")
    reasoning = commands.add_parser("why", help="answer a question with all its reasons")
    reasoning.add_argument("question", nargs="?", help="one JSON object; without it standard input")
    comparing = commands.add_parser(
        "diff",
        help="what changes between two days",
        description="What begins, changes and ends in the tables of the law after the first day, up"
        " to the second: fees, periods, figures, statuses, procedures, papers, limits. The fields"
        " of the forms stand above the law: `python -m zairyu.questionnaire diff` tells both.",
    )
    comparing.add_argument("first", type=_day, metavar="DAY")
    comparing.add_argument("second", type=_day, metavar="DAY")
    for command in (reasoning, comparing):
        command.add_argument("--language", choices=LANGUAGES, default="en")
    linting = commands.add_parser("lint", help="check the tables")
    linting.add_argument("--folder", type=Path, help="check the tables of another folder")
    commands.add_parser("rules", help="list the rules")
    writing = commands.add_parser("docs", help="write the reference pages")
    writing.add_argument("folder", type=Path)
    writing.add_argument("--check", action="store_true", help="write nothing, name stale pages")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run one of the commands; return 1 where the tables have faults or a question an error."""
    chosen = _parser().parse_args(arguments)
    _in_utf8()
    if chosen.command == "ask":
        return _ask(chosen)
    doors: dict[str, Callable[[], int]] = {
        "lint": lambda: _lint(chosen.folder, sys.stdout),
        "rules": lambda: _rules(sys.stdout),
        "diff": lambda: _diff(chosen, sys.stdout),
        "docs": lambda: _docs(chosen, sys.stdout),
        "why": lambda: _why(chosen, sys.stdout),
    }
    return doors[chosen.command]()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # whoever reads has seen enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
