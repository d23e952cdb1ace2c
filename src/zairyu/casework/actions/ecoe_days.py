"""What a day brings to an electronic certificate: reminders, and its end after three months.

On which days a letter reminds stands in the law's table of letters; the last day is that of the
certificate, which was counted by the law's table of periods.
"""

from datetime import date, datetime, timedelta

from django.db import transaction

from zairyu.casework import letters, links
from zairyu.casework.actions import ecoes
from zairyu.casework.actions.each import each, latest
from zairyu.casework.actions.ecoe import expire
from zairyu.casework.actions.handing import mail_link
from zairyu.casework.models import ECoe
from zairyu.law.dates import legal_day
from zairyu.law.notices import notice


def electronic_certificates(at: datetime) -> int:
    """Ask for the receipt of what was sent, warn before the three months end, and end them."""
    today = legal_day(at)
    live = ECoe.objects.filter(state__in=links.LIVE).order_by("pk")
    keys = list(live.values_list("key", flat=True))
    return each(keys, lambda key: _electronic(key, today, at))


@transaction.atomic
def _electronic(key: str, today: date, at: datetime) -> int:
    sent = ECoe.objects.select_related("case", "case__filer").get(key=key)
    if today > sent.valid_until:
        expire(sent.key, at=at)
        return 1
    done = 0
    if asked := _asked_for_receipt(sent, today):
        done += _tell_receiver(sent, "ecoe-receipt-reminder", f"receipt-{asked}-{key[:8]}", at)
    step = latest(notice("ecoe-expiring").days, (sent.valid_until - today).days)
    if step is not None:
        done += _tell_receiver(sent, "ecoe-expiring", f"expiry-{step}", at)
        done += _tell_links(sent, step, at)
    return done


def _asked_for_receipt(sent: ECoe, today: date) -> int:
    since = (today - legal_day(sent.sent_at)).days
    passed = [step for step in notice("ecoe-receipt-reminder").days if since >= step]
    return max(passed, default=0) if sent.state == "ecoe-sent" else 0


def _tell_receiver(sent: ECoe, kind: str, occasion: str, at: datetime) -> int:
    return letters.tell_address(
        sent.case,
        kind,
        ecoes.receiver(sent),
        at,
        occasion=occasion,
        receipt=letters.link(f"/ecoe/{sent.key}/"),
        valid_until=letters.day(sent.valid_until),
    )


def _tell_links(sent: ECoe, step: int, at: datetime) -> int:
    """Warn whoever it was handed on to by mail before that day: they are the ones who travel."""
    day = sent.valid_until - timedelta(days=step)
    return sum(
        mail_link(sent.case, row, "ecoe-link-expiring", at, f"{step}-{row.key}")
        for row in links.alive(sent)
        if row.address and legal_day(row.made_at) <= day
    )
