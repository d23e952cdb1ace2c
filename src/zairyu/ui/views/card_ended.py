"""What works when the card has ended, and what wants a new one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zairyu.people import levels
from zairyu.people.queries import person_at
from zairyu.ui.access import signed_in


@signed_in
@require_safe
def card_ended(request: HttpRequest) -> HttpResponse:
    """Say what a person may do without a card, and how the card comes back."""
    ended = levels.stepped_down(person_at(request))
    return render(request, "account/card_ended.html", {"ended": ended})
