"""Which parts make up a form, until the law says it."""

from types import SimpleNamespace
from typing import Any

_F = {
    "T": ["spouse-child-japanese", "spouse-child-permanent-resident", "long-term-resident"],
    "M": ["business-manager", "highly-skilled-professional-1c"],
}


def form_parts(
    procedure: str, status: str, _channel: str = "online", with_: tuple[str, ...] = ()
) -> Any:
    """Return the parts."""
    if procedure == "work-qualification-certificate":
        parts = ["work-qualification"]
    else:
        fam = next((k for k, v in _F.items() if status in v), "N")
        parts = [f"common-{procedure}", f"{fam.lower()}-applicant"]
        if fam != "T":
            parts.append(f"{fam.lower()}-organization")
    for p, q in (
        ("reentry-permit", "reentry"),
        ("extra-status-activity-permit", "extra-status-activity"),
    ):
        if p in with_:
            parts.append(q)
    return SimpleNamespace(family=None, parts=(*parts, "online-submission"))
