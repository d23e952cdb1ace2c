"""What every drill has: a holder whose proof it is, checkers, and a scribe."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from zairyu import vault
from zairyu.certificates import actions, keys, press, queries, tokens
from zairyu.certificates.anew import Anew
from zairyu.certificates.facts import bound
from zairyu.certificates.models import Certificate
from zairyu.certificates.statuses import publishing
from zairyu.law.dates import legal_day
from zairyu.proof import check, refusals, trust
from zairyu.proof.apart import check_pdf
from zairyu.proof.check import Kept
from zairyu.proof.entries import TrustedKey
from zairyu.words import TOKYO

_CLAIMS = {
    "name": "NGUYEN THI LINH",
    "procedure": "extension",
    "office": "tokyo",
    "birth": "1995-05-03",
    "status": "engineer-humanities-international",
    "card_last4": "78CD",
    "card_expires_on": "2026-12-01",
}
LONG = timedelta(days=60)
HOLDS = "pending (holds)"


class DrillFailed(AssertionError):
    """Something in a drill was not as it must be."""


class Holders(Protocol):
    """Whose proofs a drill issues; who they are and what they are told this room does not know."""

    def case(self) -> str:
        """Make a case; return what its proofs are about."""

    def sign_anew(self, lost: TrustedKey, at: datetime) -> Anew:
        """Sign anew what a lost key had signed, and tell whose it is."""

    def letters(self, about: str) -> list[str]:
        """Return what the letters about a case say, oldest first."""


@dataclass(frozen=True)
class Checker:
    """Somebody who checks without asking us: knows a root, and keeps what was fetched last."""

    name: str
    root: x509.Certificate
    text: str  # the trust list
    crl: bytes
    kept: Kept

    def token(self, token: bytes, at: datetime) -> str:
        """Return what the check of a token comes to, and why."""
        found = check.token_bytes(token, self.kept, at)
        return f"{found.state} ({found.reason})"

    def pdf(self, content: bytes, at: datetime) -> str:
        """Return what the check of a file comes to, and why."""
        root = self.root.public_bytes(Encoding.DER)
        found = check_pdf(content, self.text, [root], at, self.crl)
        return "holds" if found.holds else f"refused ({found.reason})"


@dataclass
class Stage:
    """The stage of one drill; `tell` writes a line of the transcript."""

    at: datetime
    tell: Callable[[str], None]
    holders: Holders
    played: int = 0
    known: list[str] = field(default_factory=list)

    def scene(self, title: str) -> None:
        """Begin a scene."""
        self.tell("")
        self.tell(f"{self._now()}  {title}")

    def later(self, days: float) -> None:
        """Let time pass."""
        self.at += timedelta(days=days)

    def must(self, what: str, found: Any, wanted: Any) -> None:
        """Write what was found; stop the drill if it is not what must be.

        Raises:
            DrillFailed: it is not.
        """
        right = found == wanted
        self.tell(f"    {'ok ' if right else 'NO '} {what}: {found}")
        if not right:
            raise DrillFailed(f"{what}: {found}, and it must be {wanted}")
        self.played += 1

    def issue(self) -> Certificate:
        """Issue a pending certificate to Linh and let the press print it."""
        about = self.holders.case()
        self.known.append(about)
        number = len(self.known)
        claims = {**_CLAIMS, "number": f"drill {number}", "filed_on": f"{self.at:%Y-%m-%d}"}
        made = actions.issue("pending", about, claims, legal_day(self.at + LONG), self.at)
        self.tell(f"    proof {number} is issued, signed and printed")
        self.print()
        return made

    def letters(self) -> list[str]:
        """Return every letter that holders of proofs issued here were owed."""
        return [text for about in self.known for text in self.holders.letters(about)]

    def print(self) -> int:
        """Let the press set what is owed to it; return how many documents that were."""
        done = 0
        while press.set_next_pdf(self.at):
            done += 1
        return done

    def token(self, row: Certificate) -> bytes:
        """Return the token of a certificate as it is now."""
        row.refresh_from_db()
        return vault.open(bytes(row.token), bound(row.key, "token"))

    def pdf(self, row: Certificate) -> bytes:
        """Return the printed document of a certificate as it is now."""
        found = queries.pdf(row.about, row.key)
        if found is None:
            raise DrillFailed(f"the press has not set the document of {row.about}")
        return found

    def checker(self, name: str, root: x509.Certificate | None = None) -> Checker:
        """Return somebody who knows a root and fetches the trust list and the status lists now."""
        known = root or keys.issuer().root
        text = keys.trust_list(self.at)
        listed = trust.read(text, known, self.at)
        lists = {}
        for number in sorted({row.status_list for row in Certificate.objects.all()}):
            publishing.renew(number, self.at)  # as the worker does every half minute
            found = publishing.published(number, "cwt", self.at)
            if found is not None:
                lists[tokens.list_address(number)] = check.read_list(found.content, listed)
        told = f"{name} fetches trust list {listed.number} and {len(lists)} status list(s)"
        self.tell(f"    {told}")
        return Checker(name, known, text, keys.crl(self.at), Kept(listed, lists))

    def online(self, row: Certificate) -> str:
        """Return what the public counter says of the code of a certificate."""
        return queries.verify(row.code, self.at).state

    def say(self, reason: str, **told: str) -> None:
        """Write the plain sentence that a person reads for a reason."""
        self.tell(f'        "{refusals.SENTENCES[reason].format(**told)}"')

    def quote(self, text: str) -> None:
        """Write a letter line by line, as its reader has it."""
        for line in text.splitlines():
            self.tell(f"        | {line}".rstrip())

    def _now(self) -> str:
        return f"{self.at.astimezone(TOKYO):%Y-%m-%d %H:%M}"
