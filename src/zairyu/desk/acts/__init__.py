"""All acts of the desk by name, in the order in which they are offered."""

from zairyu.desk.acts import correct, ends, examine, issue
from zairyu.desk.acts.base import Act, Doing

ALL = {act.name: act for act in (*examine.ACTS, *issue.ACTS, *ends.ACTS, *correct.ACTS)}

__all__ = ["ALL", "Act", "Doing"]
