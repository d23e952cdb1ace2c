"""All acts of the desk by name, in the order in which they are offered."""

from zairyu.desk.acts import correct, ecoe, ends, examine, issue
from zairyu.desk.acts.base import Act, Doing

_ACTS: tuple[Act, ...] = (
    *examine.ACTS, *issue.ACTS, *ecoe.ACTS, *ends.ACTS, *correct.ACTS,
)  # fmt: skip
ALL = {act.name: act for act in _ACTS}

__all__ = ["ALL", "Act", "Doing"]
