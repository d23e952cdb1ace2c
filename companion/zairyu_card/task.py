"""What one errand is about: what the server wants, and who sits in front of the program."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from zairyu_card.keys import Key
from zairyu_card.text import SignedText
from zairyu_card.transport import Transport
from zairyu_card.words import CardTrouble, NoReader

RESIDENCE = "residence-card"  # what an errand may want instead of a signature


@dataclass(frozen=True)
class Need:
    """One signature that is wanted, with the text as bytes and as it was read."""

    key: Key
    raw: bytes
    text: SignedText


@dataclass(frozen=True)
class Task:
    """What the server wants, all of it judged."""

    rid: str
    title: str
    lines: tuple[str, ...]
    needs: tuple[Need, ...]
    wants: str = ""  # `residence-card`: to be read, nothing is signed


@dataclass(frozen=True)
class Finish:
    """Where the browser goes on, and the code for a browser that has to be told by hand."""

    address: str
    code: str


class Person(Protocol):
    """Whoever sits in front of the program."""

    def agrees(self, task: Task) -> bool:
        """Show site, purpose and text; say whether to go on."""
        ...

    def pin(self, key: Key, left: int | None) -> tuple[bytearray, bool] | None:
        """Ask for a PIN, telling the tries left; with consent to the last try, or None to stop."""
        ...

    def told(self, trouble: CardTrouble) -> None:
        """Tell of something that can be put right by typing again."""
        ...

    def number(self) -> str | None:
        """Ask for the number printed on the residence card, or None to stop."""
        ...

    def sends(self, found: dict[str, str]) -> bool:
        """Show what was read of a residence card; say whether it may be sent to the site."""
        ...


Opens = Callable[[], AbstractContextManager[Transport]]


def no_card() -> AbstractContextManager[Transport]:
    """Stand for a way to a kind of card that there is not."""
    raise NoReader
