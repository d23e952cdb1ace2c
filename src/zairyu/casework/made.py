"""How a generated case looks: its person, its state, the way that led there."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Any

from zairyu.casework import lanes, numbers
from zairyu.casework.facts import Facts
from zairyu.law import lifecycle, stay
from zairyu.law.dates import legal_day

_BEGIN = ("submit", "accept")
_EXAM = (*_BEGIN, "start-examination")
# What a case went through, and how many of a thousand stand there.
WAYS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (200, _BEGIN),
    (330, _EXAM),
    (90, (*_EXAM, "request-additional-documents")),
    (40, (*_EXAM, "request-additional-documents", "submit-additional-documents")),
    (60, (*_EXAM, "recommend")),
    (80, (*_EXAM, "recommend", "approve", "ask-for-payment")),
    (200, (*_BEGIN, "withdraw")),
)
PROCEDURES = ("extension", "extension", "extension", "change", "coe")
NAMES = ("NGUYEN", "SANTOS", "OBI", "WANG", "RAHMAN", "KIM", "GURUNG", "SILVA")
GIVEN = ("LINH", "PAULO", "ADAEZE", "XIAOMING", "MD", "MINJI", "SITA", "ANA")
NATIONS = ("VNM", "BRA", "NGA", "CHN", "BGD", "KOR", "NPL", "BRA")
STATUS = "engineer-humanities-international"


@dataclass(frozen=True)
class Way:
    """A way through the table of moves: its events with the states between."""

    events: tuple[tuple[str, str, str, str], ...]  # event, before, after, by
    state: str

    @property
    def last(self) -> str:
        """Return the state that it ends in."""
        return self.state


def walk(events: tuple[str, ...]) -> Way:
    """Return a way that the table of moves allows; it is an error if it does not."""
    state, steps = "ready", []
    for event in events:
        by = lifecycle.event(event).by
        after = lifecycle.after(state, event, by)
        steps.append((event, state, after, by))
        state = after
    return Way(tuple(steps), state)


def ways() -> tuple[list[Way], list[int]]:
    """Return the ways and how often each is taken."""
    return [walk(events) for _, events in WAYS], [share for share, _ in WAYS]


@dataclass(frozen=True)
class Made:
    """One case, ready to be written."""

    procedure: str
    facts: Facts
    number: str
    way: Way
    received_at: datetime
    filed_on: date
    expires_on: date | None
    special_until: date | None
    clock_on: date
    lane: str
    open: bool
    assigned: bool


class Maker:
    """Makes cases of an office; the same seed makes the same people on the same days."""

    def __init__(self, prefix: str, at: datetime, seed: int) -> None:
        """Keep the prefix of the numbers, the present, and the dice."""
        self._prefix, self._at = prefix, at
        self._dice = random.Random(seed)  # noqa: S311
        self._ways, self._shares = ways()
        self._shares = list(accumulate(self._shares))
        self._special: dict[date, date] = {}

    def case(self) -> Made:
        """Return the next case; its number is drawn as every other number is."""
        dice = self._dice
        (way,) = dice.choices(self._ways, cum_weights=self._shares)
        procedure = dice.choice(PROCEDURES)
        received_at = self._at - timedelta(minutes=dice.randrange(60, 120 * 24 * 60))
        filed_on = legal_day(received_at)
        expires_on = None if procedure == "coe" else filed_on + timedelta(dice.randrange(2, 90))
        special = self._special_until(expires_on)
        assigned = way.state != "received" or dice.random() < 0.5
        return Made(
            procedure=procedure,
            facts=self._facts(procedure, expires_on),
            number=numbers.draw(self._prefix),
            way=way,
            received_at=received_at,
            filed_on=filed_on,
            expires_on=expires_on,
            special_until=special,
            clock_on=special or filed_on + timedelta(days=90),
            lane=lanes.lane(way.state, assigned=assigned),
            open=lanes.is_open(way.state),
            assigned=assigned,
        )

    def _special_until(self, expires_on: date | None) -> date | None:
        """Return the end of the special period: each stay here is long enough, filed in time."""
        if expires_on is None:
            return None
        if expires_on not in self._special:
            self._special[expires_on] = stay.special_period_ends(expires_on)
        return self._special[expires_on]

    def _facts(self, procedure: str, expires_on: date | None) -> Facts:
        dice = self._dice
        pick = dice.randrange(len(NAMES))
        born = date(1965 + dice.randrange(38), 1 + dice.randrange(12), 1 + dice.randrange(28))
        known: dict[str, Any] = {}
        if expires_on is not None:
            known = {
                "current_status": STATUS,
                "current_period": "P1Y",
                "expires_on": expires_on.isoformat(),
                "card_number": f"AB{dice.randrange(10**8):08}CD",
            }
        return Facts(
            name=f"{NAMES[pick]} {dice.choice(GIVEN)}",
            birth=born.isoformat(),
            sex=dice.choice(("female", "male")),
            nationality=NATIONS[pick],
            address="東京都江東区青海2-7-11",
            wanted_status=STATUS,
            prefecture="JP-13",
            delivery="email" if procedure == "coe" else "post",
            **known,
        )
