"""Whence a request comes: its address, and the browser as identity knows it."""

from django.conf import settings
from django.http import HttpRequest

from zairyu.identity.browsers import Browser, in_words
from zairyu.identity.networks import network_of
from zairyu.ui import cookies

DEVICE = "device"  # the cookie of a browser from which somebody signed in with every factor


def address_of(request: HttpRequest) -> str:
    """Return the address a request comes from.

    Behind a proxy of ours (`ZAIRYU_BEHIND_PROXY`) the last address that it wrote down counts.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    if getattr(settings, "ZAIRYU_BEHIND_PROXY", False):
        address = str(request.META.get("HTTP_X_FORWARDED_FOR", address)).split(",")[-1].strip()
    return address


def browser_of(request: HttpRequest) -> Browser:
    """Return the browser that sent a request; of its network only the prefix."""
    words = in_words(request.headers.get("User-Agent", "")[:400])
    return Browser(network_of(address_of(request)), words, cookies.get(request, DEVICE))
