"""The room of certificates as Django sees it."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from zairyu.certificates.keys import IssuerKeysMissing, issuer


class CertificatesConfig(AppConfig):
    """Says, before the first page is served, when there is nothing to sign with."""

    name = "zairyu.certificates"

    def ready(self) -> None:
        """Register the check of the keys."""
        register(keys_are_there, deploy=True)


def keys_are_there(
    _configs: Sequence[AppConfig] | None = None, **_named: Any
) -> list[CheckMessage]:
    """Return an error if the issuer's keys are missing."""
    try:
        issuer()
    except IssuerKeysMissing as missing:
        hint = "Run `manage.py make_issuer_keys --name NAME` once, and keep the folder safe."
        return [Error(str(missing), hint=hint, id="certificates.E001")]
    return []
