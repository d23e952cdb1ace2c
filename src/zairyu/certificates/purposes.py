"""Who checks, and what such a checker needs: a bank needs other facts than a landlord.

The table `data/purposes.yaml` names, with its law, the facts for each purpose and kind of proof. It
is asked by the public counter, by share codes (what is chosen to begin with) and by the sheets. A
purpose is what the checker says of himself; it keeps the page small and says what to do, it is no
lock. What nobody may see is not among the shown claims of a kind at all (`kinds`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zairyu.law.read import table

OTHER = "other"  # also whoever has not said for what


@dataclass(frozen=True)
class Purpose:
    """One kind of checker: what it needs of each kind of proof, and by which law."""

    id: str
    law: str
    source: str
    photo: bool  # a photo is of use, where the holder chose to show it
    shows: Mapping[str, tuple[str, ...]]

    @property
    def label(self) -> str:
        """Return the key of its name."""
        return f"certificates.purpose.{self.id}.label"

    @property
    def why(self) -> str:
        """Return the key of the sentence that says why these facts and no others."""
        return f"certificates.purpose.{self.id}.why"


@cache
def purposes() -> dict[str, Purpose]:
    """Return all purposes by their id, in the order in which they are offered."""
    rows = table("zairyu.certificates", "data/purposes.yaml")
    return {name: _purpose(name, row) for name, row in rows.items()}


def _purpose(name: str, row: Mapping[str, object]) -> Purpose:
    shows = row["shows"]
    if not isinstance(shows, Mapping):
        raise TypeError(f"purposes.yaml: {name} shows nothing")
    facts = {kind: tuple(names) for kind, names in shows.items()}
    return Purpose(name, str(row["law"]), str(row["source"]), row["photo"] is True, facts)


PURPOSES = (
    "bank",
    "employer",
    "embassy",
    "carrier",
    "municipality",
    "landlord",
    "school",
    OTHER,
)


def purpose(name: str) -> Purpose:
    """Return a purpose by its id; of an unknown one, that which shows least."""
    return purposes().get(name) or purposes()[OTHER]


def visible(kind: str, name: str) -> tuple[str, ...]:
    """Return the facts of a kind of proof that a checker with a purpose is shown.

    >>> visible("pending", "landlord")
    ('name', 'special_period')
    >>> visible("payment-receipt", "carrier"), visible("pending", "")
    ((), ('name', 'special_period'))
    """
    return purpose(name).shows.get(kind, ())
