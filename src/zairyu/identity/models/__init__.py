"""The tables of identity: cards, what was proved of a person, errands to a card, sign-ins."""

from zairyu.identity.models.cards import CardCredential, IdentityProof
from zairyu.identity.models.errands import CardTransaction
from zairyu.identity.models.federated import FederatedIdentity
from zairyu.identity.models.signing_in import AuthEvent, KnownDevice, Tries

__all__ = [
    "AuthEvent",
    "CardCredential",
    "CardTransaction",
    "FederatedIdentity",
    "IdentityProof",
    "KnownDevice",
    "Tries",
]
