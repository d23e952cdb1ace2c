"""Claims behind digests: taking an SD-JWT's claims apart, and putting them together again.

RFC 9901, section 7.1: each digest and each disclosure is used once, what is left over is refused.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zairyu.proof.jose import DEEPEST, Refused, read_any
from zairyu.proof.signing import base64url, from_base64url

_SD, _SD_ALG, _PLACE = "_sd", "_sd_alg", "..."


@dataclass(frozen=True)
class Disclosure:
    """One claim that lay behind a digest; an element of a list has no name."""

    digest: str
    name: str | None
    value: Any = field(repr=False)


def digest_of(text: str) -> str:
    """Return the digest of a disclosure, or of all that is presented: SHA-256.

    >>> digest_of("WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0")
    'X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0'
    """
    return base64url(hashlib.sha256(text.encode()).digest())


def read_disclosure(text: str) -> Disclosure:
    """Return what a disclosure says: salt, name and value, or salt and element.

    Raises:
        Refused: `malformed`.
    """
    try:
        said = read_any(from_base64url(text))
    except ValueError as fault:
        raise Refused("malformed") from fault
    if not isinstance(said, list) or len(said) not in (2, 3) or not isinstance(said[0], str):
        raise Refused("malformed")
    name = said[1] if len(said) == 3 else None
    if len(said) == 3 and (not isinstance(name, str) or name in (_SD, _PLACE)):
        raise Refused("malformed")
    return Disclosure(digest_of(text), name, said[-1])


def put_together(
    payload: Mapping[str, Any], disclosures: Sequence[Disclosure], never: Collection[str]
) -> dict[str, Any]:
    """Return the claims of a signed payload with what was disclosed in its place.

    Raises:
        Refused: `wrong-digest`, `disclosed-twice`, `not-of-this` (nothing signed names the
            disclosure), `hidden` (a claim that must be readable was hidden), `malformed`.
    """
    if payload.get(_SD_ALG, "sha-256") != "sha-256":
        raise Refused("wrong-digest")
    known = {each.digest: each for each in disclosures}
    if len(known) != len(disclosures):
        raise Refused("disclosed-twice")
    work = _Work(known)
    claims = work.of_object({key: value for key, value in payload.items() if key != _SD_ALG}, 0)
    if work.used != set(known):
        raise Refused("not-of-this")
    if any(each.name in never for each in disclosures):
        raise Refused("hidden")
    return claims


class _Work:
    """Walks through a payload once; remembers which digests it met."""

    def __init__(self, known: Mapping[str, Disclosure]) -> None:
        self.known = known
        self.met: set[str] = set()
        self.used: set[str] = set()

    def of_any(self, value: Any, depth: int) -> Any:
        if depth > DEEPEST:  # a disclosure inside a disclosure inside …
            raise Refused("malformed")
        if isinstance(value, dict):
            return self.of_object(value, depth + 1)
        if isinstance(value, list):
            return self.of_list(value, depth + 1)
        return value

    def of_object(self, said: Mapping[str, Any], depth: int) -> dict[str, Any]:
        if _PLACE in said:
            raise Refused("malformed")
        hidden = said.get(_SD, [])
        if not isinstance(hidden, list):
            raise Refused("malformed")
        claims = {key: self.of_any(value, depth) for key, value in said.items() if key != _SD}
        for digest in hidden:
            found = self.met_once(digest)
            if found is None:
                continue
            if found.name is None or found.name in claims:
                raise Refused("malformed")
            claims[found.name] = self.of_any(found.value, depth)
        return claims

    def of_list(self, said: list[Any], depth: int) -> list[Any]:
        elements: list[Any] = []
        for each in said:
            if not (isinstance(each, dict) and _PLACE in each):
                elements.append(self.of_any(each, depth))
                continue
            found = self.met_once(each[_PLACE])
            if len(each) != 1 or (found is not None and found.name is not None):
                raise Refused("malformed")
            if found is not None:
                elements.append(self.of_any(found.value, depth))
        return elements

    def met_once(self, digest: Any) -> Disclosure | None:
        if not isinstance(digest, str):
            raise Refused("malformed")
        if digest in self.met:
            raise Refused("disclosed-twice")
        self.met.add(digest)
        found = self.known.get(digest)
        if found is not None:
            self.used.add(digest)
        return found
