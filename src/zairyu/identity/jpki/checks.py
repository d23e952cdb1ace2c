"""What Django's check says of the card before the first page is served."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

from zairyu.identity.jpki import anchors, deployment

HINT = "docs/card.md says what a deployment needs."


def cards_can_be_checked(
    _configs: Sequence[AppConfig] | None = None, **_named: Any
) -> list[CheckMessage]:
    """Return an error where a profile is named but cards cannot be checked by it.

    In the demo the authorities are made when it is seeded, so nothing is asked there.
    """
    said: dict[str, Any] = settings.ZAIRYU_CARD
    if not said["profile"] or settings.ZAIRYU_MODE != "production":
        return []
    why = deployment.why_not(said)
    found: list[CheckMessage] = [
        Error(f"{name} may not be trusted here", hint=HINT, id="identity.E011")
        for name in _of_tests(Path(said["anchors"]))
    ]
    if why:
        found.append(Error(f"no card can sign in: {why}", hint=HINT, id="identity.E010"))
    return found


def _of_tests(folder: Path) -> Iterator[str]:
    """Yield the pinned files that production must not have."""
    for kind in anchors.KINDS:
        for file in sorted((folder / kind).glob("*.der")):
            try:
                anchors.read(file.read_bytes(), tests=False)
            except anchors.NoAnchor:
                yield f"{kind}/{file.stem[:16]}"
