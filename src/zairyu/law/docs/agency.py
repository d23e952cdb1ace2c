"""What is known of the agency's own system, on a page."""

from zairyu.law.docs.markdown import page, table
from zairyu.law.tables import data


def agency_page() -> str:
    """Return the page of the facts that decide nothing in this house."""
    rows = (
        (key, row["from"], row.get("to", ""), row["fact"], row["confidence"], row["source"])
        for key, row in data("agency")["facts"].items()
    )
    columns = ("what", "from", "to", "fact", "confidence", "source")
    lead = "What is known of it; nothing here decides anything in this house."
    return page("The agency's own system (入管庁のシステム)", lead, [*table(columns, rows)])
