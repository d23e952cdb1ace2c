"""What a finished errand to a card leaves in the session: the card of somebody who registers."""

from django.http import HttpRequest

_REGISTERED = "card_register"


def note_registered(request: HttpRequest, ref: str) -> None:
    """Keep which errand read the card of the person who is registering in this browser."""
    request.session[_REGISTERED] = ref


def registered_ref(request: HttpRequest) -> str:
    """Return the errand that read the card of whoever registers here, or nothing."""
    return str(request.session.get(_REGISTERED, ""))


def forget_registered(request: HttpRequest) -> None:
    """Forget it: the registration is done or given up."""
    request.session.pop(_REGISTERED, None)
