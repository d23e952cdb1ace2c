"""The end of an errand that reads a residence card for a form.

It is opened, claimed and finished like every errand (`jpki.transactions`); instead of signatures
it brings a reading. Only what a form takes over is kept, sealed, for the browser that began.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from zairyu import vault
from zairyu.identity.jpki import anchors, deployment, transactions
from zairyu.identity.jpki.account import about_errand
from zairyu.identity.jpki.codes import CardRefused
from zairyu.identity.models import CardTransaction
from zairyu.identity.residence_card import genuine, reading
from zairyu.identity.residence_card.told import Told, told

KEPT_FOR = timedelta(hours=1)  # between the reading and the form


def deliver(tx_token: str, said: Mapping[str, Any], at: datetime) -> transactions.Delivered:
    """Take a reading, once, and judge it; return the code for the browser.

    Raises:
        CardRefused: spent or expired; malformed; not genuine.
    """

    def judged(row: CardTransaction) -> dict[str, Any]:
        found = reading.read(said)
        genuine.judge(found, pinned(), at)
        return {"asserted": vault.seal_json(told(found).to_json(), about_errand(row.rid))}

    return transactions.delivered(tx_token, judged, at, reads=True)


def pinned() -> tuple[Any, ...]:
    """Return the authorities whose signatures on cards count in this deployment."""
    folder = Path(settings.ZAIRYU_CARD["anchors"])
    profile = deployment.PROFILES[deployment.current().profile]
    return anchors.load(folder, anchors.RESIDENCE, tests=profile.tests)


def taken(ref: str, person_id: int, at: datetime) -> Told | None:
    """Return what a person's finished errand read, for as long as it is kept."""
    row = (
        CardTransaction.objects.filter(
            ref=ref, purpose=transactions.READ, person_id=person_id, state="finished",
            ended_at__gt=at - KEPT_FOR,
        )
        .order_by("-ended_at")
        .first()
    )  # fmt: skip
    if row is None or not row.asserted:
        return None
    return Told.from_json(vault.open_json(row.asserted, about_errand(row.rid)))


def used(ref: str, person_id: int) -> None:
    """Let go of what was read: it stands in the form now, or was not wanted."""
    CardTransaction.objects.filter(ref=ref, purpose=transactions.READ, person_id=person_id).update(
        asserted=b""
    )


def available() -> bool:
    """Say whether residence cards can be judged here."""
    try:
        return bool(pinned())
    except CardRefused:
        return False
