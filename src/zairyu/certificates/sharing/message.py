"""The signed message to a machine: a Security Event Token (RFC 8417), by the key of credentials.

It says that the state of a proof changed and to what, never whose proof it is: the reader knows
that by the name of the watch, and reads the rest at the counter.
"""

from datetime import datetime
from typing import Any

from django.conf import settings

from zairyu.certificates.keys import issuer
from zairyu.certificates.models import Delivery
from zairyu.proof import jose

TYPE = "secevent+jwt"
# A first message asks whether the address is right, as the OpenID SSF names it.
VERIFICATION = "https://schemas.openid.net/secevent/ssf/event-type/verification"
_STATES = {"pending-started": "pending", "replaced": "", "ended": "ended", "revoked": "revoked"}


def event_name(event: str) -> str:
    """Return the name of an event in a message."""
    base = settings.PUBLIC_ADDRESS.rstrip("/")
    return VERIFICATION if event == "confirm" else f"{base}/events/{event}"


def written(delivery: Delivery, address: str, at: datetime) -> str:
    """Return the signed message of a delivery; tried again, it has the same id and words."""
    key = issuer().key("credentials", at)
    said: dict[str, Any] = {
        "iss": settings.PUBLIC_ADDRESS.rstrip("/"),
        "iat": int(delivery.at.timestamp()),
        "jti": delivery.key,
        "aud": address,
        "sub_id": {"format": "opaque", "id": delivery.watch.key},
        "toe": int(delivery.at.timestamp()),
        "events": {event_name(delivery.event): _payload(delivery)},
    }
    return jose.sign({"typ": TYPE, "kid": key.name}, said, key.sign)


def _payload(delivery: Delivery) -> dict[str, str]:
    if delivery.event == "confirm":
        return {"state": delivery.watch.key}
    state = _STATES[delivery.event]
    return {"state": state} if state else {}
