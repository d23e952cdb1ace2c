"""Ties the library of accounts to our rooms: its mails are letters owed, its secrets lie sealed.

It stands at the roof, because it joins people and notices, which do not see each other.
"""

import base64
import io
from typing import TYPE_CHECKING, Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from zairyu import vault
from zairyu.audit.actions import record
from zairyu.law.dates import legal_day
from zairyu.notices.actions import Receiver, owe
from zairyu.people import actions, guards, queries
from zairyu.ui import changed, guarding, proofs, signing
from zairyu.ui.clock import now
from zairyu.words import DEFAULT, say

if TYPE_CHECKING:
    from zairyu.people.models import Person

_FACTOR = "second-factor"  # what a sealed secret of a code generator is about
# Mails of the library, by the name of its template: our kind of letter, and where its link is.
_LETTERS = {
    "account/email/email_confirmation": ("confirm-address", "activate_url"),
    "account/email/email_confirmation_signup": ("confirm-address", "activate_url"),
    "account/email/account_already_exists": ("address-in-use", ""),
}
# What a page says after an act, by the name of the library's message; of others it says nothing.
_SAID = {
    "password_changed",
    "email_confirmed",
    "email_confirmation_failed",
    "totp_activated",
    "totp_deactivated",
    "recovery_codes_generated",
    "webauthn_added",
    "webauthn_removed",
}
# Changes to an account that its owner is told of by mail, and in which words.
_TOLD = {
    "password_changed": "password-changed",
    "password_reset": "password-changed",
    "password_set": "password-changed",
    "email_changed": "email-changed",
    "totp_activated": "totp-activated",
    "totp_deactivated": "totp-deactivated",
    "recovery_codes_generated": "recovery-codes-generated",
    "webauthn_added": "webauthn-added",
    "webauthn_removed": "webauthn-removed",
}


def _name(template: str) -> str:
    return template.rsplit("/", 1)[-1].removesuffix(".txt")


def _address_of(path: str) -> str:
    """Return a whole address: never from the request, whose host a stranger can choose."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + path


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """How the library of accounts mails, names addresses and tells what it did."""

    def save_user(
        self, request: HttpRequest, user: "Person", form: Any, commit: bool = True
    ) -> "Person":
        """Save who signed up, with the language they read, and record it."""
        user.language = get_language() or DEFAULT
        with transaction.atomic():
            super().save_user(request, user, form, commit)
            if commit:
                actions.note_joined(user, at=now())
        return user

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Owe the letter that stands for a mail of the library."""
        kind, link = _LETTERS[template_prefix]
        person = queries.person_with(email)
        language = person.language if person else get_language() or DEFAULT
        about = f"person:{person.key}" if person else "account"
        where = context[link] if link else _address_of(reverse("recover:begin"))
        owe(kind, Receiver(email, language), {"link": where}, at=now(), about=about)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: "Person",
        context: dict[str, Any] | None = None,  # noqa: ARG002
        email: str | None = None,
    ) -> None:
        """Owe a letter about a change to the account; it says what and where to turn."""
        name = _name(template_prefix)
        if name not in _TOLD:
            return
        said, path = f"ui.account.said.{_TOLD[name]}", reverse("recover:begin")
        changed.tell(user, _TOLD[name], said=said, path=path, at=now(), email=email or "")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Let whoever guesses wait; the owner on a known device is never kept out by others."""
        until = guarding.take(request, str(credentials.get("email", "")))
        if until is not None:
            raise ValidationError(guarding.words(until))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002
        """Count a wrong password."""
        guarding.was_wrong(request)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> "Person | None":
        """Check a password; a right one costs nothing."""
        person: Person | None = super().authenticate(request, **credentials)
        if person is not None:
            guarding.was_right(request)
        return person

    def set_password(self, user: "Person", password: str) -> None:
        """Set a new password, and note since when it counts."""
        super().set_password(user, password)
        guards.note_password(user, at=now())

    def get_reauthentication_methods(self, user: "Person") -> list[dict[str, Any]]:
        """Return how somebody can show that it is still them: whoever has a second factor, by that.

        A password alone may be known to somebody else.
        """
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        strong = [way for way in ways if way["id"] != "reauthenticate"]
        return strong or ways

    def get_login_stages(self) -> list[str]:
        """Return the steps of signing in, with our second one."""
        theirs, ours = "allauth.mfa.stages.AuthenticateStage", "zairyu.ui.signing.SecondStep"
        return [ours if step == theirs else step for step in super().get_login_stages()]

    def post_login(self, request: HttpRequest, user: "Person", **how: Any) -> HttpResponse:
        """Record that somebody signed in, and lead them on; keep the language they have chosen."""
        at = now()
        actions.set_language(user, request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))
        record(f"person:{user.key}", "sign-in", at=at, by=user.key)
        answer: HttpResponse = super().post_login(request, user, **how)
        signing.welcome(request, user, answer, at=at)
        return answer

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002
        extra_tags: str = "",  # noqa: ARG002
        message: str | None = None,  # noqa: ARG002
    ) -> None:
        """Say what was done, in our words; what a page says anyway is not said twice."""
        name = _name(message_template or "")
        if name in _SAID:
            said = say(f"ui.account.said.{name.replace('_', '-')}", get_language() or DEFAULT)
            messages.add_message(request, level, said)

    def get_email_confirmation_url(
        self,
        request: HttpRequest,  # noqa: ARG002
        emailconfirmation: Any,
    ) -> str:
        """Return where an address is confirmed."""
        return _address_of(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def is_reauthentication_required(self, *, app: str) -> bool:  # noqa: ARG002
        """Ask again who it is, unless the strongest factor was shown within the last minutes.

        The library asks even right after signing in; a stranger in the middle of registering
        would type the password twice for nothing.
        """
        person = queries.person_at(self.request)
        seconds = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        strong = queries.has_second_factor(person)
        return not proofs.is_fresh(self.request, person, seconds, strong=strong)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead an officer to the desk and everybody else to their own page."""
        person = queries.person_at(request)
        if queries.post_of(person, legal_day(now())):
            return "/desk/"
        return settings.LOGIN_REDIRECT_URL


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """How secrets of second factors are kept, drawn and guarded."""

    def encrypt(self, text: str) -> str:
        """Seal the secret of a code generator or the seed of recovery codes."""
        return base64.b64encode(vault.seal(text.encode(), _FACTOR)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed."""
        return vault.open(base64.b64decode(encrypted_text), _FACTOR).decode()

    def build_totp_svg(self, url: str) -> str:
        """Draw the code that an authenticator app reads, with the quiet zone it needs."""
        out = io.BytesIO()  # with its namespace: the page shows it as a picture
        segno.make(url, error="m").save(out, kind="svg", border=4, light="white", xmldecl=False)
        return out.getvalue().decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Refuse to take away an officer's last second factor."""
        person = authenticator.user
        if queries.post_of(person, legal_day(now())) is None:
            return True
        strong = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        others = Authenticator.objects.filter(user=person, type__in=strong)
        return bool(others.exclude(pk=authenticator.pk).exists())
