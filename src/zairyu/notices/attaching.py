"""Files that go with a letter: named when it is owed, there when somebody has made them.

This room does not know who makes a file. It says what it waits for (`awaited`), is told where the
file lies sealed (`here`), and then lets the letter go.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zairyu.notices.models import Attachment, Notice
from zairyu.vault import files

AT_ONCE = 500  # looked for by one question


@dataclass(frozen=True)
class Attached:
    """A file that is to go with a letter: its name, its kind, and what it is a print of."""

    name: str
    media_type: str
    about: str


@dataclass(frozen=True)
class Stored:
    """Where a file lies sealed, what its seal is bound to, and its SHA-256."""

    path: str
    bound: str
    digest: str


@dataclass(frozen=True)
class Enclosed:
    """A file as it goes out."""

    name: str
    media_type: str
    data: bytes


def expect(notices: Iterable[int], attached: Sequence[Attached]) -> None:
    """Write down what letters wait for."""
    Attachment.objects.bulk_create(
        Attachment(notice_id=pk, name=one.name, media_type=one.media_type, about=one.about)
        for pk in notices
        for one in attached
    )


def awaited() -> Iterator[list[str]]:
    """Return all that letters wait for, some at a time, in the order in which they were owed.

    What never comes holds nothing back that was owed later.
    """
    waiting = Attachment.objects.filter(ready_at=None).order_by("id").values_list("id", "about")
    last = 0
    while rows := list(waiting.filter(id__gt=last)[:AT_ONCE]):
        last = rows[-1][0]
        yield list(dict.fromkeys(about for _, about in rows))


@transaction.atomic
def here(about: str, stored: Stored, at: datetime) -> int:
    """Attach a file to the letters that wait for it; return how many can leave now."""
    waiting = Attachment.objects.filter(about=about, ready_at=None)
    notices = list(waiting.values_list("notice_id", flat=True))
    waiting.update(path=stored.path, bound=stored.bound, digest=stored.digest, ready_at=at)
    lacking = Attachment.objects.filter(notice_id__in=notices, ready_at=None)
    whole = set(notices) - set(lacking.values_list("notice_id", flat=True))
    return Notice.objects.filter(pk__in=whole, waits=True).update(waits=False)


def enclosed(notice: Notice) -> list[Enclosed]:
    """Return the files of a letter, opened.

    Raises:
        CannotOpen: one is no longer where it lay.
    """
    return [
        Enclosed(one.name, one.media_type, files.load(one.path, one.bound))
        for one in sorted(notice.attachments.all(), key=lambda one: one.pk)
    ]


def one(key: int) -> Enclosed | None:
    """Return one file that is there. Only the demo shows it."""
    found = Attachment.objects.filter(pk=key).exclude(ready_at=None).first()
    if found is None:
        return None
    return Enclosed(found.name, found.media_type, files.load(found.path, found.bound))


@transaction.atomic
def await_again(notice: Notice) -> None:
    """Let a letter wait once more for its files: they were made anew."""
    notice.attachments.update(path="", bound="", digest="", ready_at=None)
    Notice.objects.filter(pk=notice.pk).update(waits=True)
