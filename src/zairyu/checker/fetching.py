"""Fetches what everybody fetches: the trust list, all status lists, the root. Never one proof."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from urllib.parse import urlsplit

from cryptography import x509

from zairyu.checker.keeping import Folder
from zairyu.proof import check, jose, trust
from zairyu.proof.jose import Refused
from zairyu.proof.statuslist import CWT_MEDIA
from zairyu.proof.trust import TrustList, TrustRefused

SECONDS = 20
MOST = 8 << 20
MOST_LISTS = 100
Gets = Callable[[str, str], bytes]


class CannotFetch(Exception):
    """Something could not be had, or is not what it should be; the message is a plain id."""


class Compare(Exception):
    """The root must first be compared by a person; the message is its fingerprint."""


def fetched(address: str, fingerprint: str, folder: Folder, get: Gets | None = None) -> TrustList:
    """Keep the present trust list and all status lists of an issuer; return the trust list.

    Raises:
        CannotFetch: it could not be had.
        Compare: the root is not known yet, and no fingerprint or another one was given.
    """
    ask = get or over_https
    place = f"{address.rstrip('/')}/.well-known/zairyu-trust"
    text = ask(place, "application/jwt").decode("ascii", "replace")
    anchor = folder.anchor() or _compared(_root_of(address, text, ask), fingerprint)
    believed = _newer(text, anchor, folder)
    folder.keep_anchor(anchor)
    folder.keep("trust.jwt", text.encode())
    if crl := believed.places.get("crl"):
        folder.keep("revoked.crl", ask(crl, "application/pkix-crl"))
    for uri in _uris(believed, ask):
        folder.keep_list(uri, _list(uri, believed, ask))
    return believed


def over_https(address: str, media: str) -> bytes:
    """Return what lies at an address; plain http only on this machine.

    Raises:
        CannotFetch: it could not be had.
    """
    parts = urlsplit(address)
    local = parts.hostname in ("localhost", "127.0.0.1")
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise CannotFetch("https")
    asked = urllib.request.Request(address, headers={"Accept": media})  # noqa: S310 - looked at
    try:
        with urllib.request.urlopen(asked, timeout=SECONDS) as answer:  # noqa: S310
            content: bytes = answer.read(MOST + 1)
    except (urllib.error.URLError, OSError, ValueError) as fault:
        raise CannotFetch(type(fault).__name__) from fault
    if len(content) > MOST:
        raise CannotFetch("too-large")
    return content


def _root_of(address: str, text: str, ask: Gets) -> x509.Certificate:
    """Return the root that signed a trust list, as the issuer hands it out: not trusted yet."""
    try:
        kid = str(jose.taken_apart(text, trust.TYP).header.get("kid"))
        place = f"{address.rstrip('/')}/.well-known/zairyu-root/{kid[:16]}"
        return x509.load_der_x509_certificate(ask(place, "application/pkix-cert"))
    except (Refused, ValueError) as fault:
        raise CannotFetch("no-root") from fault


def _compared(root: x509.Certificate, given: str) -> x509.Certificate:
    shown = trust.fingerprint(root)
    plain = "".join(given.split()).replace(":", "").upper()
    if plain != "".join(shown.split()):
        raise Compare("" if plain else shown)
    return root


def _newer(text: str, anchor: x509.Certificate, folder: Folder) -> TrustList:
    """Return the trust list that was fetched, unless a later one is kept already."""
    try:
        believed = trust.read(text, anchor)
    except TrustRefused as fault:
        raise CannotFetch(fault.reason) from fault
    try:
        known = trust.read(folder.trust_text(), anchor).number
    except (TrustRefused, OSError):
        known = 0
    if believed.number < known:
        raise CannotFetch("list-older")
    return believed


def _uris(believed: TrustList, ask: Gets) -> list[str]:
    """Return the addresses of all status lists: whoever fetched some would tell which."""
    try:
        said = json.loads(ask(believed.places["status_lists"], "application/json"))
        uris = [str(uri) for uri in said["status_lists"]][:MOST_LISTS]
    except (LookupError, TypeError, ValueError) as fault:
        raise CannotFetch("no-lists") from fault
    prefix = believed.places.get("status_prefix", "\0")
    return [uri for uri in uris if uri.startswith(prefix)]


def _list(uri: str, believed: TrustList, ask: Gets) -> bytes:
    content = ask(uri, CWT_MEDIA)
    try:
        listed = check.read_list(content, believed)
    except Refused as fault:
        raise CannotFetch(fault.reason) from fault
    if listed.uri != uri:
        raise CannotFetch("another-list")
    return content
