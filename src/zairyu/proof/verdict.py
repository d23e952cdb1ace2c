"""What a check without us comes to, and why: for a command, a page or another program to word."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

# state → what the command ends with
HOLDS, PENDING, ENDED, REFUSED, UNTOLD = "valid", "pending", "ended", "refused", "untold"
EXITS = {HOLDS: 0, PENDING: 0, ENDED: 1, REFUSED: 3, UNTOLD: 4}
PENDING_KINDS = ("pending", "receipt")


@dataclass(frozen=True)
class Verdict:
    """The outcome of one check.

    `valid` and `pending` hold; `ended` is genuine and no longer holds; `refused` must not be
    relied on; `untold` means that what is at hand does not suffice to tell. `reason` is the id of a
    plain sentence.
    """

    state: str
    reason: str
    checked_at: datetime
    form: str = ""  # token, credential or document
    kind: str = ""
    issuer: str = ""
    code: str = ""
    facts: dict[str, Any] = field(default_factory=dict, repr=False)
    issued_at: datetime | None = None
    until: date | None = None
    kid: str = ""
    listed_at: datetime | None = None  # when the status list was issued that was read
    trusted_at: datetime | None = None  # when the trust list was issued

    @property
    def exit(self) -> int:
        """Return what a command ends with."""
        return EXITS[self.state]

    @property
    def list_age(self) -> int | None:
        """Return how many seconds old the status list was."""
        return _seconds(self.checked_at, self.listed_at)

    def as_json(self) -> dict[str, Any]:
        """Return all of it as plain data."""
        told = {name: _plain(value) for name, value in asdict(self).items()}
        return told | {
            "exit": self.exit,
            "list_age_seconds": self.list_age,
            "trust_age_seconds": _seconds(self.checked_at, self.trusted_at),
        }


def _seconds(at: datetime, since: datetime | None) -> int | None:
    return None if since is None else int((at - since).total_seconds())


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value
