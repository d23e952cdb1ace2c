"""The tables of privacy: sessions, questions about a look, copies of one's data, leaving."""

from zairyu.privacy.models.copies import DataCopy
from zairyu.privacy.models.leaving import Leaving
from zairyu.privacy.models.looks import LookQuestion
from zairyu.privacy.models.sessions import OpenSession

__all__ = ["DataCopy", "Leaving", "LookQuestion", "OpenSession"]
