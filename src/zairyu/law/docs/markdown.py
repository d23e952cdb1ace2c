"""Pages in Markdown: a heading, a lead, tables; English first, the Japanese term beside it."""

from collections.abc import Iterable, Iterator
from typing import Any

from zairyu.law.tables import READ_ON, Text

_HEAD = "<!-- Made from the tables by `make docs`; change the tables instead. -->"


def both(text: Text) -> str:
    """Return a text in English with the Japanese beside it.

    >>> both({"ja": "留学", "en": "Student"})
    'Student (留学)'
    """
    english, japanese = text.get("en", text["ja"]), text["ja"]
    return english if english == japanese else f"{english} ({japanese})"


def two_lines(text: Text) -> str:
    """Return a text in English and below it in Japanese, for a cell of a table."""
    english, japanese = text.get("en", text["ja"]), text["ja"]
    return english if english == japanese else f"{english}<br>{japanese}"


def _cell(value: Any) -> str:
    return " ".join(str(value).replace("|", "\\|").split())


def table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Yield a table; nothing where it has no rows."""
    columns, every = list(head), [list(row) for row in rows]
    if not every:
        return
    yield "| " + " | ".join(columns) + " |"
    yield "|" + "---|" * len(columns)
    for row in every:
        yield "| " + " | ".join(_cell(value) for value in row) + " |"
    yield ""


def section(title: str, *parts: Iterable[str]) -> list[str]:
    """Return a section with its heading; nothing where it has no lines."""
    lines = [line for part in parts for line in part]
    return [f"## {title}", "", *lines, *([""] if lines[-1] else [])] if any(lines) else []


def page(title: str, lead: str, *parts: Iterable[str]) -> str:
    """Return a page; its lead says on which day the tables were read."""
    lines = [f"# {title}", "", _HEAD, "", f"{lead} Read on {READ_ON}.", ""]
    for part in parts:
        lines += list(part)
    return "\n".join(lines).rstrip() + "\n"


def stated(row: Any) -> str:
    """Return since when something holds, from which source, and how sure that is."""
    said = [f"Since {row['since']}" if "since" in row else ""]
    said.append(f"until {row['ends_on']} (first day without it)" if "ends_on" in row else "")
    said.append(f"confidence {row['confidence']}" if "confidence" in row else "")
    said.append(f"source: {row['source']}" if "source" in row else "")
    return "; ".join(one for one in said if one) + "."
