"""Fees on a page: every tariff of every day, its words, its source."""

from collections.abc import Iterator
from datetime import date

from zairyu.law.docs.markdown import page, table, two_lines
from zairyu.law.tables import READ_ON, Row, Text, data
from zairyu.law.tariff import words
from zairyu.law.wording import fee_name, procedure_title, same


def _steps(row: Row) -> str:
    english, japanese = words(row["steps"], "en"), words(row["steps"], "ja")
    return "<br>".join(f"{one} ({other})" for one, other in zip(english, japanese, strict=True))


def _name(text: Text) -> str:
    return two_lines(
        {key: said.replace("：", ": ").partition(": ")[2] for key, said in text.items()}
    )


def _rows() -> Iterator[tuple[object, ...]]:
    for procedure, tariff in data("fees")["fees"].items():
        for variant, history in tariff["history"].items():
            name = _name(fee_name(procedure, variant))
            for row in history:
                said = _steps(row)
                yield name, row["since"], said, row["confidence"], row["source"]


def _now(history: list[Row], on: date) -> Row | None:
    begun = [row for row in history if row["since"] <= on]
    return begun[-1] if begun else None


def fee_lines(procedure: str, status: str) -> Iterator[str]:
    """Yield what a change or an extension costs now, the steps of other statuses left out."""
    row = _now(data("fees")["fees"][procedure]["history"]["plain"], READ_ON)
    if row is None:
        return
    steps = [step for step in row["steps"] if status in step.get("statuses", [status])]
    yield f"{procedure_title(procedure)['en']} ({procedure_title(procedure)['ja']}),"
    yield f"received from {row['since']} (confidence {row['confidence']}, source {row['source']}):"
    yield ""
    english, japanese = words(steps, "en"), words(steps, "ja")
    for one, other in zip(english, japanese, strict=True):
        yield f"- {one} ({other})"
    yield ""


def _charges() -> Iterator[tuple[object, ...]]:
    for row in data("fees")["charges"]:
        named = ", ".join(procedure_title(one)["en"] for one in row["procedures"])
        yield named, row["since"], _steps(row), row["confidence"], row["source"]


def _waivers() -> Iterator[tuple[object, ...]]:
    for key, row in data("fees")["waivers"].items():
        yield f"`{key}`", row["rule"], row["since"], row["confidence"], row["source"]


def _caps() -> Iterator[tuple[object, ...]]:
    for procedure, history in data("fees")["caps"].items():
        for row in history:
            title = procedure_title(procedure).get("en", same(procedure)["en"])
            yield title, row["since"], f"¥{row['yen']:,}", row["confidence"], row["source"]


def fees_page() -> str:
    """Return the page of all fees."""
    return page(
        "Fees (手数料)",
        "The tariff of the day of receipt holds, even if the permission is given later. Nothing is"
        " due where nothing is granted.",
        table(("fee", "received from", "yen", "confidence", "source"), _rows()),
        ["## Charges of online payment (決済手数料)", ""],
        table(("procedures", "received from", "yen", "confidence", "source"), _charges()),
        ["## Waivers (減免)", ""],
        table(("id", "rule", "since", "confidence", "source"), _waivers()),
        ["## Caps of the Act (上限)", ""],
        table(("procedure", "since", "at most", "confidence", "source"), _caps()),
    )
