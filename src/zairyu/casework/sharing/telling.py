"""The worker's part: changes told to readers by letter and by signed message, and what is over."""

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from zairyu.casework.readers import link
from zairyu.casework.sharing import readers
from zairyu.certificates.sharing import delivering, events, message, queries, shares, watches
from zairyu.certificates.sharing.push import Answer, push
from zairyu.notices.actions import Receiver, owe
from zairyu.notices.letters import Param

if TYPE_CHECKING:
    from zairyu.certificates.models import Delivery

AT_ONCE = 8  # machines called at the same time: one that is slow delays no other
_LETTERS = {
    "pending-started": "watch-pending",
    "replaced": "watch-replaced",
    "ended": "watch-ended",
    "revoked": "watch-revoked",
}


def write_next(at: datetime) -> bool:
    """Write the letter that tells a reader of a change; say whether there was one to write.

    The worker asks every second: it first looks, and takes the database only when there is one.
    """
    if not delivering.waiting("mail", at):
        return False
    with transaction.atomic():
        delivery = delivering.claim("mail", at)
        if delivery is None:
            return False
        watch = delivery.watch
        address = queries.opened(watch.address, f"watch:{watch.key}:address")
        said: dict[str, Param] = {
            "name": queries.opened(watch.name, f"watch:{watch.key}:name"),
            "when": {"moment": delivery.at.isoformat()},
            "id": delivery.key,
            "check": link("/v/"),
            "link": watches.link(watch),
        }
        letter = owe(
            _LETTERS[delivery.event],
            Receiver(address, watch.language, "reader"),
            said,
            at=at,
            about=readers.about(watch.share),
            occasion=delivery.key,
        )
        delivering.told(delivery, at, letter or "")
    return True


class Pusher:
    """Pushes messages to machines beside the worker's other work: nobody waits for anybody."""

    def __init__(self) -> None:
        """Begin with nothing on its way."""
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="push")
        self._under_way: dict[Future[Answer], Delivery] = {}

    @property
    def busy(self) -> bool:
        """Whether a message is on its way."""
        return bool(self._under_way)

    def turn(self, at: datetime) -> int:
        """Note what arrived, send what is due; return how many things were done."""
        done = self._harvest(at)
        while len(self._under_way) < AT_ONCE:
            under_way = tuple(one.watch_id for one in self._under_way.values())
            delivery = delivering.claim("push", at, under_way)
            if delivery is None:
                break
            watch = delivery.watch
            address = queries.opened(watch.address, f"watch:{watch.key}:address")
            signed = message.written(delivery, address, at)
            trusted = settings.ZAIRYU_WATCH_AUTHORITIES or None
            self._under_way[self._pool.submit(push, address, signed, trusted)] = delivery
            done += 1
        return done

    def _harvest(self, at: datetime) -> int:
        arrived = [one for one in self._under_way if one.done()]
        for future in arrived:
            settle(self._under_way.pop(future), future.result(), at)
        return len(arrived)

    def close(self) -> None:
        """Wait for nothing more; what is on its way comes back when its lease ends."""
        self._pool.shutdown(wait=False, cancel_futures=True)


@transaction.atomic
def settle(delivery: "Delivery", answer: Answer, at: datetime) -> None:
    """Note what became of a message; a watch that begins with it is told to the holder."""
    if answer.taken:
        if delivering.told(delivery, at):
            readers.begun(delivery.watch, at)
    elif answer.gone:
        delivering.unwanted(delivery, at)
    elif delivering.failed(delivery, answer.why, at):
        watch = delivery.watch
        name = queries.opened(watch.name, f"watch:{watch.key}:name")
        readers.tell_holder(watch.share, "watch-undelivered", at, occasion=delivery.key, name=name)


def run(at: datetime) -> int:
    """Do what a day brings by itself: end what is over, tell the rest; return how many things."""
    return shares.run(at) + watches.run(at) + events.run(at)
