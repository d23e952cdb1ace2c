"""Nonces of wallets: made without a row, signed with their instant, good once and for minutes."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from zairyu.certificates.models import WalletNonce
from zairyu.certificates.wallet.refusing import WalletRefused
from zairyu.proof.signing import base64url, from_base64url

LIFE = timedelta(minutes=5)
_SALT = "zairyu.wallet.nonce"
_WIDTH = 8  # bytes of the instant


def new(at: datetime) -> str:
    """Return a fresh nonce; anybody may ask for one, so nothing is written down."""
    drawn = secrets.token_bytes(16) + int(at.timestamp()).to_bytes(_WIDTH, "big")
    return base64url(drawn + _seal(drawn))


def spend(nonces: Collection[str], at: datetime) -> None:
    """Use up the nonces of one request.

    Raises:
        WalletRefused: `invalid_nonce`: not ours, too old, or used before.
    """
    if not all(_ours(nonce, at) for nonce in nonces):
        raise WalletRefused("invalid_nonce")
    used = [WalletNonce(digest=_digest(nonce), used_at=at) for nonce in sorted(set(nonces))]
    try:
        with transaction.atomic():
            WalletNonce.objects.bulk_create(used)
    except IntegrityError:
        raise WalletRefused("invalid_nonce") from None


def sweep(at: datetime) -> int:
    """Forget nonces that are too old to be used again."""
    return WalletNonce.objects.filter(used_at__lt=at - 2 * LIFE).delete()[0]


def _ours(nonce: str, at: datetime) -> bool:
    try:
        said = from_base64url(nonce)
    except ValueError:
        return False
    drawn, seal = said[: 16 + _WIDTH], said[16 + _WIDTH :]
    if not constant_time_compare(seal, _seal(drawn)):
        return False
    age = at.timestamp() - int.from_bytes(drawn[16:], "big")
    return abs(age) <= LIFE.total_seconds()


def _seal(drawn: bytes) -> bytes:
    return salted_hmac(_SALT, drawn, algorithm="sha256").digest()[:16]


def _digest(nonce: str) -> str:
    return hashlib.sha256(nonce.encode()).hexdigest()
