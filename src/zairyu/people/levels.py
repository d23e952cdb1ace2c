"""What each level of proof may do: the one place that says so.

Somebody who registered with a My Number Card has stepped down while no card of theirs counts: it
ended with the period of stay, was revoked or is lost. They sign in with the password and a second
factor, and everything that an open case needs goes on; only a new filing wants the card again. A
card that lapses must never silence the case that would renew it.
"""

from typing import TYPE_CHECKING

from zairyu.identity import factors
from zairyu.law.registration import registers

if TYPE_CHECKING:
    from zairyu.people.models import Person

# Acts by the least that is asked: any sign-in; a sign-in with two proofs, also stepped down; a
# registration that is whole. Every act of a door of the applicant stands in one of them.
ANY = ("look", "read-letters", "set-language")
TWO_PROOFS = (
    "answer-request", "send-papers", "write-message", "withdraw", "pay", "collect", "take-letters",
    "end-mandate", "recover",
)  # fmt: skip
WHOLE = ("start-draft", "file")


def stepped_down(person: "Person") -> bool:
    """Say whether a person had a card and has none that counts."""
    return factors.card_lapsed(person)


def may(person: "Person", act: str, category: str = "") -> bool:
    """Say whether a person's level of proof is enough for an act, in the category they act in.

    Raises:
        ValueError: no such act.
    """
    if act in ANY:
        return True
    if act in TWO_PROOFS:
        return factors.has_second_factor(person)
    if act not in WHOLE:
        raise ValueError(f"no such act: {act}")
    # Only a registration stands on the card; a licence or an organisation stands by itself.
    lapsed = registers(category).card and stepped_down(person)
    return factors.has_second_factor(person) and not lapsed
