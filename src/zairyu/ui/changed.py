"""The letter that tells an owner what was changed in the account, and where to turn."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from zairyu.audit.actions import record
from zairyu.notices.actions import Receiver, owe
from zairyu.notices.letters import Param

if TYPE_CHECKING:
    from zairyu.people.models import Person


@transaction.atomic
def tell(
    person: "Person", what: str, *, said: str, path: str, at: datetime, email: str = ""
) -> None:
    """Record a change of an account and owe its letter; `said` is the key of what it says.

    The link is built from the configured address and never from a request, whose host a stranger
    can choose.
    """
    chain = f"person:{person.key}"
    record(chain, "change-account", at=at, by=person.key, what=what)
    params: dict[str, Param] = {
        "what": {"say": said},
        "moment": {"moment": at.isoformat()},
        "link": settings.PUBLIC_ADDRESS.rstrip("/") + path,
    }
    to = Receiver(email or person.email, person.language)
    owe("account-changed", to, params, at=at, about=chain)
