"""Finds out what was handed in, and has it checked: token, credential, PDF or picture."""

from dataclasses import replace
from datetime import datetime
from importlib import import_module
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from zairyu.checker.keeping import Hand
from zairyu.proof import apart, check, sdjwt, token
from zairyu.proof.jose import Refused
from zairyu.proof.verdict import ENDED, HOLDS, PENDING, PENDING_KINDS, REFUSED, UNTOLD, Verdict

MOST = 20 << 20
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF")
_AFTER_ALL = {"malformed", "not-ours"}  # what a further code in the picture may put right


class CannotRead(Exception):
    """A file is not there, or larger than any proof."""


def content_of(named: str, standard: bytes | None = None) -> bytes:
    """Return the bytes of a file, of standard input (`-`), or of a text given instead of a file.

    Raises:
        CannotRead: there is no such file, or it is too large.
    """
    if named == "-":
        return standard or b""
    if named.startswith((token.PREFIX, "ey")) and not Path(named[:200]).exists():
        return named.encode()
    place = Path(named)
    try:
        if place.stat().st_size > MOST:
            raise CannotRead(named)
        return place.read_bytes()
    except OSError as fault:
        raise CannotRead(named) from fault


def verdict(content: bytes, hand: Hand, at: datetime) -> Verdict:
    """Return what the check of anything comes to."""
    if b"%PDF-" in content[:1024]:
        return _document(content, hand, at)
    if content.startswith(_PICTURES):
        return _picture(content, hand, at)
    if content[:1] == b"\xd2":
        return check.token_bytes(content, hand.kept, at)
    return _text(content.decode("utf-8", "replace").strip(), hand, at)


def _text(typed: str, hand: Hand, at: datetime) -> Verdict:
    if typed.startswith("ey") and "~" in typed:
        return _credential(typed, hand, at)
    found = check.token_text(typed, hand.kept, at)
    if found.reason == "not-ours" and typed.startswith(("http://", "https://")):
        return replace(found, reason="not-ours-address")
    return found


def _picture(content: bytes, hand: Hand, at: datetime) -> Verdict:
    """Return the verdict on the first code in a picture that is a proof, or on the last other."""
    # The libraries that look at pictures take longer to load than all the rest.
    picture = import_module("zairyu.proof.picture")
    try:
        texts = picture.texts(content)
    except ValueError:
        texts = []
    found = Verdict(UNTOLD, "no-code", at)
    for text in texts:
        found = _text(text, hand, at)
        if found.reason not in {*_AFTER_ALL, "not-ours-address"}:
            break
    return found


def _document(content: bytes, hand: Hand, at: datetime) -> Verdict:
    """Return the verdict on a PDF: on the file itself, then on the state of what it holds."""
    early = check.trusted(hand.kept, at, "document")
    if early is not None:
        return early
    roots = [hand.anchor.public_bytes(Encoding.DER)]
    file = apart.check_pdf(content, hand.trust_text, roots, at, hand.revoked)
    seen = Verdict(REFUSED, file.reason, at, "document", kid=file.key)
    seen = replace(seen, issued_at=file.signed_at, trusted_at=hand.kept.trust.issued_at)
    if not file.holds:
        return replace(seen, state=REFUSED if file.ours else UNTOLD, reason=f"pdf-{file.reason}")
    if not file.token:
        return replace(seen, state=UNTOLD, reason="no-token")
    return replace(check.token_text(file.token, hand.kept, at), form="document", kid=file.key)


def _credential(text: str, hand: Hand, at: datetime) -> Verdict:
    early = check.trusted(hand.kept, at, "credential")
    if early is not None:
        return early
    seen = Verdict(REFUSED, "", at, "credential", trusted_at=hand.kept.trust.issued_at)
    try:
        said = sdjwt.checked(text, sdjwt.by_trust(hand.kept.trust), at)
        kind = said.type.rpartition("/")[2]
        seen = replace(
            seen,
            state=PENDING if kind in PENDING_KINDS else HOLDS,
            reason="holds",
            kind=kind,
            issuer=said.issuer,
            facts=said.facts,
            issued_at=said.issued_at,
            until=token.last_day(said.ends_at),
            kid=said.kid,
        )
        return check.status(said.status, seen, hand.kept)
    except Refused as fault:
        state = ENDED if fault.reason in {"expired", "over"} else REFUSED
        return replace(seen, state=state, reason=fault.reason, facts={})
