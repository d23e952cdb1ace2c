"""How answers from lists are read: what is chosen, and what is searched in a long list."""

from zairyu.questionnaire.answer import BLANK, Answer, Typed, one_text, wrong
from zairyu.questionnaire.finding import LONG, found
from zairyu.questionnaire.parts import Field
from zairyu.questionnaire.typed import clean


def _searched(field: Field, typed: Typed) -> tuple[str, list[str]]:
    """Return what was typed to search a long list, and the values that it finds."""
    text = clean((typed.get("find") or [""])[-1])
    if not text or len(field.choices) <= LONG:
        return "", []
    return text, [one.value for one in found(field.choices, text)]


def _notone_text(text: str, values: list[str]) -> Answer:
    code = "find-several" if values else "find-none"
    return wrong(code, text=text, number=len(values))


def choice(field: Field, typed: Typed) -> Answer:
    """Read one entry of a list, chosen or searched."""
    value = one_text(typed)
    text, values = _searched(field, typed)
    if text and value not in values:
        if len(values) != 1:
            return _notone_text(text, values)
        value = values[0]
    if not value:
        return BLANK
    if all(one.value != value for one in field.choices):
        return wrong("not-a-choice")
    return Answer(value)


def several(field: Field, typed: Typed) -> Answer:
    """Read several entries of a list, chosen or searched."""
    chosen = [value for value in map(clean, typed.get("", ())) if value]
    known = [one.value for one in field.choices]
    text, values = _searched(field, typed)
    if text and not set(chosen) & set(values):
        if len(values) != 1:
            return _notone_text(text, values)
        chosen += values
    if any(value not in known for value in chosen):
        return wrong("not-a-choice")
    kept = [value for value in known if value in chosen]
    return Answer(kept) if kept else BLANK
