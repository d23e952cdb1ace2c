"""Zairyu: residence applications (在留申請), from the first question to the card in the hand."""

__version__ = "0.1.0"
