"""The officers' own door: their words, no registering; the post is asked, and told to nobody."""

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from zairyu.law.dates import legal_day
from zairyu.people import queries
from zairyu.ui.clock import now
from zairyu.ui.signing import SignIn

if TYPE_CHECKING:
    from zairyu.people.models import Person


class OfficerSignIn(SignIn):
    """The first half of an officer's sign-in."""

    user: "Person | None"

    def clean(self) -> dict[str, Any]:
        """Refuse whoever holds no post today, in the words of a wrong password."""
        cleaned: dict[str, Any] = super().clean()
        if self.user is not None and queries.post_of(self.user, legal_day(now())) is None:
            self.user = None
            raise get_adapter().validation_error("email_password_mismatch")
        return cleaned


class OfficerDoor(LoginView):  # type: ignore[misc]
    """Sign in to the desk; for those who are signed in as somebody else it does not exist."""

    form_class = OfficerSignIn
    template_name = "desk/sign_in.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead an officer who is signed in to the queue."""
        person = queries.visitor(request)
        if person is None:
            answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
            return answer
        if queries.post_of(person, legal_day(now())) is None:
            raise Http404
        return redirect("desk:queue")

    def get_form_class(self) -> type[OfficerSignIn]:
        """Return our form: the library would take the one of the other door."""
        return OfficerSignIn

    def get_default_success_url(self) -> str:
        """Return where an officer begins."""
        return reverse("desk:queue")


sign_in = OfficerDoor.as_view()
