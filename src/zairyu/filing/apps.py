"""The room as Django knows it."""

from django.apps import AppConfig


class FilingConfig(AppConfig):
    """Drafts, answers, uploads, the sealed submission."""

    name = "zairyu.filing"
    label = "filing"
