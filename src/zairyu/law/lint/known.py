"""The ids that the tables know, by the name under which the shapes ask for them."""

from collections.abc import Mapping
from typing import Any

_PLACES: dict[str, tuple[str, str]] = {
    "statuses": ("statuses", "statuses"),
    "reasons": ("statuses", "reasons"),
    "procedures": ("procedures", "procedures"),
    "places": ("procedures", "places"),
    "costs": ("procedures", "costs"),
    "return-items": ("procedures", "return_items"),
    "deliveries": ("procedures", "deliveries"),
    "categories": ("categories", "categories"),
    "parts": ("organisations", "parts"),
    "proofs": ("categories", "proofs"),
    "routes": ("categories", "routes"),
    "facts": ("facts", "facts"),
    "families": ("forms", "families"),
    "headlines": ("lifecycle", "headlines"),
    "offices": ("offices", "offices"),
    "prefectures": ("offices", "prefectures"),
    "notices": ("notices", "notices"),
    "papers": ("papers", "papers"),
    "sets": ("sets", "sets"),
    "bases": ("sets", "bases"),
}


def _at(values: Mapping[str, Any], name: str, key: str) -> dict[str, Any]:
    found = (values.get(name) or {}).get(key)
    return dict(found) if isinstance(found, Mapping) else {}


def known_ids(values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the entries of the tables by the names of the shapes."""
    known = {name: _at(values, *place) for name, place in _PLACES.items()}
    activities = _at(values, "statuses", "designated_activities")
    known["any-status"] = {**known["statuses"], **activities}
    known["rules"] = dict(values.get("rules") or {})
    return known
