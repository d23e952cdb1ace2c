"""Who may come in at which door.

Three gates stand one behind the other: the door (here), the query (`…visible_to(person)`) and the
table of moves. Every path that opens without signing in stands in PUBLIC, with its reason.
"""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from zairyu.law.dates import legal_day
from zairyu.people import assisting, levels, queries, standing
from zairyu.ui import kept, proofs
from zairyu.ui.clock import now
from zairyu.ui.kept import never_kept, shows_kept
from zairyu.ui.kept import typed as kept_typed

if TYPE_CHECKING:
    from zairyu.people.models import Person

__all__ = [
    "PUBLIC",
    "for_filers",
    "for_hands",
    "for_officers",
    "for_supervisors",
    "fresh",
    "fresh_at_desk",
    "fresh_to_see",
    "kept_typed",
    "never_kept",
    "shows_kept",
    "signed_in",
]

View = Callable[..., HttpResponseBase]
Gate = Callable[["Person"], HttpResponseBase | None]

REGISTER = "/register/"  # where a person reads what is missing before they may file
CARD_ENDED = "card-ended"  # what still works when the card has ended, and what does not
SECOND_FACTOR = "mfa_activate_totp"
NEW_PASSWORD = "account_change_password"  # noqa: S105 (the name of an address)
# How long ago a proof may lie that it was really them: before an act of an applicant, and right
# before a decision of an officer.
FRESH_SECONDS, FRESH_AT_DESK = 15 * 60, 5 * 60

# Patterns of paths that open without signing in, each with its reason. A test walks all paths.
PUBLIC: dict[str, str] = {
    r"/": "says what this is before anyone decides to register",
    r"/guide/.*": "who may file what is known before anybody registers; no names are asked",
    r"/organisations/(begin|begun|joined)": "an organisation begins before it has an account",
    r"/organisations/(open|join)/.*": "the link of a mail opens it, before there is an account",
    r"/organisations/notifications/.*": "opened by that link, or by who administers",
    r"/\.well-known/zairyu-.*": "keys and lists of the issuer, to check proofs anywhere",
    r"/\.well-known/(openid|oauth|jwt)-.*": "what a wallet has to know before it asks for anything",
    r"/credentials/[^/]+": "what a type of credential says: wallets and checkers read it",
    r"/v/.*": "the public counter: a bank or an employer checks a proof, without an account",
    r"/api/.*": "machines read forms and law, all public; wallets bring a code of their holder",
    r"/ecoe/[^/]+/(pdf)?": "the electronic certificate is received abroad, by the key in the mail",
    r"/coe/[^/]+/(pdf|photo)?": "whom a certificate was handed on to opens it abroad, by the link",
    r"/account/login/": "signing in",
    r"/account/logout/": "signing out, also when the session has ended meanwhile",
    r"/account/not-me/[^/]+/": "whoever got the letter may end a stranger's sign-in",
    r"/desk/sign-in": "the officers' own door",
    r"/recover/.*": "whoever has lost a password or a phone cannot sign in",
    r"/account/signup/": "leads to registering",
    r"/register/(choose|prove|card|details|review|sent|stop)?": "registering is before any account",
    r"/register/link/[^/]+/": "the link in the mail: the account begins with the password",
    r"/m/[^/]+/": "a mandate is answered by the link in the mail, also without an account",
    r"/a/[^/]+/": "the applicant opens what an agent filed by the link in the mail, once",
    r"/applied/(end|again)?": "the applicant without an account looks at what the link has opened",
    r"/account/inactive/": "tells who was stopped why they cannot sign in",
    r"/account/confirm-email/(.+/)?": "an address is confirmed from the mail, before signing in",
    r"/account/2fa/webauthn/login/": "signing in with a passkey",
    r"/account/2fa/authenticate/": "the second half of signing in; needs the first",
    r"/card/.*": "a card is read to sign in or to register, before there is a session",
    r"/jpki/.*": "the program at the card has a ticket and then a token; a browser its own secret",
    r"/sign-in/.*": "signing in with another provider begins and ends here",
    r"/me/cards/extend/": "how to renew a card is also read by who cannot sign in with theirs",
    r"/demo/.*": "demo only: the clock, the mailbox and the cast; in production they do not exist",
    r"/ui/.*": "demo and tests only: the catalogue of components",
}


def _door(view: View, gate: Gate) -> View:
    """Open a view to persons whom the gate lets through; a gate may answer in its place."""

    @wraps(view)
    def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = queries.visitor(request)
        if person is None:
            return kept.to_sign_in(request, view, now())
        if person.password_due:  # somebody else may know it: nothing else before a new one
            return redirect(NEW_PASSWORD)
        answer = gate(person)
        if answer is not None:
            return answer
        return kept.through(request, person, view, args, kwargs, now())

    door.asks_for_sign_in = True  # type: ignore[attr-defined]
    return door


def _anybody(_person: "Person") -> HttpResponseBase | None:
    return None


def _filer(person: "Person") -> HttpResponseBase | None:
    today = legal_day(now())
    return None if standing.may_file(person, today) else _where_it_lacks(person, today)


def _where_it_lacks(person: "Person", today: date) -> HttpResponseBase:
    """Lead to what is missing: the card that ended, or a registration."""
    ended = levels.stepped_down(person) and standing.capacities(person, today)
    return redirect(CARD_ENDED if ended else REGISTER)


def _hand(person: "Person") -> HttpResponseBase | None:
    today = legal_day(now())
    if standing.may_file(person, today) or _reads(person, today):
        return None
    helps = queries.has_second_factor(person) and assisting.agents_of(person, today).exists()
    return None if helps else _where_it_lacks(person, today)


def _reads(person: "Person", today: date) -> bool:
    """Say whether somebody could file before, can no longer, and looks at what they have written.

    What a draft allows then, `filing.access` says.
    """
    over = bool(standing.lapsed(person, today)) and not standing.capacities(person, today)
    return over and queries.has_second_factor(person)


def _officer(*ranks: str) -> Gate:
    def gate(person: "Person") -> HttpResponseBase | None:
        post = queries.post_today(person, legal_day(now()))
        if post is None or post.rank not in ranks:
            raise Http404
        if not queries.has_second_factor(person):
            return redirect(reverse(SECOND_FACTOR))
        return None

    return gate


def signed_in(view: View) -> View:
    """Open a view to whoever is signed in."""
    return _door(view, _anybody)


def for_filers(view: View) -> View:
    """Open a view to persons who may file: admitted by an officer, and with a second factor."""
    return _door(view, _filer)


def for_hands(view: View) -> View:
    """Open a page of a draft to who may file, and to the assistants of who may."""
    return _door(view, _hand)


def for_officers(view: View) -> View:
    """Open a view to officers and supervisors who have a second factor; to others it is not."""
    return _door(view, _officer("officer", "supervisor"))


def for_supervisors(view: View) -> View:
    """Open a view to supervisors who have a second factor; to others it does not exist."""
    return _door(view, _officer("supervisor"))


def _fresh(view: View, seconds: int, methods: tuple[str, ...]) -> View:
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = queries.person_at(request)
        strong = queries.has_second_factor(person)
        if request.method not in methods or getattr(request, "switching", False):
            return view(request, *args, **kwargs)
        if proofs.is_fresh(request, person, seconds, strong=strong):
            return view(request, *args, **kwargs)
        return kept.to_prove(request, person, now())

    return asked


def fresh(view: View) -> View:
    """Let an important act through only if its person showed lately that it is them.

    Stands below the gate. What was typed is there again after the proof; nothing is done before the
    same button is pressed once more.
    """
    return _fresh(view, FRESH_SECONDS, ("POST",))


def fresh_to_see(view: View) -> View:
    """Show a page or a document only to somebody who showed lately that it is them."""
    return _fresh(view, FRESH_SECONDS, ("GET", "HEAD", "POST"))


def fresh_at_desk(view: View) -> View:
    """Let an officer's decision through only right after a second factor was shown."""
    return _fresh(view, FRESH_AT_DESK, ("POST",))
