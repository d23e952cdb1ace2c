"""The pages of `docs/law`, made from the tables: what holds, since when, from which source."""

from collections.abc import Iterable, Iterator
from typing import Any

from zairyu.law.lint import unsure
from zairyu.law.tables import READ_ON, data

_HEAD = "<!-- Made from the tables by `python -m zairyu.law docs`; change the tables instead. -->"


def _cell(value: Any) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def _table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    columns = list(head)
    yield "| " + " | ".join(columns) + " |"
    yield "|" + "---|" * len(columns)
    for row in rows:
        yield "| " + " | ".join(_cell(value) for value in row) + " |"
    yield ""


def _page(title: str, lead: str, *parts: Iterable[str]) -> str:
    lines = [f"# {title}", "", _HEAD, "", f"{lead} Read on {READ_ON}.", ""]
    for part in parts:
        lines += list(part)
    return "\n".join(lines).rstrip() + "\n"


def _reach(step: dict[str, Any], alone: bool) -> str:
    if "below" in step:
        return f"below {step['below']}: "
    if "up_to" in step:
        return f"up to {step['up_to']}: "
    return "" if alone else "else: "


def _steps(steps: list[dict[str, Any]]) -> str:
    lines = []
    for step in steps:
        keys = [key for key in ("counter", "online", "yen") if key in step]
        amounts = ", ".join(f"{key} ¥{step[key]:,}" for key in keys)
        lines.append(_reach(step, len(steps) == 1) + amounts.replace("yen ", ""))
    return "<br>".join(lines)


def _fee_rows() -> Iterator[tuple[Any, ...]]:
    for procedure, table in data("fees")["fees"].items():
        for variant, history in table["history"].items():
            for row in history:
                steps = _steps(row["steps"])
                yield procedure, variant, row["since"], steps, row["confidence"], row["source"]


def _fees() -> str:
    charges = (
        (
            ", ".join(row["procedures"]),
            row["since"],
            _steps(row["steps"]),
            row["source"],
        )
        for row in data("fees")["charges"]
    )
    columns = ("procedure", "variant", "since (day of receipt)", "yen", "confidence", "source")
    return _page(
        "Fees",
        "The tariff of the day of receipt holds, even if the permission is given later.",
        _table(columns, _fee_rows()),
        ["## Charges of online payment", ""],
        _table(("procedures", "since", "yen", "source"), charges),
    )


def _rule(key: str, row: dict[str, Any]) -> Iterator[str]:
    yield f"## `{key}`"
    yield ""
    yield f"{row['title']['en']} ({row['title']['ja']}). {row['text']}"
    yield ""
    inputs = ", ".join(f"`{name}` {kind.rstrip('?')}" for name, kind in row["inputs"].items())
    own = " Own design." if row.get("own_design") else ""
    days = f" In force from {row['since']}." if "since" in row else ""
    days += f" Last day {row['last_day']}." if "last_day" in row else ""
    yield f"Law: {row['law']}. Confidence: {row['confidence']}.{own}{days} Inputs: {inputs}."
    yield ""
    decides = "no day" if row["basis"] == "asked" else f"`{row['basis']}`"
    yield f"Decided by {decides}." + _not_ours(row)
    yield ""
    for pair in row.get("order", []):
        unless = f", unless `{pair['unless']}` is given" if "unless" in pair else ""
        yield f"- `{pair['then']}` never lies before `{pair['first']}`{unless}."
    yield ""
    yield f"Source: {row['source']}"
    yield ""


def _not_ours(row: dict[str, Any]) -> str:
    if row.get("ours", True):
        return ""
    house = row["in_this_house"]["en"]
    return f" A rule of the agency's system that this house does not follow: {house}"


def _rules() -> str:
    parts = [_rule(key, row) for key, row in data("rules").items()]
    lead = "Every rule that `python -m zairyu.law ask` answers."
    return _page("Rules", lead, *parts)


def _figures() -> str:
    rows = (
        (name, row["since"], row["value"], row["confidence"], row["source"])
        for name, figure in data("parameters").items()
        for row in figure["history"]
    )
    columns = ("figure", "since", "value", "confidence", "source")
    return _page("Figures", "Figures of the rules of time.", _table(columns, rows))


def _periods(row: dict[str, Any]) -> str:
    periods = row["periods"][-1]
    shown = ", ".join(periods.get("fixed", [])) or periods["kind"]
    longest = periods.get("designated_max")
    return f"{shown} (designated up to {longest})" if longest else shown


def _statuses() -> str:
    rows = (
        (
            key,
            row["name"]["ja"],
            row["name"]["en"],
            _periods(row),
            row["form_family"] or "",
            ", ".join(
                f"{procedure}: {rule['reason']}"
                for procedure, rule in row.get("online_except", {}).items()
            ),
            row["confidence"],
        )
        for key, row in data("statuses")["statuses"].items()
    )
    activities = (
        (key, row["name"]["ja"], row["name"]["en"], row["online"]["reason"], row["confidence"])
        for key, row in data("statuses")["designated_activities"].items()
    )
    columns = ("id", "日本語", "English", "periods", "form", "not online", "confidence")
    return _page(
        "Statuses of residence",
        "Statuses, their periods of stay, and where online filing does not take them.",
        _table(columns, rows),
        ["## Designated activities", ""],
        _table(("id", "日本語", "English", "online", "confidence"), activities),
    )


def _item(item: dict[str, Any]) -> str:
    when = "; ".join(f"{key} = {value}" for key, value in item.get("when", {}).items())
    notes = [
        f"categories {item['categories']}" if "categories" in item else "",
        f"{item['channel']} only" if "channel" in item else "",
        f"since {item['since']}" if "since" in item else "",
        f"one of {item['one_of']}" if "one_of" in item else "",
        item.get("need", ""),
        f"when {when}" if when else "",
    ]
    told = ", ".join(note for note in notes if note)
    return f"- `{item['paper']}`" + (f" ({told})" if told else "")


def _sets() -> str:
    parts: list[Iterable[str]] = []
    for kind in ("bases", "sets"):
        for key, row in data("sets")[kind].items():
            where = ", ".join(row.get("procedures", [])) + ": " + ", ".join(row.get("statuses", []))
            lead = where if kind == "sets" else row["for"]
            bases = ", ".join(f"`{base}`" for base in row.get("bases", []))
            with_ = [f"With {bases}.", ""] if bases else []
            items = [_item(item) for item in row["papers"]]
            parts.append([f"## {key}", "", lead, "", *with_, *items, ""])
    return _page("Papers asked", "What a procedure and a status ask for.", *parts)


def _unsure() -> str:
    return _page(
        "What is not sure",
        "Entries of low confidence: they stay switchable, and no screen promises them as law.",
        [f"- `{name}`" for name in unsure()],
    )


def pages() -> dict[str, str]:
    """Return the text of every page by its file name."""
    return {
        "fees.md": _fees(),
        "figures.md": _figures(),
        "papers.md": _sets(),
        "rules.md": _rules(),
        "statuses.md": _statuses(),
        "unsure.md": _unsure(),
    }
