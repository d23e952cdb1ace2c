"""What the pages of organisations share: whose they are, and small things read from a form."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zairyu.law import organisations as law
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem
from zairyu.people.organisations import notifying, queries, sheets
from zairyu.people.organisations.content import Content
from zairyu.people.queries import person_at, visitor
from zairyu.questionnaire.days import ERAS, NotADay, boxes_of, whole_day
from zairyu.questionnaire.typed import clean
from zairyu.ui.clock import now
from zairyu.words.catalogue import Text, catalogue

if TYPE_CHECKING:
    from zairyu.people.models import Membership, UseNotification

OPENED = "organisation_notifications"  # keys that the link of a mail has opened in this browser
MOST_OPENED = 5
RESULT_SHOWN = timedelta(days=14)  # to whoever began it, without signing in
PARTS = ("era", "y", "m", "d")


@dataclass(frozen=True)
class Open:
    """A notification that whoever asks may read, and write while it is with them."""

    notification: "UseNotification"
    at: datetime

    @property
    def on(self) -> date:
        """The day in Japan."""
        return legal_day(self.at)

    @property
    def sheet(self) -> sheets.Sheet:
        """The notification as it stands."""
        return notifying.sheet_of(self.notification, self.on)

    @property
    def kind(self) -> law.Kind:
        """The kind of organisation."""
        return law.kind(self.notification.category)

    @property
    def editable(self) -> bool:
        """Whether it may be changed: not while it is with the office, nor once it is decided."""
        return self.notification.state in notifying.EDITABLE

    def content(self) -> Content:
        """Return what it says; only while it can be changed.

        Raises:
            Http404: it is with the office, or decided.
        """
        if not self.editable:
            raise Http404
        return self.sheet.content

    def keep(self, content: Content) -> None:
        """Keep what was typed."""
        notifying.keep(self.notification, content, at=self.at)


def _may_open(request: HttpRequest, notification: "UseNotification") -> bool:
    """Say whether a visitor may read: who began it, until its result; then administrators."""
    person, at = visitor(request), now()
    if person is not None and notification.organisation is not None:
        key = notification.organisation.key
        member = queries.membership(person, key, legal_day(at))
        if member is not None and member.role == "administrator":
            return True
    if notification.kind != sheets.NEW or not _fresh(notification, at):
        return False
    mine = person is not None and notification.stated_by_id == person.pk
    return mine or notification.key in request.session.get(OPENED, [])


def _fresh(notification: "UseNotification", at: datetime) -> bool:
    decided = notification.decided_at
    return decided is None or at - decided < RESULT_SHOWN


def open_at(request: HttpRequest, key: str) -> Open:
    """Return a notification for whoever may read it; for anybody else it does not exist.

    Raises:
        Http404: there is none for this visitor.
    """
    found = queries.notification(key)
    if found is None or found.state == "given-up" or not _may_open(request, found):
        raise Http404
    return Open(found, now())


def let_in(request: HttpRequest, key: str) -> None:
    """Remember that the link of a mail opened a notification in this browser."""
    opened = [one for one in request.session.get(OPENED, []) if one != key]
    request.session[OPENED] = [*opened, key][-MOST_OPENED:]


def membership_at(request: HttpRequest, key: str, *, administrator: bool = False) -> "Membership":
    """Return the place of whoever is signed in, in an organisation.

    Raises:
        Http404: they do not belong to it, or do not administer it.
    """
    member = queries.membership(person_at(request), key, legal_day(now()))
    if member is None or (administrator and member.role != "administrator"):
        raise Http404
    return member


def frame(found: Open, **more: Any) -> dict[str, Any]:
    """Return what the pages of a notification need for their head."""
    return {
        "open": found,
        "notification": found.notification,
        "title": word(f"what-{found.notification.kind}"),
        "kind": found.kind,
        **more,
    }


def page(request: HttpRequest, name: str, shown: dict[str, Any]) -> HttpResponse:
    """Draw a page; with problems it is answered with 422."""
    status = 422 if shown.get("problems") else 200
    return render(request, f"portal/organisations/{name}.html", shown, status=status)


def word(key: str) -> Text:
    """Return a text of these pages."""
    return catalogue()[f"portal.org.{key}"]


def typed(request: HttpRequest, name: str, longest: int = 200) -> str:
    """Return one line that was typed."""
    return clean(request.POST.get(name, ""))[:longest]


def boxes(request: HttpRequest, name: str) -> dict[str, str]:
    """Return the boxes of a day as they were typed."""
    return {part: request.POST.get(f"{name}.{part}", "") for part in PARTS}


def day_boxes(day: date | None) -> dict[str, str]:
    """Return the boxes of a day that is known."""
    if day is None:
        return dict.fromkeys(PARTS, "")
    return {"era": "", "y": str(day.year), "m": str(day.month), "d": str(day.day)}


def read_day(given: dict[str, str], name: str) -> date | Problem | None:
    """Return the day of some boxes; nothing where they are empty."""
    try:
        read = boxes_of(given)
        return None if read.blank else date.fromisoformat(whole_day(read))
    except NotADay as fault:
        return Problem(fault.code, at=name, params={"label": word(name.replace("_", "-"))})


def eras() -> list[tuple[str, Text]]:
    """Return the calendars that a year may be written in."""
    return [(era, catalogue()[f"portal.registration.era.{n}"]) for n, era in enumerate(ERAS)]
