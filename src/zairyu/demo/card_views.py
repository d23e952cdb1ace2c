"""The virtual card at work: what stands in the demo for the program's own window."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from zairyu_card.keys import Key
from zairyu_card.words import CardTrouble

from zairyu.demo import cards, reading
from zairyu.demo.box import Box
from zairyu.law.problem import Problem
from zairyu.ui.clock import now
from zairyu.words.codes import grouped

FIELDS = {Key.AUTH: "pin", Key.SIGN: "password"}
WORDS = {
    "pin.wrong": "demo.pin-wrong",
    "pin.last_try": "demo.pin-last-try",
    "pin.format": "demo.pin-format",
    "rc.wrong_number": "card.wrong-number",
    "rc.number_format": "card.number-format",
}


@require_POST
@never_cache
def read(request: HttpRequest) -> HttpResponseBase:
    """Have the chosen virtual card read for an errand of this browser."""
    said = request.POST
    box = Box(
        rid=said.get("rid", "")[:22],
        ticket=said.get("ticket", "")[:60],
        both="both" in said,
        who=said.get("who", ""),
        state=said.get("state", "good"),
        residence="residence" in said,
    )
    one = cards.persona_with_card(box.who)
    if one is None or box.state not in cards.STATES:
        return redirect("portal:card-errand", rid=box.rid or "-")
    typed = {key: said.get(name, "").strip() for key, name in FIELDS.items()}
    try:
        done = reading.read(
            box.ticket,
            one,
            box.state,
            reading.Typing(typed, "last" in said, said.get("number", "").strip()),
            now(),
        )
    except reading.Waits as waits:
        return _window(request, box, waits)
    except CardTrouble:
        # The service was told, or said so itself: the browser's page has the words.
        return redirect("portal:card-errand", rid=box.rid or "-")
    where = urlsplit(done.address)
    shown = {
        "back": f"{where.path}?{where.query}#{where.fragment}",
        "code": grouped(done.code),
        "rid": box.rid,
    }
    return render(request, "demo/card_done.html", shown)


def _window(request: HttpRequest, box: Box, waits: reading.Waits) -> HttpResponse:
    """Show what the program would say in its window, with the field that it wants filled."""
    code = WORDS.get(waits.trouble.word, "demo.pin-needed")
    at = FIELDS[waits.key] if waits.key else "number"
    problem = Problem(code, at=at, params={"left": waits.left or 0})
    shown = {"box": box, "problems": [problem], "last": waits.left == 1}
    return render(request, "demo/card.html", shown, status=422)
