"""A problem: something that the person who filed can put right."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Problem:
    """What is wrong with an answer, a paper or a moment, as a value.

    `code` is worded in every language under `problem.<code>` in the texts of the room that says
    it. `at` is where it can be mended: the key of a field (`part.field`, or `part.table.2.column`),
    `paper:<id>`, `photo`, or empty for the whole. `source` is the rule or article.
    A `warning` never stops anyone.
    """

    code: str
    at: str = ""
    source: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Literal["error", "warning"] = "error"


class Refusal(Exception):
    """An act that the law or the house does not allow; a door catches it and says so plainly."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem: its code and parameters are what a door words."""
        super().__init__(problem.code)
        self.problem = problem
