"""What is inside a draft or a submission: answers, what was typed, facts; sealed as one."""

from dataclasses import dataclass, field
from typing import Any

from zairyu import vault

Typed = dict[str, list[str]]


@dataclass
class Content:
    """Everything a person has typed into a draft.

    `raw` keeps what was typed but could not be read, by the name of its field on the page.
    `others` keeps, for a section that was changed in two windows, what the second one sent.
    `dropped` keeps the last row that was taken out of each table, so that it can be put back.
    `right` keeps what gives the filer the right to file: why the applicant cannot act, the role of
    the organisation.
    """

    answers: dict[str, Any] = field(default_factory=dict)
    raw: Typed = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    others: dict[str, dict[str, Any]] = field(default_factory=dict)
    dropped: dict[str, dict[str, Any]] = field(default_factory=dict)
    right: dict[str, str] = field(default_factory=dict)

    def seal(self, about: str) -> bytes:
        """Return the content sealed, without its empty parts."""
        kept = {name: value for name, value in vars(self).items() if value}
        return vault.seal_json(kept, f"{about}:content")


def opened(sealed: bytes | memoryview, about: str) -> Content:
    """Return the content that was sealed for a draft or a submission."""
    return Content(**vault.open_json(bytes(sealed), f"{about}:content"))
