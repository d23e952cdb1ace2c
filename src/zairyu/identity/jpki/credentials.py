"""Cards of accounts: linked, asked for, renewed, reported lost, ended by date."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from zairyu import vault
from zairyu.identity.jpki import account
from zairyu.identity.jpki.codes import CardRefused
from zairyu.identity.jpki.facts import Asserted, CardFacts
from zairyu.identity.jpki.rows import PROVED_FOR, sweep
from zairyu.identity.models import CardCredential, CardTransaction, IdentityProof
from zairyu.law.dates import legal_day

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.base_user import AbstractBaseUser


def asserted(ref: str, at: datetime | None = None) -> Asserted | None:
    """Return what a finished errand's signature certificate says; None when it was used or is old.

    With `at`, what is older than a day is not there, even before it was destroyed.
    """
    row = _finished(ref)
    if row is None or not row.asserted or (at is not None and _stale(row, at)):
        return None
    return Asserted.from_json(vault.open_json(row.asserted, account.about_errand(row.rid)))


def attach(ref: str, person: "AbstractBaseUser", at: datetime) -> CardCredential:
    """Link the card of a finished registration to its new account, once, with what was proved.

    Raises:
        CardRefused: not finished, used, or too old; the card or the account is linked already.
    """
    return _link(ref, "register", person, at, None)


def relink(ref: str, person: "AbstractBaseUser", at: datetime) -> CardCredential:
    """Link a new card in place of the old one, which ends.

    The errand was begun by who had shown who they are otherwise, and signed with both keys; what
    the new certificate says of birth, sex and name is what was proved before.

    Raises:
        CardRefused: not finished, used, too old, another person's; the card is linked already.
    """
    said = asserted(ref, at)
    if said is None:
        raise CardRefused("tx_spent")
    account.same_person(person.pk, said)
    return _link(ref, "relink", person, at, active(person))


def same_holder(ref: str, person: "AbstractBaseUser", at: datetime) -> None:
    """Refuse a finished registration whose card is not of the person of an account with a card.

    Raises:
        CardRefused: not finished, used, too old, or another person's.
    """
    said = asserted(ref, at)
    if said is None:
        raise CardRefused("tx_spent")
    account.same_person(person.pk, said)


def cards_of(person: "AbstractBaseUser") -> Sequence[CardCredential]:
    """Return the cards of a person, the one that counts first, then the latest."""
    rows = CardCredential.objects.filter(person=person.pk).order_by("-first_seen_at", "-pk")
    return sorted(rows, key=lambda one: one.state != "active")


def active(person: "AbstractBaseUser") -> CardCredential | None:
    """Return the card that signs in to an account, whatever day it is."""
    return CardCredential.objects.filter(person=person.pk, state="active").first()


def active_card(person: "AbstractBaseUser", on: "date") -> CardCredential | None:
    """Return the card that counts on a day: its last day counts in full."""
    card = active(person)
    return card if card is not None and last_day(card) >= on else None


def last_day(card: CardCredential) -> "date":
    """Return the last day, in Japan, on which a card counts."""
    return legal_day(card.not_after)


def report_lost(person: "AbstractBaseUser", at: datetime) -> bool:
    """End the card of an account at once; say whether there was one."""
    mine = CardCredential.objects.filter(person=person.pk, state="active")
    return mine.update(state="lost", ended_at=at) == 1


def expire_due(at: datetime) -> int:
    """End the cards whose time is over; return how many."""
    over = CardCredential.objects.filter(state="active", not_after__lt=at)
    return over.update(state="expired", ended_at=at)


def tidy_cards(at: datetime) -> None:
    """Do what time does: cards end, errands are forgotten."""
    expire_due(at)
    sweep(at)


def _finished(ref: str) -> CardTransaction | None:
    rows = CardTransaction.objects.filter(ref=ref, state="finished").order_by("-ended_at", "-pk")
    return rows.first() if ref else None


def _stale(row: CardTransaction, at: datetime) -> bool:
    return row.ended_at is None or row.ended_at + PROVED_FOR < at


def _link(
    ref: str, purpose: str, person: "AbstractBaseUser", at: datetime, old: CardCredential | None
) -> CardCredential:
    row = _finished(ref)
    if row is None or row.purpose != purpose or not row.card or _stale(row, at):
        raise CardRefused("tx_spent")
    if row.person_id not in (None, person.pk):
        raise CardRefused("other_person")
    facts = CardFacts.from_json(row.card)
    said = Asserted.from_json(vault.open_json(row.asserted, account.about_errand(row.rid)))
    try:
        with transaction.atomic():
            _use(row, person, at)
            if old is not None:
                _supersede(old, at)
            card = _card(facts, person, at, old)
            _proof(said, row.rid, person, at)
    except IntegrityError:
        raise CardRefused("card_taken") from None
    return card


def _use(row: CardTransaction, person: "AbstractBaseUser", at: datetime) -> None:
    """Use the card of an errand, once: what it kept of it goes in the same moment."""
    unused = CardTransaction.objects.filter(pk=row.pk, state="finished", used_at=None)
    if not unused.update(used_at=at, card={}, asserted=b"", person=person.pk):
        raise CardRefused("tx_spent")


def _supersede(old: CardCredential, at: datetime) -> None:
    mine = CardCredential.objects.filter(pk=old.pk, state="active")
    if not mine.update(state="superseded", ended_at=at):
        raise CardRefused("tx_spent")


def _card(
    facts: CardFacts, person: "AbstractBaseUser", at: datetime, old: CardCredential | None
) -> CardCredential:
    return CardCredential.objects.create(
        person_id=person.pk, issuer_ski=facts.issuer_ski, serial=facts.serial,
        spki_sha256=facts.spki_sha256, policy_oid=facts.policy_oid, not_before=facts.not_before,
        not_after=facts.not_after, supersedes=old, first_seen_at=at, last_checked_at=at,
        status_source=facts.status_source, operator_user=facts.operator_user,
    )  # fmt: skip


def _proof(said: Asserted, rid: str, person: "AbstractBaseUser", at: datetime) -> None:
    row = IdentityProof(
        person_id=person.pk, method="card", issuer_ski=said.issuer_ski, serial=said.serial,
        evidence=rid, proved_at=at,
    )  # fmt: skip
    row.asserted = vault.seal_json(said.to_json(), account.about_proof(row.key))
    row.save()
