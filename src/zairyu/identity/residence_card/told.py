"""What a residence card tells a form, by plain names. Pictures are not among it.

The codes of statuses and permissions have no public list: they are not taken over, so that nobody
files under a status that was guessed.
"""

import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from zairyu.identity.residence_card.reading import SPECIAL, Reading

_SEX = {"1": "male", "2": "female"}  # a third mark means that the card says neither


@dataclass(frozen=True)
class Told:
    """What was told; empty where the card has nothing. Days as 2026-12-01, countries as VNM."""

    number: str
    special: bool = False
    born: str = ""
    sex: str = ""
    nationality: str = ""
    period: str = ""  # as in the code list of periods, such as P1Y3M
    stay_until: str = ""
    address: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return it to be sealed."""
        return asdict(self)

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Self:
        """Read what `to_json` gave."""
        return cls(**said)


def told(card: Reading) -> Told:
    """Return what a card tells; a value that cannot be read is left out, never guessed."""
    special = card.kind in SPECIAL
    if card.generation == 1:
        return Told(card.number, special, address=card.say(2, 0xD4))
    nationality = card.say(1, 0xC8)
    return Told(
        card.number,
        special,
        born=day_of(card.say(1, 0xC6)),
        sex=_SEX.get(card.say(1, 0xC7), ""),
        nationality=nationality if re.fullmatch(r"[A-Z]{3}", nationality) else "",
        period=period_of(card.say(1, 0xCE)),
        stay_until=day_of(card.say(1, 0xCD)),
    )


def day_of(text: str) -> str:
    """Return eight digits as a day.

    >>> day_of("20280309"), day_of("20281309"), day_of("")
    ('2028-03-09', '', '')
    """
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])).isoformat()
    except ValueError:
        return ""


def period_of(text: str) -> str:
    """Return a period of stay: years and months as four digits, or days as three.

    >>> period_of("0103"), period_of("0200"), period_of("0006"), period_of("090")
    ('P1Y3M', 'P2Y', 'P6M', 'P90D')
    >>> period_of("0000"), period_of("x")
    ('', '')
    """
    if re.fullmatch(r"[0-9]{3}", text):
        return f"P{int(text)}D" if int(text) else ""
    if not re.fullmatch(r"[0-9]{4}", text) or text == "0000":
        return ""
    years, months = int(text[:2]), int(text[2:])
    return "P" + (f"{years}Y" if years else "") + (f"{months}M" if months else "")
