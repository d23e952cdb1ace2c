"""Lists of papers on a page: each paper with what it depends on, in both languages."""

from collections.abc import Iterable, Iterator

from zairyu.law.docs.markdown import both, page, stated, table
from zairyu.law.tables import Row, data
from zairyu.law.wording import paper_name, status_name, when_words

# A list of more statuses than these stands once, and each status leads to it.
_MANY = 6
_HEAD = ("paper", "提出資料", "when", "from")


def _when(item: Row) -> str:
    words = when_words(item)
    return f"{words['en']}<br>{words['ja']}" if words["en"] else "always"


def _days(item: Row) -> str:
    begins = str(item["since"]) if "since" in item else ""
    return f"{begins} until {item['ends_on']}" if "ends_on" in item else begins


def _rows(items: Iterable[Row]) -> Iterator[tuple[str, str, str, str]]:
    for item in items:
        name = paper_name(item["paper"])
        note = f" — {item['note']}" if item.get("note") else ""
        yield f"{name.get('en', '')}{note}", name["ja"], _when(item), _days(item)


def _shared(row: Row, up: str) -> Iterator[str]:
    for base in row.get("bases", []):
        items = data("sets")["bases"][base]["papers"]
        names = ", ".join(dict.fromkeys(paper_name(item["paper"])["en"] for item in items))
        yield f"Shared with other lists ([{base}]({up}lists.md#{base})): {names}."
        yield ""


def list_lines(key: str, row: Row, up: str = "") -> Iterator[str]:
    """Yield a list of papers: its own, and those it shares with others by name."""
    yield f"### {', '.join(row['procedures'])} (`{key}`)"
    yield ""
    named = ", ".join(both(status_name(one)) for one in row["statuses"])
    yield f"For {named}. {stated(row)}"
    if row.get("when"):
        words = when_words(row)
        yield f"Holds when: {words['en']} ({words['ja']})."
    if row.get("note"):
        yield str(row["note"])
    yield ""
    yield from table(_HEAD, _rows(row["papers"]))
    yield from _shared(row, up)
    if "underlying" in row:
        below = ", ".join(f"`{one}`" for one in row["underlying"]["sets"].values())
        yield f"With the list of what stays the same: {below}."
        yield ""


def _for_many(row: Row) -> bool:
    return len(row["statuses"]) > _MANY


def lists_of(status: str, up: str) -> Iterator[str]:
    """Yield all lists of papers of a status, by procedure; `up` leads to the folder of the law."""
    for key, row in data("sets")["sets"].items():
        if status not in row["statuses"]:
            continue
        if _for_many(row):
            yield f"### {', '.join(row['procedures'])} (`{key}`)"
            yield from ("", f"The list of many statuses: [{key}]({up}lists.md#{key}).", "")
        else:
            yield from list_lines(key, row, up)


def lists_page() -> str:
    """Return the page of what lists share, and of the lists of many statuses."""
    parts: list[str] = []
    for key, base in data("sets")["bases"].items():
        parts += [f"## {key}", "", f"{base['for'][:1].upper()}{base['for'][1:]}.", ""]
        parts += table(_HEAD, _rows(base["papers"]))
    for key, row in data("sets")["sets"].items():
        if _for_many(row):
            parts += [f"## {key}", "", *list_lines(key, row)]
    return page(
        "Shared lists of papers (共通の提出資料)",
        "Parts that many lists share, and lists of many statuses.",
        parts,
    )


def papers_page() -> str:
    """Return the page of all papers, each once, and of the parts that lists share."""
    head = data("papers")
    rows = (
        (
            f"`{key}`",
            row["name"].get("en", ""),
            row["name"]["ja"],
            row["issued_by"],
            row.get("max_age_months", ""),
            row["online"],
            row.get("since", head["since"]),
            row["confidence"],
        )
        for key, row in head["papers"].items()
    )
    columns = ("id", "English", "日本語", "from", "months", "online", "since", "confidence")
    rules = (f"- {row['rule']} (confidence {row['confidence']})" for row in head["rules"].values())
    return page(
        "Papers (提出資料)",
        f"Each paper once; which are asked stands on the page of each status. Source: "
        f"{head['source']}.",
        ["## Rules for all papers", "", *rules, ""],
        table(columns, rows),
    )
