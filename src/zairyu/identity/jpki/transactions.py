"""Errands to a card: opened by a browser, claimed by the companion, finished by the same browser.

The companion gets a ticket and nothing else from the browser; only the browser that began can
finish. Doors keep the secrets; here lie their digests. No act runs in a transaction of the
database while certificates are looked at: whoever answers for revocation may be slow.
"""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.crypto import salted_hmac

from zairyu.identity.jpki import account, deployment, rows, verify
from zairyu.identity.jpki.codes import CardRefused
from zairyu.identity.jpki.facts import CardFacts
from zairyu.identity.jpki.shown import shown
from zairyu.identity.jpki.text import SignedText, human_hash
from zairyu.identity.keys import digest, new_code, new_key, new_secret
from zairyu.identity.models import CardTransaction
from zairyu.words import codes as typed

# Which keys of the card an errand needs. Two keys are used in one opening of the card, so that
# both certificates come from one card in one place.
NEEDS: dict[str, tuple[str, ...]] = {
    "login": ("auth",),
    "stepup": ("auth",),
    "register": ("auth", "sign"),
    "relink": ("auth", "sign"),
    "submit": ("auth", "sign"),
    "residence": (),  # a residence card is read for a form; nothing is signed
}
OF_SOMEBODY = ("relink", "stepup", "submit", "residence")  # begun by who is signed in, or half
READ = "residence"
FINISH_SIGNS, OTHER_DEVICE_SIGNS = 8, 6


@dataclass(frozen=True)
class Seen:
    """What a door saw of the browser. `browser` is a random word that this browser keeps."""

    browser: str
    address: str = ""
    system: str = ""
    place: str = ""
    language: str = "ja"
    lines: tuple[str, ...] = ()  # further lines to be shown, such as what is being signed


@dataclass(frozen=True)
class Opened:
    """What the browser gets: the ticket for the companion, the same to type, its own secret."""

    rid: str
    ticket: str
    code: str
    cookie: str
    expires_at: datetime


@dataclass(frozen=True)
class Claimed:
    """What the companion gets for a ticket."""

    rid: str
    tx_token: str
    purpose: str
    need: tuple[Mapping[str, str], ...]  # key, purpose and tbs (the text itself) of each signature
    title: str
    lines: tuple[str, ...]
    expires_at: datetime


@dataclass(frozen=True)
class Delivered:
    """What the companion gets for good signatures: the code that the browser has to bring."""

    rid: str
    finish_code: str
    expires_at: datetime


@dataclass(frozen=True)
class State:
    """How far an errand is."""

    state: str
    reason: str
    expires_at: datetime


@dataclass(frozen=True)
class Finished:
    """An errand that the right browser finished; `person_id` is None for a registration.

    `card` is None where a residence card was read: that is nobody's key.
    """

    purpose: str
    ref: str
    person_id: int | None
    card: CardFacts | None


def may_use_other_device(purpose: str, *, person_id: int | None) -> bool:
    """Say whether the card may be at a telephone: only where the person is known already.

    Nothing binds a telephone to the screen it stands before. So it is offered after the password
    was accepted in this browser, or to who is signed in; never to begin with.
    """
    return purpose in ("login", "stepup") and person_id is not None


def open_transaction(
    purpose: str, *, ref: str = "", person_id: int | None = None, at: datetime, seen: Seen,
    other_device: bool = False,
) -> Opened:  # fmt: skip
    """Begin an errand for a browser.

    Raises:
        CardRefused: cards are not in use here; too many errands; no telephone for this one.
        ValueError: no such purpose, or one that needs to know whose account it is.
    """
    if purpose not in NEEDS or (purpose in OF_SOMEBODY and person_id is None):
        raise ValueError(f"no errand for {purpose} without knowing for whom")
    deployment.current()  # refuses where cards cannot be checked
    if other_device and not may_use_other_device(purpose, person_id=person_id):
        raise CardRefused("other_device_not_here")
    browser, address = digest(seen.browser), _address(seen.address)
    rows.limit(browser, address, person_id, at)
    ticket, code, cookie = new_secret(), new_code(rows.CODE_SIGNS), new_secret()
    rid = new_key()
    words = shown(purpose, _site(), at, seen.language, (seen.system, seen.place), seen.lines)
    until = at + (rows.OTHER_DEVICE_WITHIN if other_device else rows.CLAIM_WITHIN)
    CardTransaction.objects.create(
        rid=rid, purpose=purpose, ref=ref or rid, person_id=person_id, other_device=other_device,
        ticket_sha256=digest(ticket), code_sha256=digest(code), cookie_sha256=digest(cookie),
        browser_sha256=browser, address_sha256=address, shown=words, opened_at=at, expires_at=until,
        texts=_texts(rid, purpose, person_id, words, at),
    )  # fmt: skip
    return Opened(rid, ticket, code, cookie, until)


def claim(ticket: str, client: Mapping[str, Any], at: datetime) -> Claimed:
    """Hand a ticket's errand to the companion, once. A second claim ends the errand.

    Raises:
        CardRefused: the program is too old; no such ticket; used; expired.
    """
    name = deployment.current().accepts(client)
    row = rows.by_ticket(ticket)
    token = new_secret()
    until = at + (rows.OTHER_DEVICE_WITHIN if row.other_device else rows.RESULT_WITHIN)
    taken = {"token_sha256": digest(token), "client": name, "expires_at": until}
    if not rows.move(row, ("pending",), "claimed", at, **taken):
        refused = rows.refuse_step(row, at)
        # Two that hold one ticket: somebody may have caught it. Neither gets anywhere with it.
        if rows.end(row, ("claimed", "verifying", "card_done"), "aborted", "tx_used", at):
            raise CardRefused("tx_used")
        raise CardRefused("tx_used") if refused.code == "tx_spent" else refused
    need = tuple({"purpose": row.purpose, **one} for one in row.texts)
    return Claimed(
        row.rid, token, row.purpose, need, row.shown["title"], tuple(row.shown["lines"]), until
    )


def result(tx_token: str, results: Sequence[Mapping[str, Any]], at: datetime) -> Delivered:
    """Take the signatures, once, and verify them; return the code for the browser.

    Raises:
        CardRefused: spent or expired, or whatever is wrong with certificate, key or account.
    """

    def judged(row: CardTransaction) -> dict[str, Any]:
        parts = verify.parts(results, NEEDS[row.purpose])
        stored = {one["key"]: one["tbs"].encode("ascii") for one in row.texts}
        proved = {key: verify.verify(key, part, stored[key], at) for key, part in parts.items()}
        return account.judge(row, proved, at)

    return delivered(tx_token, judged, at)


def delivered(
    tx_token: str, judged: Callable[[CardTransaction], dict[str, Any]], at: datetime,
    *, reads: bool = False,
) -> Delivered:  # fmt: skip
    """Take what the companion brings, once; `judged` returns what is kept of it, or refuses.

    Raises:
        CardRefused: spent or expired; another kind of errand; whatever `judged` refuses.
    """
    row = rows.by_token(tx_token)
    if (row.purpose == READ) is not reads:
        raise CardRefused("message_malformed")
    if not rows.move(row, ("claimed",), "verifying", at):
        raise rows.refuse_step(row, at)
    try:
        found = judged(row)
    except CardRefused as refused:
        rows.end(row, ("verifying",), "failed", refused.code, at)
        raise
    code = new_code(OTHER_DEVICE_SIGNS if row.other_device else FINISH_SIGNS)
    until = at + (rows.OTHER_DEVICE_WITHIN if row.other_device else rows.FINISH_WITHIN)
    done = {"finish_sha256": digest(code), "expires_at": until, **found}
    if not rows.move(row, ("verifying",), "card_done", at, **done):
        raise rows.refuse_step(row, at)
    return Delivered(row.rid, code, until)


def abort(tx_token: str, reason: str, at: datetime) -> None:
    """End an errand because the companion says that nothing will come.

    Raises:
        CardRefused: no such errand under way.
    """
    row = rows.by_token(tx_token)
    plain = (
        reason if len(reason) <= 40 and reason.replace(".", "").replace("_", "").isalpha() else ""
    )
    if not rows.end(row, ("claimed",), "aborted", plain or "companion.stopped", at):
        raise CardRefused("tx_spent")


def state(rid: str, cookie: str, at: datetime) -> State:
    """Tell the browser that began how far its errand is.

    Raises:
        CardRefused: no such errand, or another browser's.
    """
    row = rows.of_browser(rid, cookie)
    now_is, reason = rows.state_of(row, at)
    return State(now_is, reason, row.expires_at)


def finish(rid: str, finish_code: str, cookie: str, at: datetime) -> Finished:
    """Finish an errand in the browser that began it, once.

    Raises:
        CardRefused: another browser; a wrong code; spent; expired; the card ended meanwhile.
    """
    row = rows.of_browser(rid, cookie)
    wanted = digest(typed.as_typed(finish_code))
    if row.state == "card_done" and not secrets.compare_digest(wanted, row.finish_sha256):
        rows.count_wrong(row, at)
        raise CardRefused("finish_code_wrong")
    links = row.purpose in ("register", "relink", READ)  # what was proved is used in a later act
    gone: dict[str, Any] = {"shown": {}} if links else {"shown": {}, "card": {}, "asserted": b""}
    if not rows.move(row, ("card_done",), "finished", at, ended_at=at, **gone):
        raise rows.refuse_step(row, at)
    facts = CardFacts.from_json(row.card) if row.card else None
    if not links and facts is not None:
        account.note_use(row.person_id, facts, at)
    return Finished(row.purpose, row.ref, row.person_id, facts)


def _site() -> str:
    return str(settings.PUBLIC_ADDRESS).rstrip("/")


def _address(address: str) -> str:
    """Return a keyed digest of a network address: enough to count, too little to look it up."""
    return salted_hmac("zairyu.identity.address", address).hexdigest() if address else ""


def _texts(
    rid: str, purpose: str, person_id: int | None, words: Mapping[str, Any], at: datetime
) -> list[dict[str, str]]:
    """Return the texts to be signed, one for each key, each with a nonce of its own."""
    whose = "-"
    if person_id is not None:
        whose = str(
            get_user_model()._default_manager.values_list("key", flat=True).get(pk=person_id)
        )
    until = at + rows.CLAIM_WITHIN + rows.RESULT_WITHIN
    made = []
    for key in NEEDS[purpose]:
        text = SignedText(
            purpose, key, _site(), rid, secrets.token_hex(32), int(at.timestamp()),
            int(until.timestamp()), whose, human_hash(words["title"], words["lines"]),
        )  # fmt: skip
        made.append({"key": key, "tbs": text.build().decode("ascii")})
    return made
