"""The tables of certificates."""

from zairyu.certificates.models.certificate import Certificate, Letter
from zairyu.certificates.models.sharing import Delivery, Look, Share, Watch
from zairyu.certificates.models.status import StatusList

__all__ = ["Certificate", "Delivery", "Letter", "Look", "Share", "StatusList", "Watch"]
