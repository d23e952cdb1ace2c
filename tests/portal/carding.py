"""What the tests of the card pages do: begin at the page, read with the virtual card, come back."""

import re

from zairyu_card.keys import Key

from zairyu.demo import cards, reading
from zairyu.demo.cast import persona
from zairyu.portal import card_cookie

PIN, PASSWORD = "1234", "ABC123"


def begin(client, purpose="login", going="", **more):
    """Press the button; return the key of the errand."""
    answer = client.post(f"/card/{purpose}/", {"next": going, **more})
    assert answer.status_code == 302, answer.content.decode()
    return re.fullmatch(r"/card/errand/([\w-]+)/", answer["Location"])[1]


def kept(client, rid):
    """Return what the browser keeps of an errand."""

    class Asked:
        COOKIES = {name: one.value for name, one in client.cookies.items()}

    return card_cookie.kept(Asked).errand(rid)


def read(client, rid, at, who="linh", state="good", pin=PIN):
    """Have the program read a virtual card; return the code that it gets."""
    typed = reading.Typing({Key.AUTH: pin, Key.SIGN: PASSWORD})
    return reading.read(kept(client, rid).ticket, persona(who), state, typed, at).code


def finish(client, rid, code):
    """Bring the code back into the browser."""
    return client.post("/card/finish/", {"rid": rid, "fc": code})


def has_card(one):
    """Say whether one of the cast has a card."""
    return cards.persona_with_card(one) is not None
