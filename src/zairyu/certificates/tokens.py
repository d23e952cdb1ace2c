"""The token of a certificate: what a checker may see, signed with the issuer's key for tokens.

It is what the public counter reads: were a row of the table changed behind our back, the token
would no longer agree with it, and the counter would say so.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from zairyu import vault
from zairyu.certificates.facts import bound
from zairyu.certificates.keys import Issuer
from zairyu.certificates.models import Certificate
from zairyu.proof import token as proof
from zairyu.proof.cose import Signed
from zairyu.proof.jose import Refused
from zairyu.proof.token import Place, Token


class TokenForged(ValueError):
    """The token was not signed by us, or not as it stands."""


def list_address(number: int) -> str:
    """Return the address of a status list: anyone reads it whole, and so asks about nobody."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}/v/status/{number}"


def list_number(address: str) -> int:
    """Return the number of a status list by its address; none of ours gives 0.

    >>> list_number(list_address(7)), list_number("https://elsewhere.example/v/status/7")
    (7, 0)
    """
    said = address.rpartition("/")[2]
    ours = said.isdecimal() and address == list_address(int(said))
    return int(said) if ours else 0


def made(
    issuer: Issuer,
    code: str,
    kind: str,
    facts: Mapping[str, Any],
    until: date | None,
    at: datetime,
    place: tuple[int, int] | None = None,
) -> bytes:
    """Return a signed token; `place` is the number of its status list, and its index there."""
    status = Place(list_address(place[0]), place[1]) if place else None
    said = Token(settings.PUBLIC_ADDRESS, code, kind, dict(facts), at, until, status)
    return proof.make(issuer.key("tokens", at), said)


def read(issuer: Issuer, token: bytes) -> tuple[str, dict[str, Any]]:
    """Return the code and the facts of a token that we signed, `kind` and `until` among them.

    Raises:
        TokenForged: it is no such token; why is nobody's business.
    """

    def finds(signed: Signed) -> ec.EllipticCurvePublicKey:
        if signed.kid not in issuer.publics:
            raise Refused("key-unknown")
        return issuer.publics[signed.kid]

    try:
        said = proof.read(token, finds)
    except Refused as fault:
        raise TokenForged from fault
    until = said.until.isoformat() if said.until else ""
    return said.code, {**said.facts, "kind": said.kind, "until": until}


def text_of(row: Certificate) -> str:
    """Return the token of a certificate as the second QR code and a paste hold it."""
    return proof.text(vault.open(bytes(row.token), bound(row.key, "token")))
