"""Second factors: whether there is one, and codes for people whose secret is known."""

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Exists, OuterRef

from zairyu.identity.models import CardCredential, FederatedIdentity

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.base_user import AbstractBaseUser
    from django.db.models import QuerySet

Anybody = TypeVar("Anybody", bound="AbstractBaseUser")
_TOLD, _TOLD_CARD, _TOLD_CARDS = "second_factor_told", "card_told", "cards_told"
# Stand in the statement for the person and the instant that are asked about.
_ROW, _INSTANT = -1, datetime(1, 1, 2, tzinfo=UTC)
STEP_SECONDS = 30
SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def told(users: "QuerySet[Anybody]", at: datetime) -> "QuerySet[Anybody]":
    """Return persons, each with the answer to `has_second_factor` at an instant read along.

    A card whose time is over does not count from that second on, whether a worker has noted its end
    or not.
    """
    own = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND)
    card = CardCredential.objects.filter(person=OuterRef("pk"), state="active", not_after__gte=at)
    cards = CardCredential.objects.filter(person=OuterRef("pk"))
    asked = {_TOLD: Exists(own), _TOLD_CARD: Exists(card), _TOLD_CARDS: Exists(cards)}
    read: QuerySet[Anybody] = users.annotate(**asked)
    return read


@cache
def _statement() -> tuple[str, tuple[Any, ...]]:
    """Return what `told` asks about one person; to put it together for each page took longer."""
    anybody = get_user_model()._default_manager.filter(pk=_ROW)
    return told(anybody, _INSTANT).query.sql_with_params()


def told_of(row: int, at: datetime) -> "AbstractBaseUser | None":
    """Return the person of a row as `told` reads them, or None."""
    statement, params = _statement()
    adapted = connection.ops.adapt_datetimefield_value
    given: dict[Any, Any] = {_ROW: row, adapted(_INSTANT): adapted(at)}
    asked = [given.get(one, one) for one in params]
    people = get_user_model()._default_manager
    return next(iter(people.raw(statement, asked)), None)


def has_second_factor(user: "AbstractBaseUser") -> bool:
    """Say whether a person has a code generator, a passkey or a card linked to the account.

    Recovery codes alone do not count. Whoever is signed in was read with the answer, at the
    beginning of the request; of others a card counts until a worker has noted its end.
    """
    return _has_own(user) or _has_card(user)


def needs_card(user: "AbstractBaseUser", at: datetime) -> bool:
    """Say whether the card is the only second factor: a password alone then wants the card too."""
    card = CardCredential.objects.filter(person=user.pk, state="active", not_after__gte=at)
    return not _has_own(user) and bool(card.exists())


def card_lapsed(user: "AbstractBaseUser") -> bool:
    """Say whether a person had a card linked to the account and has none that counts."""
    cards = CardCredential.objects
    ever = _known(user, _TOLD_CARDS, lambda: cards.filter(person=user.pk).exists())
    return ever and not _has_card(user)


def _has_own(user: "AbstractBaseUser") -> bool:
    own = Authenticator.objects
    return _known(user, _TOLD, lambda: own.filter(user=user.pk, type__in=SECOND).exists())


def _has_card(user: "AbstractBaseUser") -> bool:
    cards = CardCredential.objects
    return _known(user, _TOLD_CARD, lambda: cards.filter(person=user.pk, state="active").exists())


def _known(user: "AbstractBaseUser", told: str, ask: "Callable[[], bool]") -> bool:
    """Return what was read with a person; of whom nothing was read, it is asked now."""
    read: bool | None = getattr(user, told, None)
    return bool(ask() if read is None else read)


def fits(user: "AbstractBaseUser", kind: str, typed: str) -> bool:
    """Say whether a code of an app (`totp`) or a recovery code fits; each is taken once."""
    found = Authenticator.objects.filter(user=user.pk, type=kind).first()
    return bool(found is not None and found.wrap().validate_code(typed.strip()))


def drop(user: "AbstractBaseUser", *, but_passkeys: bool) -> None:
    """Take the second factors of a person away, whose device is lost; passkeys on demand."""
    lost = Authenticator.objects.filter(user=user.pk)
    if but_passkeys:
        lost = lost.exclude(type=Authenticator.Type.WEBAUTHN)
    lost.delete()


def ways(user: "AbstractBaseUser") -> int:
    """Return how many ways there are to show that it is really them, besides the password.

    A code generator, a passkey, a card, an account at another provider. Of several of one kind only
    one counts: they lie in the same pocket.
    """
    own = {kind: Authenticator.objects.filter(user=OuterRef("pk"), type=kind) for kind in SECOND}
    linked = FederatedIdentity.objects.filter(person=OuterRef("pk"))
    asked = {f"has_{kind}": Exists(found) for kind, found in (*own.items(), ("linked", linked))}
    row = get_user_model()._default_manager.filter(pk=user.pk).annotate(**asked)
    return sum(next(iter(row.values_list(*asked)), ())) + _has_card(user)


def has_passkey(user: "AbstractBaseUser") -> bool:
    """Say whether a person can sign in with a passkey."""
    kind = Authenticator.Type.WEBAUTHN
    return bool(Authenticator.objects.filter(user=user.pk, type=kind).exists())


def enrol(user: "AbstractBaseUser", secret: str) -> None:
    """Give a person a code generator with a known secret (the cast of the demo, tests)."""
    Authenticator.objects.filter(user=user.pk, type=Authenticator.Type.TOTP).delete()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)


def code(secret: str, at: datetime) -> str:
    """Return the six digits that a code generator shows at an instant of the real clock."""
    counter = int(at.timestamp()) // STEP_SECONDS
    shown: str = format_hotp_value(hotp_value(secret, counter))
    return shown
