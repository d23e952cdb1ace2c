"""Who asks very much is slowed down, by network: a few hundred questions a minute are welcome.

Counted in this process alone and forgotten after a minute: what the door gives out is public, and
the count only keeps one network from taking the machine for itself.
"""

import threading
from time import monotonic

from django.conf import settings
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from zairyu.identity.networks import network_of
from zairyu.ui.browsers import address_of

WINDOW = 60.0  # seconds
QUESTION = 1_000  # bytes of a body that count as one question more


class ByNetwork(BaseThrottle):
    """Counts what each network asks within a minute; a long body counts for more."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self._began = 0.0
        self._asked: dict[str, int] = {}
        self._lock = threading.Lock()

    def allow_request(self, request: HttpRequest) -> bool:
        """Say whether this network may ask; what it asks is counted."""
        network = network_of(address_of(request))
        size = request.META.get("CONTENT_LENGTH") or "0"
        weight = 1 + (int(size) // QUESTION if size.isdigit() else 0)
        with self._lock:
            if monotonic() - self._began >= WINDOW:
                self._began, self._asked = monotonic(), {}
            asked = self._asked[network] = self._asked.get(network, 0) + weight
        return asked <= settings.ZAIRYU_API_A_MINUTE

    def wait(self) -> float | None:
        """Return after how many seconds the next minute begins."""
        return max(1.0, WINDOW - (monotonic() - self._began))

    def forget(self) -> None:
        """Forget what was counted."""
        with self._lock:
            self._asked = {}


by_network = ByNetwork()
