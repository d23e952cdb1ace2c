"""What is known of a certificate after it was verified, as values that may be kept."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Self


@dataclass(frozen=True)
class CardFacts:
    """What is kept of a user-authentication certificate: which one it is, and how long it runs."""

    issuer_ski: str
    serial: str
    spki_sha256: str
    policy_oid: str
    not_before: datetime
    not_after: datetime
    status_source: str = ""
    operator_user: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        dates = {"not_before": self.not_before.isoformat(), "not_after": self.not_after.isoformat()}
        return asdict(self) | dates

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Self:
        """Return the facts of plain values."""
        dates = {name: datetime.fromisoformat(said[name]) for name in ("not_before", "not_after")}
        return cls(**(said | dates))


@dataclass(frozen=True)
class Asserted:
    """What a signature certificate says of its holder.

    In `name_replaced` and `address_replaced` a 1 stands for each character that the certificate
    could not hold and replaced. A birth date whose day or month is unknown is no date: then
    `birth_on` is None, and `birth_said` still holds the eight digits as they stand.
    """

    name: str
    birth_on: date | None
    sex: str  # 1 male, 2 female, 3 unknown, as written there
    address: str
    birth_said: str = ""
    name_replaced: str = ""
    address_replaced: str = ""
    issuer_ski: str = ""
    serial: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self) | {"birth_on": self.birth_on.isoformat() if self.birth_on else None}

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Self:
        """Return what was asserted, of plain values."""
        born = said["birth_on"]
        return cls(**(said | {"birth_on": date.fromisoformat(born) if born else None}))
