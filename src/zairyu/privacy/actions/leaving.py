"""Verbs of leaving: what stands in the way, a week to think it over, then the account is closed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

from zairyu.audit.actions import record
from zairyu.casework import queries as casework
from zairyu.filing import actions as filing
from zairyu.filing import kept_guides
from zairyu.filing.access import open_drafts
from zairyu.law import keeping
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.notices.actions import Receiver, owe
from zairyu.people import guards, mandates
from zairyu.people.posts import member_of, posts_by_key
from zairyu.privacy.forgetting import empty
from zairyu.privacy.holding import DELETE, EMPTY, HELD, WITHHELD, Held
from zairyu.privacy.models import Leaving
from zairyu.vault import files
from zairyu.words import TOKYO

if TYPE_CHECKING:
    from zairyu.casework.models import Case
    from zairyu.people.models import Person

PAGE = "/me/data/leave"
_APART = ("filing.Draft", "filing.KeptGuide", "people.Person", "privacy.OpenSession")


@dataclass(frozen=True)
class Kept:
    """An application file that stays, and until when at least."""

    case: "Case"
    number: str
    until: date


def obstacles(person: "Person", on: date) -> list[Problem]:
    """Return what has to be ended before somebody can leave."""
    found = []
    pending = casework.visible_to(person).filter(open=True).count()
    if pending:
        found.append(Problem("privacy.case-open", params={"count": pending}))
    held = [*mandates.given_by(person), *mandates.held_by(person)]
    living = sum(mandates.live(one, on) for one in held)
    if living:
        found.append(Problem("privacy.mandate-open", params={"count": living}))
    found += [
        Problem("privacy.last-administrator" if alone else "privacy.member", params={"name": name})
        for name, alone in member_of(person, on)
    ]
    posts = posts_by_key([person.key]).get(person.key, [])
    if any(one.until is None or one.until >= on for one in posts):
        found.append(Problem("privacy.post-held"))
    return found


def stays(person: "Person") -> list[Kept]:
    """Return the application files that the office keeps, each with its last day."""
    ended = [case for case in casework.visible_to(person) if not case.open]
    return [
        Kept(
            case,
            casework.number_shown(case),
            keeping.application_file_until(legal_day(case.ended_at or case.received_at)),
        )
        for case in ended
    ]


def waiting(person: "Person") -> Leaving | None:
    """Return the wish to leave that waits for its day."""
    rows = Leaving.objects.filter(person=person, undone_at=None, done_at=None, held_at=None)
    return rows.first()


@transaction.atomic
def clear_now(person: "Person", *, at: datetime) -> int:
    """Destroy what may go at once: own drafts with their files, kept answers of the guide."""
    on, count = legal_day(at), 0
    own = open_drafts(person, on).filter(owner=person)
    for key in list(own.values_list("key", flat=True)):
        filing.discard(key, by=person, at=at)
        count += 1
    for kept in kept_guides.of_person(person, on):
        kept_guides.let_go(kept.key, person)
        count += 1
    return count


@transaction.atomic
def ask_leaving(person: "Person", *, at: datetime) -> Leaving:
    """Ask to close the account; nothing is destroyed for a week.

    Raises:
        Refusal: something stands in the way, or it was asked before.
    """
    on = legal_day(at)
    if problems := obstacles(person, on):
        raise Refusal(problems[0])
    last = keeping.may_undo_until(on)
    due = datetime.combine(last + timedelta(days=1), time(), TOKYO).astimezone(UTC)
    try:
        with transaction.atomic():
            asked = Leaving.objects.create(person=person, asked_at=at, due_at=due)
    except IntegrityError:
        raise Refusal(Problem("privacy.leaving-waits")) from None
    record(f"person:{person.key}", "ask-leaving", at=at, by=person.key, leaving=asked.key)
    _tell(person, "leaving-asked", at, day={"day": last.isoformat()})
    return asked


@transaction.atomic
def undo_leaving(person: "Person", *, at: datetime) -> bool:
    """Take the wish to leave back; say whether there was one."""
    rows = Leaving.objects.filter(person=person, undone_at=None, done_at=None, held_at=None)
    if not rows.update(undone_at=at):
        return False
    record(f"person:{person.key}", "undo-leaving", at=at, by=person.key)
    return True


def _address(path: str) -> str:
    """Return a whole address: never from a request, whose host a stranger can choose."""
    return str(settings.PUBLIC_ADDRESS).rstrip("/") + path


def _tell(person: "Person", kind: str, at: datetime, page: str = PAGE, **params: Any) -> None:
    to = Receiver(person.email, person.language)
    owe(kind, to, {"link": _address(page), **params}, at=at, about=f"person:{person.key}")


def carry_out(at: datetime) -> int:
    """Close the accounts whose day has come; return how many were looked at."""
    due = Leaving.objects.filter(due_at__lte=at, undone_at=None, done_at=None, held_at=None)
    found = list(due.select_related("person").order_by("due_at", "pk")[:20])
    for one in found:
        _carry_out(one, at)
    return len(found)


@transaction.atomic
def _carry_out(leaving: Leaving, at: datetime) -> None:
    person = leaving.person
    if obstacles(person, legal_day(at)):
        Leaving.objects.filter(pk=leaving.pk).update(held_at=at)
        record(f"person:{person.key}", "hold-leaving", at=at, by="system", leaving=leaving.key)
        _tell(person, "leaving-held", at)
        return
    Leaving.objects.filter(pk=leaving.pk).update(done_at=at)
    _close(person, at)


def forget_letters(at: datetime) -> int:
    """Empty the last letters to accounts closed lately, once they have been sent."""
    lately = Leaving.objects.filter(done_at__gt=at - timedelta(days=30)).select_related("person")
    chains = [f"person:{one.person.key}" for one in lately]
    letters = apps.get_model("notices.Notice")._default_manager.filter(about__in=chains)
    over = letters.exclude(sent_at=None, failed_at=None).exclude(address=b"")
    for letter in over:
        empty(letter)
    return len(over)


def _close(person: "Person", at: datetime) -> None:
    """Close an account: what names the person goes, the files of the office stay."""
    clear_now(person, at=at)
    for label, held in HELD.items():
        if label not in _APART:
            _forget(label, held, person)
    for label, (way, _, leaving) in WITHHELD.items():
        if way and leaving == DELETE:
            _delete(apps.get_model(label)._default_manager.filter(**{way: person}))
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    guards.end_sessions(person, at=at, by="system")
    _delete(apps.get_model("privacy.OpenSession")._default_manager.filter(person=person))
    _tell(person, "account-closed", at, "/v/")
    empty(person)
    person.is_active = False
    person.files_as = []
    person.save(update_fields=["is_active", "files_as"])
    record(f"person:{person.key}", "close-account", at=at, by="system")


def _forget(label: str, held: Held, person: "Person") -> None:
    if held.own_case:
        return
    rows: QuerySet[Any] = apps.get_model(label)._default_manager.all()
    if held.of == "about":
        rows = rows.filter(about=f"person:{person.key}", sent_at__isnull=False)
    else:
        rows = rows.filter(**{held.of: person})
    if held.leaving == DELETE:
        _delete(rows, held.file[0] if held.file else "path")
    elif held.leaving == EMPTY:
        for row in rows:
            empty(row)


def _delete(rows: "QuerySet[Any]", file: str = "path") -> None:
    """Destroy rows with their files; rows that follow each other are parted first."""
    model: type[Model] = rows.model
    names = {each.name for each in model._meta.concrete_fields}
    if file in names:
        files.remove_after(list(rows.values_list(file, flat=True)))
    for each in model._meta.concrete_fields:
        if each.is_relation and each.related_model is model and each.null:
            rows.update(**{each.name: None})
    rows.delete()
