"""Accounts at other providers and the accounts here: asked for, linked, unlinked, used."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from zairyu import vault
from zairyu.identity.jpki import account
from zairyu.identity.jpki.facts import Asserted
from zairyu.identity.models import FederatedIdentity, IdentityProof
from zairyu.identity.oidc.codes import OidcRefused
from zairyu.identity.oidc.flow import Shown

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


def found(shown: Shown) -> FederatedIdentity | None:
    """Return the link of whoever came back: by issuer and subject, never by name or address."""
    mine = FederatedIdentity.objects.filter(issuer=shown.issuer, sub=shown.sub)
    return mine.select_related("person").first()


def of(person: "AbstractBaseUser") -> Sequence[FederatedIdentity]:
    """Return the accounts elsewhere that sign in to an account, in the order of linking."""
    return list(FederatedIdentity.objects.filter(person=person.pk).order_by("linked_at", "pk"))


def used(link: FederatedIdentity, at: datetime) -> None:
    """Note that somebody signed in with it."""
    FederatedIdentity.objects.filter(pk=link.pk).update(last_used_at=at)


def link(person: "AbstractBaseUser", shown: Shown, at: datetime) -> FederatedIdentity:
    """Link an account elsewhere; what the provider proved is kept as a proof, once.

    The door has made sure that the person has just shown on both sides that it is them.

    Raises:
        OidcRefused: taken, one-per-provider, not-same-person.
    """
    known = found(shown)
    if known is not None:
        if known.person_id == person.pk:
            return known
        raise OidcRefused("taken")
    if FederatedIdentity.objects.filter(person=person.pk, issuer=shown.issuer).exists():
        raise OidcRefused("one-per-provider")
    _same(person, shown.asserted)
    try:
        with transaction.atomic():
            made = FederatedIdentity.objects.create(
                person_id=person.pk,
                provider=shown.provider,
                issuer=shown.issuer,
                sub=shown.sub,
                linked_at=at,
                last_used_at=at,
            )
            _prove(made, shown.asserted, at)
    except IntegrityError:  # two windows at once
        raise OidcRefused("taken") from None
    return made


def unlink(person: "AbstractBaseUser", key: str) -> bool:
    """Take a link away; say whether there was one."""
    gone, _each = FederatedIdentity.objects.filter(person=person.pk, key=key).delete()
    return gone == 1


def forget(person: "AbstractBaseUser") -> None:
    """Destroy every link of a person."""
    FederatedIdentity.objects.filter(person=person.pk).delete()


def _same(person: "AbstractBaseUser", said: Asserted | None) -> None:
    """Refuse an account elsewhere of somebody whose birth or sex is not what was proved here."""
    before = account.latest_proof(person.pk)
    if said is None or before is None or before.birth_on is None:
        return
    if before.birth_on != said.birth_on or account.other_sex(before, said):
        raise OidcRefused("not-same-person")


def _prove(link: FederatedIdentity, said: Asserted | None, at: datetime) -> None:
    if said is None:
        return
    row = IdentityProof(
        person_id=link.person_id, method="federated", evidence=link.key, proved_at=at
    )
    row.asserted = vault.seal_json(said.to_json(), account.about_proof(row.key))
    row.save()
