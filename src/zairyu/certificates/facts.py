"""What a checker may see of a certificate, and what its sealed parts are bound to."""

from typing import Any, Literal

from zairyu.certificates.kinds import CERTIFIED, Claims


def shown(kind: str, claims: Claims) -> dict[str, Any]:
    """Return the facts of a certificate that the public counter shows, and no other.

    >>> shown("receipt", {"name": "PARK", "birth": "1999-02-03", "procedure": "coe", "number": "x"})
    {'name': 'PARK', 'birth_year': 1999, 'procedure': 'coe'}
    """
    known = dict(claims)
    if claims.get("birth"):
        known["birth_year"] = int(str(claims["birth"])[:4])
    return {name: known[name] for name in CERTIFIED[kind].shown if known.get(name) is not None}


def bound(key: str, part: Literal["contents", "token", "photo", "pdf"]) -> str:
    """Return what a sealed part of a certificate or a letter is bound to."""
    return f"certificates:{key}:{part}"
