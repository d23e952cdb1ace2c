"""Providers that people may sign in with: read from the file that ZAIRYU_PROVIDERS names (TOML)."""

import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


def read(path: str) -> dict[str, dict[str, Any]]:
    """Return what the file says of each provider, by short name; nothing without a file.

    A private key stands beside the file unless its path is a whole one.
    """
    if not path:
        return {}
    file = Path(path)
    said: dict[str, dict[str, Any]] = tomllib.loads(file.read_text("utf-8"))
    return {id: one | {"key": str(file.parent / one.get("key", ""))} for id, one in said.items()}


def origins(said: dict[str, dict[str, Any]]) -> list[str]:
    """Return where the forms of our pages lead besides ourselves: to the providers."""
    places = [urlsplit(one.get("authorize", "")) for one in said.values()]
    return sorted({f"{place.scheme}://{place.netloc}" for place in places if place.netloc})
