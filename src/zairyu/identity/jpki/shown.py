"""What the companion program shows before it asks for a PIN: purpose, site, time, and from where.

The digest of these words is part of what is signed, so that nobody can show others.
"""

from collections.abc import Sequence
from datetime import datetime

from zairyu.words import say, say_moment


def shown(
    purpose: str, site: str, at: datetime, language: str, begun: Sequence[str], more: Sequence[str]
) -> dict[str, object]:
    """Return title and lines; `begun` is what is known of the browser (system, place)."""
    lines = [
        say("identity.errand.site", language, site=site),
        say("identity.errand.begun", language, at=say_moment(at, language)),
    ]
    if any(begun):
        lines.append(say("identity.errand.from", language, words=", ".join(filter(None, begun))))
    return {"title": say(f"identity.errand.{purpose}", language), "lines": [*lines, *more]}
