"""Places of wallets' credentials in the status lists: their own, in the same crowd.

Every fourth place is kept for wallets (`places.APART`): no credential of a wallet ever stands
where a certificate does, and neither table has to ask the other.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from zairyu.certificates.models import Certificate, WalletCredential
from zairyu.certificates.statuses import places
from zairyu.certificates.statuses.places import Place


def drawn(at: datetime) -> Place:
    """Return a free random place for a credential of a wallet."""
    return next(place for place in places.drawn(at, wallets=True) if not _taken(*place))


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
