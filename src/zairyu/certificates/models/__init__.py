"""The tables of certificates."""

from zairyu.certificates.models.certificate import Certificate, Letter

__all__ = ["Certificate", "Letter"]
