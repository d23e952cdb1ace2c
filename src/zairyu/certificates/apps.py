"""The room of certificates as Django sees it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Warning, register

from zairyu.certificates.keys import IssuerKeysMissing, copies, issuer, publishing

SOON = timedelta(days=10)  # that the trust list expires is said this long before


class CertificatesConfig(AppConfig):
    """Says, before the first page is served, when there is nothing to sign with."""

    name = "zairyu.certificates"

    def ready(self) -> None:
        """Register the check of the keys."""
        register(keys_are_there, deploy=True)


def keys_are_there(
    _configs: Sequence[AppConfig] | None = None, **_named: Any
) -> list[CheckMessage]:
    """Return an error if the issuer's keys are missing, a warning if the trust list expires soon.

    Every key in use signs once for it: a hardware module that does not answer is found here.
    """
    at = datetime.now(UTC)
    try:
        place = issuer().place
        copies.prove(place, at)
        until = publishing.dates(place).expires_at
    except (IssuerKeysMissing, copies.CopyRefused) as missing:
        hint = "Run `manage.py make_issuer_keys --name NAME` once, and keep the folder safe."
        return [Error(str(missing), hint=hint, id="certificates.E001")]
    if until - at < SOON:
        told = f"the trust list counts until {until:%Y-%m-%d} only"
        hint = "Bring the root and run `manage.py issuer_keys publish --root-keys FOLDER`."
        return [Warning(told, hint=hint, id="certificates.W001")]
    return []
