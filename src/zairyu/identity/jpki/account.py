"""Whose card it is: what a verified card means for an errand."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model

from zairyu import vault
from zairyu.identity.jpki import names
from zairyu.identity.jpki.codes import CardRefused
from zairyu.identity.jpki.facts import Asserted, CardFacts
from zairyu.identity.jpki.verify import Proved
from zairyu.identity.models import CardCredential, CardTransaction, IdentityProof

COMPARED = ("card", "counter")  # proofs that a card is compared with; a provider's word is not one


def about_errand(rid: str) -> str:
    """Return what the sealed attributes of an errand are bound to."""
    return f"card-errand:{rid}:asserted"


def about_proof(key: str) -> str:
    """Return what the sealed attributes of a proof are bound to."""
    return f"identity-proof:{key}:asserted"


def judge(row: CardTransaction, proved: Mapping[str, Proved], at: datetime) -> dict[str, Any]:
    """Return what an errand keeps of a verified card, if this card may do it.

    Raises:
        CardRefused: whose card it is, or is not.
    """
    facts, sign = proved["auth"].facts, proved.get("sign")
    found: dict[str, Any] = {"card": facts.to_json()}
    if row.purpose in ("login", "stepup", "submit"):
        found["person_id"] = _holder(row, facts, at).person_id
    else:
        _free(facts)
    if sign is None or sign.asserted is None:
        return found
    if row.person_id is not None:
        same_person(row.person_id, sign.asserted)
    sealed = vault.seal_json(sign.asserted.to_json(), about_errand(row.rid))
    return found | {"asserted": sealed}


def note_use(person_id: int | None, facts: CardFacts, at: datetime) -> None:
    """Note that a card was used, if it still counts; in one statement, so that a loss is seen.

    Raises:
        CardRefused: it was reported lost, or ended, a moment ago.
    """
    mine = CardCredential.objects.filter(
        issuer_ski=facts.issuer_ski, serial=facts.serial, person=person_id, state="active"
    )
    used = {"last_used_at": at, "last_checked_at": at, "status_source": facts.status_source}
    if not mine.update(**used):
        raise CardRefused("card_ended")
    _not_blocked(person_id)


def same_person(person_id: int, asserted: Asserted) -> None:
    """Refuse a card whose certificate says another birth, sex or name than was proved before.

    Proved is what a card said or what an officer compared with papers, whichever was later. The
    address may differ: people move. Where nothing was ever proved, nothing can be compared, and a
    counter decides.

    Raises:
        CardRefused: other_person.
    """
    before = latest_proof(person_id)
    if before is None:
        raise CardRefused("other_person")
    alike = before.birth_said == asserted.birth_said and not other_sex(before, asserted)
    named = names.may_be_same(
        before.name, asserted.name, before.name_replaced, asserted.name_replaced
    )
    if not (alike and named):
        raise CardRefused("other_person")


def other_sex(one: Asserted, other: Asserted) -> bool:
    """Say whether two proofs name two sexes; not every paper names one, nor every certificate."""
    return {one.sex, other.sex} == {"1", "2"}


def latest_proof(person_id: int) -> Asserted | None:
    """Return what a signature certificate or an officer last said of a person, if one ever did."""
    rows = IdentityProof.objects.filter(person=person_id, method__in=COMPARED)
    rows = rows.exclude(asserted=b"")
    row = rows.order_by("-proved_at", "-pk").first()
    if row is None:
        return None
    return Asserted.from_json(vault.open_json(row.asserted, about_proof(row.key)))


def known(facts: CardFacts) -> CardCredential | None:
    """Return the card of a certificate: by authority and number, and by its public key.

    Raises:
        CardRefused: number and key do not belong together.
    """
    row = CardCredential.objects.filter(issuer_ski=facts.issuer_ski, serial=facts.serial).first()
    if row is not None and row.spki_sha256 != facts.spki_sha256:
        raise CardRefused("unknown_card")
    return row


def _holder(row: CardTransaction, facts: CardFacts, at: datetime) -> CardCredential:
    """Return the card if it counts, of the person whose errand this is."""
    card = known(facts)
    if card is None:
        raise CardRefused("unknown_card")
    if row.person_id is not None and row.person_id != card.person_id:
        raise CardRefused("other_person")
    if card.state != "active" or card.not_after < at:
        raise CardRefused("card_ended")
    _not_blocked(card.person_id)
    return card


def _free(facts: CardFacts) -> None:
    """Refuse to link a card that is linked, or was reported lost: it would hide whose it is."""
    card = known(facts)
    if card is None:
        return
    if card.state != "active":
        raise CardRefused("card_ended")
    raise CardRefused("card_taken")


def _not_blocked(person_id: int | None) -> None:
    people = get_user_model()._default_manager
    if person_id is None or not people.filter(pk=person_id, is_active=True).exists():
        raise CardRefused("account_blocked")
