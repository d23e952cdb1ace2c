"""What an officer has seen of a person, kept beside what cards and providers have proved."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from zairyu import vault
from zairyu.identity.jpki import account
from zairyu.identity.jpki.facts import Asserted
from zairyu.identity.models import IdentityProof

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

SEX = {"male": "1", "female": "2"}  # as a certificate writes it; empty where nobody was asked


def at_counter(
    person: "AbstractBaseUser", name: str, birth_on: date, sex: str, *, evidence: str, at: datetime
) -> None:
    """Keep, sealed, what an officer has compared with papers: name, birth date, sex where stated.

    A first card is compared with it before it is linked.
    """
    said = Asserted(name, birth_on, SEX.get(sex, ""), "", birth_said=f"{birth_on:%Y%m%d}")
    row = IdentityProof(person_id=person.pk, method="counter", evidence=evidence, proved_at=at)
    row.asserted = vault.seal_json(said.to_json(), account.about_proof(row.key))
    row.save()


def proved(person: "AbstractBaseUser") -> bool:
    """Say whether a card can be compared with anything."""
    return account.latest_proof(person.pk) is not None
