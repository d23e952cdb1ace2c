"""Places of wallets' credentials in the status lists: their own, in the same crowd.

Every fourth place is kept for wallets (`places.APART`): no credential of a wallet ever stands
where a certificate does, and neither table has to ask the other.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from zairyu.certificates.models import Certificate, StatusList, WalletCredential
from zairyu.certificates.statuses import places
from zairyu.certificates.statuses.decoys import is_decoy
from zairyu.certificates.statuses.places import APART, Place


def drawn(at: datetime) -> Place:
    """Return a free random place for a credential of a wallet."""
    number = next(places.drawn(at)).number
    row = StatusList.objects.only("seed", "size").get(number=number)
    seed, groups = bytes(row.seed), row.size // APART
    while True:
        index = secrets.randbelow(groups) * APART
        if not is_decoy(seed, index) and not _taken(number, index):
            return Place(number, index)


def _taken(number: int, index: int) -> bool:
    """Say whether somebody has a place; certificates from before wallets may stand anywhere."""
    where = {"status_list": number, "status_index": index}
    tables = (WalletCredential, Certificate)
    return any(table._default_manager.filter(**where).exists() for table in tables)


def ended(number: int, at: datetime) -> Iterable[int]:
    """Return the places of a list whose credentials no longer hold.

    A credential ends by its holder, and with the certificate that it was made from.
    """
    rows = WalletCredential.objects.filter(status_list=number)
    over = rows.filter(Q(ended_at__lte=at) | Q(certificate__ended_at__lte=at))
    return over.values_list("status_index", flat=True)
