"""In which list of the desk a case stands: one column, so that a queue is read from one index."""

from zairyu.law import lifecycle

LANES = (
    "to-assign", "to-start", "examining", "waiting", "answered", "to-decide", "to-issue", "done",
)  # fmt: skip

_OF_STATE = {
    "submitted": "to-start",
    "received": "to-start",
    "in-examination": "examining",
    "additional-documents-requested": "waiting",
    "additional-documents-received": "answered",
    "recommended": "to-decide",
}


def lane(state: str, *, assigned: bool) -> str:
    """Return the lane of a state; what no officer has taken yet waits to be assigned.

    >>> lane("received", assigned=False), lane("in-examination", assigned=True)
    ('to-assign', 'examining')
    """
    if not is_open(state):
        return "done"
    if not assigned and state in ("submitted", "received"):
        return "to-assign"
    return _OF_STATE.get(state, "to-issue")


def clock(procedure: str, *, special: bool) -> str:
    """Return which period a case runs in: special, the sixty days of an acquisition, standard.

    Law: ICRRA art. 20(6), 21(4), 22-2(1).

    >>> clock("extension", special=True), clock("acquisition", special=False)
    ('special', 'sixty-days')
    """
    if special:
        return "special"
    return "sixty-days" if procedure == "acquisition" else "standard"


def is_open(state: str) -> bool:
    """Say whether the office still has something to do with a case in this state."""
    return not lifecycle.state(state).terminal and state not in ("delivered",)
