"""The officer's small forms: boxes, what was typed into them, and what is wrong with it.

The applicant's answers never pass here: they go through `questionnaire.check`.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

from zairyu.law.problem import Problem
from zairyu.words.catalogue import Text, catalogue

MOST = 4_000  # signs of a text


@dataclass
class Box:
    """One question to the officer.

    `kind` is text, area, day, yen, choice (radios), select, many (checkboxes) or tick.
    """

    name: str
    kind: str = "text"
    needed: bool = True
    hint: str = ""
    choices: Sequence[tuple[str, Text | str]] = ()
    label: str = ""
    typed: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    value: Any = None

    @property
    def text(self) -> str:
        """What was typed, for boxes that hold one value."""
        return self.typed[0] if self.typed else ""

    @property
    def row(self) -> bool:
        """Whether the box stands in a row of boxes, which end in the row's number."""
        return self.name[-1:].isdigit()

    @property
    def shown(self) -> list[Text | str]:
        """What was typed in words: the choice that was made, or the text itself."""
        words = dict(self.choices)
        return [words.get(one, one) for one in self.typed if one]

    def take(self, typed: Sequence[str]) -> None:
        """Read what was typed; keep it also where it is wrong."""
        self.typed = [one.strip()[:MOST] for one in typed]
        self.problems = []
        filled = [one for one in self.typed if one]
        if not filled:
            self.value = [] if self.kind == "many" else None
            if self.needed:
                self._wrong("desk.missing")
            return
        self._read(filled)

    def _read(self, filled: list[str]) -> None:
        allowed = {value for value, _ in self.choices}
        if self.kind in ("choice", "select", "many"):
            known = [one for one in filled if one in allowed]
            self.value = known if self.kind == "many" else (known[0] if known else None)
            if len(known) < len(filled):
                self._wrong("desk.not-a-choice")
        elif self.kind == "day":
            self._day(filled[0])
        elif self.kind == "yen":
            self._yen(filled[0])
        else:
            self.value = True if self.kind == "tick" else filled[0]

    def _day(self, text: str) -> None:
        plain = unicodedata.normalize("NFKC", text).replace("/", "-").replace(".", "-")
        try:
            self.value = date.fromisoformat(plain)
        except ValueError:
            self._wrong("desk.no-day")

    def _yen(self, text: str) -> None:
        plain = unicodedata.normalize("NFKC", text).strip("¥円 ").replace(",", "").strip()
        if plain.isascii() and plain.isdigit() and len(plain) <= 9:
            self.value = int(plain)
        else:
            self._wrong("desk.no-amount")

    def _wrong(self, code: str) -> None:
        self.problems.append(Problem(code, at=self.name, params={"what": catalogue()[self.label]}))


@dataclass
class Sheet:
    """A small form: its boxes in order, and problems that belong to none of them."""

    room: str  # beginning of the keys of the labels, such as "desk.message"
    boxes: list[Box]
    others: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Give every box its label."""
        for box in self.boxes:
            box.label = box.label or f"{self.room}.{box.name}"

    def __getitem__(self, name: str) -> Any:
        """Return the value read from a box.

        Raises:
            KeyError: the form has no such box.
        """
        return self.box(name).value

    def box(self, name: str) -> Box:
        """Return a box by its name."""
        for box in self.boxes:
            if box.name == name:
                return box
        raise KeyError(name)

    def fill(self, values: Mapping[str, object]) -> "Sheet":
        """Put values into boxes before anybody types."""
        for box in self.boxes:
            given = values.get(box.name)
            if given is not None:
                many = given if isinstance(given, list) else [given]
                box.typed = [str(one) for one in many]
        return self

    def take(self, post: QueryDict) -> bool:
        """Read a post; say whether all of it can be used."""
        for box in self.boxes:
            box.take(post.getlist(box.name))
        return not self.problems

    def refuse(self, problem: Problem) -> None:
        """Put a refusal of the office at its box, or above the form."""
        for box in self.boxes:
            if box.name == problem.at:
                box.problems.append(problem)
                return
        self.others.append(problem)

    @property
    def problems(self) -> list[Problem]:
        """All problems, in the order of the page."""
        return self.others + [problem for box in self.boxes for problem in box.problems]
