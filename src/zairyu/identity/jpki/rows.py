"""Rows of errands: one conditional UPDATE for every step, whose row count says who was first."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from zairyu.identity.jpki.codes import CardRefused
from zairyu.identity.keys import digest
from zairyu.identity.models import CardTransaction
from zairyu.words import codes as typed

CLAIM_WITHIN = timedelta(seconds=180)
RESULT_WITHIN = timedelta(seconds=180)
FINISH_WITHIN = timedelta(seconds=60)
OTHER_DEVICE_WITHIN = timedelta(seconds=120)
PROVED_FOR = timedelta(hours=24)  # after an errand ended, its card can be linked
KEPT_FOR = timedelta(days=90)
UNDER_WAY = ("pending", "claimed", "verifying", "card_done")
CODE_SIGNS = 8  # of the ticket as a person types it
MOST_OPEN = 5  # errands of one browser at a time
MOST_WRONG = 3  # finish codes that may be mistyped
# Begun within ten minutes: for one account, and from one address (many may share one).
WINDOW = timedelta(minutes=10)
MOST_OF_ACCOUNT, MOST_OF_ADDRESS = 20, 100


def move(
    row: CardTransaction, before: tuple[str, ...], after: str, at: datetime, **values: Any
) -> bool:
    """Take a step if the row still stands where the step begins and its time is not over."""
    still = CardTransaction.objects.filter(pk=row.pk, state__in=before, expires_at__gt=at)
    return still.update(state=after, **values) == 1


def end(
    row: CardTransaction, before: tuple[str, ...], after: str, reason: str, at: datetime
) -> bool:
    """End an errand without a result; what was shown and asserted goes at once."""
    still = CardTransaction.objects.filter(pk=row.pk, state__in=before)
    gone: dict[str, Any] = {"shown": {}, "card": {}, "asserted": b"", "ended_at": at}
    return still.update(state=after, reason=reason, **gone) == 1


def state_of(row: CardTransaction, at: datetime) -> tuple[str, str]:
    """Return state and reason as of an instant: what nobody went on with has expired."""
    if row.state in UNDER_WAY and row.expires_at <= at:
        return "expired", "tx_expired"
    return row.state, row.reason


def refuse_step(row: CardTransaction, at: datetime) -> CardRefused:
    """Return why a step was not possible, and note an errand whose time is over."""
    row.refresh_from_db()
    state, _ = state_of(row, at)
    if state == "expired":
        end(row, UNDER_WAY, "expired", "tx_expired", at)
        return CardRefused("tx_expired")
    return CardRefused("tx_aborted" if state == "aborted" else "tx_spent")


def count_wrong(row: CardTransaction, at: datetime) -> None:
    """Count a wrong finish code; the last one that is allowed ends the errand."""
    CardTransaction.objects.filter(pk=row.pk).update(wrong_codes=F("wrong_codes") + 1)
    row.refresh_from_db()
    if row.wrong_codes >= MOST_WRONG:
        end(row, ("card_done",), "aborted", "finish_code_wrong", at)


def limit(browser: str, address: str, person_id: int | None, at: datetime) -> None:
    """Refuse one errand too many: of a browser, of an account, from an address.

    Raises:
        CardRefused: too many.
    """
    rows = CardTransaction.objects
    recent = rows.filter(opened_at__gt=at - WINDOW)
    waiting = rows.filter(browser_sha256=browser, state__in=UNDER_WAY, expires_at__gt=at)
    over = (
        waiting.count() >= MOST_OPEN,
        bool(address) and recent.filter(address_sha256=address).count() >= MOST_OF_ADDRESS,
        person_id is not None and recent.filter(person=person_id).count() >= MOST_OF_ACCOUNT,
    )
    if any(over):
        raise CardRefused("too_many")


def sweep(at: datetime) -> None:
    """Forget what errands no longer need: what was proved after a day, all of it after 90 days.

    Until then the nonces stay, so that what was signed can be told apart later.
    """
    rows = CardTransaction.objects
    gone: dict[str, Any] = {"shown": {}, "card": {}, "asserted": b"", "address_sha256": ""}
    over = rows.filter(state__in=UNDER_WAY, expires_at__lte=at)
    over.update(state="expired", reason="tx_expired", ended_at=at, **gone)
    old = rows.filter(ended_at__lt=at - PROVED_FOR).exclude(address_sha256="")
    old.update(**gone)
    rows.filter(opened_at__lt=at - KEPT_FOR).delete()


def by_ticket(ticket: str) -> CardTransaction:
    """Return the errand of a ticket, or of the same as a person types it."""
    code = typed.as_typed(ticket)
    of_ticket = CardTransaction.objects.filter(ticket_sha256=digest(ticket))
    of_code = CardTransaction.objects.filter(code_sha256=digest(code)).order_by("-opened_at")
    row = of_code.first() if len(code) == CODE_SIGNS else of_ticket.first()
    if row is None:
        raise CardRefused("tx_expired")  # what never was is told no differently
    return row


def by_token(tx_token: str) -> CardTransaction:
    """Return the errand of a companion's token; for none it is over.

    Raises:
        CardRefused: tx_spent.
    """
    row = (
        CardTransaction.objects.filter(token_sha256=digest(tx_token)).first() if tx_token else None
    )
    if row is None:
        raise CardRefused("tx_spent")
    return row


def of_browser(rid: str, cookie: str) -> CardTransaction:
    """Return an errand to the browser that began it.

    Raises:
        CardRefused: tx_unknown, other_browser.
    """
    row = CardTransaction.objects.filter(rid=rid).first()
    if row is None:
        raise CardRefused("tx_unknown")
    if not cookie or not secrets.compare_digest(digest(cookie), row.cookie_sha256):
        raise CardRefused("other_browser")
    return row
