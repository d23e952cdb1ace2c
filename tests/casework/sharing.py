"""Builders for tests of shares: a case with a live proof, a share of it, a watch that runs."""

from datetime import datetime, timedelta

from zairyu.casework.models import Case
from zairyu.casework.sharing import acts, readers
from zairyu.certificates.models import Certificate, Share, Watch
from zairyu.certificates.sharing import delivering
from zairyu.certificates.sharing.shares import Choice
from zairyu.certificates.sharing.watches import Asked
from zairyu.law.dates import legal_day


def proof_of(case: Case, kind: str = "pending") -> Certificate:
    """Return the newest proof of a case."""
    return Certificate.objects.filter(about=f"case:{case.key}", kind=kind)[0]


def shared(
    case: Case,
    at: datetime,
    *,
    purpose: str = "bank",
    ticked: tuple[str, ...] = (),
    days: int = 30,
    watch: bool = True,
    label: str = "みずほ支店",
    kind: str = "pending",
) -> Share:
    """Share the living proof of a case as its filer does."""
    of = acts.sharable(case.key, proof_of(case, kind).key, case.filer, at)
    chosen = of.chosen(purpose, list(ticked))
    until = legal_day(at) + timedelta(days=days)
    choice = Choice(purpose, chosen, until, label=label, watchable=watch)
    return acts.share_proof(of, choice, by=case.filer, at=at)


def watched(
    share: Share,
    at: datetime,
    way: str = "mail",
    address: str = "ishii@bank.example",
    name: str = "あおば銀行",
) -> Watch:
    """Let a reader watch a share, confirmed."""
    watch = readers.ask_to_watch(share, Asked(way, name, address), "ja", at)
    if way == "mail":
        assert readers.confirm(watch, at)
    else:
        first = delivering.claim("push", at)
        assert first is not None
        assert delivering.told(first, at)
    watch.refresh_from_db()
    return watch
