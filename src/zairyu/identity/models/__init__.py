"""The tables of identity: cards, what was proved of a person, errands to a card."""

from zairyu.identity.models.cards import CardCredential, IdentityProof
from zairyu.identity.models.errands import CardTransaction

__all__ = ["CardCredential", "CardTransaction", "IdentityProof"]
