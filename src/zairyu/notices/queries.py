"""Which letters there are: for the history of a case, and for the mailbox of the demo."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from zairyu import vault
from zairyu.notices.models import Notice


@dataclass(frozen=True)
class File:
    """A file that goes with a letter: its name, what it is a print of, and whether it is there."""

    key: int
    name: str
    about: str
    digest: str


@dataclass(frozen=True)
class Sent:
    """A letter as its reader has it."""

    key: str
    kind: str
    about: str
    audience: str
    to: str
    subject: str
    text: str
    owed_at: datetime
    sent_at: datetime | None
    failed_at: datetime | None
    failure: str
    attempts: int
    files: tuple[File, ...] = ()


def opened(notice: Notice) -> Sent:
    """Return a letter with its seal broken."""
    chain = f"notice:{notice.key}"
    return Sent(
        key=notice.key,
        kind=notice.kind,
        about=notice.about,
        audience=notice.audience,
        to=vault.open(bytes(notice.address), chain).decode(),
        subject=notice.subject,
        text=vault.open(bytes(notice.body), chain).decode(),
        owed_at=notice.owed_at,
        sent_at=notice.sent_at,
        failed_at=notice.failed_at,
        failure=notice.failure,
        attempts=notice.attempts,
        files=tuple(
            File(one.pk, one.name, one.about, one.digest) for one in notice.attachments.all()
        ),
    )


def about(chain: str, *, audience: str | None = None) -> list[Sent]:
    """Return the letters about a case or a person, oldest first."""
    found = Notice.objects.filter(about=chain).order_by("id").prefetch_related("attachments")
    if audience:
        found = found.filter(audience=audience)
    return [opened(notice) for notice in found]


def mailbox(limit: int = 200) -> Iterator[Sent]:
    """Return the newest letters with their text. Only the demo shows them."""
    for notice in Notice.objects.order_by("-id").prefetch_related("attachments")[:limit]:
        yield opened(notice)


def one(key: str) -> Sent | None:
    """Return one letter. Only the demo shows it."""
    notice = Notice.objects.filter(key=key).first()
    return opened(notice) if notice else None


def given_up(limit: int = 500) -> list[Notice]:
    """Return the letters that could not be delivered, newest first; a command lists them."""
    return list(Notice.objects.exclude(failed_at=None).order_by("-failed_at")[:limit])


def owed(chain: str, kind: str, occasion: str = "") -> bool:
    """Say whether a letter of a kind was ever owed about something, or for an occasion of it."""
    found = Notice.objects.filter(about=chain, kind=kind)
    return (found.filter(occasion=occasion) if occasion else found).exists()


def waiting_for_files(since: datetime) -> list[Notice]:
    """Return the letters owed before an instant that still wait for a file, oldest first."""
    return list(Notice.objects.filter(waits=True, owed_at__lt=since).order_by("owed_at"))
