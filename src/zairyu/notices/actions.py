"""Owe a letter; send the one that has waited longest."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F

from zairyu import vault
from zairyu.audit import rows
from zairyu.notices import attaching
from zairyu.notices.attaching import Attached, Enclosed
from zairyu.notices.letters import Letter, Param, as_page, write
from zairyu.notices.models import Notice
from zairyu.notices.queries import Sent, opened

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)  # longer than any mail server is waited for
LONGEST_PAUSE = timedelta(hours=6)
LAST_ATTEMPT = 16  # about three days
_REFUSED = 500  # SMTP replies from here on are final


@dataclass(frozen=True)
class Receiver:
    """Who gets a letter: the address, the language, and in which part."""

    address: str
    language: str
    audience: str = "user"


def owe(
    kind: str,
    to: Receiver,
    params: Mapping[str, Param],
    *,
    at: datetime,
    about: str,
    occasion: str = "",
) -> str | None:
    """Owe a letter within the transaction of the act; return its key.

    A letter with an `occasion` is owed once for it: a second time gives None.
    """
    keys = owe_each(kind, [to], params, at=at, about=about, occasion=occasion)
    return keys[0] if keys else None


def owe_each(
    kind: str,
    receivers: Sequence[Receiver],
    params: Mapping[str, Param],
    *,
    at: datetime,
    about: str,
    occasion: str = "",
    attached: Sequence[Attached] = (),
) -> list[str]:
    """Owe the same letter to several readers, each in their language; return the keys.

    Files that are to go with it are named in `attached`: it waits until they are there.
    """
    left = [to for to in receivers if not (occasion and _exists(kind, to, about, occasion))]
    letters = {to.language: write(kind, to.language, params) for to in left}
    owed = [_row(kind, to, letters[to.language], at, about, occasion) for to in left]
    for row in owed:
        row.waits = bool(attached)
        rows.add(row)
    attaching.expect([row.pk for row in owed], attached)
    return [row.key for row in owed]


def _exists(kind: str, to: Receiver, about: str, occasion: str) -> bool:
    return Notice.objects.filter(
        about=about, kind=kind, audience=to.audience, occasion=occasion
    ).exists()


def _row(
    kind: str, to: Receiver, letter: Letter, at: datetime, about: str, occasion: str
) -> Notice:
    key = token_urlsafe(16)
    chain = f"notice:{key}"
    return Notice(
        key=key,
        kind=kind,
        about=about,
        audience=to.audience,
        occasion=occasion,
        language=to.language,
        address=vault.seal(to.address.encode(), chain),
        subject=letter.subject,
        body=vault.seal(letter.text.encode(), chain),
        version=letter.version,
        owed_at=at,
        next_at=at,
    )


def send_next(now: datetime) -> bool:
    """Send the letter that has waited longest; return whether there was one.

    Three steps, so that no transaction waits for a mail server: claim, send, tell.
    A worker that dies after the claim leaves the letter to the next one.
    """
    notice = claim_next(now)
    if notice is None:
        return False
    try:
        deliver(opened(notice), attaching.enclosed(notice))
    except vault.CannotOpen:  # the file was made anew meanwhile, and lies elsewhere
        attaching.await_again(notice)
    except Exception as fault:
        log.warning("letter %s (%s): %s", notice.key, notice.kind, type(fault).__name__)
        _postpone(notice, now, fault)
    else:
        Notice.objects.filter(pk=notice.pk).update(sent_at=now, failure="")
    return True


def claim_next(now: datetime) -> Notice | None:
    """Take the oldest letter that is due until the lease ends; the row count says who won."""
    due = Notice.objects.filter(sent_at=None, failed_at=None, waits=False, next_at__lte=now)
    due = due.order_by("next_at", "id").prefetch_related("attachments")
    while (notice := due.first()) is not None:
        taken = Notice.objects.filter(
            pk=notice.pk, next_at=notice.next_at, sent_at=None, failed_at=None
        ).update(next_at=now + LEASE, attempts=F("attempts") + 1)
        if taken:
            notice.attempts += 1
            return notice
    return None


def deliver(letter: Sent, enclosed: Sequence[Enclosed] = ()) -> None:
    """Hand a letter to the mail server; its key as Message-ID makes a second copy harmless."""
    if transaction.get_connection().in_atomic_block and settings.ZAIRYU_MODE == "production":
        raise RuntimeError("no mail server is called inside a transaction")
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[letter.to],
        headers={
            "Message-ID": f"<{letter.key}@{host}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": "ja, en",
        },
    )
    mail.attach_alternative(as_page(letter.subject, letter.text), "text/html")
    for one in enclosed:
        mail.attach(one.name, one.data, one.media_type)
    mail.send()


def _final(fault: Exception) -> bool:
    """Say whether trying again is of no use: no such mailbox, or no address at all."""
    if isinstance(fault, ValueError):
        return True
    if isinstance(fault, SMTPRecipientsRefused):
        return all(code >= _REFUSED for code, _ in fault.recipients.values())
    return False


def _name(fault: Exception) -> str:
    if isinstance(fault, SMTPRecipientsRefused):
        codes = {code for code, _ in fault.recipients.values()}
        return f"recipient-refused-{min(codes, default=0)}"
    if isinstance(fault, SMTPResponseException):
        return f"smtp-{fault.smtp_code}"
    return type(fault).__name__


def _postpone(notice: Notice, now: datetime, fault: Exception) -> None:
    """Let it wait longer each time, until the mail server's no is final or three days are over."""
    if _final(fault) or notice.attempts >= LAST_ATTEMPT:
        _give_up(notice, now, _name(fault))
        return
    pause = min(timedelta(minutes=2**notice.attempts), LONGEST_PAUSE)
    Notice.objects.filter(pk=notice.pk).update(next_at=now + pause, failure=_name(fault))


def _give_up(notice: Notice, now: datetime, why: str) -> None:
    Notice.objects.filter(pk=notice.pk).update(failed_at=now, failure=why)


@transaction.atomic
def resend(key: str, at: datetime) -> bool:
    """Owe a letter that failed, or was lost on its way, once more."""
    found = Notice.objects.filter(key=key).exclude(sent_at=None, failed_at=None)
    return bool(found.update(sent_at=None, failed_at=None, failure="", attempts=0, next_at=at))
