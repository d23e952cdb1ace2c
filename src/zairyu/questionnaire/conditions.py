"""When a question is asked: over other answers and circumstances of the case."""

from collections.abc import Iterator, Mapping
from typing import Any

from zairyu.questionnaire.parts import Field

Answers = Mapping[str, Any]


def _found(part: str, key: str, answers: Answers, context: Answers) -> Iterator[Any]:
    for one in key.split("|"):
        if one.startswith("context."):
            yield context.get(one.removeprefix("context."), False)
            continue
        name, _, column = one.partition(".")
        value = answers.get(f"{part}.{name}")
        if column and isinstance(value, list):
            yield from (row.get(column) for row in value if isinstance(row, Mapping))
        elif isinstance(value, list):
            yield from value
        else:
            yield value


def meets(value: Any, wanted: Any) -> bool:
    """Say whether a value is the wanted one, one of the wanted, or (for `*`) any at all."""
    if wanted == "*":
        return value not in (None, "", False)
    return value in wanted if isinstance(wanted, list) else value == wanted


def holds(
    when: Mapping[str, Any],
    part: str,
    answers: Answers,
    context: Answers,
    row: Answers | None = None,
) -> bool:
    """Say whether every entry of a condition is met; inside a table, by the same row first."""
    for key, wanted in when.items():
        if row is not None and "." not in key:
            values: Iterator[Any] = (row.get(one) for one in key.split("|"))
        else:
            values = _found(part, key, answers, context)
        if not any(meets(value, wanted) for value in values):
            return False
    return True


def applies(field: Field, answers: Answers, context: Answers, row: Answers | None = None) -> bool:
    """Say whether a question is to be answered, given the other answers.

    A question whose condition hangs on another one that itself does not apply is for the form to
    settle (see `form.asked_now`), which drops answers that no longer count first.
    """
    return not field.when or any(
        holds(when, field.part, answers, context, row) for when in field.when
    )
