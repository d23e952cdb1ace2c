"""What the box of the virtual card shows: whose card, in which state, for which errand."""

from dataclasses import dataclass

from zairyu.demo import cards
from zairyu.words.catalogue import catalogue


@dataclass(frozen=True)
class Box:
    """One errand that is to be read with a virtual card."""

    rid: str
    ticket: str
    both: bool  # whether both keys are wanted
    who: str = ""
    state: str = "good"
    residence: bool = False  # whether a residence card is wanted, by its number

    @property
    def people(self) -> list[tuple[str, str]]:
        """Those of the cast who have a card."""
        return [(one.id, one.name) for one in cards.holders()]

    @property
    def states(self) -> list[tuple[str, object]]:
        """How a card can be tried out."""
        return [(state, catalogue()[f"demo.card.state.{state}"]) for state in cards.STATES]

    @property
    def number(self) -> str:
        """The number that all virtual residence cards have."""
        return cards.RESIDENCE_NUMBER

    @property
    def password(self) -> str:
        """The password for digital signature that all virtual cards have."""
        return str(cards.holders()[0].more["card"]["password"])
