"""Gives every page the demo's bar: that this is a demo, its day, and how to move it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from zairyu.demo.box import Box
from zairyu.demo.cards import holders
from zairyu.law.dates import legal_day
from zairyu.ui import clock

BAR = "demo/bar.html"
CARD = "demo/card_box.html"  # stands in for the program zairyu-card


@dataclass
class Bar:
    """What the bar of one page shows; nothing is asked of the database before it is drawn."""

    request: HttpRequest

    @cached_property
    def day(self) -> date:
        """The day that the demo shows."""
        return legal_day(clock.now())

    @property
    def typed_day(self) -> str:
        """The same day as a date field wants it."""
        return f"{self.day:%Y-%m-%d}"

    @property
    def here(self) -> str:
        """Where to go back to after the day was moved."""
        return self.request.get_full_path() if self.request.method == "GET" else "/"

    @property
    def box(self) -> Box:
        """The box of the virtual card, with the card of whoever is signed in."""
        mine = getattr(self.request.user, "email", "")
        who = next((one.id for one in holders() if one.email == mine), "linh")
        return Box(rid="", ticket="", both=False, who=who)


def bar(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return the middleware."""

    def with_bar(request: HttpRequest) -> HttpResponseBase:
        request.demo_card = CARD  # type: ignore[attr-defined]
        request.demo_bar = BAR  # type: ignore[attr-defined]
        request.demo = Bar(request)  # type: ignore[attr-defined]
        return get_response(request)

    return with_bar
