"""Forgeries that only the counter can be shown: codes, shares, rows changed behind our back.

Each maker takes the counter (`Desk`): a living proof, a share of it, and somebody with a browser.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from tests.certificates.conftest import ABOUT, PENDING
from tests.forged import world
from tests.forged.entry import COUNTER, table
from tests.forged.world import CODE, DAY, NOON

from zairyu import vault
from zairyu.certificates import actions, tokens
from zairyu.certificates.facts import bound
from zairyu.certificates.models import Certificate, Share
from zairyu.certificates.sharing import shares
from zairyu.certificates.sharing.shares import Choice
from zairyu.people.models import Person
from zairyu.words.codes import with_check


@dataclass(frozen=True)
class Desk:
    """A living proof, and a browser at the counter."""

    client: Client
    proof: Certificate

    def code(self, typed: str) -> HttpResponse:
        """Ask for a code by its address."""
        return self.client.get(f"/v/{typed}")

    def box(self, typed: str) -> HttpResponse:
        """Type something into the box."""
        return self.client.get("/v/", {"code": typed})

    def scan(self, text: str) -> HttpResponse:
        """Hand in the text of a code, as a camera reads it."""
        return self.client.post("/v/scan", {"text": text})


Makes = Callable[[Desk], HttpResponse]


def typed(code: str) -> Makes:
    return lambda desk: desk.code(code)


def boxed(text: str) -> Makes:
    return lambda desk: desk.box(text)


def row(**changes: Any) -> Makes:
    """Change the proof's row in the table, and ask for its code."""

    def make(desk: Desk) -> HttpResponse:
        Certificate.objects.filter(pk=desk.proof.pk).update(**changes)
        return desk.code(CODE)

    return make


def resealed(token: Callable[[Desk], bytes]) -> Makes:
    """Put another token into the proof's row, sealed as ours are."""

    def make(desk: Desk) -> HttpResponse:
        sealed = vault.seal(token(desk), bound(desk.proof.key, "token"))
        return row(token=sealed)(desk)

    return make


def another(desk: Desk) -> Certificate:
    """Return a second living proof, of somebody else."""
    claims = PENDING | {"name": "MALLORY"}
    return actions.issue("pending", "case:other", claims, world.LAST_DAY, NOON)


def moved(desk: Desk) -> HttpResponse:
    """Put the sealed token of another row into this one."""
    return row(token=bytes(another(desk).token))(desk)


def of_another(desk: Desk) -> bytes:
    other = another(desk)
    return vault.open(bytes(other.token), bound(other.key, "token"))


def renamed(_desk: Desk) -> bytes:
    return world.made(world.MALLORY, facts=world.FACTS | {"name": "MALLORY"})


def ended(why: str, *, anew: bool = False) -> Makes:
    """Show a proof that has ended, by its code or by the token that was kept of it."""

    def make(desk: Desk) -> HttpResponse:
        kept = tokens.text_of(desk.proof)
        actions.end(ABOUT, why, NOON)
        return desk.scan(kept) if anew else desk.code(CODE)

    return make


def share(desk: Desk, until: date) -> Share:
    holder = Person.objects.create_user("linh@example.org")
    choice = Choice("other", ("name", "until"), until)
    return shares.make(holder, desk.proof, choice, NOON)


def share_ended(desk: Desk) -> HttpResponse:
    """Look at a share, let its holder end it, and look again with the same code."""
    made = share(desk, world.LAST_DAY)
    assert b"result--pending" in desk.code(made.code).content
    shares.end(made, "holder", NOON, by=made.holder.key)
    return desk.code(made.code)


def share_over(desk: Desk) -> HttpResponse:
    """Look at a share on the day after its last."""
    made = share(desk, NOON.date())
    Share.objects.filter(pk=made.pk).update(until=(NOON - DAY).date())
    return desk.code(made.code)


def share_of_ended(desk: Desk) -> HttpResponse:
    made = share(desk, world.LAST_DAY)
    actions.end(ABOUT, "effect", NOON)
    return desk.code(made.code)


def share_as_proof(desk: Desk) -> HttpResponse:
    """Write the check sign of a proof behind the signs of a share."""
    made = share(desk, world.LAST_DAY)
    return desk.code(with_check(made.code[:-1], "proof"))


def two_sheets(desk: Desk) -> HttpResponse:
    """Lay the token of one proof beside the code of another."""
    other = another(desk)
    text = tokens.text_of(desk.proof)
    return desk.client.post("/v/scan", {"text": f"{text} {other.code}"})


def letters(desk: Desk) -> HttpResponse:
    """Ask for the code of a proof with signs that only look the same."""
    return desk.code(CODE.replace("A", "\u0410"))


AGES = timedelta(days=4000)
UNKNOWN, FORGED, ENDED, ELSEWHERE = "unknown", "forged", "ended", "elsewhere"
HERE = (COUNTER,)


def _at_counter(how: str, makes: Makes, state: str, reason: str, answer: str) -> tuple[Any, ...]:
    return how, makes, state, reason, answer, HERE


CODES = {
    "a code of nobody": _at_counter(
        "made up, its check sign right", typed(world.OTHER), "untold", "unknown", UNKNOWN),
    "a living code with one sign changed": _at_counter(
        "its check sign is wrong now", typed(CODE[:5] + "9" + CODE[6:]),
        "untold", "unknown", UNKNOWN),
    "a living code with the check sign of shares": _at_counter(
        "the same signs as another kind of code", typed(with_check(CODE[:-1], "share")),
        "untold", "unknown", UNKNOWN),
    "a living code, shortened": _at_counter("one sign less", typed(CODE[:-1]),
                                            "untold", "unknown", UNKNOWN),
    "a living code twice": _at_counter("28 signs", typed(CODE * 2),
                                       "untold", "unknown", UNKNOWN),
    "a living code in other letters": _at_counter(
        "a Cyrillic А", letters, "untold", "unknown", UNKNOWN),
    "a code with a question for the table": _at_counter(
        "' OR 1=1 --", typed("' OR 1=1 --"), "untold", "unknown", UNKNOWN),
    "a code with a NUL": _at_counter("a sign that tables do not take",
                                     typed("Q7DM%00"), "untold", "unknown", UNKNOWN),
    "a code of 5,000 signs": _at_counter("A, 5,000 times", typed("A" * 5000),
                                         "untold", "unknown", UNKNOWN),
    "a code with a page in it": _at_counter(
        "<script>", boxed("<script>alert(1)</script>"), "refused", "mistyped", "mistyped"),
    "an address of another site in the box": _at_counter(
        "our code behind it", boxed(f"https://evil.example/v/{CODE}"),
        "refused", "mistyped", "mistyped"),
    "token and code of two proofs": _at_counter(
        "pasted in one text", two_sheets, "refused", "forged-token", FORGED),
}  # fmt: skip
ROWS = {
    "a row with a later last day": _at_counter(
        "the table changed behind our back", row(holds_until=world.LAST_DAY + AGES),
        "refused", "forged", FORGED),
    "a row without a last day": _at_counter(
        "the table changed behind our back", row(holds_until=None), "refused", "forged", FORGED),
    "a row of another kind": _at_counter(
        "a receipt becomes a permission", row(kind="permission"), "refused", "forged", FORGED),
    "a row with the sealed token of another": _at_counter(
        "copied from row to row", moved, "refused", "forged", FORGED),
    "a row with the token of another": _at_counter(
        "opened and sealed again for this row", resealed(of_another),
        "refused", "forged", FORGED),
    "a row with a forger's token": _at_counter(
        "signed by a key of nobody", resealed(renamed), "refused", "forged", FORGED),
    "a row with no token": _at_counter(
        "emptied", row(token=b""), "refused", "forged", FORGED),
}  # fmt: skip
SHARES = {
    "ended share": _at_counter(
        "a code replayed after the holder ended it", share_ended, "ended", "share-over", ENDED),
    "share after its last day": _at_counter(
        "a code replayed a day too late", share_over, "ended", "share-over", ENDED),
    "share of a proof that has ended": _at_counter(
        "the share itself goes on", share_of_ended, "ended", "ended", ENDED),
    "share as a proof": _at_counter(
        "the check sign of proofs behind its signs", share_as_proof,
        "untold", "unknown", UNKNOWN),
    "a proof that has ended": _at_counter(
        "its paper shown all the same", ended("effect"), "ended", "ended", ENDED),
    "the token of a proof that has ended": _at_counter(
        "kept from before", ended("withdrawn", anew=True), "ended", "ended", ENDED),
    "a proof that was taken back": _at_counter(
        "its paper shown all the same", ended("corrected"), "ended", "revoked", "revoked"),
}  # fmt: skip

ENTRIES = table("code", CODES) + table("record", ROWS) + table("share", SHARES)
