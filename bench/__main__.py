"""`make bench`: measures every path beside its floor, and fails when a ratio is above its bound."""

import argparse
import shutil
import sys
from pathlib import Path

from bench import law, world
from bench.report import SLACK_SHORT
from bench.server import served

OUT = Path("var") / "bench"


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "group", nargs="?", choices=["law", "service"], help="one group; without it both"
    )
    parser.add_argument("--short", action="store_true", help="a short run, for CI")
    parser.add_argument("--cases", default="", help="sizes of the queue, such as 10000,1000000")
    return parser.parse_args()


def _law(slack: float) -> list[str]:
    found = law.measured()
    print(law.text(found))
    return law.broken(found, slack)


def main() -> int:
    """Measure the law, then prepare a world, serve it, measure, report."""
    asked = _asked()
    slack = SLACK_SHORT if asked.short else 1.0
    broken = [] if asked.group == "service" else _law(slack)
    if asked.group != "law":
        broken += _service(asked, slack)
    for line in broken:
        print(f"above its bound: {line}", file=sys.stderr)
    return 1 if broken else 0


def _service(asked: argparse.Namespace, slack: float) -> list[str]:
    home = world.prepare()
    run = __import__("bench.run", fromlist=["Run"])  # needs Django to be set up
    sizes = asked.cases or ("2000,20000" if asked.short else "10000,1000000")
    try:
        measured = run.Run(seconds=2.0 if asked.short else 6.0, filings=16 if asked.short else 80)
        with served() as (port, server):
            measured.all(port, server.pid, [int(size) for size in sizes.split(",")])
    finally:
        shutil.rmtree(home, ignore_errors=True)
    report = measured.report
    print(report.text())
    report.keep(OUT)
    return report.broken(slack)


if __name__ == "__main__":
    sys.exit(main())
