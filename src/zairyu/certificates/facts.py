"""What a certificate says, what a checker may see of it, and what its parts are bound to."""

from collections.abc import Mapping
from typing import Any, Literal

from zairyu import vault
from zairyu.certificates.kinds import CERTIFIED, Claims
from zairyu.certificates.models import Certificate, Letter
from zairyu.questionnaire.codelists import by_value
from zairyu.words import Text


def shown(kind: str, claims: Claims) -> dict[str, Any]:
    """Return the facts of a certificate that the public counter shows, and no other.

    >>> shown("receipt", {"name": "PARK", "birth": "1999-02-03", "procedure": "coe", "number": "x"})
    {'name': 'PARK', 'birth_year': 1999, 'procedure': 'coe'}
    """
    known = dict(claims)
    if claims.get("birth"):
        known["birth_year"] = int(str(claims["birth"])[:4])
    return {name: known[name] for name in CERTIFIED[kind].shown if known.get(name) is not None}


def country(claimed: str | Text) -> str | Text:
    """Return the names of a nationality or region claimed by its code; other words as they are.

    >>> country("VNM")["en"], country("無国籍")
    ('Viet Nam', '無国籍')
    """
    known = None if isinstance(claimed, Mapping) else by_value("nationalities").get(claimed)
    return known.label if known else claimed


def claims_in(row: Certificate | Letter) -> dict[str, Any]:
    """Return the claims of a certificate, or the data of a letter, as they were fixed.

    Raises:
        CannotOpen: they were changed behind our back.
    """
    claims: dict[str, Any] = vault.open_json(row.contents, bound(row.key, "contents"))
    return claims


def bound(key: str, part: Literal["contents", "token", "photo", "pdf"]) -> str:
    """Return what a sealed part of a certificate or a letter is bound to."""
    return f"certificates:{key}:{part}"
