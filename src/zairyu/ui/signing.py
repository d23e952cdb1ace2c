"""Signing in: the forms of the library with our guard, its second step, and what follows."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from allauth.account.forms import AddEmailForm, LoginForm
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language

from zairyu.identity import devices, events, factors
from zairyu.law.dates import legal_day
from zairyu.law.problem import Refusal
from zairyu.notices.actions import Receiver, owe
from zairyu.notices.letters import Param
from zairyu.people import guards, queries
from zairyu.ui import cookies, guarding, idle, proofs
from zairyu.ui.browsers import DEVICE, browser_of
from zairyu.ui.clock import now
from zairyu.ui.wording import in_words
from zairyu.words import DEFAULT, say

if TYPE_CHECKING:
    from zairyu.identity.models import AuthEvent
    from zairyu.people.models import Person

NOT_ME = "zairyu.not-me"  # what a link "this was not me" is signed for
NOT_ME_DAYS = 30


class SignIn(LoginForm):  # type: ignore[misc]
    """Who one is by e-mail address or authentication ID (認証ID), and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(max_length=254)
        self.order_fields(["login", "password"])

    def user_credentials(self) -> dict[str, Any]:
        """Return what the library checks: it knows addresses only."""
        typed = str(self.cleaned_data["login"])
        person = None if "@" in typed else queries.person_named(typed)
        email = person.email if person else typed
        return {"email": email, "password": self.cleaned_data.get("password", "")}


class NewAddress(AddEmailForm):  # type: ignore[misc]
    """Another address; shortly after access was got back it stays as it is."""

    def clean(self) -> dict[str, Any]:
        """Refuse while contact data are frozen."""
        cleaned: dict[str, Any] = super().clean()
        try:
            guards.refuse_if_frozen(self.user, at=now())
        except Refusal as refusal:
            language = get_language() or DEFAULT
            params = {
                name: in_words(value, language) for name, value in refusal.problem.params.items()
            }
            raise ValidationError(say("problem.people.frozen", language, **params)) from None
        return cleaned


class _Guarded:
    """A form for a code of the second factor, behind the guard."""

    user: "Person"

    def clean_code(self) -> str:
        """Check a code, unless whoever guesses has to wait."""
        request = context.request
        until = guarding.take_code(request, self.user)
        if until is not None:
            raise ValidationError(guarding.words(until))
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except ValidationError:
            guarding.code_was_wrong(request, self.user)
            raise
        guarding.code_was_right(request, self.user)
        return code


class SecondFactor(_Guarded, AuthenticateForm):  # type: ignore[misc]
    """The second half of signing in."""


class Again(_Guarded, ReauthenticateForm):  # type: ignore[misc]
    """Showing once more that it is you; the session gets another key with it."""

    def save(self) -> None:
        """Note the proof."""
        super().save()
        context.request.session.cycle_key()


class SetUpApp(ActivateTOTPForm):  # type: ignore[misc]
    """Setting up an authenticator app: the code typed shows that it is there."""

    def clean_code(self) -> str:
        """Check the code, and note it as shown: nobody is asked for it again at once."""
        code: str = super().clean_code()
        _now_has(self.user, "totp")
        return code


class AddPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """Adding a passkey: making it shows that it is there."""

    def clean(self) -> dict[str, Any]:
        """Check what the browser made, and note it as shown."""
        cleaned: dict[str, Any] = super().clean()
        if not self.errors:
            _now_has(self.user, "webauthn")
        return cleaned


def _now_has(person: "Person", factor: str) -> None:
    """Note a new factor in the session, which gets another key: it is worth more from now on."""
    request = context.request
    record_authentication(request, person, "mfa", type=factor, reauthenticated=True)
    request.session.cycle_key()


class SecondStep(AuthenticateStage):  # type: ignore[misc]
    """Asks for the second factor, unless the first way was two proofs in one."""

    def handle(self) -> tuple[HttpResponseBase | None, bool]:
        """Lead to the code or the passkey."""
        person: Person | None = self.login.user
        if person is not None and proofs.is_whole(self.request, person):
            return None, True
        if person is not None and factors.needs_card(person, now()):  # a password is no sign-in
            wanted = self.login.redirect_url
            asked = f"?{urlencode({'next': wanted})}" if wanted else ""
            return redirect(reverse("portal:card", args=["login"]) + asked), False
        answer, go_on = super().handle()
        return answer, go_on


def welcome(
    request: HttpRequest, person: "Person", answer: HttpResponseBase, *, at: datetime
) -> None:
    """Note a sign-in, know the browser from now on, and tell the owner of one not seen before."""
    browser = browser_of(request)
    with transaction.atomic():
        first = not devices.of(person).exists()
        device, token, new = devices.remember(person, browser, at=at)
        method = proofs.method_of(request, person)
        event = events.note(person, method, events.OK, browser=browser, at=at, device=device)
        if new and not first:
            _tell(person, event, at)
    cookies.put(answer, DEVICE, token, max_age=cookies.YEAR)
    idle.begin(request, officer=queries.post_of(person, legal_day(at)) is not None)


def _tell(person: "Person", event: "AuthEvent", at: datetime) -> None:
    """Owe the letter about a browser that is new, with the button to say that it was not me."""
    token = signing.dumps([person.key, event.pk], salt=NOT_ME)
    link = settings.PUBLIC_ADDRESS.rstrip("/") + reverse("not-me", args=[token])
    shown: dict[str, Param] = {
        "moment": {"moment": at.isoformat()},
        "device": event.device or "?",
        "network": event.network or "?",
        "link": link,
    }
    owe(
        "new-device",
        Receiver(person.email, person.language),
        shown,
        at=at,
        about=f"person:{person.key}",
    )
