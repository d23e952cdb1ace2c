"""Who holds a virtual card. All of them are invented."""

import json
from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Persona:
    """What the signature certificate says of a person, the PINs, and how long the card runs."""

    key: str
    name: str
    born: str  # era digit and western date; an unknown day is written 00
    sex: str  # 1 male, 2 female, 3 unknown
    address: str
    municipality: str = "Shinjuku-ku"
    prefecture: str = "Tokyo-to"
    replaced: str = ""  # one digit per character of the name, 1 where it was replaced
    days_left: int = 700
    pin: str = "1234"
    password: str = "ABC123"  # noqa: S105 - of a card that does not exist
    integrated: bool = False

    @property
    def life(self) -> timedelta:
        """Return how long the certificates still run; negative when they ended."""
        return timedelta(days=self.days_left)

    @property
    def name_map(self) -> str:
        """Return the map of replaced characters, one digit for each."""
        return self.replaced or "0" * len(self.name)

    @property
    def address_map(self) -> str:
        """Return the map for the address: nothing replaced."""
        return "0" * len(self.address)


_SHINJUKU = "東京都新宿区西新宿二丁目８番１号"
_ALL = (
    Persona("linh", "NGUYEN　THI　LINH", "420010309", "2", _SHINJUKU, days_left=40),
    Persona("expired", "PEREIRA　JOAO", "319880712", "1", _SHINJUKU, days_left=-3),
    Persona("permanent", "KIM　MINJUN", "319751130", "1", _SHINJUKU, days_left=1600),
    Persona("replaced", "王　■華", "419950501", "2", _SHINJUKU, replaced="0010"),
    Persona(
        "long-name", "RAJAPAKSHA　WICKRAMASINGHE　MUDIYANSELAGE　ANURA　BANDARA", "419920228",
        "1", _SHINJUKU,
    ),
    Persona("unknown-day", "AHMADI　ZAHRA", "319850000", "2", _SHINJUKU),
    Persona("integrated", "SMITH　JORDAN", "419991231", "3", _SHINJUKU, integrated=True),
)  # fmt: skip
PERSONAS = {one.key: one for one in _ALL}


def persona_from(path: Path) -> Persona:
    """Read a persona from a JSON file; an unknown word in it is an error."""
    said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    unknown = set(said) - {one.name for one in fields(Persona)}
    if unknown:
        raise ValueError(f"not known of a persona: {', '.join(sorted(unknown))}")
    return Persona(**said)
