"""What one answer was read as."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from zairyu.law.problem import Problem
from zairyu.questionnaire.parts import Field
from zairyu.questionnaire.typed import clean

Typed = Mapping[str, list[str]]


@dataclass(frozen=True)
class Answer:
    """What an answer was read as: a value, nothing (blank), or the problems that stop it.

    `typed` is what was typed put into its boxes, where a wrong answer came in one piece.
    """

    value: Any = None
    problems: tuple[Problem, ...] = ()
    typed: Typed | None = None

    @property
    def blank(self) -> bool:
        """Say whether nothing was answered."""
        return self.value is None and not self.wrong

    @property
    def wrong(self) -> bool:
        """Say whether a problem stops the answer."""
        return any(problem.severity == "error" for problem in self.problems)


Reader = Callable[[Field, Typed], Answer]
BLANK = Answer()


def wrong(code: str, **params: object) -> Answer:
    """Return an answer that a problem stops."""
    return Answer(None, (Problem(code, params=params),))


def look(value: Any, code: str, **params: object) -> Answer:
    """Return an answer that is kept, and to be looked at again."""
    return Answer(value, (Problem(code, params=params, severity="warning"),))


def one_text(typed: Typed, lines: bool = False) -> str:
    """Return what was typed in a single box."""
    values = typed.get("") or [""]
    return clean(values[-1], lines)


def sized(field: Field, text: str) -> Answer:
    """Return a text as an answer, if it is not too long."""
    if field.max_length and len(text) > field.max_length:
        return wrong("too-long", limit=field.max_length, length=len(text))
    return Answer(text)
