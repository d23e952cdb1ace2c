"""A page for each status of residence: who may, periods, forms, papers, fees, window, sources."""

from collections.abc import Iterator
from datetime import date

from zairyu.law.categories import categories, filing_right, reason
from zairyu.law.diff import all_changes
from zairyu.law.diff_words import periods_words
from zairyu.law.docs.fees import fee_lines
from zairyu.law.docs.lists import lists_of
from zairyu.law.docs.markdown import both, page, section, stated, table, two_lines
from zairyu.law.forms import form_parts
from zairyu.law.problem import Refusal
from zairyu.law.procedures import all_procedures
from zairyu.law.statuses import status_scope
from zairyu.law.tables import READ_ON, Row, data

_WANTED = ("coe", "change", "acquisition")
_ANSWER = {True: "yes", False: "no", None: "not known"}


def _periods(row: Row) -> Iterator[str]:
    rows = (
        (one["since"], two_lines(periods_words(one)), one.get("note", ""), one.get("source", ""))
        for one in row.get("periods", ())
    )
    yield from table(("from", "periods of stay", "note", "source"), rows)


def _form(procedure: str, key: str, on: date) -> str:
    try:
        parts = form_parts(procedure, key, on=on).parts
    except Refusal as refusal:
        return f"– ({refusal.problem.code})"
    return ", ".join(parts)


def _online(key: str, row: Row) -> Iterator[str]:
    on = max(row["since"], READ_ON)
    rows = []
    for one in all_procedures(on):
        scope = status_scope(one.id, key, on)
        said = two_lines(scope.text)
        form = _form(one.id, key, on) if scope.allowed is not False else ""
        rows.append((both(one.short), _ANSWER[scope.allowed], said, form))
    yield from table(("procedure", "online", "why", "parts of the form"), rows)


def _facts(procedure: str, key: str) -> dict[str, str]:
    role = "wanted_status" if procedure in _WANTED else "current_status"
    beside = {"concurrent_with": "extension"} if procedure.endswith("permit") else {}
    return {role: key, **beside}


def _users(key: str, row: Row) -> Iterator[str]:
    on = max(row["since"], READ_ON)
    procedures = all_procedures(on)
    rows, reasons = [], {}
    for kind in categories():
        cells = []
        for one in procedures:
            found = filing_right(kind.id, one.id, _facts(one.id, key), on)
            conditional = found.allowed is False and found.not_given
            cells.append("if …" if conditional else _ANSWER[found.allowed])
            if found.allowed is not True:
                reasons[found.because[0]] = reason(found.because[0])
        rows.append((both(kind.name), *cells))
    head = ("kind of user", *(one.short.get("en", one.id) for one in procedures))
    yield from table(head, rows)
    yield "*if …*: it depends on facts that this table does not know."
    yield ""
    yield from (f"- {both(said)}" for said in reasons.values())


def _history(key: str) -> Iterator[str]:
    name = data("statuses")["statuses"][key]["name"]["en"]
    for change in all_changes():
        if change.table == "statuses" and change.name["en"].endswith(f": {name}"):
            said = " ".join(line["en"] for line in change.lines)
            yield f"- {change.day}: {change.name['en'].partition(':')[0]}. {said}"


def _sources(row: Row) -> Iterator[str]:
    yield f"- {stated(row)}"
    yield from (f"- further source: {one}" for one in row.get("further_sources", ()))
    if row.get("notes"):
        yield f"- {row['notes']}"


def status_page(key: str, row: Row) -> str:
    """Return the page of one status."""
    lead = f"`{key}` · Appended Table {row['legal_table']} · {stated(row)}"
    what = [row["what"]["en"], "", row["what"]["ja"], ""]
    fees = [line for procedure in ("change", "extension") for line in fee_lines(procedure, key)]
    return page(
        both(row["name"]),
        lead,
        what,
        section("Periods of stay (在留期間)", _periods(row)),
        section("Filing online, and the form (オンライン申請・申請書)", _online(key, row)),
        section("Who may file (利用者区分)", _users(key, row)),
        section("Papers (提出資料)", lists_of(_sheets(key), "../")),
        section("Fees on the day the tables were read (手数料)", fees),
        section("Changes (改正)", _history(key)),
        section("Sources (出典)", _sources(row)),
        ["Windows and deadlines: [rules](../rules.md), [figures](../figures.md)."],
    )


def _sheets(key: str) -> str:
    return str(data("forms")["statuses"].get(key, {}).get("sheets_of", key))


def statuses_page() -> str:
    """Return the list of all statuses, each with its page."""
    rows = (
        (
            f"[{row['name']['en']}](statuses/{key}.md)",
            row["name"]["ja"],
            f"`{key}`",
            periods_words(row["periods"][-1])["en"] if row.get("periods") else "",
            row["form_family"] or "",
            row["since"],
            row.get("ends_on", ""),
            row["confidence"],
        )
        for key, row in data("statuses")["statuses"].items()
    )
    columns = ("English", "日本語", "id", "periods", "form", "since", "ends", "confidence")
    return page(
        "Statuses of residence (在留資格)",
        "One page for each; designated activities stand [on a page of their own]"
        "(designated-activities.md).",
        table(columns, rows),
    )


def activities_page() -> str:
    """Return the page of the designated activities."""
    rows = (
        (
            row.get("notice_no") or "",
            row["name"].get("en", ""),
            row["name"]["ja"],
            f"`{key}`",
            row["state"],
            row.get("form_family") or "",
            _ANSWER[None if row["confidence"] == "low" else row["online"]["allowed"]],
            row["confidence"],
            row["source"],
        )
        for key, row in data("statuses")["designated_activities"].items()
    )
    columns = (
        "notice",
        "English",
        "日本語",
        "id",
        "state",
        "form",
        "online",
        "confidence",
        "source",
    )
    return page(
        "Designated activities (特定活動)",
        "By the number of the notice, and those outside the notice. Where online is *not known*, a"
        " person may file with a plain warning and an officer decides.",
        table(columns, rows),
        section("Papers (提出資料)", lists_of("designated-activities", "")),
    )


def status_pages() -> dict[str, str]:
    """Return all pages about statuses by their file name."""
    rows = data("statuses")["statuses"].items()
    found = {f"statuses/{key}.md": status_page(key, row) for key, row in rows}
    return {
        "statuses.md": statuses_page(),
        "designated-activities.md": activities_page(),
        **found,
    }
