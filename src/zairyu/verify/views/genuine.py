"""What the genuine counter looks like, and what each kind of checker sees there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zairyu.certificates import queries
from zairyu.certificates.kinds import CERTIFIED
from zairyu.certificates.purposes import Purpose, purposes
from zairyu.ui.answers import ICONS, STATES

_NEVER = ("sign-in", "number", "money", "program", "sender")
_ALWAYS = ("address", "person", "moment", "again")
# Facts that only say how another one is worded have no line of their own.
_UNSAID = {"special_period": "", "works": "allowed", "extra_activity": "allowed"}


@require_safe
def genuine(request: HttpRequest) -> HttpResponse:
    """Say how the genuine page is known, and who sees what."""
    shown = {
        "place": queries.counter(),
        "never": [f"verify.alike.never.{one}" for one in _NEVER],
        "always": [f"verify.alike.always.{one}" for one in _ALWAYS],
        "answers": [
            (one, ICONS.get(one, one), f"ui.answer.headline.{one}", f"verify.alike.means.{one}")
            for one in STATES
        ],
        "sees": [(one, _kinds(one)) for one in purposes().values()],
    }
    return render(request, "verify/look_alikes.html", shown)


def _kinds(one: Purpose) -> list[tuple[str, list[str]]]:
    """Return, for each kind of proof in their order, the labels of the facts that are shown."""
    return [
        (f"certificates.title.{kind}", _labels(one.shows[kind]))
        for kind in CERTIFIED
        if kind in one.shows
    ]


def _labels(facts: tuple[str, ...]) -> list[str]:
    named = (_UNSAID.get(fact, fact) for fact in facts)
    return list(dict.fromkeys(f"ui.answer.fact.{fact}" for fact in named if fact))
