"""Getting access back with two proofs, a time to stop it, and never by the mail alone."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from zairyu import vault
from zairyu.audit.actions import record
from zairyu.identity import addresses, devices, factors
from zairyu.identity.browsers import Browser
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem, Refusal
from zairyu.law.read import table
from zairyu.law.tables import on_day
from zairyu.people import guards
from zairyu.people.models import CounterCode, Person, Recovery
from zairyu.words import codes

LOST = ("password", "phone", "email")
RUNNING = ("proving", "waiting")
CODE_SIGNS = 8


@dataclass(frozen=True)
class Begun:
    """A recovery that has begun, and the code to be sent to the registered address, if any."""

    recovery: Recovery
    code: str = ""


def rules(at: datetime) -> Any:
    """Return the figures of the house as they stand on a day."""
    said = table("zairyu.people", "data/recovery.yaml")
    return on_day(said["history"], legal_day(at), "recovery")


def kinds() -> Any:
    """Return the proofs there are: what each is of, and whether it is strong."""
    return table("zairyu.people", "data/recovery.yaml")["proofs"]


def accepted(recovery: Recovery) -> list[str]:
    """Return the proofs that count for a recovery: none of what was lost."""
    return [name for name, kind in kinds().items() if kind["lost"] not in recovery.lost]


def _digest(recovery: Recovery, code: str) -> str:
    salt = f"zairyu.people.recovery.{recovery.key}"
    return salted_hmac(salt, codes.as_typed(code), algorithm="sha256").hexdigest()


def _new_code() -> str:
    return "".join(secrets.choice(codes.ALPHABET) for _ in range(CODE_SIGNS))


@transaction.atomic
def begin(person: Person | None, lost: Sequence[str], *, browser: Browser, at: datetime) -> Begun:
    """Begin to get access back; somebody whom nobody knows gets the same pages.

    Raises:
        Refusal: it is not said what was lost.
    """
    chosen = [each for each in LOST if each in lost]
    if not chosen:
        raise Refusal(Problem("recovery.lost-missing", at="lost"))
    figures = rules(at)
    recovery = Recovery(
        person=person,
        lost=chosen,
        begun_at=at,
        until=at + timedelta(hours=figures["begun_hours"]),
        network=browser.network,
        device=browser.words[:40],
    )
    code = _new_code() if "email" not in chosen and _mail_is_due(person, browser, at) else ""
    if code:
        recovery.code_sha256 = _digest(recovery, code)
        recovery.code_until = at + timedelta(minutes=figures["code_minutes"])
    recovery.save()
    if person is not None:
        record(f"person:{person.key}", "begin-recovery", at=at, by="public", ref=recovery.key)
    return Begun(recovery, code if person is not None else "")


def _mail_is_due(person: Person | None, browser: Browser, at: datetime) -> bool:
    """Say whether a mail with a code is sent: a stranger cannot fill somebody's box with them."""
    if devices.known(person, browser) is not None:
        return True
    day = Recovery.objects.filter(person=person, begun_at__gt=at - timedelta(days=1))
    mailed = day.filter(network=browser.network).exclude(code_sha256="").count()
    return bool(mailed < rules(at)["mails_a_day"])


def find(key: str, *, at: datetime) -> Recovery | None:
    """Return a recovery by its key; one whose time is over says so."""
    found = Recovery.objects.select_related("person").filter(key=key).first()
    if found is not None and found.state in RUNNING and found.until <= at:
        Recovery.objects.filter(pk=found.pk).update(state="over", ended_at=at)
        found.state, found.ended_at = "over", at
    return found


def running_of(person: Person, *, at: datetime) -> QuerySet[Recovery]:
    """Return the recoveries of a person that wait or are being proved with one proof at least."""
    return Recovery.objects.filter(person=person, state="waiting", until__gt=at)


def is_ready(recovery: Recovery, at: datetime) -> bool:
    """Say whether things may be replaced now."""
    return recovery.state == "waiting" and recovery.ready_at is not None and recovery.ready_at <= at


def check(recovery: Recovery, proof: str, typed: str, *, at: datetime) -> bool:
    """Say whether what was typed is the proof; for nobody's account nothing ever is."""
    person = recovery.person
    if proof == "password":
        if person is None:
            Person().set_password(typed)  # takes as long as looking at one
            return False
        return person.check_password(typed)
    if proof == "mail":
        code = _digest(recovery, typed)
        alive = recovery.code_until is not None and at <= recovery.code_until
        same = constant_time_compare(code, recovery.code_sha256)
        return bool(person is not None and alive and recovery.code_sha256 and same)
    if person is None:
        return False
    if proof == "counter":
        return _counter_code(person, typed, at)
    kind = {"app": "totp", "recovery-code": "recovery_codes"}[proof]
    return factors.fits(person, kind, typed)


def _counter_code(person: Person, typed: str, at: datetime) -> bool:
    open_ones = CounterCode.objects.filter(person=person, used_at=None, until__gt=at)
    digest = _counter_digest(person, typed)
    return bool(open_ones.filter(code_sha256=digest).update(used_at=at))


def _counter_digest(person: Person, typed: str) -> str:
    salt = f"zairyu.people.counter.{person.key}"
    return salted_hmac(salt, codes.as_typed(typed), algorithm="sha256").hexdigest()


@transaction.atomic
def give_counter_code(person: Person, *, office: str, by: Person, at: datetime) -> str:
    """Give a person a code whose residence card an officer has looked at, at the counter.

    Raises:
        Refusal: an officer cannot let themselves in.
    """
    if person.pk == by.pk:
        raise Refusal(Problem("recovery.own-code"))
    code = _new_code()
    CounterCode.objects.create(
        person=person,
        code_sha256=_counter_digest(person, code),
        office=office,
        given_by=by,
        given_at=at,
        until=at + timedelta(minutes=rules(at)["counter_minutes"]),
    )
    record(f"person:{person.key}", "give-counter-code", at=at, by=by.key, office=office)
    return codes.grouped(code)


@transaction.atomic
def shown(recovery: Recovery, proof: str, *, at: datetime) -> bool:
    """Count a proof that was shown; return whether there are enough now.

    Raises:
        Refusal: it is a proof of what was lost.
    """
    if proof not in accepted(recovery):
        raise Refusal(Problem("recovery.proof-of-lost"))
    locked = Recovery.objects.select_for_update().get(pk=recovery.pk)
    if locked.state != "proving" or locked.person is None:
        return False
    if proof not in locked.proofs:
        locked.proofs = [*locked.proofs, proof]
    figures = rules(at)
    # Who has lost everything has the counter alone: then it is enough, after the whole wait.
    alone = "counter" in locked.proofs and len(locked.lost) == len(LOST)
    enough = alone or len(locked.proofs) >= int(figures["proofs_wanted"])
    if enough:
        locked.state = "waiting"
        locked.ready_at = at + timedelta(hours=_hours(locked.proofs, figures))
        locked.until = locked.ready_at + timedelta(days=figures["open_days"])
        about = f"person:{locked.person.key}"
        record(about, "prove-recovery", at=at, by="public", ref=locked.key)
    locked.save()
    recovery.refresh_from_db()
    return enough


def _hours(proofs: Iterable[str], figures: Any) -> int:
    found = list(proofs)
    whole = len(found) >= int(figures["proofs_wanted"])
    strong = whole and any(kinds()[proof]["strong"] for proof in found)
    return 0 if strong else int(figures["waiting_hours"])


@transaction.atomic
def stop(recovery: Recovery, *, at: datetime) -> bool:
    """Stop a recovery; one that was finished is undone as far as can be. Say whether it was.

    After the end nobody keeps the password that was set: every session ends, and access is got back
    anew, with proofs that only the owner has.
    """
    person = recovery.person
    states = [*RUNNING, "done"]
    taken = Recovery.objects.filter(pk=recovery.pk, state__in=states)
    if not taken.update(state="stopped", ended_at=at):
        return False
    if person is not None:
        record(f"person:{person.key}", "stop-recovery", at=at, by="public", ref=recovery.key)
        if recovery.state == "done":
            person.set_unusable_password()
            person.save(update_fields=["password"])
            guards.end_sessions(person, at=at, by="public")
            devices.forget_all(person, at=at)
    recovery.refresh_from_db()
    return True


def name_address(recovery: Recovery, email: str) -> str:
    """Keep the new address of somebody who lost theirs; return the code to be sent to it."""
    code = _new_code()
    recovery.new_email = vault.seal(email.strip().lower().encode(), f"recovery:{recovery.key}")
    recovery.email_code_sha256 = _digest(recovery, code)
    recovery.email_shown = False
    recovery.save(update_fields=["new_email", "email_code_sha256", "email_shown"])
    return codes.grouped(code)


def address_named(recovery: Recovery) -> str:
    """Return the new address, or nothing."""
    kept = bytes(recovery.new_email)
    return vault.open(kept, f"recovery:{recovery.key}").decode() if kept else ""


def confirm_address(recovery: Recovery, typed: str) -> bool:
    """Take the code that was sent to the new address; say whether it was right."""
    same = constant_time_compare(_digest(recovery, typed), recovery.email_code_sha256)
    if same and recovery.email_code_sha256:
        recovery.email_shown = True
        recovery.save(update_fields=["email_shown"])
    return recovery.email_shown


@transaction.atomic
def finish(recovery: Recovery, *, at: datetime) -> Person:
    """Replace what was lost, end every session, and freeze contact and payment data for a day.

    A new password was set by the door before.

    Raises:
        Refusal: it is not time yet, or the new address is not confirmed.
    """
    locked = (
        Recovery.objects.select_for_update(of=("self",))
        .select_related("person")
        .get(pk=recovery.pk)
    )
    if not is_ready(locked, at) or locked.person is None:
        raise Refusal(Problem("recovery.not-ready"))
    if "email" in locked.lost and not locked.email_shown:
        raise Refusal(Problem("recovery.address-first", at="email"))
    person = locked.person
    if "phone" in locked.lost:
        factors.drop(person, but_passkeys="passkey" in locked.proofs)
    if "email" in locked.lost:
        _move_address(person, address_named(locked))
    guards.freeze(person, rules(at)["frozen_hours"], at=at)
    guards.end_sessions(person, at=at, by="public")
    devices.forget_all(person, at=at)
    locked.state, locked.ended_at = "done", at
    locked.save(update_fields=["state", "ended_at"])
    record(f"person:{person.key}", "finish-recovery", at=at, by="public", ref=locked.key)
    recovery.refresh_from_db()
    return person


def _move_address(person: Person, email: str) -> None:
    if Person.objects.filter(email=email).exclude(pk=person.pk).exists():
        raise Refusal(Problem("recovery.address-taken", at="email"))
    addresses.move(person, email)
    Person.objects.filter(pk=person.pk).update(email=email)
    person.email = email
