"""What readers of a share do: look, ask to be told of changes, confirm; the holder is told."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.casework.readers import link
from zairyu.certificates.sharing import queries, shares, watches
from zairyu.certificates.sharing.watches import Asked
from zairyu.notices.actions import Receiver, owe
from zairyu.notices.letters import Param

if TYPE_CHECKING:
    from zairyu.certificates.models import Share, Watch


def about(share: "Share") -> str:
    """Return the chain that letters about a share hang on: its holder's, never the case's."""
    return f"person:{share.holder.key}"


def for_whom(share: "Share") -> Param:
    """Return for whom a share is, as a letter's parameter: its purpose, and the holder's words."""
    label = queries.opened(share.label, queries.sealed(share, "label"))
    return label or {"say": f"certificates.purpose.{share.purpose}.label"}


def tell_holder(
    share: "Share", kind: str, at: datetime, *, occasion: str = "", **params: Param
) -> None:
    """Owe a letter to the holder of a share."""
    said: dict[str, Param] = {
        "for_whom": for_whom(share),
        "link": link(f"/me/shares/{share.key}"),
        **params,
    }
    to = Receiver(share.holder.email, share.holder.language)
    owe(kind, to, said, at=at, about=about(share), occasion=occasion)


@transaction.atomic
def looked(signs: str, state: str, country: str, at: datetime) -> None:
    """Note that somebody looked at a share; of the first look the holder is told by a letter."""
    share = queries.shared_by(signs)
    if share is not None and shares.noted(share, state, country, at):
        when: Param = {"moment": at.isoformat()}
        tell_holder(share, "share-looked", at, occasion=share.key, when=when)


@transaction.atomic
def ask_to_watch(share: "Share", asked: Asked, language: str, at: datetime) -> "Watch":
    """Ask to be told of changes: a mailbox gets the letter with which it confirms.

    Raises:
        WatchRefused: it cannot be, and why.
    """
    watch = watches.ask(share, asked, language, at)
    if watch.way == "mail":
        to = Receiver(asked.address, language, "reader")
        said: dict[str, Param] = {
            "name": asked.name,
            "link": watches.link(watch),
            "until": {"day": watch.share.until.isoformat()},
        }
        owe("watch-confirm", to, said, at=at, about=about(watch.share), occasion=watch.key)
    return watch


@transaction.atomic
def confirm(watch: "Watch", at: datetime) -> bool:
    """Let a watch begin, and tell the holder who watches; say whether it begins now."""
    begins = watches.confirm(watch, at)
    if begins:
        begun(watch, at)
    return begins


def begun(watch: "Watch", at: datetime) -> None:
    """Tell the holder of a share that somebody is told of its changes from now on."""
    name = queries.opened(watch.name, f"watch:{watch.key}:name")
    until: Param = {"day": watch.share.until.isoformat()}
    tell_holder(watch.share, "watch-begun", at, occasion=watch.key, name=name, until=until)
