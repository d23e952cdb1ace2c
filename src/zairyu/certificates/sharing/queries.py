"""What a share answers to whoever types its code, and what its holder sees of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Sum

from zairyu import vault
from zairyu.certificates import codes, judging
from zairyu.certificates.facts import claims_in
from zairyu.certificates.judging import Verdict
from zairyu.certificates.models import Certificate, Delivery, Look, Share, Watch
from zairyu.certificates.sharing import contents
from zairyu.law.dates import legal_day
from zairyu.law.statuses import held
from zairyu.vault import files

if TYPE_CHECKING:
    from zairyu.people.models import Person

_SAYABLE = ("valid", "pending")


def look(signs: str, at: datetime) -> Verdict:
    """Say what a share shows now; an unknown code costs the same work as a known one.

    A share that its holder ended, or whose last day is over, says only that: whether the proof
    behind it still holds is no longer this reader's business.
    """
    share = shared_by(signs)
    if share is None:
        return judging.judged(None, signs, at)
    return shown(share, at)


def shared_by(signs: str) -> Share | None:
    """Return the share that a code belongs to."""
    if not signs or "\0" in signs:
        return None
    return Share.objects.select_related("certificate").filter(code=signs).first()


def is_over(share: Share, at: datetime) -> bool:
    """Say whether a share has ended, by its holder or by its last day."""
    return share.ended_at is not None or legal_day(at) > share.until


def shown(share: Share, at: datetime, photo: bytes | None = None) -> Verdict:
    """Return what a share shows; also for one that is only being thought about (the preview).

    `photo` is that of a share which is not written yet.
    """
    judged = judging.judged(share.certificate, share.code, at)
    found = replace(judged, purpose=share.purpose, shared=True)
    if is_over(share, at):
        over = judging.verdict("ended", share.code, at, share_over=True)
        return replace(over, purpose=share.purpose, shared=True)
    if found.state not in _SAYABLE:
        return found
    claims = claims_of(share.certificate)
    works = _works(claims, share, legal_day(at))
    facts = contents.facts(share.contents, found.facts, claims, works=works)
    face = _photo(share) or photo if contents.PHOTO in share.contents else None
    return replace(found, facts=facts, photo=face, watchable=share.watchable)


def _works(claims: Mapping[str, Any], share: Share, on: date) -> bool:
    """Say whether the status lets the person work, where it is to be shown what they may do."""
    asked = contents.ALLOWED in share.contents and claims.get("status")
    return bool(asked) and held(str(claims["status"]), on).work != "none"


def claims_of(certificate: Certificate) -> Mapping[str, Any]:
    """Return the sealed claims of a certificate; none where they were emptied."""
    return claims_in(certificate) if certificate.contents else {}


def _photo(share: Share) -> bytes | None:
    return files.load(share.photo_path, sealed(share, "photo")) if share.photo_path else None


def sealed(share: Share, part: str) -> str:
    """Return what a sealed part of a share is bound to."""
    return f"share:{share.key}:{part}"


@dataclass(frozen=True)
class Told:
    """One change told to a reader, or still to be told."""

    event: str
    at: datetime
    sent_at: datetime | None
    failed_at: datetime | None
    attempts: int
    next_at: datetime
    letter: str


@dataclass(frozen=True)
class Watching:
    """A reader who is told when something changes, as the holder sees it."""

    key: str
    way: str
    name: str
    address: str
    asked_at: datetime
    confirmed_at: datetime | None
    ended_at: datetime | None
    ended_why: str
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Shared:
    """A share as its holder sees it."""

    key: str
    code: str
    link: str
    kind: str
    about: str
    purpose: str
    contents: tuple[str, ...]
    label: str
    watchable: bool
    made_at: datetime
    until: date
    looks: int
    last_look: datetime | None
    watches: int
    state: str  # live; proof-over: the proof ended; ended; over: its last day has passed
    ended_at: datetime | None


def shares_of(person: "Person", at: datetime, about: str = "") -> list[Shared]:
    """Return the shares of a person, newest first; with a chain, those about one thing."""
    found = Share.objects.filter(holder=person).select_related("certificate").order_by("-id")
    if about:
        found = found.filter(certificate__about=about)
    shares = list(found.prefetch_related("watches")[:200])
    looks = _looks(shares)
    return [_shared(share, looks, at) for share in shares]


def share_of(person: "Person", key: str) -> Share | None:
    """Return one's own share; nobody else's."""
    found = Share.objects.filter(holder=person, key=key).select_related("certificate")
    return found.first()


def shared(share: Share, at: datetime) -> Shared:
    """Return a share as its holder sees it."""
    return _shared(share, _looks([share]), at)


def _looks(shares: Sequence[Share]) -> dict[int, tuple[int, datetime]]:
    """Return how often shares were looked at, and when last: a row for each minute adds up."""
    rows = Look.objects.filter(share__in=shares).values_list("share")
    return {key: (times, last) for key, times, last in rows.annotate(Sum("times"), Max("minute"))}


def _shared(share: Share, looks: Mapping[int, tuple[int, datetime]], at: datetime) -> Shared:
    times, last = looks.get(share.pk, (0, None))
    return Shared(
        share.key,
        share.code,
        codes.address(share.code),
        share.certificate.kind,
        share.certificate.about,
        share.purpose,
        tuple(share.contents),
        opened(share.label, sealed(share, "label")),
        share.watchable,
        share.made_at,
        share.until,
        times,
        last,
        sum(one.ended_at is None and one.confirmed_at is not None for one in share.watches.all()),
        _state(share, at),
        share.ended_at,
    )


def _state(share: Share, at: datetime) -> str:
    if share.ended_at is not None:
        return "ended" if share.ended_why == "holder" else "over"
    if is_over(share, at):
        return "over"
    return "live" if share.certificate.holds(legal_day(at)) else "proof-over"


def looks_of(share: Share) -> list[Look]:
    """Return when a share was looked at, newest first."""
    return list(share.looks.order_by("-minute", "-id")[:200])


def watches_of(share: Share) -> list[Watching]:
    """Return who watches a share, or asked to, with all that was told them; newest first."""
    rows = share.watches.order_by("-id").prefetch_related("deliveries")
    return [watching(watch) for watch in rows]


def watching(watch: Watch) -> Watching:
    """Return a watch as the holder sees it."""
    told = sorted(watch.deliveries.all(), key=lambda one: one.pk, reverse=True)
    return Watching(
        watch.key,
        watch.way,
        opened(watch.name, f"watch:{watch.key}:name"),
        opened(watch.address, f"watch:{watch.key}:address"),
        watch.asked_at,
        watch.confirmed_at,
        watch.ended_at,
        watch.ended_why,
        tuple(_told(one) for one in told),
    )


def _told(row: Delivery) -> Told:
    return Told(
        row.event, row.at, row.sent_at, row.failed_at, row.attempts, row.next_at, row.letter
    )


def opened(data: bytes | memoryview, about: str) -> str:
    """Return a sealed text, or an empty one where it was emptied."""
    return vault.open(bytes(data), about).decode() if data else ""


def proof(about: str, key: str) -> Certificate | None:
    """Return a certificate about something; who calls has checked whose it is."""
    return Certificate.objects.filter(about=about, key=key).first()
