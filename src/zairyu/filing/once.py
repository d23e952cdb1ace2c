"""The one-time key of a filing: it fits one draft in the one version that was reviewed."""

from typing import Protocol

from django.utils.crypto import salted_hmac


class Reviewed(Protocol):
    """What a person has looked at before pressing the button."""

    key: str
    version: int


def once_of(draft: Reviewed) -> str:
    """Return the key that the review page carries and the press sends back."""
    return salted_hmac(
        "zairyu.filing.once", f"{draft.key}:{draft.version}", algorithm="sha256"
    ).hexdigest()
