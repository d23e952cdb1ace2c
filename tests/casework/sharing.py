"""Builders for tests of shares: a case with a live proof, a share of it, a watch that runs."""

from datetime import date, timedelta

from zairyu.casework.sharing import acts, readers
from zairyu.certificates.models import Certificate, Share, Watch
from zairyu.certificates.sharing import delivering, watches
from zairyu.certificates.sharing.shares import Choice
from zairyu.certificates.sharing.watches import Asked
from zairyu.law.dates import legal_day


def proof_of(case, kind="pending"):
    return Certificate.objects.filter(about=f"case:{case.key}", kind=kind).first()


def shared(case, at, *, purpose="bank", ticked=(), days=30, watch=True, label="みずほ支店", **more):
    """Share the living proof of a case as its filer does."""
    of = acts.sharable(case.key, proof_of(case, **more).key, case.filer, at)
    chosen = of.chosen(purpose, list(ticked))
    until: date = legal_day(at) + timedelta(days=days)
    choice = Choice(purpose, chosen, until, label=label, watchable=watch)
    return acts.share_proof(of, choice, by=case.filer, at=at)


def watched(share: Share, at, way="mail", address="ishii@bank.example", name="あおば銀行") -> Watch:
    """Let a reader watch a share, confirmed."""
    watch = readers.ask_to_watch(share, Asked(way, name, address), "ja", at)
    if way == "mail":
        assert readers.confirm(watch, at)
    else:
        assert delivering.told(delivering.claim("push", at), at)
    watch.refresh_from_db()
    return watch


def again(watch: Watch) -> Watch:
    return watches.watched(watches.token(watch))
