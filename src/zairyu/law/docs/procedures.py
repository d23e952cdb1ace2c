"""A page for each procedure: law, form, window, who may file, statuses, fee, rules, source."""

from collections.abc import Iterator

from zairyu.law.categories import categories, matrix
from zairyu.law.docs.fees import fee_lines
from zairyu.law.docs.markdown import both, page, section, stated, table, two_lines
from zairyu.law.procedures import Procedure, all_procedures, delivery_text, neighbours, row
from zairyu.law.statuses import all_statuses, status_scope
from zairyu.law.tables import READ_ON, data
from zairyu.law.wording import procedure_title

_ANSWER = {True: "yes", False: "no", None: "not known"}


def _facts(one: Procedure) -> Iterator[str]:
    deliveries = ", ".join(both(delivery_text(way)) for way in one.deliveries)
    beside = ", ".join(both(procedure_title(key)) for key in one.concurrent_with)
    rows = [
        ("law", one.law),
        ("form", f"{one.legal_form}; parts: " + data("forms")["procedures"][one.id]["first"]),
        ("what comes out", both(one.result)),
        ("window", two_lines(one.window)),
        ("standard time", f"{both(one.usual_time)}; up to {one.standard_days} days"),
        ("delivery of the result", deliveries or "–"),
        ("special period (特例期間)", "yes" if one.special_period else "no"),
        ("alone or beside", f"only beside {beside}" if one.concurrent_only else "alone"),
        ("applicant abroad", "may be" if one.applicant_may_be_abroad else "no"),
        ("photo", "yes, by age" if one.photo else "no"),
        ("source", stated(row(one.id, READ_ON))),
    ]
    yield from table(("", ""), rows)


def _users(one: Procedure) -> Iterator[str]:
    rows = []
    for kind in categories():
        cell = data("categories")["categories"][kind.id]["may_file"][one.id]
        rows.append(
            (both(kind.name), matrix(kind.id)[one.id], cell.get("note", ""),
             cell.get("confidence", kind.confidence))
        )  # fmt: skip
    yield from table(("kind of user", "may file", "note", "confidence"), rows)


def _statuses(one: Procedure) -> Iterator[str]:
    rows = []
    for status in all_statuses(READ_ON):
        scope = status_scope(one.id, status.id, READ_ON)
        name = f"[{status.name['en']}](../statuses/{status.id}.md)"
        rows.append((name, status.name["ja"], _ANSWER[scope.allowed], two_lines(scope.text)))
    yield from table(("status", "在留資格", "online", "why"), rows)


def _lists(one: Procedure) -> Iterator[str]:
    for key, each in data("sets")["sets"].items():
        if one.id in each["procedures"]:
            named = ", ".join(
                f"[{status}](../designated-activities.md)"
                if status == "designated-activities"
                else f"[{status}](../statuses/{status}.md)"
                for status in each["statuses"]
            )
            yield f"- `{key}`: {named} (since {each['since']}, confidence {each['confidence']})"


def _fees(one: Procedure) -> Iterator[str]:
    if one.id in ("change", "extension"):
        yield from fee_lines(one.id, "")
    yield "All tariffs: [fees](../fees.md)."


def _prerequisites(one: Procedure) -> Iterator[str]:
    yield from (f"- {each}" for each in row(one.id, READ_ON).get("prerequisites", ()))


def _page(one: Procedure) -> str:
    return page(
        both(one.title),
        f"`{one.id}` · {both(one.short)}.",
        [one.what["en"], "", one.what["ja"], ""],
        _facts(one),
        section("Conditions (要件)", _prerequisites(one)),
        section("Who may file (利用者区分)", _users(one)),
        section("Statuses (在留資格)", _statuses(one)),
        section("Lists of papers (提出資料)", _lists(one)),
        section("Fee (手数料)", _fees(one)),
    )


def _neighbours() -> str:
    parts = []
    for one in neighbours(READ_ON):
        rows = [
            ("law", one.law),
            ("form", one.legal_form or "–"),
            ("where", two_lines(one.where)),
            ("when", two_lines(one.window)),
            ("fee", two_lines(one.fee_text)),
            ("source", f"confidence {one.confidence}; " + "; ".join(one.sources)),
        ]
        lines = [f"`{one.id}`. {one.what['en']}", "", one.what["ja"], "", *table(("", ""), rows)]
        parts.append(section(both(one.title), lines))
    return page(
        "Neighbours: what is not filed online (窓口などの手続)",
        "Procedures that stay at a counter or elsewhere; the guide names them and says where to"
        " go.",
        *parts,
    )


def procedure_pages() -> dict[str, str]:
    """Return all pages about procedures by their file name."""
    every = all_procedures(READ_ON)
    rows = (
        (f"[{one.title['en']}](procedures/{one.id}.md)", one.title["ja"], one.law,
         one.legal_form, one.confidence)
        for one in every
    )  # fmt: skip
    index = page(
        "Procedures (手続)",
        "The seven procedures that are filed online; [their neighbours](neighbours.md) are not.",
        table(("English", "日本語", "law", "form", "confidence"), rows),
    )
    return {
        "procedures.md": index,
        "neighbours.md": _neighbours(),
        **{f"procedures/{one.id}.md": _page(one) for one in every},
    }
