"""Rules of time and other questions on a page, the figures they use, and what is not sure."""

from collections.abc import Iterator

from zairyu.law.docs.markdown import both, page, table
from zairyu.law.lint import unsure
from zairyu.law.saying import in_words
from zairyu.law.tables import Row, data


def _not_ours(row: Row) -> str:
    if row.get("ours", True):
        return ""
    house = row["in_this_house"]["en"]
    return f" A rule of the agency's system that this house does not follow: {house}"


def _rule(key: str, row: Row) -> Iterator[str]:
    yield from (f"## `{key}`", "", f"{both(row['title'])}. {row['text']}", "")
    inputs = ", ".join(f"`{name}` {kind.rstrip('?')}" for name, kind in row["inputs"].items())
    own = " Own design." if row.get("own_design") else ""
    days = f" In force from {row['since']}." if "since" in row else ""
    days += f" Last day {row['last_day']}." if "last_day" in row else ""
    yield f"Law: {row['law']}. Confidence: {row['confidence']}.{own}{days} Inputs: {inputs}."
    yield ""
    decides = "no day" if row["basis"] == "asked" else f"`{row['basis']}`"
    yield from (f"Decided by {decides}." + _not_ours(row), "")
    for pair in row.get("order", []):
        unless = f", unless `{pair['unless']}` is given" if "unless" in pair else ""
        yield f"- `{pair['then']}` never lies before `{pair['first']}`{unless}."
    yield from ("", f"Source: {row['source']}", "")


def _figures() -> str:
    rows = (
        (figure["name"]["en"], figure["name"]["ja"], f"`{figure['basis']}`", row["since"],
         in_words(row["value"], "en"), row["confidence"], row["source"])
        for figure in data("parameters").values()
        for row in figure["history"]
    )  # fmt: skip
    columns = ("figure", "数字", "day that decides", "since", "value", "confidence", "source")
    return page(
        "Figures (期間の数字)",
        "Figures of the rules of time; a row holds until the next.",
        table(columns, rows),
    )


def _unsure() -> str:
    return page(
        "What is not sure (確認できていないこと)",
        "Entries of low confidence: they stay switchable, and no screen promises them as law.",
        [f"- `{name}`" for name in unsure()],
    )


def rule_pages() -> dict[str, str]:
    """Return the pages of the rules by file name."""
    parts = [_rule(key, row) for key, row in data("rules").items()]
    lead = "Every rule that `python -m zairyu.law ask` answers, and `why` reasons."
    return {
        "rules.md": page("Rules (決まり)", lead, *parts),
        "figures.md": _figures(),
        "unsure.md": _unsure(),
    }
