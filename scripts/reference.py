"""Writes the reference pages that are made from the tables: problems, states, what is recorded.

`python scripts/reference.py --check` writes nothing and fails when a page is not as it would be.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from zairyu.law.lifecycle import CASE, ECOE, Machine
from zairyu.words.catalogue import catalogue

DOCS = Path(__file__).resolve().parent.parent / "docs"
NOTE = "<!-- Made by `make docs`; change the tables instead. -->"


def _cell(text: object) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


def _table(head: list[str], rows: Iterator[list[object]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(_cell(cell) for cell in row) + " |"


def problems() -> Iterator[str]:
    """Return every problem that a person may be told, in three languages."""
    yield from ["# Problems", "", NOTE, ""]
    yield "What is so, and what to do. Pages answer 422 with the problem at its field."
    yield ""
    found = {key: text for key, text in catalogue().items() if key.startswith("problem.")}
    rows = (
        [f"`{key.removeprefix('problem.')}`", text["ja"], text["en"], text["ja-x-easy"]]
        for key, text in sorted(found.items())
    )
    yield from _table(["code", "日本語", "English", "やさしい日本語"], iter(rows))


def _machine(machine: Machine, title: str) -> Iterator[str]:
    yield from [f"## {title}", "", "```mermaid", "stateDiagram-v2"]
    for move in machine.moves.values():
        if move.to != "same":
            yield from (
                f"    {source.replace('-', '_')} --> {move.to.replace('-', '_')}: {move.event}"
                for source in move.sources
            )
    yield from ["```", ""]
    states = (
        [f"`{state.id}`", state.headline["ja"], state.label["ja"], state.label["en"],
         "yes" if state.pending_in_law else "", state.confidence]
        for state in machine.states.values()
    )  # fmt: skip
    yield from _table(["state", "headline", "label", "in English", "pending in law", "confidence"],
                      iter(states))  # fmt: skip
    yield ""
    moves = (
        [f"`{move.event}`", ", ".join(move.sources), move.to, move.by, move.guard]
        for move in machine.moves.values()
    )
    yield from _table(["event", "from", "to", "by", "guard"], iter(moves))
    yield ""


def lifecycle() -> Iterator[str]:
    """Return the states and moves of a case and of an electronic certificate."""
    yield from ["# States and moves", "", NOTE, ""]
    yield from _machine(CASE, "An application")
    yield from _machine(ECOE, "An electronic certificate of eligibility")


def record() -> Iterator[str]:
    """Return every verb that the record knows."""
    yield from ["# What is recorded", "", NOTE, ""]
    yield "Rows hold ids, verbs and digests, never answers or names."
    yield ""
    found = {key: text for key, text in catalogue().items() if key.startswith("audit.verb.")}
    rows = (
        [f"`{key.removeprefix('audit.verb.')}`", text["ja"], text["en"]]
        for key, text in sorted(found.items())
    )
    yield from _table(["verb", "日本語", "English"], iter(rows))


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "problems.md": problems,
    "lifecycle.md": lifecycle,
    "record.md": record,
}


def made(name: str) -> str:
    """Return a page as it must be."""
    return "\n".join(PAGES[name]()).rstrip() + "\n"


def stale() -> list[str]:
    """Return the pages that are not as the tables say."""
    return [
        name
        for name in PAGES
        if not (DOCS / name).is_file() or (DOCS / name).read_text("utf-8") != made(name)
    ]


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(f"make docs: {', '.join(old)} are stale" if (old := stale()) else 0)
    for page in PAGES:
        (DOCS / page).write_text(made(page), encoding="utf-8")
