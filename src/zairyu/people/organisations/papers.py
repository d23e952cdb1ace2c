"""Papers handed in with a notification: kept sealed, looked at on the record, destroyed."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet, Sum

from zairyu import vault
from zairyu.audit.actions import record
from zairyu.law.problem import Problem, Refusal
from zairyu.people.models import NotificationPaper, Person, UseNotification
from zairyu.people.registering import Paper
from zairyu.vault import files

MOST_PAPERS = 20
MOST_BYTES = 25 * 1024 * 1024


def _about(paper: NotificationPaper, what: str) -> str:
    return f"notification-paper:{paper.key}:{what}"


@transaction.atomic
def add(notification: UseNotification, slot: str, sent: Paper) -> NotificationPaper:
    """Keep a paper.

    Raises:
        Refusal: too many papers, or too large in all.
    """
    held = notification.papers.aggregate(all=Sum("size"))["all"] or 0
    if notification.papers.count() >= MOST_PAPERS or held + len(sent.data) > MOST_BYTES:
        params = {"files": MOST_PAPERS, "megabytes": MOST_BYTES // (1024 * 1024)}
        raise Refusal(Problem("organisations.papers-too-much", at=f"paper-{slot}", params=params))
    paper = NotificationPaper(notification=notification, slot=slot, pages=sent.pages)
    paper.media_type = sent.media_type
    paper.size = len(sent.data)
    paper.sha256 = sha256(sent.data).hexdigest()
    paper.place = notification.papers.count()
    paper.file_name = vault.seal(sent.file_name.encode(), _about(paper, "name"))
    paper.path = files.store(sent.data, _about(paper, "file"))
    paper.save()
    return paper


def remove(notification: UseNotification, key: str) -> None:
    """Take a paper out and destroy its file."""
    _destroy(notification.papers.filter(key=key))


def destroy_all(notification: UseNotification) -> None:
    """Destroy all papers of a notification."""
    _destroy(notification.papers.all())


def _destroy(papers: QuerySet[NotificationPaper]) -> None:
    """Destroy rows now, files when that is certain: an act that fails leaves both."""
    paths = list(papers.values_list("path", flat=True))
    papers.delete()
    files.remove_after(paths)


def paper_in(notification: UseNotification, key: str) -> NotificationPaper | None:
    """Return a paper of a notification."""
    return notification.papers.filter(key=key).first()


def named(notification: UseNotification) -> list[tuple[NotificationPaper, str]]:
    """Return the papers with the names they were sent under."""
    return [(one, name_of(one)) for one in notification.papers.order_by("place", "pk")]


def name_of(paper: NotificationPaper) -> str:
    """Return the name under which a paper was sent."""
    return vault.open(bytes(paper.file_name), _about(paper, "name")).decode()


def load(paper: NotificationPaper) -> bytes:
    """Return the file of a paper to whoever sent it."""
    return files.load(paper.path, _about(paper, "file"))


@transaction.atomic
def look(paper: NotificationPaper, *, by: Person, at: datetime, page: int = 0) -> bytes:
    """Return the file of a paper and record who looked at it, and at which page."""
    data = files.load(paper.path, _about(paper, "file"))
    notification = paper.notification
    organisation = notification.organisation
    chain = f"organisation:{organisation.key if organisation else notification.key}"
    record(chain, "read-notification-paper", at=at, by=by.key, paper=paper.key, page=page)
    return data
