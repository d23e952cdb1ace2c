"""The verification of one signature of a card: steps in their order, the first failure decides.

Whether the errand may still be served was looked at before; whose the card is comes after.
Skipping the path would be taking over an account: a serial number is no secret, and anyone can
sign a certificate that carries it.
"""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zairyu.identity.jpki import attributes, certificate, deployment, path, signature
from zairyu.identity.jpki.codes import CardRefused
from zairyu.identity.jpki.facts import Asserted, CardFacts


@dataclass(frozen=True)
class Part:
    """One signature as it came, with its certificate."""

    certificate: bytes
    signature: bytes


@dataclass(frozen=True)
class Proved:
    """A signature that is good: which certificate made it, and what that says of the holder."""

    facts: CardFacts
    asserted: Asserted | None


def parts(results: Sequence[Mapping[str, Any]], wanted: Sequence[str]) -> dict[str, Part]:
    """Return the signatures of a message by key, if they are those that were wanted.

    Raises:
        CardRefused: message_malformed.
    """
    found: dict[str, Part] = {}
    for one in results:
        try:
            key = one["key"]
            read = Part(_bytes(one["certificate"]), _bytes(one["signature"]))
        except (KeyError, TypeError, ValueError, binascii.Error):
            raise CardRefused("message_malformed") from None
        if key not in wanted or key in found:
            raise CardRefused("message_malformed")
        found[key] = read
    if len(found) != len(wanted):
        raise CardRefused("message_malformed")
    return found


def verify(kind: str, part: Part, text: bytes, at: datetime) -> Proved:
    """Return what a signature over the stored text proves.

    Raises:
        CardRefused: the first check that fails.
    """
    here = deployment.current()
    leaf = certificate.read(part.certificate)
    if leaf.is_authority():
        raise CardRefused("cert_not_leaf")
    if not leaf.is_of(kind, here.policies[kind]):
        raise CardRefused("cert_kind")
    anchor = path.anchor_of(leaf, here.anchors[kind])
    path.counts_on(leaf, anchor, at)
    signature.check(signature.key_of(leaf), part.signature, text)
    status = here.revocation.check(kind, leaf.parsed, anchor, at)
    if status.verdict != "good":
        raise CardRefused(
            "cert_revoked" if status.verdict == "revoked" else "revocation_unavailable"
        )
    issuer = path.ski_of(anchor).hex()
    facts = CardFacts(
        issuer_ski=issuer,
        serial=leaf.serial,
        spki_sha256=leaf.spki_sha256,
        policy_oid=min(leaf.policies),
        not_before=leaf.parsed.not_valid_before_utc,
        not_after=leaf.parsed.not_valid_after_utc,
        status_source=status.source,
        operator_user=status.operator_user,
    )
    return Proved(facts, attributes.asserted(leaf, issuer) if kind == "sign" else None)


def _bytes(text: object) -> bytes:
    if not isinstance(text, str):
        raise TypeError
    return base64.b64decode(text, validate=True)
