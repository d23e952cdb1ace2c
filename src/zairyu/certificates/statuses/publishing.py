"""The status lists as they are handed out: built and signed by the worker, kept as signed bytes.

A list is signed anew every half minute, so that an ending is in it within a minute. A request
builds none, unless the worker has been away for longer than that: then one request does it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from zairyu.certificates.keys import issuer
from zairyu.certificates.models import Certificate, StatusList
from zairyu.certificates.statuses import decoys, wallets
from zairyu.certificates.tokens import list_address
from zairyu.proof import statuslist
from zairyu.proof.statuslist import Terms

EVERY = timedelta(seconds=30)
LATEST = timedelta(seconds=60)  # a list older than this is built by whoever asks for it
TTL = timedelta(seconds=60)
KEEP = timedelta(hours=24)  # how long somebody who checks offline may rely on a list
FORMS = ("jwt", "cwt")


@dataclass(frozen=True)
class Published:
    """A list as it was signed last."""

    content: bytes
    media: str
    signed_at: datetime


def aggregation() -> str:
    """Return the address that names all lists."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}/v/status/"


def addresses() -> list[str]:
    """Return the addresses of all lists."""
    return [list_address(number) for number in StatusList.objects.values_list("number", flat=True)]


def published(number: int, form: str, at: datetime) -> Published | None:
    """Return a list as it was signed last, or nothing: there is no such list."""
    found = _kept(number, form)
    if found is None:
        return None
    signed_at = found[1]
    late = signed_at is None or not timedelta(0) <= at - signed_at <= LATEST
    if late and (_claimed(number, at) or signed_at is None):
        renew(number, at)
        found = _kept(number, form)
    if found is None or found[1] is None:
        return None
    content, signed = found[0], found[1]
    body = content.encode() if isinstance(content, str) else bytes(content)
    media = statuslist.JWT_MEDIA if form == "jwt" else statuslist.CWT_MEDIA
    return Published(body, media, signed)


def renew_next(at: datetime) -> bool:
    """Sign the list that is due; say whether there was one. For the worker."""
    due = StatusList.objects.filter(_due(at)).values_list("number", flat=True).first()
    if due is None or not _claimed(due, at):
        return False
    renew(due, at)
    return True


def renew(number: int, at: datetime) -> None:
    """Build a list as things stand, sign it and keep it."""
    row = StatusList.objects.only("number", "size", "seed", "opened_at").get(number=number)
    small = statuslist.small(_packed(row, at))
    terms = Terms(list_address(number), at, at + KEEP, TTL, aggregation())
    key = issuer().key("lists", at)
    row.jwt = statuslist.write_jwt(key, small, terms)
    row.cwt = statuslist.write_cwt(key, small, terms)
    row.signed_at = at
    row.save(update_fields=["jwt", "cwt", "signed_at"])


def _packed(row: StatusList, at: datetime) -> bytes:
    ended = Certificate.objects.filter(status_list=row.number, ended_at__lte=at)
    places = ended.order_by().values_list("status_index", flat=True)
    own = wallets.ended(row.number, at)
    turned = decoys.changed(bytes(row.seed), row.size, row.opened_at, at)
    gone = [*places.iterator(), *own, *turned]
    return statuslist.packed(row.size, gone)


def _kept(number: int, form: str) -> tuple[str | bytes, datetime | None] | None:
    found = StatusList.objects.filter(number=number).values_list(form, "signed_at").first()
    return None if found is None else (found[0], found[1])


def _due(at: datetime) -> Q:
    """Return what is due; a clock that was set back makes every list due."""
    return Q(due_at=None) | Q(due_at__lte=at) | Q(due_at__gt=at + 2 * EVERY)


def _claimed(number: int, at: datetime) -> bool:
    """Say whether this process signs the list now; nobody else does for the next half minute."""
    mine = StatusList.objects.filter(_due(at), number=number)
    return bool(mine.update(due_at=at + EVERY))
