"""Destroying what wallets leave behind: offers nobody took, answers at the counter, nonces."""

from datetime import datetime

from zairyu.certificates.wallet import asking, nonces, offers


def sweep(at: datetime) -> int:
    """Destroy what is over; return how many rows that were."""
    return offers.sweep(at) + asking.sweep(at) + nonces.sweep(at)
