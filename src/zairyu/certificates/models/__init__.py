"""The tables of certificates."""

from zairyu.certificates.models.certificate import Certificate, FormerFile, Letter
from zairyu.certificates.models.sharing import Delivery, Look, Share, Watch
from zairyu.certificates.models.status import StatusList
from zairyu.certificates.models.wallet import (
    WalletCheck,
    WalletCredential,
    WalletNonce,
    WalletOffer,
)

__all__ = [
    "Certificate",
    "Delivery",
    "FormerFile",
    "Letter",
    "Look",
    "Share",
    "StatusList",
    "WalletCheck",
    "WalletCredential",
    "WalletNonce",
    "WalletOffer",
    "Watch",
]
