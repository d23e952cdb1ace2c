"""Days on which rules change, as questions with yes or no."""

from datetime import date

from zairyu.law.tables import data, entry
from zairyu.law.trace import note_row


def holds(question: str, on: date) -> bool:
    """Say whether something is open or applies on a day.

    Law: amendments of 2024 and 2026 with their Cabinet Orders.

    >>> holds("fee-by-period-granted", date(2026, 9, 30))
    False
    >>> holds("technical-intern-coe-landing-open", date(2027, 6, 30))
    True
    """
    rows = entry(data("transitions")["questions"], question, "question")["history"]
    begun = [row for row in rows if row["since"] <= on]
    if begun:
        head = data("transitions")
        stated = {"source": head["source"], "confidence": head["confidence"]}
        note_row("row", f"question {question}", {**stated, **begun[-1]}, on)
    return bool(begun and begun[-1]["holds"])
