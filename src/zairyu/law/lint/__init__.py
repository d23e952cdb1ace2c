"""What a careful reader would object to in the tables: the file, the line and the mend."""

from collections.abc import Iterator
from pathlib import Path

from zairyu.law.lint import changes, days, links, machines, papers
from zairyu.law.lint.book import Book, Fault, everything, law_book
from zairyu.law.lint.known import known_ids
from zairyu.law.lint.shape import Shapes
from zairyu.law.read import table

__all__ = ["Book", "Fault", "faults", "law_book", "unsure"]


def faults(folder: Path | None = None) -> Iterator[str]:
    """Yield what is wrong in the tables of the law, or in those of another folder."""
    book = law_book(folder)
    yield from book.unread
    yield from changes.faults(book)
    shapes = Shapes(book, table("zairyu.law", "shapes.yaml"), known_ids(book.values))
    wrong = [*shapes.faults(), *days.faults(book)]
    if not wrong and not book.unread:
        # Only tables of the right shape can be compared with each other.
        wrong = [*links.faults(book), *machines.faults(book), *papers.faults(book)]
    yield from dict.fromkeys(book.tell(fault) for fault in wrong)


def unsure(folder: Path | None = None) -> Iterator[str]:
    """Yield the entries of low confidence: no screen promises them as law."""
    for place, node in everything(law_book(folder)):
        if isinstance(node, dict) and node.get("confidence") == "low":
            yield "/".join(map(str, place))
