"""Verbs of shares: make one, note a look, end it, end what is over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F

from zairyu import vault
from zairyu.audit import actions as audit
from zairyu.certificates.codes import kind_of, new_code
from zairyu.certificates.models import Certificate, Look, Share, Watch
from zairyu.certificates.purposes import PURPOSES
from zairyu.certificates.sharing import contents
from zairyu.certificates.sharing.queries import claims_of, sealed
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.people.keys import new_key
from zairyu.vault import files

if TYPE_CHECKING:
    from zairyu.people.models import Person

USUAL = timedelta(days=30)
LONGEST = timedelta(days=366)
MOST_LIVING = 50  # of one person: nobody loses sight of whom they show their papers to
LABEL = 60


class ShareRefused(Refusal):
    """Such a share cannot be made; the problem says why."""


@dataclass(frozen=True)
class Choice:
    """What a holder chose: for whom, what, until when, and whether changes may be told."""

    purpose: str
    contents: tuple[str, ...]
    until: date
    label: str = ""
    watchable: bool = False


def trouble(choice: Choice, on: date) -> list[Problem]:
    """Return what is wrong with a choice, each thing at its field."""
    found = []
    if choice.purpose not in PURPOSES:
        found.append(Problem("shares.no-purpose", at="purpose"))
    if choice.until < on:
        found.append(Problem("shares.until-past", at="until"))
    elif choice.until > on + LONGEST:
        latest = on + LONGEST
        found.append(Problem("shares.until-far", at="until", params={"latest": latest}))
    if len(choice.label) > LABEL:
        found.append(Problem("shares.label-long", at="label", params={"most": LABEL}))
    return found


def thought(
    holder: "Person", certificate: Certificate, choice: Choice, at: datetime, code: str
) -> Share:
    """Return a share as it would be: the preview shows it, `make` writes it."""
    key = new_key()
    share = Share(
        key=key,
        code=code,
        holder=holder,
        certificate=certificate,
        purpose=choice.purpose,
        contents=list(choice.contents),
        watchable=choice.watchable,
        made_at=at,
        until=choice.until,
        turns_on=_turns_on(certificate, legal_day(at)),
    )
    if choice.label:
        share.label = vault.seal(choice.label.encode(), sealed(share, "label"))
    return share


def _turns_on(certificate: Certificate, on: date) -> date | None:
    """Return the first day on which the application carries the stay, if it is still to come.

    Law: ICRRA art. 20(6), 21(4).
    """
    claims = claims_of(certificate)
    printed = claims.get("card_expires_on")
    if certificate.kind != "pending" or not printed or not claims.get("special_period", True):
        return None
    first = date.fromisoformat(str(printed)) + timedelta(days=1)
    return first if first > on else None


@transaction.atomic
def make(
    holder: "Person",
    certificate: Certificate,
    choice: Choice,
    at: datetime,
    *,
    code: str = "",
    photo: bytes | None = None,
) -> Share:
    """Show a proof to a reader from now on; a second press with the same code finds the first.

    Raises:
        ShareRefused: the choice has something wrong, the proof is over, or there are too many.
    """
    code = code if kind_of(code) == "share" else new_code("share")
    if (earlier := Share.objects.filter(code=code, holder=holder).first()) is not None:
        return earlier
    on = legal_day(at)
    if problems := trouble(choice, on):
        raise ShareRefused(problems[0])
    if not certificate.holds(on):
        raise ShareRefused(Problem("shares.proof-over"))
    if Share.objects.filter(holder=holder, ended_at=None).count() >= MOST_LIVING:
        raise ShareRefused(Problem("shares.too-many", params={"most": MOST_LIVING}))
    share = thought(holder, certificate, choice, at, code)
    if photo and contents.PHOTO in share.contents:
        share.photo_path = files.store(photo, sealed(share, "photo"))
    share.save()
    _record(share, "share-proof", at, holder.key, certificate=certificate.key)
    return share


def _record(share: Share, verb: str, at: datetime, by: str, **ids: str) -> None:
    chain = f"person:{share.holder.key}"
    audit.record(chain, verb, at=at, by=by, share=share.key, purpose=share.purpose, **ids)


def noted(share: Share, state: str, country: str, at: datetime) -> bool:
    """Note that a share was looked at; say whether it was the first time.

    Looks of one minute, one answer and one country are one row, so that nobody can fill a table.
    """
    minute = at.replace(second=0, microsecond=0)
    row = Look.objects.filter(share=share, minute=minute, state=state, country=country)
    if not row.update(times=F("times") + 1):
        try:
            with transaction.atomic():
                Look.objects.create(share=share, minute=minute, state=state, country=country)
        except IntegrityError:  # another process was first
            row.update(times=F("times") + 1)
    return bool(Share.objects.filter(pk=share.pk, looked_at=None).update(looked_at=at))


@transaction.atomic
def end(share: Share, why: str, at: datetime, *, by: str) -> bool:
    """End a share, its watches and its photo, at once; say whether it was still living."""
    still = Share.objects.filter(pk=share.pk, ended_at=None)
    photo = share.photo_path
    if not still.update(ended_at=at, ended_why=why, photo_path=""):
        return False
    end_watches([share.pk], "share", at)
    files.remove_after([photo])
    _record(share, "end-share", at, by, why=why)
    return True


def end_watches(shares: Iterable[int], why: str, at: datetime) -> int:
    """End the watches of shares, and whatever was not told yet and no longer may be."""
    living = Watch.objects.filter(share__in=list(shares), ended_at=None)
    return living.update(ended_at=at, ended_why=why)


def run(at: datetime) -> int:
    """End the shares whose last day has passed; return how many."""
    passed = Share.objects.filter(ended_at=None, until__lt=legal_day(at)).select_related("holder")
    return sum(end(share, "over", at, by="system") for share in passed[:500])
