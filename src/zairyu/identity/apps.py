"""The room of identity as Django sees it."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from zairyu.identity.jpki.checks import cards_can_be_checked
from zairyu.identity.oidc import providers


class IdentityConfig(AppConfig):
    """Says, before the first page is served, what is wrong with cards and providers here."""

    name = "zairyu.identity"

    def ready(self) -> None:
        """Register the checks of cards and of providers."""
        register(cards_can_be_checked)
        register(providers_are_said)


def providers_are_said(
    _configs: Sequence[AppConfig] | None = None, **_named: Any
) -> list[CheckMessage]:
    """Return an error for each fault in what the settings say of providers."""
    hint = "docs/operations/providers.md says what a provider needs."
    return [
        Error(fault, hint=hint, id="identity.E001")
        for fault in providers.faults(settings.ZAIRYU_OIDC)
    ]
