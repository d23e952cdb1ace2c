"""The tables of certificates."""

from zairyu.certificates.models.certificate import Certificate, Letter
from zairyu.certificates.models.status import StatusList

__all__ = ["Certificate", "Letter", "StatusList"]
