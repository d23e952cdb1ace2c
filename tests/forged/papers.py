"""Forged documents: PDFs that were changed, laid over, revised, signed again or never signed.

Each maker returns the file, or the file, the trust list and the instant of the check.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from tests.forged import world
from tests.forged.entry import ALONE, COUNTER, table
from tests.forged.world import DAY, NOON
from tests.proof import forged_pdf as forged
from tests.proof.forged_pdf import genuine
from tests.proof.test_pdf import HOSTILE

from zairyu.certificates import pades


def turned(place: Callable[[], int], bit: int = 0) -> Callable[[], bytes]:
    return lambda: forged.flipped(place(), bit)


def at(part: float) -> Callable[[], int]:
    return lambda: int(part * len(genuine()))


def last_of_signature() -> bytes:
    """Return the file with the last bit of the signature turned: the container ends with it."""
    first, second = forged.gap()
    held = bytes.fromhex(genuine()[first + 1 : second - 1].decode())
    length = 4 + int.from_bytes(held[2:4], "big")
    turned_one = world.flipped(held, length - 1).hex().encode()
    if genuine()[first + 1 : second - 1].isupper():
        turned_one = turned_one.upper()
    return genuine()[: first + 1] + turned_one + genuine()[second - 1 :]


def inside(mark: bytes, more: int = 0) -> Callable[[], int]:
    return lambda: genuine().index(mark) + more


def revised(change: Callable[[Any], None]) -> Callable[[], bytes]:
    return lambda: forged.updated(change)


def two_revisions() -> bytes:
    """Return the file with two updates, the second undoing the first."""
    once = forged.updated(forged.painted_over)
    return once + genuine()[-1200:]


def swapped_revision() -> bytes:
    """Return an unsigned earlier page with our signed revision hung behind it."""
    return forged.page("SOMEBODY ELSE") + genuine()


def by_their_demo() -> bytes:
    return forged.signed_by(world.elsewhere(), forged.page("SOMEBODY ELSE"))


def copy_by_their_demo() -> bytes:
    return forged.signed_by(world.elsewhere(), forged.page())


def signed_twice() -> bytes:
    return forged.signed_again(world.elsewhere())


def unsigned() -> bytes:
    return forged.page()


def emptied() -> bytes:
    """Return the file with noughts where the signature was."""
    first, second = forged.gap()
    return genuine()[: first + 1] + b"0" * (second - first - 2) + genuine()[second - 1 :]


def of_another_file() -> bytes:
    """Return our page with the container of the signature of another document of ours."""
    other = pades.signed(forged.page("SOMEBODY ELSE"), NOON)
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) \d+", other)
    container = other[int(found[1]) : int(found[2])]
    first, second = forged.gap()
    return genuine()[:first] + container + genuine()[second:]


def stale_inside() -> bytes:
    """Return a document of ours whose revocation list is three months old."""
    issuer = forged.keys.issuer()
    old = forged.empty_list(issuer, NOON - 90 * DAY)
    return pades._signed(forged.page(), issuer.key("documents", NOON), old, None, NOON)


def told(**changes: Any) -> Callable[[], tuple[bytes, str, Any]]:
    """Return the genuine file, checked with a trust list that tells otherwise of its key."""
    return lambda: (genuine(), world.key_told("documents", **changes), NOON)


def as_our_token_key() -> tuple[bytes, str, Any]:
    return genuine(), world.key_told("documents", use="tokens"), NOON


def nobody_s_key() -> tuple[bytes, str, Any]:
    name = world.key("documents").name

    def change(said: dict[str, Any]) -> None:
        said["keys"] = [one for one in said["keys"] if one["kid"] != name]

    return genuine(), world.trusting(change), NOON


def yesterday() -> tuple[bytes, str, Any]:
    """Return the genuine file, checked by a clock that is a day behind, with a list of then."""
    return genuine(), world.published_at(NOON - 2 * DAY), NOON - DAY


@cache
def long_after() -> tuple[bytes, str, Any]:
    later = forged.keys.DEMO_SPAN[1] + 90 * DAY
    return genuine(), world.published_at(later), later


def letter() -> bytes:
    """Return a letter of ours, signed by our key, handed in as if it were a certificate."""
    data, around = forged.DOCUMENTS["refusal"]
    return pades.signed(forged.press.document("refusal", data, "ja", NOON, **around), NOON)


REFUSED, UNTOLD = "refused", "untold"
FORGED, UNKNOWN = "forged", "unknown"
BIT = "one bit of the genuine file turned"

BITS = {
    "one bit: the version of the format": (BIT, turned(lambda: 7, 0), "changed"),
    "one bit: an early object": (BIT, turned(at(0.02)), "changed"),
    "one bit: a tenth": (BIT, turned(at(0.1), 3), "changed"),
    "one bit: a half": (BIT, turned(at(0.5), 6), "changed"),
    "one bit: nine tenths of the page": (BIT, turned(lambda: forged.gap()[0] - 5000, 1), "changed"),
    "one bit: the range that is signed": (BIT, turned(inside(b"/ByteRange [", 12)), "coverage"),
    "one bit: the signature itself": (BIT, last_of_signature, "signature"),
    "one bit: the noughts behind the signature": (
        BIT, turned(lambda: forged.gap()[1] - 9), "wrapped"),
    "one bit: behind the signature": (BIT, turned(lambda: forged.gap()[1] + 60, 2), "broken"),
}  # fmt: skip
REVISED = {
    "incremental update that changes nothing": (
        "a second revision", revised(forged.nothing), "later-revision"),
    "incremental update that paints over": (
        "a white box and other words", revised(forged.painted_over), "later-revision"),
    "incremental update with a note": (
        "a note that hides what is below", revised(forged.annotated), "later-revision"),
    "incremental update with a script": (
        "runs when the file is opened", revised(forged.acted), "later-revision"),
    "shadow attack: other content": (
        "the page's content replaced", revised(forged.replaced), "later-revision"),
    "shadow attack: other pages": (
        "the catalogue leads to hidden pages", revised(forged.catalogue_swapped),
        "later-revision"),
    "an update taken back": (
        "two revisions, the end of the genuine file again", two_revisions, "later-revision"),
    "swapped revision": (
        "another page before the signed one", swapped_revision, "broken"),
    "twice in a row": ("the file behind itself", lambda: genuine() + genuine(), "later-revision"),
    "a line more": ("a line break at the end", lambda: genuine() + b"\n", "later-revision"),
    "a comment more": ("%shadow at the end", lambda: genuine() + b"%shadow", "later-revision"),
    "its last byte gone": ("cut by one", lambda: genuine()[:-1], "coverage"),
    "a further signature": ("somebody signs after us", signed_twice, "more-signatures"),
}  # fmt: skip
WRAPPED = {
    "signature wrapping": (
        "the second half moved behind what was put in", forged.wrapped, "broken"),
    "something in the noughts": (
        "hidden behind the signature", forged.padding_filled, "wrapped"),
    "signature in small letters": (
        "the same bytes, spelled otherwise", forged.small_letters, "wrapped"),
    "a range from somewhere else": (
        "ByteRange 9 10 20 30", lambda: forged.byte_range("9 10 20 30"), "coverage"),
    "a range beyond the file": (
        "ByteRange to 99999999", lambda: forged.byte_range("0 10 20 99999999"), "coverage"),
    "a range backwards": (
        "ByteRange 0 20 10 30", lambda: forged.byte_range("0 20 10 30"), "coverage"),
    "a range of two numbers": (
        "ByteRange 0 10", lambda: forged.byte_range("0 10"), "coverage"),
    "saved anew": ("by an editor", forged.rewritten, "wrapped"),
    "copied into a new file": ("all objects, the signature too", forged.copied, "wrapped"),
    "with a password": ("encrypted", forged.locked, "encrypted"),
    "signature emptied": ("noughts where it was", emptied, "broken"),
}  # fmt: skip
SIGNED = {
    "another's signature": (
        "the container of another document of ours", of_another_file, "changed"),
    "re-signed copy": (
        "the same page signed by somebody's demo", copy_by_their_demo, "another-issuer"),
    "another's name, signed by a demo": (
        "a sample issuer against production", by_their_demo, "another-issuer"),
    "signed, and open to change": (
        "by our key, but not certified", forged.not_certified, "wrong-kind"),
    "stale revocation list inside": (
        "three months old at the signature", stale_inside, "no-revocation-list"),
}  # fmt: skip
KEYS = {
    "compromised key": (
        "told to be lost since tomorrow",
        told(state="compromised", compromised_at=world.seconds(NOON + DAY)), "key-compromised"),
    "expired key": (
        "retired the day before", told(until=world.seconds(NOON - DAY)), "key-retired"),
    "future key": (
        "in use from tomorrow on", told(since=world.seconds(NOON + DAY)), "key-not-yet"),
    "a key for tokens": ("told to be for tokens", as_our_token_key, "key-for-another-use"),
    "a key that is not listed": ("taken out of the list", nobody_s_key, "key-unknown"),
    "clock a day behind": ("the genuine file, checked yesterday", yesterday, "future"),
    "expired certificate": (
        "the genuine file, 23 years later, without a time-stamp", long_after, "expired"),
}  # fmt: skip
_SHAPES = {
    "words": (b"hello", "no-pdf"),
    "a head alone": (b"%PDF-1.7", "broken"),
    **{name: (content, "broken") for name, content in HOSTILE.items()},
}


def _rows(rows: dict[str, tuple[Any, ...]], counter: str, state: str = REFUSED) -> dict[str, Any]:
    return {
        name: (how, makes, state, f"pdf-{reason}", counter)
        for name, (how, makes, reason) in rows.items()
    }


def _shaped(content: bytes) -> Callable[[], bytes]:
    return lambda: content


SHAPED = {
    name: ("made to break readers, or no document", _shaped(content), reason)
    for name, (content, reason) in _SHAPES.items()
    if name != "words"
}
# The counter reads the codes on a page that is not signed, and answers for them.
LETTERS = {
    "not signed": (
        "our page, as somebody's printer made it", unsigned, UNTOLD, "pdf-not-signed", ""),
    "letter posing as certificate": (
        "a letter that we signed, with no proof in it", letter, UNTOLD, "no-token", UNKNOWN),
}  # fmt: skip
ENTRIES = (
    table("document", _rows(BITS | REVISED | WRAPPED | SIGNED, FORGED), (*ALONE, COUNTER))
    + table("document", _rows(KEYS, ""))
    + table("document", _rows(SHAPED, UNKNOWN, UNTOLD))
    + table("document", LETTERS)
)
