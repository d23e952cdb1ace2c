"""What every page knows: its language, the way to the others, the mode. No database query."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from zairyu.words import DEFAULT


@dataclass
class Page:
    """The frame of one page."""

    request: HttpRequest

    @cached_property
    def language(self) -> str:
        """The whole tag of the page's language."""
        return get_language() or DEFAULT

    @property
    def easy(self) -> bool:
        """Whether the page is in easy Japanese."""
        return self.language == "ja-x-easy"

    @property
    def demo(self) -> bool:
        """Whether this is the demo (or its tests): nothing here is real."""
        return settings.ZAIRYU_MODE in ("demo", "test")

    @property
    def bar(self) -> str:
        """The template of the bar that the demo puts above the page, if any."""
        bar: str = getattr(self.request, "demo_bar", "")
        return bar

    @property
    def card_box(self) -> str:
        """The template of the box that stands in the demo for the program at the card, if any."""
        box: str = getattr(self.request, "demo_card", "")
        return box

    @property
    def query(self) -> str:
        """What stands in the address of this page, the language left out."""
        if not self.request.GET:
            return ""
        kept = [(key, value) for key, values in self.request.GET.lists() for value in values]
        return urlencode([pair for pair in kept if pair[0] != "lang"])


def page(request: HttpRequest) -> dict[str, Page]:
    """Give the frame of the page to every template."""
    return {"page": Page(request)}
